"""Telling something new: the form, its draft, the preview, publishing."""

import datetime as dt
import re
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from ideabank.entries.actions import propose
from ideabank.entries.content import Problem
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Draft, Entry
from ideabank.errors import Forbidden, NotFound
from ideabank.i18n import N_
from ideabank.reading.views.entry import Detail, Telling
from ideabank.telling import drafts
from ideabank.telling.alike import act, alike, join
from ideabank.telling.forms import LINKED, Reading, groups, many_names, read, understand
from ideabank.telling.views import Alike, FormPage, PreviewPage
from ideabank.text.markdown import render
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import entry_url
from ideabank.visit.fields import tell
from ideabank.visit.rules import may_begin, may_edit
from ideabank.visit.wording import ACTS
from ideabank.web.action import kept
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import JSONResponse, Response, see_other, show
from ideabank.web.parts import Go, Text
from ideabank.web.request import Request, whole

PLACE = re.compile(r"[a-z]+(/[a-z0-9-]{1,60}){1,3}")


def new(request: Request, session: Session, kind: Kind) -> Response:
    """An empty form; its draft gets a row when something is first saved."""
    if kind.start:
        return see_other(request.to(f"{kind.folder}:{kind.start}"))
    _require_teller(request, kind)
    values = {"language": request.lang, "title": request.arg("title")[:200]}
    return show(request, form_page(request, session, kind, Form.of(values), token=drafts.new_token()))


def draft(request: Request, session: Session, kind: Kind) -> Response:
    """The form as it was left."""
    found = _draft(request, session, kind)
    if found.published_id is None and found.entry_id is None:
        _require_teller(request, kind)
    if found.published_id is not None:
        return see_other(entry_url(request, kind, found.published_id))
    if found.entry_id is not None:
        place = found.values.get("place")
        if isinstance(place, str) and PLACE.fullmatch(place):  # a page of the kind's own, such as the form of one step
            return see_other(f"{entry_url(request, kind, found.entry_id)}/{place}?draft={found.token}")
        return see_other(request.to(f"{kind.folder}:edit", ref=str(found.entry_id), draft=found.token))
    form = Form.of({"language": request.lang, **found.values})
    return show(request, form_page(request, session, kind, form, token=found.token, saved=found.updated_at))


@never_later
def save_draft(request: Request, session: Session, kind: Kind) -> Response:
    """The autosave: keeps the form and says so in JSON."""
    form = read(request, kind)
    entry_id = editable_id(request, session, kind)
    if entry_id is None:
        _require_teller(request, kind)
    base = whole(request.text("based_on")) if entry_id else 0
    kept_draft, problems = drafts.keep(
        session, request.text("draft"), kind, form.values, by=request.viewer, entry_id=entry_id, base_revision=base
    )
    _ = request.translator
    told = [{"field": problem.field, "message": _(problem.message)} for problem in problems]
    moment = _.datetime(kept_draft.updated_at)
    return unpublished(
        JSONResponse(
            {
                "draft": kept_draft.token,
                "url": _draft_url(request, kind, kept_draft.token),
                "saved": moment,
                "problems": told,
            }
        )
    )


@deed(N_("Publish what you have told"))
def create(request: Request, session: Session, kind: Kind) -> Response:
    """The buttons of the form: save, preview, edit again, publish, and those of what may already exist."""
    _require_teller(request, kind)
    token, do, form = request.text("draft"), request.text("do", "publish"), read(request, kind)
    known = drafts.by_token(session, token, kind, request.viewer)
    if known is not None and known.published_id is not None:
        return see_other(entry_url(request, kind, known.published_id), said="published-already")
    said = act(request, session, kind, form, do)
    if said is not None:
        do = "preview" if request.text("seen") == "preview" else "edit"
    elif do == "enter":  # the key, pressed in a field
        do = "preview"
    found, refused = drafts.keep(session, token, kind, form.values, by=request.viewer)
    if do == "edit":
        return unpublished(show(request, form_page(request, session, kind, form, token=found.token), said=said or ""))
    if do == "save" and not refused:
        return unpublished(see_other(_draft_url(request, kind, found.token), said="draft-saved"))
    return _go_on(request, session, kind, form, found, refused, do, said or "")


def _go_on(
    request: Request, session: Session, kind: Kind, form: Form, found: Draft, refused: list[Problem], do: str, said: str
) -> Response:
    reading = understand(kind, form)
    problems = tuple(refused) if do == "save" else reading.problems
    asks = reading.asks if request.text("confirmed") != "yes" and do != "save" else ()
    if problems or asks:
        tell(request, form, problems)
        page = form_page(request, session, kind, form, token=found.token, asks=asks)
        return kept(show(request, page, status=422))
    if do == "preview":
        extra = (("draft", found.token), ("confirmed", request.text("confirmed")), ("seen", "preview"))
        preview = preview_page(
            request,
            kind,
            reading,
            action=request.to(f"{kind.folder}:create"),
            hidden=hidden_fields(kind, form, extra),
            draft=found.token,
            beside=alike(request, session, kind, form),
        )
        return unpublished(show(request, preview, said=said or "draft-saved"))
    if not request.viewer.is_signed_in:
        goal = _draft_url(request, kind, found.token)  # kept longer than the act is
        led: Response | None = request.site.extras["door"](request, session, goal)
        return unpublished(led or see_other(request.to("people:sign_in", next=goal)))
    return _publish(request, session, kind, form, reading, found)


