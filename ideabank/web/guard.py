"""The one gate that no form can miss: what is typed anywhere is looked at for personal data before it is kept.

A form may say so itself, at its field and in its own words. Whatever it lets through comes here: identity codes and account numbers
are refused, contact details are asked about once. Nothing is stored until then, and every typed word is given back.
"""

import dataclasses
from collections.abc import Collection, Iterator
from typing import ClassVar, TypeVar

from starlette.datastructures import FormData
from starlette.responses import Response

from ideabank.i18n.personal import ASK, REFUSED
from ideabank.text.cleaning import mended
from ideabank.text.personal_data import findings, told_once
from ideabank.web.forms import Form
from ideabank.web.labels import label_of
from ideabank.web.pages import Page, show
from ideabank.web.request import Request, Spotted
from ideabank.web.request import asked as address_of

AnyResponse = TypeVar("AnyResponse", bound=Response)

MOST = 20  # findings: nobody reads more at once
# What the page says to htmx: a part of the page cannot show this.
WHOLE_PAGE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}


@dataclasses.dataclass(frozen=True)
class Typed:
    """One field of the form that is given back: `label` when it can be changed here, else it travels along unseen."""

    name: str
    value: str
    label: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class GuardPage(Page):
    """What was typed and what it looks like, at the address it was sent to; to change, or to let stand."""

    template: ClassVar[str] = "errors/guard.html"
    action: str
    form: Form
    fields: tuple[Typed, ...]
    asks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def unpublished(response: AnyResponse) -> AnyResponse:
    """Marks an answer by which nothing became readable for others: a draft was kept, a preview or the form was shown again."""
    response.unpublished = True  # type: ignore[attr-defined]
    return response


def mend(fields: FormData) -> FormData:
    """The sent fields without what nobody sees and no store takes."""
    return FormData(
        [(name, mended(value) if isinstance(value, str) else value) for name, value in fields.multi_items()]
    )


def watch_form(request: Request, unwatched: Collection[str] = ()) -> None:
    """Notes what looks like personal data in the sent fields and the names of sent files; slow, so before a transaction."""
    for name, value in request.fields.multi_items():
        if name not in unwatched and isinstance(value, str):
            watch(request, name, value)
    for name, file in request.files.items():
        watch(request, name, file.name)


def watch(request: Request, field: str, text: str) -> None:
    """Notes what looks like personal data in words; a handler says so of those it has read from a file."""
    found = [Spotted(field, one.kind, one.severity, text[one.start : one.end]) for one in findings(text)]
    gravest_first = sorted(dict.fromkeys((*request.spotted, *found)), key=lambda one: one.severity == "ask")
    request.spotted = tuple(gravest_first[:MOST])


def stops(request: Request, response: Response) -> bool:
    """Whether this answer would keep or show what may not be kept, or has not been asked about."""
    if not request.spotted or response.status_code >= 400 or getattr(response, "unpublished", False):
        return False
    return request.text("confirmed") != "yes" or any(one.severity == "refuse" for one in request.spotted)


def asked(request: Request) -> Response:
    """The page that says what was found, with every typed word in it."""
    _, form, found = request.translator, Form(), request.spotted
    for one in found:
        if one.severity == "refuse":
            form.refuse(one.field, _(REFUSED[one.kind]))
    asks = {
        told_once(one.kind, one.what): _(ASK[one.kind]) % {"what": one.what} for one in found if one.severity == "ask"
    }
    if not form.errors:
        form.refuse("confirmed", _("Is this somebody's personal data?"))
    fields = tuple(_given_back(request, {one.field for one in found}))
    form.values.update({one.name: one.value for one in fields if one.label})
    page = GuardPage(
        title=_("Look at this before it is saved"),
        action=address_of(request.scope),
        form=form,
        fields=fields,
        asks=tuple(asks.values()) if all(one.severity == "ask" for one in found) else (),
        files=tuple(name for name, file in request.files.items() if file.data or file.name),
    )
    response = show(request, page, status=422)
    response.headers.update(WHOLE_PAGE)
    return response


def _given_back(request: Request, told: Collection[str]) -> Iterator[Typed]:
    names = [name for name, value in request.fields.multi_items() if isinstance(value, str)]
    for name, value in request.fields.multi_items():
        if isinstance(value, str) and name != "confirmed":
            can_change = name in told and names.count(name) == 1
            yield Typed(name, value, label_of(request, request.translator, name) if can_change else "")
