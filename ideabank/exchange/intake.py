"""Taking in NDJSON as `export` writes it: all lines are checked first; one bad line and nothing changes."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text, check, check_evidence
from ideabank.entries.events import bank_of
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.text.cleaning import mended_all

UUID_LENGTH = 36


class IntakeError(ValueError):
    """The file cannot be taken in; `rows` lists (line number, reason)."""

    def __init__(self, rows: list[tuple[int, str]]) -> None:
        super().__init__("\n".join(f"line {number}: {reason}" for number, reason in rows))
        self.rows = rows


@dataclasses.dataclass(frozen=True)
class Row:
    """One line, understood."""

    number: int
    kind: Kind
    uuid: str
    old_id: int
    status: str
    content: Content
    links: tuple[dict[str, Any], ...]


@dataclasses.dataclass
class Taken:
    """What an intake did."""

    created: int = 0
    known: int = 0
    links: int = 0


def understand(session: Session, lines: Iterable[str]) -> list[Row]:
    """Every line checked. Raises IntakeError with all that is wrong, by line."""
    rows, wrong = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(session, number, line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            wrong.append((number, reason))
    seen: dict[str, int] = {}
    for row in rows:
        if seen.setdefault(row.uuid, row.number) != row.number:
            wrong.append((row.number, f"the same entry stands on line {seen[row.uuid]}"))
    if wrong:
        raise IntakeError(sorted(wrong))
    return rows


def take_in(session: Session, rows: list[Row]) -> Taken:
    """Makes the entries that the bank does not have (by uuid), then the links among what the file and the bank hold."""
    taken, by_old = Taken(), {}
    for row in rows:
        known = session.execute(sa.select(Entry).where(col(Entry.uuid) == row.uuid)).scalar_one_or_none()
        if known is not None:
            taken.known += 1
        else:
            known = actions.propose(session, row.kind, row.content)
            known.uuid, known.status = row.uuid, row.status
            taken.created += 1
        by_old[row.kind.code, row.old_id] = known
    for row in rows:
        for one in row.links:
            taken.links += _join(session, by_old, row, one)
    return taken


def _row(session: Session, number: int, line: str) -> Row:
    data = mended_all(json.loads(line))
    if not isinstance(data, dict):
        raise ValueError("not an object {…}")
    kind = bank_of(session).kinds.get(str(data["kind"]))
    if kind is None:
        raise ValueError(f"unknown kind {data['kind']!r}")
    content = _content(kind, data)
    problems = check(kind, content)
    if problems:
        raise ValueError(f"{problems[0].field}: {problems[0].message % problems[0].values}")
    status = str(data.get("status") or kind.statuses[0])
    if status not in kind.statuses:
        raise ValueError(f"status: {status!r} is not one of {', '.join(kind.statuses)}")
    _require_free_code(session, kind, content, str(data["uuid"]))
    forth = tuple(one for one in data.get("links") or () if one.get("direction") == "forth")
    for one in forth:
        _require_link(session, kind, one)
        _require_anchor(kind, content, one)
    return Row(number, kind, _uuid(data["uuid"]), int(data["id"]), status, content, forth)


def _uuid(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= UUID_LENGTH or not value.isprintable():
        raise ValueError(f"uuid: {str(value)[:50]!r} is not an identifier of at most {UUID_LENGTH} characters")
    return value


def _require_link(session: Session, kind: Kind, one: dict[str, Any]) -> None:
    """A link that the kernel could not hold is named while nothing has been stored yet."""
    relation = bank_of(session).relations.get(str(one.get("relation")))
    if relation is None or kind.code not in relation.sources or one.get("kind") not in relation.targets:
        raise ValueError(f"links: {one.get('relation')!r} cannot join {kind.code} and {one.get('kind')!r}")
    if one.get("fit") not in FITS or one.get("basis") not in BASES:
        raise ValueError(f"links: fit {one.get('fit')!r} or basis {one.get('basis')!r} is not on the list")
    if type(one.get("id")) is not int:
        raise ValueError(f"links: {one.get('id')!r} is not the number of an entry")
    if problems := check_evidence("links", one.get("evidence") or {}, one.get("slides") or ()):
        raise ValueError(f"links: {problems[0].message % problems[0].values}")


def _require_anchor(kind: Kind, content: Content, one: dict[str, Any]) -> None:
    anchor = one.get("anchor") or ""
    if anchor and (kind.anchors is None or anchor not in kind.anchors(content.details, content.language)):
        raise ValueError(f"links: {anchor!r} is not a step of this entry")


def _content(kind: Kind, data: dict[str, Any]) -> Content:
    own = {field.name for field in kind.texts}
    texts = {
        str(code): Text(
            str(words["title"]),
            str(words.get("summary") or ""),
            str(words.get("body") or ""),
            {name: str(words.get(name) or "") for name in own},
        )
        for code, words in data["texts"].items()
    }
    language = str(data["language"])
    if language not in texts:
        raise ValueError(f"texts: nothing in the original language {language!r}")
    details = data.get("details") or {}
    if unknown := set(details) - {field.name for field in kind.details}:
        raise ValueError(f"details: {sorted(unknown)[0]} is not a detail of {kind.code}")
    return Content(
        language=language,
        texts=texts,
        theme=str(data.get("theme") or ""),
        county=str(data.get("county") or ""),
        details=details,
        tags=_tags(data.get("tags") or ()),
        sources=tuple(data.get("sources") or ()),
        review_by=str(data.get("review_by") or ""),
    )


def _tags(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(tag, str) and tag.strip() for tag in given):
        raise ValueError("tags: must be a list of words")
    return tuple(given)


def _require_free_code(session: Session, kind: Kind, content: Content, uuid: str) -> None:
    """A code such as PK2-06-1 names one entry only."""
    code = content.details.get(kind.code_from) if kind.code_from else None
    if not code:
        return
    query = sa.select(col(Entry.uuid)).where(col(Entry.kind) == kind.code, col(Entry.code) == code)
    holder = session.execute(query).scalar_one_or_none()
    if holder is not None and holder != uuid:
        raise ValueError(f"code: {code} belongs to another entry in the bank")


def _join(session: Session, by_old: dict[tuple[str, int], Entry], row: Row, one: dict[str, Any]) -> int:
    source = by_old[row.kind.code, row.old_id]
    target = by_old.get((one["kind"], one["id"]))
    anchor = str(one.get("anchor") or "")
    if target is None or links.find(session, source, target, one["relation"], anchor) is not None:
        return 0
    claim = links.Claim(one["fit"], one["basis"], dict(one.get("evidence") or {}), tuple(one.get("slides") or ()))
    links.suggest(session, source, target, one["relation"], claim, anchor=anchor)
    return 1
