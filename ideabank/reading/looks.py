"""The ways to look at a list: roomy or dense rows, a table whose rows are ticked, or groups; kept in the address as `view`."""

import dataclasses
from collections.abc import Sequence

from ideabank.entries.card_row import CardRow
from ideabank.entries.grouped import Group, grouped
from ideabank.entries.kind import Kind
from ideabank.entries.queries import Selection
from ideabank.entries.vocabulary import STATUSES
from ideabank.i18n import N_
from ideabank.linking.rules import may_link
from ideabank.reading.trail import told
from ideabank.reading.views.lists import CardGroup, Look, Stretch, Ticking
from ideabank.visit.cards import card, entry_url, label, status_label
from ideabank.visit.marks import Marks
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit

LOOKS = {"groups": N_("In groups"), "roomy": N_("Roomy"), "dense": N_("Dense"), "table": N_("Table")}
IN_SIGHT, MOST_IN_GROUP = 3, 40


def look_of(visit: Visit, kind: Kind) -> str:
    """How this reader looks at the list: as the address says, else in groups where the kind has any and no order or word is asked for."""
    known = _looks(visit, kind)
    asked = visit.arg("view")
    if asked in known:
        return asked
    plain = not (visit.arg("sort") or visit.arg("q").strip() or visit.arg("after") or visit.arg("page"))
    return known[0] if plain else "roomy"


def looks_of(visit: Visit, kind: Kind, current: str) -> tuple[Look, ...]:
    """The switch between them: the first is the one that needs no saying."""
    kept = {
        name: value for name, value in visit.query_params.items() if name not in ("after", "page") and len(value) < 200
    }
    known = _looks(visit, kind)
    return tuple(
        Look(
            code,
            visit.translator(LOOKS[code]),
            visit.to(f"{kind.folder}:list", **{**kept, "view": "" if code == known[0] and not kept else code}),
            code == current,
        )
        for code in known
    )


def _looks(visit: Visit, kind: Kind) -> tuple[str, ...]:
    return tuple(code for code in LOOKS if code != "groups" or visit.face(kind).listing.grouped)


def list_cards(
    visit: Visit, selection: Selection, rows: Sequence[CardRow], *, trail: str | None = None
) -> tuple[Card, ...]:
    """The rows as cards of a list: with the way back to it, the face's remarks, and a button for one's support where the kind has support."""
    if not rows:
        return ()
    kind = selection.kind
    face, ids, way = visit.face(kind), [row.id for row in rows], told(visit, selection) if trail is None else trail
    remarks = face.listing.remarks
    said = remarks(visit.session, ids, visit.lang) if remarks is not None else {}
    has_support = "support" not in face.reading.without
    mine = visit.site.keeper(Marks).supported(visit, ids) if has_support else frozenset()
    made = [
        dataclasses.replace(card(visit, visit.bank, row), url=entry_url(visit, kind, row.id, row.slug, list=way))
        for row in rows
    ]
    return tuple(
        dataclasses.replace(
            one,
            facts=(*one.facts, *said.get(one.id, ())),
            support_url=visit.to(f"{kind.folder}:support", ref=str(one.id)) if has_support else "",
            mine=one.id in mine,
        )
        for one in made
    )


def ticking_of(visit: Visit, kind: Kind) -> Ticking:
    """What this reader may do with ticked rows."""
    at = f"{kind.folder}:chosen"
    return Ticking(
        csv=visit.to(at, format="csv"),
        xlsx=visit.to(at, format="xlsx"),
        link=visit.to(f"{kind.folder}:chosen:links") if may_link(visit.viewer) and _is_joined(visit, kind) else "",
    )


def _is_joined(visit: Visit, kind: Kind) -> bool:
    """Whether people may link such entries to anything."""
    every = visit.bank.relations.values()
    return any(one.by_hand and kind.code in (*one.sources, *one.targets) for one in every)


def card_groups(visit: Visit, selection: Selection) -> tuple[CardGroup, ...]:
    """The list by the options of the detail that the face names, in their order; those of none come last."""
    kind, detail = selection.kind, visit.face(selection.kind).listing.grouped
    field = kind.detail_field(detail)
    options = field.options if field is not None and field.options else {}
    found = grouped(visit.session, selection, detail, most=MOST_IN_GROUP)
    shown = {
        one.id: one
        for one in list_cards(visit, selection, [row for group in found.values() for row in group.rows], trail="")
    }
    order = [*(code for code in options if code in found), *(code for code in found if code not in options)]
    names = {code: label(options, code, visit.lang).name or visit.translator("Others") for code in order}
    groups = (_group(visit, (code, names[code]), found[code], shown=shown) for code in order)
    return tuple(dataclasses.replace(one, more=_more(visit, kind, one)) for one in groups)


def _group(visit: Visit, named: tuple[str, str], group: Group, *, shown: dict[int, Card]) -> CardGroup:
    """What the group is called need not be said again on its cards."""
    code, name = named
    cards = [shown[row.id] for row in group.rows]
    made = tuple(dataclasses.replace(one, facts=tuple(fact for fact in one.facts if fact != name)) for one in cards)
    count = sum(group.statuses.values())
    bar = _bar(visit, group.statuses, count)
    return CardGroup(code=code, name=name, count=count, first=made[:IN_SIGHT], folded=made[IN_SIGHT:], bar=bar)


def _more(visit: Visit, kind: Kind, group: CardGroup) -> str:
    """Where all of a group are listed, when there are more than are shown here."""
    if group.count <= len(group.first) + len(group.folded) or not group.code:
        return ""
    detail = visit.face(kind).listing.grouped
    return visit.to(f"{kind.folder}:list", **{detail: group.code, "view": "roomy"})


def _bar(visit: Visit, statuses: dict[str, int], count: int) -> tuple[Stretch, ...]:
    """How far the group has come: one stretch a status, those that have come furthest first."""
    order = [code for code in reversed(STATUSES) if statuses.get(code)]
    made, start = [], 0.0
    for code in order:
        length = round(100 * statuses[code] / count, 2)
        made.append(Stretch(status_label(code, visit.lang), statuses[code], round(start, 2), length))
        start += length
    return tuple(made)
