"""Lists: kept while they are looked through, and taken in, all rows or none."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries import links
from ideabank.entries.actions import propose, take_from_list
from ideabank.entries.content import Content
from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft, Entry
from ideabank.entries.problem import Problem
from ideabank.entries.visibility import is_public
from ideabank.errors import Conflict, Refused
from ideabank.i18n import LANGUAGES, N_
from ideabank.people.limits import spend
from ideabank.people.viewer import Viewer
from ideabank.telling.lists.models import BroughtList
from ideabank.telling.lists.queries import unfinished
from ideabank.telling.lists.rows import Row, Standing, plain
from ideabank.text.plain import Json
from ideabank.visit import drafts

MOST_LISTS = 10
MOST_DRAFTS = 100
MOST_LINKS = 100  # each is kept at both ends, for which whoever else writes waits
CHANGED = N_("This list was changed in another window meanwhile. Open it anew; what you saved there is in it.")
MANY_LISTS = N_(
    "You have ten lists that wait to be looked through. Take one of them in, or delete it: they are on your own page."
)
MANY_DRAFTS = N_("At most %(most)d rows can be kept as drafts at once. Take some of them in, or leave some out.")

MANY_LINKS = N_(
    "At most %(most)d rows can be taken in with a link at once. Leave some of them out, and bring the same list again afterwards: what is in the bank already is known."
)


def keep(session: Session, kind: Kind, rows: Sequence[Row], *, name: str, by: Viewer) -> BroughtList:
    """A list that was read, kept to be looked through. Raises Refused beyond ten that wait."""
    if len(unfinished(session, by.person_id)) >= MOST_LISTS:
        raise Refused(MANY_LISTS)
    spend(session, "draft", by=by)
    made = BroughtList(token=drafts.new_token(), kind=kind.code, person_id=by.person_id, name=name[:80])
    made.rows = [plain(row) for row in rows]
    session.add(made)
    session.flush()  # it is shown at once
    return made


def note(brought: BroughtList, notes: Sequence[Problem]) -> None:
    """What is to be told about the file as a whole, whenever the list is looked at."""
    brought.notes = [dataclasses.asdict(one) for one in notes]


def change(brought: BroughtList, rows: Sequence[Row], *, based_on: int) -> None:
    """The list with its rows as somebody has mended and chosen. Raises Conflict when it has changed since."""
    if brought.version != based_on:
        raise Conflict(CHANGED)
    brought.rows, brought.version, brought.updated_at = [plain(row) for row in rows], based_on + 1, now()


def drop(session: Session, brought: BroughtList) -> None:
    """Forgets the list."""
    session.delete(brought)


def sweep(session: Session, days: int) -> int:
    """Forgets lists not touched for so many days. Gives how many."""
    before = now() - dt.timedelta(days=days)
    found = session.execute(sa.delete(BroughtList).where(col(BroughtList.updated_at) < before))
    return int(found.rowcount)  # type: ignore[attr-defined]


@dataclasses.dataclass
class Taken:
    """What came of rows, by their numbers: entries, drafts by their tokens, and those left out."""

    entries: dict[int, int] = dataclasses.field(default_factory=dict)
    drafts: dict[int, str] = dataclasses.field(default_factory=dict)
    left: list[int] = dataclasses.field(default_factory=list)


def take_rows(
    session: Session,
    kind: Kind,
    rows: Sequence[tuple[Standing, Content | None]],
    *,
    by: Viewer,
    step: Callable[[int], object] = lambda count: None,
) -> Taken:
    """Makes an entry of each row that shall be one, in this transaction; nobody's support is counted. Raises what forbids a single row,
    and then there are none. A row that waits to be mended is none of those that may come here."""
    require_few_drafts([one for one, _ in rows])
    taken = Taken()
    own = {one.row.uuid: content for one, content in rows if one.choice == "own" and content is not None}
    entries = take_from_list(session, kind, own, by=by)
    for one, _content in rows:
        number = one.row.number
        if one.row.uuid in entries and one.choice == "own":
            taken.entries[number] = entries[one.row.uuid].id
            _link(session, kind, one, entries[one.row.uuid], by=by)
        elif one.choice == "draft":
            taken.drafts[number] = _draft(session, kind, one.row, by=by).token
        else:
            taken.left.append(number)
        step(1)
    return taken


def require_few_drafts(rows: Sequence[Standing]) -> None:
    """Raises Refused when more would be kept as drafts than anybody goes through."""
    if sum(one.choice == "draft" for one in rows) > MOST_DRAFTS:
        raise Refused(MANY_DRAFTS, most=MOST_DRAFTS)


def require_few_links(rows: Sequence[Standing]) -> None:
    """Raises Refused when more would be joined to what they look like than other writers should wait for."""
    if sum(one.choice == "own" and bool(one.row.alike) for one in rows) > MOST_LINKS:
        raise Refused(MANY_LINKS, most=MOST_LINKS)


def close(brought: BroughtList, taken: Taken) -> None:
    """The rows have become what they shall be: their words go, and where they went stays."""
    told: list[Json] = [{"row": number, "entry": entry} for number, entry in taken.entries.items()]
    told += [{"row": number, "draft": token} for number, token in taken.drafts.items()]
    brought.rows = sorted([*told, *({"row": number} for number in taken.left)], key=lambda one: one["row"])
    brought.version, brought.taken_at, brought.updated_at = brought.version + 1, now(), now()


def _link(session: Session, kind: Kind, one: Standing, entry: Entry, *, by: Viewer) -> None:
    """Joins the entry to what its row looks like."""
    other = session.get(Entry, one.row.alike[0]) if one.row.alike else None
    # What it looks like may have gone since it was looked at.
    if other is not None and is_public(other) and other.kind == kind.code and kind.exchange.lists is not None:
        links.suggest(session, entry, other, kind.exchange.lists.related, links.Claim(basis="experience"), by=by)


def _draft(session: Session, kind: Kind, row: Row, *, by: Viewer) -> Draft:
    # A draft is in a language that there is, whatever its row said.
    language = row.language if row.language in LANGUAGES else by.language
    draft, _ = drafts.keep(session, drafts.new_token(), kind, {**row.values, "language": language}, by=by)
    draft.listed = row.uuid
    return draft


def publish_draft(session: Session, kind: Kind, content: Content, *, draft: Draft, by: Viewer) -> Entry:
    """The entry that a draft becomes; one that was a row of a list is known by it from here on."""
    query = sa.select(sa.exists().where(col(Entry.uuid) == draft.listed))
    if not draft.listed or session.execute(query).scalar():
        return propose(session, kind, content, by=by)
    return take_from_list(session, kind, {draft.listed: content}, by=by)[draft.listed]
