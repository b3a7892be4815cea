"""Selects over the whole bank, of what everybody sees: the parts of the sitemap, counts, the newest events, what the drawn path meets."""

import dataclasses
import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry, EntryText, Event, Link
from ideabank.entries.queries import data_version
from ideabank.entries.visibility import visible_to
from ideabank.text.plain import Json

PART = 500  # entries of consecutive ids in one file of the sitemap: at most 1,500 addresses where 50,000 are allowed
NEED = "usecase"
COMMENTED = "commented"
DEPTH, MOST = 2_000, 60  # how many events back one looks at all, and how many of those are taken


@dataclasses.dataclass(frozen=True)
class Mapped:
    """A public entry: its kind, its free slug by the languages it is told in, and when it was changed."""

    id: int
    kind: str
    at: dt.datetime
    slugs: dict[str, str] = dataclasses.field(default_factory=dict)


def parts(session: Session) -> list[tuple[int, dt.datetime]]:
    """The parts that hold something, each with the time of its newest change."""
    number = (col(Entry.id) - 1) // PART
    query = sa.select(number, sa.func.max(col(Entry.updated_at))).where(visible_to()).group_by(number).order_by(number)
    return [(part, newest) for part, newest in session.execute(query)]


def in_part(session: Session, part: int, kinds: Collection[str]) -> list[Mapped]:
    """The public entries of this part."""
    first = part * PART
    query = (
        sa.select(col(Entry.id), col(Entry.kind), col(Entry.updated_at), col(EntryText.language), col(EntryText.slug))
        .join(EntryText, col(EntryText.entry_id) == col(Entry.id))
        .where(visible_to(), col(Entry.kind).in_(kinds), col(Entry.id).between(first + 1, first + PART))
        .order_by(col(Entry.id))
    )
    found: dict[int, Mapped] = {}
    for number, kind, at, language, slug in session.execute(query):
        found.setdefault(number, Mapped(number, kind, at)).slugs[language] = slug
    return list(found.values())


def counted(session: Session) -> list[tuple[str, str, str, int]]:
    """(kind, theme, how well it is met, how many) of all entries."""
    query = sa.select(col(Entry.kind), col(Entry.theme), col(Entry.met), sa.func.count()).where(visible_to())
    rows = session.execute(query.group_by(col(Entry.kind), col(Entry.theme), col(Entry.met)))
    return [(kind, theme, met, count) for kind, theme, met, count in rows]


def joined(session: Session) -> dict[str, int]:
    """Kind → how many pairs of a need and an entry of this kind are linked: at several steps or in several ways is once."""
    found: dict[str, int] = {}
    for this, other in ((Link.source_id, Link.target_id), (Link.target_id, Link.source_id)):
        need, end = aliased(Entry), aliased(Entry)
        pairs = (
            sa.select(col(need.id).label("need"), col(end.id).label("end"), col(end.kind).label("kind"))
            .select_from(Link)
            .join(need, sa.and_(col(need.id) == col(this), col(need.kind) == NEED, col(need.is_public).is_(sa.true())))
            .join(end, sa.and_(col(end.id) == col(other), col(end.kind) != NEED, col(end.is_public).is_(sa.true())))
            .where(col(Link.state) != "withdrawn")
            .distinct()
            .subquery()
        )
        for kind, count in session.execute(sa.select(pairs.c.kind, sa.func.count()).group_by(pairs.c.kind)):
            found[kind] = found.get(kind, 0) + count
    return found


@dataclasses.dataclass(frozen=True, eq=False)
class Did:
    """An event that a person has made."""

    entry_id: int
    name: str
    at: dt.datetime
    person_id: int | None
    data: Json

    @property
    def comment(self) -> int:
        return int(self.data.get("comment") or 0) if self.name == COMMENTED else 0

    @property
    def link(self) -> int:
        return int(self.data.get("link") or 0)

    @property
    def told_once(self) -> object:
        """What is told by the newest of several events: a link from both its ends, an organisation's stand until it is taken back."""
        if self.link:
            return "link", self.link
        return (self.name, self.entry_id, self.data["organisation"]) if "organisation" in self.data else self

    @property
    def is_taken_back(self) -> bool:
        return self.data.get("wanted") is False


def newest_events(session: Session, names: Collection[str]) -> list[Did]:
    """What people have done, the newest first; the starter bank's own would drown it."""
    last = next(iter(data_version(session)), 0)
    query = (
        sa.select(col(Event.entry_id), col(Event.name), col(Event.at), col(Event.person_id), col(Event.data))
        .join(Entry, col(Entry.id) == col(Event.entry_id))
        .where(visible_to(), col(Event.id) > int(str(last)) - DEPTH)
        .where(col(Event.name).in_(names), col(Event.person_id).is_not(None))
    )
    rows = session.execute(query.order_by(col(Event.id).desc()).limit(MOST))
    return [Did(number, name, at, person, data) for number, name, at, person, data in rows]


def open_links(session: Session, ids: Collection[int], relations: Collection[str]) -> set[int]:
    """Those of these links, of these relations, of which everybody sees both ends."""
    source, target = aliased(Entry), aliased(Entry)
    query = (
        sa.select(col(Link.id))
        .join(source, col(source.id) == col(Link.source_id))
        .join(target, col(target.id) == col(Link.target_id))
        .where(col(Link.id).in_(ids), col(Link.relation).in_(relations))
        .where(col(source.is_public).is_(sa.true()), col(target.is_public).is_(sa.true()))
    )
    return set(session.execute(query).scalars()) if ids else set()


def open_comments(session: Session, ids: Collection[int]) -> dict[int, tuple[str, int | None]]:
    """Id → (stance, organisation) of those of these comments that everybody may read."""
    query = sa.select(col(Comment.id), col(Comment.stance), col(Comment.organisation_id)).where(
        col(Comment.id).in_(ids), col(Comment.hidden_at).is_(None), col(Comment.withdrawn_at).is_(None)
    )
    return {number: (stance, organisation) for number, stance, organisation in session.execute(query)} if ids else {}


def met_at_steps(session: Session, path: int) -> dict[str, set[str]]:
    """Step of a path → how well the needs that arise there are met."""
    query = (
        sa.select(col(Link.anchor), col(Entry.met))
        .join(Entry, col(Entry.id) == col(Link.target_id))
        .where(visible_to(), col(Link.source_id) == path, col(Link.state) != "withdrawn", col(Entry.met) != "")
    )
    found: dict[str, set[str]] = {}
    for anchor, met in session.execute(query):
        found.setdefault(anchor, set()).add(met)
    return found
