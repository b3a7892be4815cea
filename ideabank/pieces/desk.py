"""What the form of a piece works on: the entry, the value its pieces belong to, the language being written, and how it is saved."""

import abc
import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from ideabank.entries.actions import ContentRefused, redetail
from ideabank.entries.content import CHOOSE, asked_about
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import Multilingual, read_multilingual, with_words
from ideabank.entries.problem import Problem
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.entries.structure import Pieces, Structure
from ideabank.errors import Refused
from ideabank.i18n import LANGUAGES, choose
from ideabank.visit.belonging import details_at, version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.found import editable
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Text
from ideabank.web.request import whole

Whole = TypeVar("Whole")
FieldOf = Callable[[Problem], str]
UNKNOWN = object()  # a piece that has changed, and nobody knows from what


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk(abc.ABC, Generic[Whole]):
    """An entry this person may edit, the value its pieces belong to, and the language being written."""

    visit: Visit
    kind: Kind
    entry: Entry
    value: Whole
    language: str
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @abc.abstractmethod
    def stamp(self, key: str) -> str:
        """What a form carries, so that one sees when it is sent whether the piece has changed meanwhile."""

    @abc.abstractmethod
    def stood(self, pieces: Pieces[Whole, Any], key: str, stamp: str) -> Any | None:
        """The piece as it stood when the form was opened; None when it was not there or has not changed, UNKNOWN when its past is not kept."""

    @abc.abstractmethod
    def changed_by(self, key: str) -> str:
        """The name of who has changed it since."""

    @abc.abstractmethod
    def save(self, form: Form, value: Whole, field_of: FieldOf) -> bool:
        """Saves, or tells on the form what is wrong, each at the field that `field_of` names."""

    def to(self, name: str, /, **params: Any) -> str:
        return sub_url(self.visit, self.entry, name, **params)

    def here(self) -> dict[str, str]:
        """What an address carries so that one goes on in the language being written."""
        return {"in": self.language} if self.language != self.visit.lang else {}

    def back(self, anchor: str) -> str:
        return self.to("show", **self.here()) + f"#{anchor}"

    def title(self) -> Text:
        texts = {code: text.title for code, text in texts_of(self.visit.session, self.entry.id).items()}
        found = choose(texts, self.language, self.entry.language)
        return Text(found[1], found[0]) if found else Text()

    def told(self, before: Multilingual, form: Form, field: str) -> Multilingual:
        """What a field of the form makes of words told in several languages."""
        return with_words(before, self.language, form.value(field).replace("\r\n", "\n").strip())

    def named(self, form: Form, field: str, limit: int) -> str:
        """The words of a field as one line; what is wrong with them is told there."""
        words, wrong = read_multilingual({self.language: form.value(field)}, limit)
        for message, values in wrong:
            self.refuse(form, field, Problem(field, message, values))
        return words.get(self.language, "")

    def refuse(self, form: Form, field: str, problem: Problem) -> None:
        form.refuse(field, self.visit.translator(problem.message) % problem.values)


@dataclasses.dataclass(frozen=True, kw_only=True)
class StructureDesk(Desk[Whole]):
    """A desk whose value is the one JSON detail of the entry; a form is based on a revision of it."""

    structure: Structure[Whole]

    def stamp(self, key: str) -> str:
        return str(self.entry.revision)

    def stood(self, pieces: Pieces[Whole, Any], key: str, stamp: str) -> Any | None:
        revision = whole(stamp)
        if revision == self.entry.revision or pieces.get(self.value, key) is None:
            return None
        if revision < 1:
            return UNKNOWN
        details = details_at(self.visit.session, self.entry, revision, viewer=self.visit.viewer)
        return pieces.get(self.structure.stored(details), key)

    def changed_by(self, key: str) -> str:
        author = version_of(self.visit.session, self.entry, self.entry.revision, viewer=self.visit.viewer).author_id
        return shown_names(self.visit.session, {author}).get(author or 0, self.visit.translator("Somebody"))

    def save(self, form: Form, value: Whole, field_of: FieldOf) -> bool:
        field = self.structure.field
        read = self.structure.checked({**self.details, field: self.structure.plain(value)})
        for problem in read.problems:
            self.refuse(form, field_of(problem), problem)
        wanted = self.structure.plain(read.value)
        if form.is_valid and wanted != self.structure.plain(self.value):
            try:
                redetail(self.visit.session, self.entry, {**self.details, field: wanted}, by=self.visit.viewer)
            except ContentRefused as error:
                for problem in error.problems:
                    self.refuse(form, "", problem)
        return form.is_valid


def structure_desk(visit: Visit, kind: Kind) -> StructureDesk[Any]:
    """The desk of the entry in the address. Raises SignInNeeded, Forbidden, NotFound."""
    entry = editable(visit, kind)
    assert kind.structure is not None
    details = details_of(visit.session, entry)
    value, language = kind.structure.stored(details), language_of(visit)
    return StructureDesk(
        visit=visit, kind=kind, entry=entry, value=value, language=language, details=details, structure=kind.structure
    )


def language_of(visit: Visit) -> str:
    """The language being written: what the form or the address says, else the reader's. Raises Refused for a form in none of ours."""
    wanted = visit.text("language") or visit.arg("in")
    if visit.method == "POST" and wanted and wanted not in LANGUAGES:
        raise Refused(CHOOSE)
    return wanted if wanted in LANGUAGES else visit.lang


def asks_about(visit: Visit, form: Form) -> tuple[str, ...]:
    """What may be personal data; asked once."""
    if visit.text("confirmed") == "yes":
        return ()
    words = {name: value for name, value in form.values.items() if isinstance(value, str)}
    return tuple(visit.translator(one.message) % one.values for one in asked_about(words))