def _publish(request: Request, session: Session, kind: Kind, form: Form, reading: Reading, found: Draft) -> Response:
    entry: Entry = propose(session, kind, reading.content, by=request.viewer)
    join(request, session, kind, entry, form)
    drafts.close(session, found.token, kind, by=request.viewer, published_id=entry.id or 0)
    return see_other(entry_url(request, kind, entry.id or 0), said="published")


def form_page(
    request: Request,
    session: Session,
    kind: Kind,
    form: Form,
    *,
    token: str,
    asks: tuple[Problem, ...] = (),
    saved: dt.datetime | None = None,
) -> FormPage:
    """The form with what was typed, what is wrong, and what may already exist."""
    _ = request.translator
    signed_in = request.viewer.is_signed_in
    return FormPage(
        title=_(ACTS.get(kind.code, kind.one[request.lang])),
        kind=kind.code,
        intro=_("Two answers are enough to begin. What you write is saved as a draft while you write.")
        if kind.code == "usecase"
        else "",
        action=request.to(f"{kind.folder}:create"),
        form=form,
        groups=groups(request, kind, form),
        hidden=(("draft", token),),
        asks=tuple(_(ask.message) % ask.values for ask in asks),
        alike=alike(request, session, kind, form),
        draft_url=request.to(f"{kind.folder}:drafts"),
        draft_saved=saved,
        draft_link=_draft_url(request, kind, token) if saved else "",
        sign_in="" if signed_in else request.to("people:sign_in", next=request.to(f"{kind.folder}:new")),
        back=request.to(f"{kind.folder}:list"),
    )


def preview_page(
    request: Request,
    kind: Kind,
    reading: Reading,
    *,
    action: str,
    hidden: tuple[tuple[str, str], ...],
    draft: str = "",
    beside: Alike | None = None,
) -> PreviewPage:
    """How it will look; every typed word travels along in hidden fields."""
    text, language = reading.content.texts[reading.content.language], reading.content.language
    return PreviewPage(
        title=request.translator("Preview"),
        action=action,
        kind=kind.code,
        kind_name=kind.one[request.lang],
        heading=Text(text.title, language),
        summary=Text(text.summary, language),
        body_html=Text(Markup(render(text.body)), language),  # noqa: S704 sanitised by render
        tellings=tuple(
            Telling(f.name, f.words[request.lang], Text(text.fields[f.name], language))
            for f in kind.texts
            if text.fields[f.name]
        ),
        details=tuple(_details(kind, reading.content.details, request.lang)),
        hidden=hidden,
        alike=beside,
        must_sign_in=not request.viewer.is_signed_in,
    )


def hidden_fields(kind: Kind, form: Form, extra: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """All that was typed as hidden fields."""
    many = set(many_names(kind)) - {LINKED}  # those stand in the region of what may already exist
    single = [(name, form.value(name)) for name in form.values if name not in many and name != LINKED]
    return (*extra, *single, *((name, value) for name in many for value in form.many(name)))


def _details(kind: Kind, details: dict[str, Any], lang: str) -> list[Detail]:
    shown = [(field, details.get(field.name)) for field in kind.details if field.form and field.outline is None]
    return [
        Detail(
            field.name,
            field.words[lang],
            tuple(Go(field.say(one, lang), "") for one in (value if isinstance(value, list) else [value])),
        )
        for field, value in shown
        if value
    ]


def editable_id(request: Request, session: Session, kind: Kind) -> int | None:
    """The id of the entry this form edits, when the viewer may edit it."""
    if not (number := request.text("entry")):
        return None
    entry = entry_named(session, number, viewer=request.viewer, kind=kind.code)
    return entry.id if entry is not None and may_edit(request.viewer, entry, kind) else None


def _require_teller(request: Request, kind: Kind) -> None:
    if kind.start:
        raise Forbidden("This begins on a page of its own. Go there from the list.")
    if not may_begin(request.viewer, kind):
        raise Forbidden(
            "Only designers, project teams and coordinators add these. Sign in as one of them, or tell a need instead."
        )


def _draft(request: Request, session: Session, kind: Kind) -> Draft:
    found = drafts.by_token(session, request.path_params["token"], kind, request.viewer)
    if found is None:
        raise NotFound(
            "This draft is not here. It may have been deleted after thirty days, or it belongs to somebody else."
        )
    return found


def _draft_url(request: Request, kind: Kind, token: str) -> str:
    return request.to(f"{kind.folder}:draft", token=token)
