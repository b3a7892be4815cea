"""What a person (or a content file) puts into an entry, and the checks it must pass before anything is stored."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import get_args, get_origin

from sqlmodel import AutoString

from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.problem import Problem
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.i18n import LANGUAGES, N_
from ideabank.i18n.personal import ASK, REFUSED
from ideabank.text.cleaning import clean, mended_all, shows
from ideabank.text.personal_data import findings, told_once
from ideabank.text.plain import Json

LIMITS = {"title": 120, "summary": 400, "body": 20_000, "tags": 60}
FIELD_LIMIT = 1_000
LARGEST = 2**31 - 1  # what PostgreSQL holds in a column of whole numbers


@dataclasses.dataclass(frozen=True)
class Text:
    """An entry's words in one language."""

    title: str
    summary: str = ""
    body: str = ""
    fields: dict[str, str] = dataclasses.field(default_factory=dict)

    def pieces(self) -> dict[str, str]:
        return {"title": self.title, "summary": self.summary, "body": self.body, **self.fields}


@dataclasses.dataclass(frozen=True)
class Content:
    """Everything a save carries. `texts` holds only the languages this save touches; `review_by` is a date as 2028-01-31, or empty."""

    language: str
    texts: dict[str, Text]
    theme: str = ""
    county: str = ""
    details: Json = dataclasses.field(default_factory=dict)
    tags: tuple[str, ...] = ()
    sources: tuple[Json, ...] = ()
    review_by: str = ""

    def mended(self) -> "Content":
        """The same without what cannot be stored or seen, whichever way it came in."""
        texts = {code: Text(**mended_all(dataclasses.asdict(text))) for code, text in self.texts.items()}
        tags, sources = tuple(mended_all(list(self.tags))), tuple(mended_all(list(self.sources)))
        return dataclasses.replace(self, texts=texts, details=mended_all(self.details), tags=tags, sources=sources)


TOO_LONG = N_("Shorten this to at most %(limit)d characters; it now has %(length)d.")
UNREADABLE = N_("This has characters that cannot be stored. Type it again as plain text.")
CHOOSE = N_("Choose one of the options in the list.")
NOT_A_DAY = N_("Write the date as year-month-day, such as 2028-01-31.")
PAST = N_("This day has passed. Choose a day that lies ahead.")


def tidy(text: str) -> str:
    """The text as it is stored, without spaces around it."""
    return clean(text).strip()


def check_words(pieces: dict[str, str], *, limit: int = FIELD_LIMIT) -> list[Problem]:
    """Lengths, and personal data that is refused outright, per field."""
    problems = []
    for name, text in pieces.items():
        most = LIMITS.get(name, limit)
        if len(text) > most:
            problems.append(Problem(name, TOO_LONG, {"limit": most, "length": len(text)}))
        problems.extend(refused(name, text))
    return problems


def refused(field: str, text: str) -> list[Problem]:
    """Identity codes and account numbers: never stored, never logged."""
    kinds = {finding.kind for finding in findings(text) if finding.severity == "refuse"}
    return [Problem(field, REFUSED[kind]) for kind in sorted(kinds)]


def asked_about(pieces: dict[str, str]) -> list[Problem]:
    """What may be personal data and may be fine: the person is asked once and may go on."""
    asked: dict[tuple[str, ...], Problem] = {}
    for name, text in pieces.items():
        for finding in findings(text):
            what = text[finding.start : finding.end]
            if finding.severity == "ask":
                asked.setdefault(
                    (name, *told_once(finding.kind, what)), Problem(name, ASK[finding.kind], {"what": what})
                )
    return list(asked.values())


def asked_about_all(content: Content) -> list[Problem]:
    """The same of everything that a save carries, such as one line of an import."""
    texts = {f"{code} {name}": one for code, text in content.texts.items() for name, one in text.pieces().items()}
    rest = {
        "details": content.details,
        "sources": [one.get("note") for one in content.sources],
        "tags": list(content.tags),
    }
    return asked_about({**texts, **{name: "\n".join(_strings(data)) for name, data in rest.items()}})


