"""What a section tells the kernel: its kinds of entries and the relations that may join them."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from ideabank.entries.vocabulary import COMMON_STATUSES
from ideabank.i18n import Words


@dataclasses.dataclass(frozen=True)
class TextField:
    """A text of one kind beyond title, summary and body, told in each language."""

    name: str
    words: Words
    hint: Words | None = None


@dataclasses.dataclass(frozen=True)
class Outline:
    """A detail that is begun as lines of text when an entry is first told, and edited on pages of its own afterwards.

    `read` gives (stored value, messages of what is wrong) from the text, the other details and the language.
    """

    hint: Words
    read: Callable[[str, Mapping[str, Any], str], tuple[Any, list[tuple[str, Mapping[str, object]]]]]
    required: bool = False


@dataclasses.dataclass(frozen=True)
class DetailField:
    """A piece of data of one kind: how it is called, what it may be, and whether a list filters by it.

    `options` maps stored value to words; without it the value is shown as it is. `many` values are a JSON list.
    `required`: nothing else can be judged without it, so the form asks for it first.
    """

    name: str
    words: Words
    options: dict[str, Words] | None = None
    many: bool = False
    filter: bool = False
    form: bool = True
    card: bool = False
    show: bool = True
    required: bool = False
    outline: "Outline | None" = None

    def say(self, value: Any, language: str) -> str:
        """The value in words."""
        if self.options and value in self.options:
            return self.options[value][language]
        return str(value)


@dataclasses.dataclass(frozen=True)
class LinkFilter:
    """A question of a list's filter form that is answered by entries: those that a relation joins to this kind.

    `forth`: this kind is the source of the relation, else its target.
    """

    name: str
    relation: str
    words: Words
    forth: bool = True


@dataclasses.dataclass(frozen=True)
class Difference:
    """One place where two sets of details differ: what the place is called, and the words before and after."""

    label: str
    old: str
    new: str
    language: str


@dataclasses.dataclass(frozen=True, eq=False)
class Kind:
    """One kind of entry: its names, its detail table and fields, and where it lives in addresses. Two kinds are never equal.

    `faults` gives (field, message, values, place) of details that do not fit; `words` what search finds in them by language; `anchors` the
    places a link may belong to, key → name; `differences` what changed between two versions; `unfold` what a content file adds.
    """

    code: str
    folder: str
    prefix: str
    one: Words
    many: Words
    intro: Words
    detail: type[SQLModel] | None = None
    texts: tuple[TextField, ...] = ()
    details: tuple[DetailField, ...] = ()
    statuses: tuple[str, ...] = COMMON_STATUSES
    has_theme: bool = True
    has_met: bool = False
    code_from: str = ""
    sortings: tuple[str, ...] = ("supported", "newest", "discussed", "linked")
    first: tuple[str, ...] = ("title", "summary")
    template: str = "entries/show.html"
    tell_roles: frozenset[str] = frozenset()
    # Kinds, besides its own, among which what is being told may already exist.
    alike: tuple[str, ...] = ()
    content: Path | None = None
    # What this kind's page shows beyond the common, made from what workspace.showing has gathered (a Showing).
    extra: Callable[[Any], Any] | None = None
    # What the kernel needs to know of details that only the section understands.
    faults: Callable[[Mapping[str, Any]], list[tuple[str, str, Mapping[str, object], str]]] | None = None
    words: Callable[[Mapping[str, Any]], Mapping[str, str]] | None = None
    anchors: Callable[[Mapping[str, Any], str], Mapping[str, str]] | None = None
    differences: Callable[[Mapping[str, Any], Mapping[str, Any], str], list[Difference]] | None = None
    unfold: Callable[[Mapping[str, Any]], tuple[dict[str, Any], list[dict[str, Any]]]] | None = None
    # What documents, twins and exports tell of several entries beyond their tables: (session, entries) → id → plain data.
    facts: Callable[..., Mapping[int, Mapping[str, Any]]] | None = None
    # Short words that a list's cards show beyond the entry's own row: (session, ids, language) → id → words, in one query.
    remarks: Callable[..., Mapping[int, tuple[str, ...]]] | None = None
    # What the Markdown twin tells of the details, under the story: (details, language) → Markdown.
    markdown: Callable[[Mapping[str, Any], str], str] | None = None
    # Lists narrowed to entries that are joined to one other.
    link_filters: tuple["LinkFilter", ...] = ()
    # True when entries say by when somebody looks at them again; after that they carry a banner everywhere.
    has_review: bool = False
    # True when only who told it, or its team, may edit it.
    is_own: bool = False
    # The name of the page where one begins to tell, when it is not the common form; then it begins nowhere else.
    start: str = ""
    # True for what a team has: it begins with its first member, and files bring none.
    is_teams: bool = False
    # The relation by which such an entry hangs on another from its beginning.
    begins_with: str = ""
    # A list of its own, in place of the one every kind has: a handler (request, session, kind).
    index: Callable[..., Any] | None = None
    # Addresses of this kind's own below its folder: (method, path, handler, name).
    pages: tuple[tuple[str, str, Callable[..., Any], str], ...] = ()

    def detail_field(self, name: str) -> DetailField | None:
        return next((field for field in self.details if field.name == name), None)

    def link_filter(self, name: str) -> "LinkFilter | None":
        return next((one for one in self.link_filters if one.name == name), None)


@dataclasses.dataclass(frozen=True)
class Relation:
    """A way to join two entries, named from both ends. `meets`: kinds of target whose fit decides if a need is met.

    `at_step`: such a link may belong to one step of its source. `by_hand`: people may make it on the form for linking.
    `is_tree`: it never leads in a circle.
    """

    code: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    forth: Words
    back: Words
    has_fit: bool = False
    meets: tuple[str, ...] = ()
    at_step: bool = False
    by_hand: bool = True
    is_tree: bool = False


@dataclasses.dataclass(frozen=True)
class Section:
    """A section of the bank: kinds, relations, routes and starter content."""

    name: str
    kinds: tuple[Kind, ...]
    relations: tuple[Relation, ...] = ()
    routes: Callable[[], Sequence[Any]] = tuple


class Bank:
    """All kinds and relations of this application; every session carries it in `session.info["bank"]`."""

    def __init__(self, kinds: Sequence[Kind], relations: Sequence[Relation]) -> None:
        self.kinds = {kind.code: kind for kind in kinds}
        self.relations = {relation.code: relation for relation in relations}

    def kind_in(self, folder: str) -> Kind | None:
        return next((kind for kind in self.kinds.values() if kind.folder == folder), None)

    def relations_between(self, source: str, target: str) -> list[Relation]:
        return [r for r in self.relations.values() if source in r.sources and target in r.targets]

    def meeting_relations(self) -> list[Relation]:
        return [relation for relation in self.relations.values() if relation.meets]
