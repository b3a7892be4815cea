"""What happens now: the newest things that people have done with public entries, one of each entry."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence

from ideabank.discussion.actions import STANCES
from ideabank.overview.queries import COMMENTED, Did, newest_events, open_comments, open_links
from ideabank.overview.views import News
from ideabank.visit.people import shown_names
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

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
    told_of = (set(visit.site.happenings) | {COMMENTED}) - QUIET
    events = [one for one in newest_events(visit.session, told_of) if one.entry_id not in but]
    comments = open_comments(visit.session, {one.comment for one in events if one.comment})
    # A team's own project is nobody's news, and what comes with another act is none of its own.
    by_hand = {relation.code for relation in visit.bank.relations.values() if relation.by_hand}
    links = open_links(visit.session, {one.link for one in events if one.link}, by_hand)
    found: dict[int, Happened] = {}
    told: set[object] = set()
    for one in events:
        is_secret = (one.comment and one.comment not in comments) or (one.link and one.link not in links)
        if is_secret or one.entry_id in found or one.told_once in told:
            continue
        told.add(one.told_once)
        if not one.is_taken_back:
            found[one.entry_id] = _happened(one, comments.get(one.comment))
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


def _happened(row: Did, said: tuple[str, int | None] | None) -> Happened:
    stance, organisation = said or ("", row.data.get("organisation"))
    return Happened(row.entry_id, row.name, row.at, row.person_id, organisation, stance)