def _strings(data: object) -> Iterator[str]:
    """Every word in plain data, however deep."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def check(kind: Kind, content: Content) -> list[Problem]:
    """Every reason why this content may not become an entry of this kind."""
    known = set(LANGUAGES) >= {content.language, *content.texts}
    problems = [] if known else [Problem("language", CHOOSE)]
    for text in content.texts.values():
        if not shows(text.title):
            problems.append(Problem("title", N_("Tell in a few words what this is about.")))
        problems.extend(check_words(text.pieces()))
    if kind.has_theme and content.theme and content.theme not in THEMES:
        problems.append(Problem("theme", CHOOSE))
    if content.county and content.county not in COUNTIES:
        problems.append(Problem("county", CHOOSE))
    if content.review_by and not is_day(content.review_by):
        problems.append(Problem("review_by", NOT_A_DAY))
    for tag in content.tags:
        problems.extend(check_words({"tags": tag}))
    for field in kind.details:
        problems.extend(_check_detail(kind, field, content.details.get(field.name)))
    if kind.structure and not problems:
        problems.extend(kind.structure.problems(content.details))
    return [*problems, *check_sources(content.sources)]


def is_day(text: str) -> bool:
    """Whether this is a date as 2028-01-31."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_sources(sources: tuple[object, ...]) -> list[Problem]:
    """Sources come from files and imports only: maps with `slides`, a `note` by language and a web address."""
    for source in sources:
        if not isinstance(source, dict) or set(source) - {"slides", "note", "url"}:
            return [Problem("sources", UNREADABLE)]
        if not str(source.get("url") or "https://").startswith(("https://", "http://")):
            return [Problem("sources", UNREADABLE)]
        if problems := check_evidence("sources", source.get("note") or {}, source.get("slides") or ()):
            return problems
    return []


def check_evidence(field: str, told: object, slides: object) -> list[Problem]:
    """Words by language and slide numbers, as sources and links carry them."""
    if not isinstance(told, dict) or not set(told) <= set(LANGUAGES) or not isinstance(slides, list | tuple):
        return [Problem(field, UNREADABLE)]
    if not all(isinstance(words, str) for words in told.values()) or not all(type(one) is int for one in slides):
        return [Problem(field, UNREADABLE)]
    return [problem for words in told.values() for problem in check_words({field: words})]


def _check_detail(kind: Kind, field: DetailField, value: object) -> list[Problem]:
    """What does not fit its column or its list of options; forms cannot send it, files and imports can."""
    missing = [Problem(field.name, CHOOSE)] if field.required else []
    if value is None or kind.detail is None:
        return missing
    if isinstance(value, list) is not field.many:
        return [Problem(field.name, CHOOSE)]
    values = value if isinstance(value, list) else [value]
    column = kind.detail.__table__.c[field.name].type  # type: ignore[attr-defined]
    # sqlmodel's string type does not tell its Python type.
    expected = str if isinstance(column, AutoString) else column.python_type
    if value == [] or (value == "" and expected is str):
        return missing
    if not field.many and (not isinstance(value, expected) or isinstance(value, bool) is not (expected is bool)):
        return [Problem(field.name, UNREADABLE)]
    if isinstance(value, int) and abs(value) > LARGEST:
        return [Problem(field.name, UNREADABLE)]
    if field.options is not None and not isinstance(value, bool):
        is_known = all(isinstance(item, str) and item in field.options for item in values)
        return [] if is_known else [Problem(field.name, CHOOSE)]
    if field.many and not all(_is_of_column(kind, field, item) for item in values):
        return [Problem(field.name, UNREADABLE)]
    limit = getattr(column, "length", None) or FIELD_LIMIT
    return [one for word in values if isinstance(word, str) for one in check_words({field.name: word}, limit=limit)]


def _is_of_column(kind: Kind, field: DetailField, item: object) -> bool:
    """Whether the list takes this: objects where its column is declared so, as a project's recipes, else words and numbers."""
    declared = kind.detail.model_fields[field.name].annotation if kind.detail else None
    holds_data = any(get_origin(one) is dict for one in get_args(declared))
    return isinstance(item, dict) if holds_data else not isinstance(item, dict | list)
