"""An entry's links as the page shows them, from whichever end."""

import dataclasses
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.links import places_of
from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.queries import rows_of
from ideabank.entries.relation import Relation
from ideabank.entries.vocabulary import BASES, FITS, LINK_STATES, MET
from ideabank.linking.queries import other_end
from ideabank.linking.rules import may_confirm, may_contest, may_link, may_withdraw_link
from ideabank.linking.views import LinkGroup, LinkRow, Links
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.visit import rules
from ideabank.visit.cards import card, chosen_text, label, sub_url
from ideabank.visit.face import LinkWords
from ideabank.visit.parts import Line, Part, Showing
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Text

MANY = 4  # rows that fill the page
_FIT_ORDER = {"full": 0, "partial": 1, "unknown": 2, "none": 3}


@dataclasses.dataclass(frozen=True)
class _Ends:
    """What all rows of one page need, loaded at once."""

    others: dict[int, Card]
    reasons: dict[int, LinkChange]
    steps: dict[tuple[int, str], str]


def links_of(showing: Showing) -> Links:
    """The part of an entry's page that joins it to others."""
    return links_view(showing.visit, showing.found.entry)


def links_view(visit: Visit, entry: Entry) -> Links:
    """Groups by relation and direction, best fit first; links whose other end is not public are left out."""
    links = _links(visit.session, entry)
    ends = _ends(visit, entry, links)
    shown = [link for link in links if other_end(link, entry) in ends.others]
    groups, words = _groups(visit, entry, shown, ends), visit.face(visit.bank.kinds[entry.kind]).reading.links
    here = [group for group in groups if not group.is_told]
    return Links(
        groups=groups,
        answers=_answers(visit, words, here),
        concerns=tuple(group for group in here if group.kind in words.concerns),
        tail=tuple(group for group in here if words.answers and group.kind not in (*words.answers, *words.concerns)),
        met=label(MET, entry.met, visit.lang) if entry.met else None,
        add=_add(visit, entry),
        count=len(shown),
    )


def link_row(visit: Visit, entry: Entry, link: Link) -> LinkRow:
    """One link as seen from `entry`, by somebody who may see both its ends, be they public or not."""
    ends = _ends(visit, entry, [link], to=visit.viewer)
    return _row(visit, entry, link, ends)


def _links(session: Session, entry: Entry) -> list[Link]:
    query = sa.select(Link).where(
        sa.or_(col(Link.source_id) == entry.id, col(Link.target_id) == entry.id), col(Link.state) != "withdrawn"
    )
    return sorted(session.execute(query).scalars(), key=lambda link: (_FIT_ORDER[link.fit], link.id))


def _ends(visit: Visit, entry: Entry, links: list[Link], *, to: Viewer = ANONYMOUS) -> _Ends:
    ids = {other_end(link, entry) for link in links}
    rows = rows_of(visit.session, ids, visit.lang, to=to)
    contested = [link.id for link in links if link.state == "contested"]
    changes: Iterable[LinkChange] = ()
    if contested:
        query = sa.select(LinkChange).where(
            col(LinkChange.link_id).in_(contested), col(LinkChange.action) == "contested"
        )
        changes = visit.session.execute(query.order_by(col(LinkChange.id))).scalars()
    return _Ends(
        {number: card(visit, visit.bank, row) for number, row in rows.items()},
        {change.link_id: change for change in changes},
        places_of(visit.session, {link.source_id for link in links if link.anchor}, visit.lang),
    )


def _groups(visit: Visit, entry: Entry, links: list[Link], ends: _Ends) -> tuple[LinkGroup, ...]:
    """Relations in the order the sections declare them; within a relation the kinds in the order it declares them."""
    groups, words = [], visit.face(visit.bank.kinds[entry.kind]).reading.links
    for relation in visit.bank.relations.values():
        for forth, kinds in ((True, relation.targets), (False, relation.sources)):
            for kind in kinds:
                rows = tuple(
                    _row(visit, entry, link, ends)
                    for link in links
                    if link.relation == relation.code
                    and (link.source_id == entry.id) is forth
                    and ends.others[other_end(link, entry)].kind == kind
                )
                if rows:
                    name, folded = _name(visit, relation, forth, kind, kinds), _is_drawn(words, relation, rows)
                    told = relation.code in words.told and (forth or entry.kind not in relation.sources)
                    groups.append(LinkGroup(name, kind, rows, relation.code, forth, folded, told))
    return tuple(groups)


