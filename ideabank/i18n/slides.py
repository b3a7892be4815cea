"""References to slides of the pre-study, in the reader's language."""

import re
from collections.abc import Iterable

NAMES = {"fi": ("dia", "diat"), "sv": ("bild", "bilder"), "en": ("slide", "slides")}

_NAMED = "|".join(name for names in NAMES.values() for name in names)
# Only at the start and to the end or a mark: "bild 3 i rapporten" is somebody else's picture.
_CITED = re.compile(rf"(?:{_NAMED}) (\d{{1,3}}(?:(?:, ?| ?[-–] ?)\d{{1,3}})*)(?=$|[;.(]| \(|, \D)", re.IGNORECASE)


def slides(numbers: Iterable[object], lang: str) -> str:
    """`slides 35, 42`."""
    told = [str(number) for number in numbers]
    return f"{NAMES[lang][len(told) > 1]} {', '.join(told)}"


def cited(source: str, lang: str) -> str:
    """A source that people typed, with the slides it begins with named in this language."""
    found = _CITED.match(source)
    if found is None:
        return source
    several = not found[1].isdigit()
    return f"{NAMES[lang][several]} {found[1]}{source[found.end() :]}"
