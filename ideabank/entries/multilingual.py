"""Words told in several languages, as they stand inside the details of an entry: {language: words}."""

import re
from collections.abc import Mapping

from ideabank.i18n import LANGUAGES, N_, choose
from ideabank.text.cleaning import clean
from ideabank.text.personal_data import findings
from ideabank.text.slugs import slug

Multilingual = dict[str, str]
Wrong = tuple[str, Mapping[str, object]]
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")

LONG = N_("Shorten this to at most %(limit)d characters; it now has %(length)d.")
PERSONAL = N_("Remove the identity code or account number. The bank is public, so nothing was saved.")
NO_CHOICE = N_("%(name)s is not one of: %(choices)s.")
NOT_WORDS = N_("Words are told by language, such as {fi: …, sv: …, en: …}.")


def in_language(words: Mapping[str, str], lang: str) -> str:
    """The words in the language asked for, else in another they are told in."""
    found = choose(dict(words), lang)
    return found[1] if found else ""


def names_in(pieces: object, lang: str) -> dict[str, str]:
    """Key → name of each piece of stored plain data, in order; nothing else of a piece is looked at. One without a name is called by its key."""
    found = {}
    for one in pieces if isinstance(pieces, list) else ():
        if isinstance(one, dict) and isinstance(key := one.get("key"), str):
            name = one.get("name")
            found[key] = (in_language(name, lang) if isinstance(name, dict) else "") or key
    return found


def free_key(wanted: str, taken: set[str], fallback: str = "step") -> str:
    """A key made from a name that no other has."""
    base = slug(wanted)[:50].strip("-") or fallback
    if not KEY.fullmatch(base):
        base = fallback
    return next(key for number in range(1, 10_000) if (key := base if number == 1 else f"{base}-{number}") not in taken)


def with_words(told: Mapping[str, str], language: str, words: str) -> Multilingual:
    """The same with other words in one language; empty words take the language away."""
    return {code: one for code, one in {**told, language: words}.items() if one}


def read_multilingual(data: object, limit: int, *, lines: bool = False) -> tuple[Multilingual, list[Wrong]]:
    """Words by language, tidy, and what is wrong with them. `lines`: they may run over several lines, as Markdown does."""
    if data is None:
        return {}, []
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        return {}, [(NOT_WORDS, {})]
    wrong: list[Wrong] = []
    if unknown := set(data) - set(LANGUAGES):
        wrong.append((NO_CHOICE, {"name": min(map(str, unknown)), "choices": ", ".join(LANGUAGES)}))
    found = {}
    for language in LANGUAGES:
        if words := _tidy(data.get(language, ""), limit, lines, wrong):
            found[language] = words
    return found, wrong


def _tidy(text: str, limit: int, lines: bool, wrong: list[Wrong]) -> str:
    words = clean(text).strip() if lines else " ".join(clean(text).split())
    if len(words) > limit:
        wrong.append((LONG, {"limit": limit, "length": len(words)}))
    if any(finding.severity == "refuse" for finding in findings(words)):
        wrong.append((PERSONAL, {}))
    return words