def _answers(visit: Visit, words: LinkWords, groups: Sequence[LinkGroup]) -> tuple[LinkGroup, ...]:
    """Those that come first. The heading above them says the relation: where a kind has one group, the kind's name is enough."""
    found = [group for group in groups if not words.answers or group.kind in words.answers]
    alone = [group.kind for group in found]
    return tuple(
        dataclasses.replace(one, name=visit.bank.kinds[one.kind].many[visit.lang])
        if words.answers and alone.count(one.kind) == 1
        else one
        for one in found
    )


def _is_drawn(words: LinkWords, relation: Relation, rows: tuple[LinkRow, ...]) -> bool:
    """Whether the page shows these links in a part of its own: here they are folded, for whoever wants to confirm or contest them."""
    at_places = len([row for row in rows if row.step]) >= MANY
    return relation.code in words.drawn or (words.drawn_places and at_places)


def _name(visit: Visit, relation: Relation, forth: bool, kind: str, kinds: tuple[str, ...]) -> str:
    """The relation from this end; where it joins several kinds, which of them."""
    name = (relation.forth if forth else relation.back)[visit.lang]
    many: str = visit.bank.kinds[kind].many[visit.lang]
    return f"{name}: {many[0].lower()}{many[1:]}" if len(kinds) > 1 else name


def _row(visit: Visit, entry: Entry, link: Link, ends: _Ends) -> LinkRow:
    viewer, lang = visit.viewer, visit.lang
    relation = visit.bank.relations[link.relation]
    here = {"link": str(link.id)}
    change = ends.reasons.get(link.id)
    open_ = rules.is_open(viewer, entry)
    return LinkRow(
        id=link.id,
        other_id=other_end(link, entry),
        other=ends.others[other_end(link, entry)],
        fit=label(FITS, link.fit, lang) if relation.has_fit else None,
        state=label(LINK_STATES, link.state, lang),
        basis=label(BASES, link.basis, lang),
        evidence=chosen_text(link.evidence, lang),
        slides=tuple(link.slides),
        anchor=link.anchor,
        step=ends.steps.get((link.source_id, link.anchor), ""),
        at=link.updated_at,
        reason=Text(change.reason, str(change.after.get("language", "fi"))) if change else Text("", lang),
        edit=sub_url(visit, entry, "links:edit", **here) if may_link(viewer) and open_ else "",
        confirm=sub_url(visit, entry, "links:confirmation", **here) if may_confirm(viewer, link) and open_ else "",
        contest=sub_url(visit, entry, "links:contest", **here) if may_contest(viewer, link) and open_ else "",
        withdraw=sub_url(visit, entry, "links:withdrawal", **here) if may_withdraw_link(viewer, link) and open_ else "",
        history=sub_url(visit, entry, "links:history", **here),
    )


def _add(visit: Visit, entry: Entry) -> tuple[Go, ...]:
    """One button per kind this entry can be joined to."""
    if not (may_link(visit.viewer) and rules.is_open(visit.viewer, entry)):
        return ()
    bank, seen, goes = visit.bank, set(), []
    for relation in (one for one in bank.relations.values() if one.by_hand):
        ends = (relation.targets if entry.kind in relation.sources else ()) + (
            relation.sources if entry.kind in relation.targets else ()
        )
        for kind in ends:
            if kind not in seen:
                seen.add(kind)
                goes.append(
                    Go(
                        visit.translator(visit.face(bank.kinds[kind]).reading.links.act),
                        sub_url(visit, entry, "links:new", kind=kind),
                    )
                )
    return tuple(goes)


def tail_of(showing: Showing) -> tuple[LinkGroup, ...] | None:
    """What else it is linked to, for those who read on to the end."""
    return showing.once(links_of).tail or None


def _lines(showing: Showing, view: Links) -> tuple[Line, ...]:
    """What answers the entry, and apart from it whom it concerns."""
    words, _ = showing.visit.face(showing.found.kind).reading.links, showing.visit.translator
    if view.is_empty:
        return ()
    lines = (Line(_(words.heading), "links", _count(view.answers)),)
    return (*lines, Line(_(words.others), "concerns", _count(view.concerns))) if view.concerns else lines


def _tail_lines(showing: Showing, view: tuple[LinkGroup, ...]) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("Also linked"), "linked", _count(view)),)


def _count(groups: tuple[LinkGroup, ...]) -> int:
    return sum(len(group.entries) for group in groups)


OF_LINKS = frozenset({"links", "viewer"})
LINKS = Part("links", links_of, "linking/_links.html", depends=OF_LINKS, lines=_lines)
TAIL = Part("linked", tail_of, "linking/_linked.html", depends=OF_LINKS, lines=_tail_lines)
