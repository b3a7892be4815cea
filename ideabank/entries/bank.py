"""The bank: all kinds and relations of this application, and what they may not contradict each other in."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.relation import Relation
from ideabank.entries.vocabulary import STATUSES


class Contradiction(ValueError):
    """Sections that do not fit together; the words say which and where. The application does not start."""


class Bank:
    """All kinds and relations of this application; every session carries it in `session.info["bank"]`."""

    def __init__(self, kinds: Sequence[Kind], relations: Sequence[Relation]) -> None:
        _check(kinds, relations)
        self.kinds = {kind.code: kind for kind in kinds}
        self.relations = {relation.code: relation for relation in relations}

    def kind_in(self, folder: str) -> Kind | None:
        return next((kind for kind in self.kinds.values() if kind.folder == folder), None)

    def asked_for(self) -> Kind | None:
        """The kind whose entries are met by others: what somebody who finds no answer may tell."""
        return next((kind for kind in self.kinds.values() if kind.lifecycle.has_met), None)

    def relations_between(self, source: str, target: str) -> list[Relation]:
        return [r for r in self.relations.values() if source in r.sources and target in r.targets]

    def meeting_relations(self) -> list[Relation]:
        return [relation for relation in self.relations.values() if relation.meets]


def _check(kinds: Sequence[Kind], relations: Sequence[Relation]) -> None:
    _once("code", "kinds", [(kind.code, kind.code) for kind in kinds])
    _once("folder", "kinds", [(kind.folder, kind.code) for kind in kinds])
    _once("prefix", "kinds", [(kind.prefix, kind.code) for kind in kinds])
    _once("code", "relations", [(relation.code, relation.code) for relation in relations])
    known = {kind.code for kind in kinds}
    for relation in relations:
        if unknown := {*relation.sources, *relation.targets, *relation.meets} - known:
            raise Contradiction(f"The relation {relation.code} joins {sorted(unknown)[0]}, which is no kind.")
    for kind in kinds:
        _check_kind(kind, {relation.code for relation in relations})


def _check_kind(kind: Kind, relations: Collection[str]) -> None:
    """What a kind names must be there."""
    fields = [*(field.name for field in kind.texts), *(field.name for field in kind.details)]
    if twice := next((name for name in fields if fields.count(name) > 1), ""):
        raise Contradiction(f"The kind {kind.code} has two fields {twice}.")
    for field in kind.details:
        _check_field(kind, field)
    if kind.structure is not None and kind.detail_field(kind.structure.field) is None:
        raise Contradiction(f"The kind {kind.code} has no detail {kind.structure.field} for its structure.")
    sorts = [sort.code for sort in kind.structure.pieces] if kind.structure is not None else []
    if same := next((code for code in sorts if sorts.count(code) > 1), ""):
        raise Contradiction(f"The structure of the kind {kind.code} has two sorts of pieces called {same}.")
    for status in kind.lifecycle.statuses:
        if status not in STATUSES:
            raise Contradiction(f"The kind {kind.code} has a status {status}, which is not in the list of statuses.")
    begun = [kind.exchange.begins_with] if kind.exchange.begins_with else []
    for relation in (*begun, *(one.relation for one in kind.link_filters)):
        if relation not in relations:
            raise Contradiction(f"The kind {kind.code} names {relation}, which is no relation.")


def _check_field(kind: Kind, field: DetailField) -> None:
    """A detail has a column that holds what it may be; a list filters by options alone."""
    told = f"The kind {kind.code}"
    if field.filter and not field.options:
        raise Contradiction(f"{told} is filtered by {field.name}, which has no options.")
    if kind.detail is None:
        return
    column = sa.inspect(kind.detail).columns.get(field.name)
    if column is None:
        raise Contradiction(f"{told} keeps its detail {field.name} in no column of its table.")
    if field.many and not isinstance(column.type, sa.JSON):
        raise Contradiction(f"{told} keeps many values of {field.name} in a column that holds one.")
    room = getattr(column.type, "length", None)
    if long := next((code for code in field.options or () if room and len(code) > room), ""):
        raise Contradiction(f"{told} has an option {long} of {field.name}, whose column holds {room} letters.")


def _once(what: str, things: str, named: Sequence[tuple[str, str]]) -> None:
    """Raises for the first name that two of them bear; `named`: (name, whose)."""
    bearers: dict[str, str] = {}
    for name, code in named:
        if name in bearers:
            told = f"Two {things} have" if bearers[name] == code else f"The {things} {bearers[name]} and {code} have"
            raise Contradiction(f"{told} the same {what}: {name}.")
        bearers[name] = code
