"""How two entries may be joined: the relations between them from this end, and the steps a link may belong to."""

from typing import Protocol

from ideabank.entries import links
from ideabank.entries.models import Entry
from ideabank.visit.visit import Visit
from ideabank.web.parts import Choice


class End(Protocol):
    """Whatever has a kind: an entry, or the card of one."""

    @property
    def kind(self) -> str: ...


def steps_of(visit: Visit, entry: Entry, other: Entry | None) -> tuple[Choice, ...]:
    """The steps of whichever end has any."""
    for end in (entry, other):
        if end is not None and (found := links.anchors_of(visit.session, end, visit.lang)):
            return tuple(Choice(key, name) for key, name in found.items())
    return ()


def places_named(visit: Visit, entry: End, other: End | None) -> tuple[str, str]:
    """What a place of whichever end has any is called in a question, and the whole of it."""
    for end in (entry, other):
        kind = visit.bank.kinds[end.kind] if end is not None else None
        if kind is not None and kind.structure is not None and kind.structure.has_places:
            words = visit.face(kind).reading.links
            return visit.translator(words.place), visit.translator(words.whole)
    return "", ""


def relation_choices(visit: Visit, entry: End, other: End) -> tuple[Choice, ...]:
    """The ways in which people may join the two, named from the first: the relation's code, and an arrow."""
    bank, lang = visit.bank, visit.lang
    forth = [Choice(f"{r.code}>", r.forth[lang]) for r in bank.relations_between(entry.kind, other.kind) if r.by_hand]
    back = [Choice(f"{r.code}<", r.back[lang]) for r in bank.relations_between(other.kind, entry.kind) if r.by_hand]
    seen, found = set(), []
    for choice in (*forth, *back):
        if choice.name not in seen:
            seen.add(choice.name)
            found.append(choice)
    return tuple(found)


def joinable(visit: Visit, kind: str) -> set[str]:
    """The kinds of entries that people may join to an entry of this kind."""
    by_hand = [one for one in visit.bank.relations.values() if one.by_hand]
    forth = {target for one in by_hand if kind in one.sources for target in one.targets}
    return forth | {source for one in by_hand if kind in one.targets for source in one.sources}


def ends_of(visit: Visit, entry: Entry, other: Entry, choice: str) -> tuple[Entry, Entry, str] | None:
    """(source, target, relation) for a choice such as "addressed-by>"; None when the two cannot be joined so."""
    code, direction = choice[:-1], choice[-1:]
    source, target = (entry, other) if direction == ">" else (other, entry)
    between = visit.bank.relations_between(source.kind, target.kind)
    possible = [relation.code for relation in between if relation.by_hand]
    return (source, target, code) if direction in "<>" and code in possible else None
