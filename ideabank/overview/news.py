"""What happens now: the newest things that people have done with public entries, one of each entry."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from ideabank.discussion.actions import STANCES
from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry, Event, Link
from ideabank.entries.queries import data_version
from ideabank.entries.visibility import visible_to
from ideabank.overview.views import News
from ideabank.text.plain import Json
from ideabank.visit.people import shown_names
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

DEPTH, MOST = 2_000, 60  # how far back one looks at all, and how many of those are taken
COMMENTED = "commented"
# What is told in an entry's own history, and is no news.
QUIET = frozenset({"started", "concealed", "handed-on", "review-due", "version-emptied", "link-withdrawn", "detached"})


@dataclasses.dataclass(frozen=True)
class Happened:
    """Something that somebody did: plain values, to be told in any language."""

    entry_id: int
    name: str
    at: dt.datetime
    person_id: int | None
    organisation_id: int | None = None
    stance: str = ""


def newest(visit: Visit, *, but: Collection[int], most: int) -> tuple[Happened, ...]:
    """The newest of each entry but those that stand elsewhere on the page; in three queries."""
    events = [one for one in _events(visit) if one.entry_id not in but]
    talk = _comments(visit.session, {one.data.get("comment") for one in events if one.name == COMMENTED})
    links = _links(visit, {one.data.get("link") for one in events})
    found: dict[int, Happened] = {}
    told: set[object] = set()
    for one in events:
        said, is_secret = talk.get(one.data.get("comment") or 0), one.data.get("link", 0) not in {0, *links}
        is_gone = one.name == COMMENTED and said is None
        if is_gone or is_secret or one.entry_id in found or one.told_once in told:
            continue
        told.add(one.told_once)
        if not one.is_taken_back:
            found[one.entry_id] = _happened(one, said)
    return tuple(found.values())[:most]


def news(visit: Visit, happened: Sequence[Happened], cards: dict[int, Card]) -> tuple[News, ...]:
    """The same as the page tells it; `cards` by the ids of entries and of organisations."""
    names = shown_names(visit.session, {one.person_id for one in happened if not one.organisation_id})
    return tuple(
        News(cards[one.entry_id], *_told(visit, one), _who(one, names, cards), one.at)
        for one in happened
        if one.entry_id in cards
    )


def _who(one: Happened, names: dict[int, str], cards: dict[int, Card]) -> str:
    """In whose name: the organisation's, else the person's."""
    if one.organisation_id:
        return cards[one.organisation_id].title.value if one.organisation_id in cards else ""
    return names.get(one.person_id or 0, "")


def _told(visit: Visit, one: Happened) -> tuple[str, str]:
    """(sentence, glyph)"""
    if one.name == COMMENTED:
        return visit.translator("Comment: %(stance)s") % {"stance": STANCES[one.stance][visit.lang]}, "comment"
    told = visit.site.happenings[one.name]
    return told.sentence[visit.lang], told.glyph


@dataclasses.dataclass(frozen=True, eq=False)
class _Row:
    """An event as it lies in the table."""

    entry_id: int
    name: str
    at: dt.datetime
    person_id: int
    data: Json

    @property
    def told_once(self) -> object:
        """What is told by the newest of several events: a link from both its ends, an organisation's stand until it is taken back."""
        if self.data.get("link"):
            return "link", self.data["link"]
        return (self.name, self.entry_id, self.data["organisation"]) if "organisation" in self.data else self

    @property
    def is_taken_back(self) -> bool:
        return self.data.get("wanted") is False


def _events(visit: Visit) -> list[_Row]:
    last = next(iter(data_version(visit.session)), 0)
    told = (set(visit.site.happenings) | {COMMENTED}) - QUIET
    query = (
        sa.select(*(col(getattr(Event, name)) for name in ("entry_id", "name", "at", "person_id", "data")))
        .join(Entry, col(Entry.id) == col(Event.entry_id))
        .where(visible_to(), col(Event.id) > int(str(last)) - DEPTH, col(Event.name).in_(told))
        .where(col(Event.person_id).is_not(None))  # the starter bank's own would drown what people do
    )
    return [_Row(*row) for row in visit.session.execute(query.order_by(col(Event.id).desc()).limit(MOST))]


def _links(visit: Visit, ids: Collection[int | None]) -> set[int]:
    """The links that people make by hand, and of which everybody sees both ends: a team's own project is nobody's news."""
    source, target = aliased(Entry), aliased(Entry)
    by_hand = [relation.code for relation in visit.bank.relations.values() if relation.by_hand]
    query = (
        sa.select(col(Link.id))
        .join(source, col(source.id) == col(Link.source_id))
        .join(target, col(target.id) == col(Link.target_id))
        .where(col(Link.id).in_([one for one in ids if one]), col(Link.relation).in_(by_hand))
        .where(col(source.is_public).is_(sa.true()), col(target.is_public).is_(sa.true()))
    )
    return set(visit.session.execute(query).scalars()) if any(ids) else set()


def _comments(session: Session, ids: Collection[int | None]) -> dict[int, tuple[str, int | None]]:
    """Id → (stance, organisation) of the comments that everybody may read."""
    query = sa.select(col(Comment.id), col(Comment.stance), col(Comment.organisation_id)).where(
        col(Comment.id).in_([one for one in ids if one]),
        col(Comment.hidden_at).is_(None),
        col(Comment.withdrawn_at).is_(None),
    )
    return {number: (stance, organisation) for number, stance, organisation in session.execute(query)} if ids else {}


def _happened(row: _Row, said: tuple[str, int | None] | None) -> Happened:
    stance, organisation = said or ("", row.data.get("organisation"))
    return Happened(row.entry_id, row.name, row.at, row.person_id, organisation, stance)
