"""What all pages that edit a sheet share: the entry, its sheet, the language, and what saving needs."""

import dataclasses
from typing import Any

from ideabank.entries.actions import ContentRefused
from ideabank.entries.content import asked_about
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.entries.problem import Problem
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGES, N_, choose
from ideabank.visit.belonging import details_at, version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.found import editable
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Text
from segments.sheets import changing
from segments.sheets.reading import Reader, problems_of, stored
from segments.sheets.schema import Lane, Type
from segments.sheets.sheet import Column, Sheet
from segments.sheets.structure import type_of

GONE = N_("This step is not there any more. Somebody may have removed it.")


@dataclasses.dataclass(frozen=True)
class Desk:
    """What all handlers here work on: an entry this person may edit, its sheet, and the language being written."""

    visit: Visit
    entry: Entry
    type: Type
    sheet: Sheet
    language: str

    def step(self) -> Column:
        """The step the address names. Raises NotFound."""
        column = self.sheet.column(str(self.visit.path_params["step"]))
        if column is None:
            raise NotFound(GONE)
        return column

    def lane(self) -> Lane:
        lane = self.type.lane(str(self.visit.path_params["lane"]))
        if lane is None:
            raise NotFound("There is nothing at this address.")
        return lane

    def to(self, name: str, /, **params: Any) -> str:
        return sub_url(self.visit, self.entry, name, **params)

    def here(self) -> dict[str, str]:
        return {"in": self.language} if self.language != self.visit.lang else {}

    def back(self, anchor: str = "sheet") -> str:
        return self.to("show", **self.here()) + f"#{anchor}"

    def title(self) -> Text:
        texts = {code: text.title for code, text in texts_of(self.visit.session, self.entry.id).items()}
        found = choose(texts, self.language, self.entry.language)
        return Text(found[1], found[0]) if found else Text()

    def before(self, revision: int) -> Sheet:
        """The sheet as it stood at a revision."""
        if revision == self.entry.revision or not revision:
            return self.sheet
        return stored(
            details_at(self.visit.session, self.entry, revision, viewer=self.visit.viewer).get("sheet"), self.type
        )

    def version(self, number: int) -> Revision:
        return version_of(self.visit.session, self.entry, number, viewer=self.visit.viewer)

    def changed_by(self) -> str:
        author = self.version(self.entry.revision).author_id
        return shown_names(self.visit.session, {author}).get(author or 0, self.visit.translator("Somebody"))


def desk(visit: Visit, kind: Kind) -> Desk:
    """The desk of the entry in the address. Raises SignInNeeded, Forbidden, NotFound."""
    entry = editable(visit, kind)
    details = details_of(visit.session, entry)
    wanted = visit.text("language") or visit.arg("in")
    language = wanted if wanted in LANGUAGES else visit.lang
    sheet_type = type_of(details)
    return Desk(visit, entry, sheet_type, stored(details.get("sheet"), sheet_type), language)


def put_faults(at: Desk, form: Form, reader: Reader, field: str) -> None:
    for fault in reader.problems:
        tell(at.visit, form, fault, field)
    reader.problems.clear()


def tell(visit: Visit, form: Form, fault: Problem, field: str) -> None:
    form.refuse(field, visit.translator(fault.message) % fault.values)


def saved(at: Desk, form: Form, sheet: Sheet) -> bool:
    """Saves, or tells on the form why the whole does not hold together."""
    for fault in problems_of(sheet, at.type):
        tell(at.visit, form, fault, "name")
    if form.is_valid:
        try:
            changing.save(at.visit.session, at.entry, sheet, by=at.visit.viewer)
        except ContentRefused as error:
            for problem in error.problems:
                form.refuse("", at.visit.translator(problem.message) % problem.values)
    return form.is_valid


def asks_about(visit: Visit, form: Form) -> tuple[str, ...]:
    """What may be personal data; asked once."""
    if visit.text("confirmed") == "yes":
        return ()
    pieces = {name: form.value(name) for name in form.values if isinstance(form.values[name], str)}
    return tuple(visit.translator(one.message) % one.values for one in asked_about(pieces))
