"""A face: how a kind is told, read and listed, in its section's own words. Sentences are English keys of the catalogues."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from ideabank.entries.kind import Kind
from ideabank.i18n import N_, NN_
from ideabank.visit.parts import Part, Showing
from ideabank.visit.visit import Visit
from ideabank.web.pages import Page, Response

KindHandler = Callable[[Visit, Kind], Response]
# Short words that a list's cards show beyond the entry's own row: (session, ids, language) → id → words, in one query.
Remarks = Callable[[Session, Sequence[int], str], Mapping[int, tuple[str, ...]]]


@dataclasses.dataclass(frozen=True)
class Question:
    """A field of the form as a plain question to a person. `missing` is said when it must be filled and is not."""

    label: str
    hint: str = ""
    missing: str = ""


NAME = Question(N_("Name"))
IN_SHORT = Question(
    N_("In short"),
    N_("One or two sentences that are shown in lists."),
    N_("Tell in one or two sentences what this is."),
)
DESCRIPTION = Question(N_("Description"), N_("You can use Markdown."))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Telling:
    """How an entry is first told. `act` begins one, on buttons and above the form; `first` are the questions that must be answered.

    `alike`: kinds, besides its own, among which what is being told may already exist. `start`: the name of the page where one begins,
    when it is not the common form; then it begins nowhere else. `chosen`: a choice of the form that is made first, on a page of its own
    (`choosing`), unless the address makes it. `is_shared`: who tells it is the first to support it.
    """

    act: str = N_("Add an entry")
    intro: str = ""
    first: tuple[str, ...] = ("title", "summary")
    questions: Mapping[str, Question] = dataclasses.field(default_factory=dict)
    alike: tuple[str, ...] = ()
    start: str = ""
    chosen: str = ""
    choosing: Callable[[Visit, Kind], Page] | None = None
    is_shared: bool = False

    def question(self, name: str) -> Question | None:
        """The question about a text; None when the section has its own words for the field (Kind.texts)."""
        common = {"title": NAME, "summary": IN_SHORT, "body": DESCRIPTION}
        return self.questions.get(name) or common.get(name)


@dataclasses.dataclass(frozen=True, kw_only=True)
class SupportWords:
    """What support is called. `count` is (one, several) people. `is_large`: it means so much for this kind that it is told in large letters."""

    heading: str = N_("Who supports this")
    count: tuple[str, str] = NN_("person supports this", "people support this")
    act: str = N_("I support this")
    mine: str = N_("You support this.")
    nobody: str = N_("Be the first to support this.")
    is_large: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class LinkWords:
    """How links are told. `act` joins an entry of this kind to another. Links to the kinds of `answers` come first, under `heading`,
    then those to the kinds of `concerns`, under `others`; all the rest stands below the talk. Without `answers` all come first.

    `met`: what is said of each state of being met; `unmet_advice` for (who may link, who may not). `drawn`: relations that the page
    shows already in a part of its own, so that their rows are folded; `drawn_places`: those of its own places are. `told`: relations
    whose links a part of its own tells whole, with what one may do to them, so that they are not listed again
    (of a relation that joins the kind to its own, those from this end). `place` and `whole` name the places a link may belong to.
    """

    act: str = N_("Link an entry")
    heading: str = N_("What this is linked to")
    answers: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    others: str = ""
    met: Mapping[str, str] = dataclasses.field(default_factory=dict)
    unmet_advice: tuple[str, str] = ("", "")
    drawn: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    drawn_places: bool = False
    place: str = N_("At which step")
    whole: str = N_("The whole path")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """An entry's page: its template, what the kind's own part of it is made by, and its words.

    `story`: what the page itself is called among its parts; the kind's name where nothing is said. `first`: parts that come before the others; `without`: those that this kind does not have.
    """

    template: str = "reading/show.html"
    story: str = ""
    own: Callable[[Showing], object] | None = None
    shows_new: bool = False  # whether the status is told before anything has come of it
    support: SupportWords = SupportWords()
    links: LinkWords = LinkWords()
    first: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def arranged(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts of this kind's page, in its order."""
        own = [part for part in parts if part.name not in self.without]
        return tuple(
            sorted(own, key=lambda part: self.first.index(part.name) if part.name in self.first else len(parts))
        )


@dataclasses.dataclass(frozen=True)
class Beside:
    """A kind whose list is reached from another's."""

    kind: str
    name: str
    url: str  # the name of the page


@dataclasses.dataclass(frozen=True, kw_only=True)
class Listing:
    """A kind's list. `index`: a list of its own in place of the one every kind has. `grouped`: the detail by whose options it is shown in
    groups until somebody asks for an order."""

    sortings: tuple[str, ...] = ("supported", "newest", "discussed", "linked")
    remarks: Remarks | None = None
    index: KindHandler | None = None
    beside: tuple[Beside, ...] = ()
    grouped: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Face:
    """How a kind is told, read and listed. `pages`: addresses of its own below its folder, as (method, path, handler, name)."""

    telling: Telling = Telling()
    reading: Reading = Reading()
    listing: Listing = Listing()
    pages: tuple[tuple[str, str, KindHandler, str], ...] = ()
