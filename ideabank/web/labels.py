"""How people know the fields of a form, for words that are given back outside of it: the labels they saw, in their language."""

import re
from collections.abc import Iterable

from starlette.requests import Request as StarletteRequest

from ideabank.i18n import N_, Translator

# Fields a form carries for us; nobody typed them.
OURS = frozenset("do draft based_on confirmed seen language linked next act code parent way place data support".split())
# Chosen from a list with one press; a kind's own choices are told in words.
CHOSEN = frozenset("stance fit basis relation status organisation anchor places".split())
OTHER = N_("What you wrote")
# Beside each line of a field: the line again, and one of a few choices.
BESIDE = ("of-", "level-")
# What one name is called at one address of a shared room; sections hand in those of theirs (Section.labels).
AT = (
    (re.compile(r"/comments(/\d+/edit)?"), {"body": N_("Your comment")}),
    (re.compile(r"/statements"), {"words": N_("What the organisation says")}),
    (re.compile(r"/contest"), {"reason": N_("Why it does not hold")}),
    (re.compile(r"/report"), {"words": N_("In your own words")}),
    (re.compile(r"/blackout"), {"words": N_("The words to black out")}),
    (re.compile(r"/account"), {"name": N_("Name shown to others")}),
)
LABELS = {
    "title": N_("Title"),
    "name": N_("Name"),
    "reason": N_("Reason"),
    "evidence": N_("Evidence"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "email": N_("E-mail address"),
    "alt": N_("What it shows"),
    "paste": N_("Or paste the rows here"),
}


WORDS = LABELS.keys() | {"body", "words", "summary", "who", "want", "why", "situation"}


def label_of(request: StarletteRequest, translate: Translator, name: str, *, path: str = "") -> str:
    """The label of a field at the address a form was sent to; for one we do not know, a neutral word."""
    return _told(request, translate, path or request.scope["path"], name, "")[0]


def typed_words(
    request: StarletteRequest, translate: Translator, fields: Iterable[tuple[str, object]], *, path: str = ""
) -> tuple[tuple[str, str], ...]:
    """(label, words) of what was typed into a form that could not be taken, so that nobody loses it, not even a title of one word."""
    where = path or request.scope["path"]
    return tuple(
        _told(request, translate, where, name, value)
        for name, value in fields
        if isinstance(value, str)
        and value.strip()
        and (name in WORDS or not value.isdigit())  # a number of something is ours, unless it stands where one writes
        and name not in OURS | _chosen(request, where)
        and not name.startswith(BESIDE)
    )


def _told(request: StarletteRequest, translate: Translator, path: str, name: str, value: str) -> tuple[str, str]:
    if folder := _folder(request, path):
        told = request.app.state.site.field_words(folder, (name, value), translate=translate)
        if told and told[0]:
            return str(told[0]), str(told[1])
    place = path.partition("?")[0]
    here = [names[name] for ending, names in AT if name in names and re.search(ending.pattern + r"$", place)]
    handed_in = request.app.state.site.labels.items()
    here += [names[name] for ending, names in handed_in if name in names and place.endswith(ending)]
    return translate(next(iter(here), LABELS.get(name, OTHER))), value


def _chosen(request: StarletteRequest, path: str) -> frozenset[str]:
    return frozenset() if _folder(request, path) else CHOSEN


def _folder(request: StarletteRequest, path: str) -> str:
    """The folder of the kind whose own form was sent there: /fi/usecases, /fi/usecases/drafts or /fi/usecases/12; else ""."""
    found = re.fullmatch(r"/(\w\w)/([a-z]+)(?:/drafts|/\d+[^/]*)?", path.partition("?")[0])
    return found[2] if found and f"{found[2]}:list" in request.app.state.paths else ""
