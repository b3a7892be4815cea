"""Taking in NDJSON as `export` writes it: all lines are checked first; one bad line and nothing changes."""

import dataclasses
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text, check
from ideabank.entries.events import bank_of
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.vocabulary import BASES, FITS

PARTS = ("title", "summary", "body")


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
    data = json.loads(line)
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
    return Row(number, kind, str(data["uuid"])[:36], int(data["id"]), status, content, forth)


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
        tags=tuple(str(tag) for tag in data.get("tags") or ()),
        sources=tuple(data.get("sources") or ()),
    )


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
    target = by_old.get((str(one.get("kind")), int(one.get("id") or 0)))
    fit, basis = str(one.get("fit")), str(one.get("basis"))
    if target is None or fit not in FITS or basis not in BASES:
        return 0
    if links.find(session, source, target, str(one["relation"])) is not None:
        return 0
    claim = links.Claim(fit, basis, dict(one.get("evidence") or {}), tuple(one.get("slides") or ()))
    links.suggest(session, source, target, str(one["relation"]), claim)
    return 1
