"""The bank: all kinds and relations of this application, and what they may not contradict each other in."""

from collections.abc import Sequence

from ideabank.entries.kind import Kind
from ideabank.entries.relation import Relation


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

    def relations_between(self, source: str, target: str) -> list[Relation]:
        return [r for r in self.relations.values() if source in r.sources and target in r.targets]

    def meeting_relations(self) -> list[Relation]:
        return [relation for relation in self.relations.values() if relation.meets]


def _check(kinds: Sequence[Kind], relations: Sequence[Relation]) -> None:
    _once("kind", [kind.code for kind in kinds])
    _once("folder", [kind.folder for kind in kinds])
    _once("prefix", [kind.prefix for kind in kinds])
    _once("relation", [relation.code for relation in relations])
    known = {kind.code for kind in kinds}
    for relation in relations:
        if unknown := {*relation.sources, *relation.targets, *relation.meets} - known:
            raise Contradiction(f"The relation {relation.code} joins {sorted(unknown)[0]}, which is no kind.")
    for kind in kinds:
        if kind.structure is not None and kind.detail_field(kind.structure.field) is None:
            raise Contradiction(f"The kind {kind.code} has no detail {kind.structure.field} for its structure.")
        sorts = [sort.code for sort in kind.structure.pieces] if kind.structure is not None else []
        if same := sorted({code for code in sorts if sorts.count(code) > 1}):
            raise Contradiction(f"The structure of the kind {kind.code} has two sorts of pieces called {same[0]}.")


def _once(what: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise Contradiction(f"Two kinds or relations have the same {what}: {name}.")
