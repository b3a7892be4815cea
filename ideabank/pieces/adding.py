"""New pieces at the end, a name a line."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from ideabank.entries.kind import Kind
from ideabank.i18n import N_
from ideabank.pieces.desk import Desk, asks_about
from ideabank.pieces.form import PieceForm
from ideabank.pieces.handlers import Lines
from ideabank.visit.views import Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form, Value
from ideabank.web.pages import Response, see_other, show

Whole = TypeVar("Whole")


class Adding(Generic[Whole]):
    """How pieces of a sort are added. `act`: what the form does, in English."""

    sort: PieceForm[Whole, Any]
    act: str = N_("Add")

    def title(self, at: Desk[Whole]) -> str:
        raise NotImplementedError

    def appended(self, at: Desk[Whole], names: Sequence[str], form: Form) -> Whole:
        """The value with a new piece for each name."""
        raise NotImplementedError

    def back(self, at: Desk[Whole]) -> str:
        raise NotImplementedError

    def fields(self, at: Desk[Whole]) -> Sequence[Field]:
        """What is asked beyond the names; each may begin with a value."""
        return ()

    def filled(self, at: Desk[Whole]) -> dict[str, Value]:
        return {}


def adding_pages(adding: Adding[Whole]) -> Lines:
    """The addresses where pieces of one sort are added, for `Face.pages`."""
    code = adding.sort.pieces.code

    @deed(adding.act)
    def handler(visit: Visit, kind: Kind) -> Response:
        return add(adding, visit, kind)

    handler.__module__, handler.__name__ = type(adding).__module__, f"add_{code}"
    return (
        ("GET", f"/{{ref}}/{code}/new", handler, f"{code}:new"),
        ("POST", f"/{{ref}}/{code}/new", handler, f"{code}:create"),
    )


def add(adding: Adding[Whole], visit: Visit, kind: Kind) -> Response:
    """GET asks for the names; POST adds the pieces and opens the first."""
    at, _ = adding.sort.desk(visit, kind), visit.translator
    if visit.method != "POST":
        return show(visit, _page(adding, at, Form.of(adding.filled(at))))
    form = Form.read(visit, ["names", *(one.name for one in adding.fields(at))])
    names = [tidy for line in form.value("names").splitlines() if (tidy := " ".join(line.split()))]
    if not names:
        form.refuse("names", _("Write at least one name."))
    value, asks = adding.appended(at, names, form), asks_about(visit, form)
    if form.is_valid and not asks and at.save(form, value, lambda problem: "names"):
        there = set(adding.sort.pieces.keys(at.value))
        first = next((key for key in adding.sort.pieces.keys(value) if key not in there), None)
        return see_other(adding.sort.edit(at, first) if first else adding.back(at), said="added")
    return show(visit, _page(adding, at, form, asks), status=422)


def _page(adding: Adding[Whole], at: Desk[Whole], form: Form, asks: tuple[str, ...] = ()) -> SmallFormPage:
    _ = at.visit.translator
    names = Field(name="names", label=_("Names, one a line"), widget="textarea", rows=4, required=True)
    return SmallFormPage(
        title=adding.title(at),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=adding.back(at),
        action=at.to(f"{adding.sort.pieces.code}:create"),
        form=form,
        fields=(names, *adding.fields(at)),
        button=_("Add"),
        hidden=(("language", at.language),),
        asks=asks,
    )
