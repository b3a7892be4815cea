"""Telling something new: the form, its draft, the preview, publishing."""

import dataclasses
import re

from markupsafe import Markup

from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft
from ideabank.entries.problem import Problem
from ideabank.errors import Forbidden, NotFound
from ideabank.i18n import N_
from ideabank.reading.views.entry import Detail, LabelledText
from ideabank.search.judging import Likes
from ideabank.telling.alike import act, alike, found_alike, join
from ideabank.telling.forms import LINKED, ReadForm, chosen_there, groups, many_names, read, reopened, understand
from ideabank.telling.publishing import published
from ideabank.telling.views import FormPage, PreviewPage
from ideabank.telling.way import PUBLISH, TELL, way
from ideabank.text.markdown import render
from ideabank.text.plain import Json
from ideabank.visit import drafts
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import entry_url
from ideabank.visit.drafts import Held
from ideabank.visit.fields import show_problems
from ideabank.visit.rules import may_edit, may_tell
from ideabank.visit.visit import Visit
from ideabank.web.action import kept, prepares
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import JSONResponse, Response, see_other, show
from ideabank.web.parts import Go, Text
from ideabank.web.request import whole

PLACE = re.compile(r"[a-z]+(/[a-z0-9-]{1,60}){0,3}")


def new(visit: Visit, kind: Kind) -> Response:
    """An empty form; its draft gets a row when something is first saved."""
    if start := visit.face(kind).telling.start:
        return see_other(visit.to(f"{kind.folder}:{start}"))
    _require_teller(visit, kind)
    telling, chosen = visit.face(kind).telling, chosen_there(visit, kind)
    if telling.choosing is not None and telling.chosen not in chosen:
        return show(visit, telling.choosing(visit, kind))
    values = {"language": visit.lang, "title": visit.arg("title")[:200], **chosen}
    return show(visit, form_page(visit, kind, Form.of(values), Held(drafts.new_token())))


def draft(visit: Visit, kind: Kind) -> Response:
    """The form as it was left."""
    found = _draft(visit, kind)
    if found.published_id is None and found.entry_id is None:
        _require_teller(visit, kind)
    if found.published_id is not None:
        return see_other(entry_url(visit, kind, found.published_id))
    if found.entry_id is not None:
        place = found.values.get("place")
        if isinstance(place, str) and PLACE.fullmatch(place):  # a page of the kind's own, such as the form of one step
            return see_other(f"{entry_url(visit, kind, found.entry_id)}/{place}?draft={found.token}")
        return see_other(visit.to(f"{kind.folder}:edit", ref=str(found.entry_id), draft=found.token))
    form = reopened(kind, {"language": visit.lang, **found.values})
    return show(visit, form_page(visit, kind, form, Held(found.token, found.updated_at)))


def look(visit: Visit, kind: Kind) -> Response:
    """How a draft will look, with the one button that publishes it: here one lands from signing in."""
    found = _draft(visit, kind)
    if found.published_id is not None or found.entry_id is not None:
        return draft(visit, kind)
    _require_teller(visit, kind)
    form = reopened(kind, {"language": visit.lang, **found.values})
    form.values.pop("confirmed", None)  # it travels beside the fields
    reading = understand(visit, kind, form)
    if reading.problems:
        return see_other(_draft_url(visit, kind, found.token))
    return show(visit, _preview(visit, kind, form, reading, found))


@never_later
def save_draft(visit: Visit, kind: Kind) -> Response:
    """The autosave: keeps the form and says so in JSON."""
    form = read(visit, kind)
    entry_id = editable_id(visit, kind)
    if entry_id is None:
        _require_teller(visit, kind)
    base = whole(visit.text("based_on")) if entry_id else 0
    kept_draft, problems = drafts.keep(
        visit.session, visit.text("draft"), kind, form.values, by=visit.viewer, entry_id=entry_id, base_revision=base
    )
    _ = visit.translator
    told = [{"field": problem.field, "message": problem.told(_)} for problem in problems]
    moment = _.datetime(kept_draft.updated_at)
    return unpublished(
        JSONResponse(
            {
                "draft": kept_draft.token,
                "url": _draft_url(visit, kind, kept_draft.token),
                "saved": moment,
                "problems": told,
            }
        )
    )


def _found_alike(visit: Visit, kind: Kind) -> Likes:
    """What may already exist: a search may be slow, and nobody waits for it to write."""
    _require_teller(visit, kind)
    visit.session.close()
    return found_alike(visit, kind, read(visit, kind))


@deed(N_("Publish what you have told"))
@prepares(_found_alike)
def create(visit: Visit, kind: Kind) -> Response:
    """The buttons of the form: save, preview, edit again, publish, and those of what may already exist."""
    _require_teller(visit, kind)
    token, do, form = visit.text("draft"), visit.text("do", "publish"), read(visit, kind)
    known = drafts.by_token(visit.session, token, kind, visit.viewer)
    if known is not None and known.published_id is not None:
        return see_other(entry_url(visit, kind, known.published_id), said="published-already")
    said = act(visit, form, do)
    if said is not None:
        do = "preview" if visit.text("seen") == "preview" else "edit"
    elif do == "enter":  # the key, pressed in a field
        do = "preview"
    values = {**form.values, "confirmed": visit.text("confirmed")}
    found, refused = drafts.keep(visit.session, token, kind, values, by=visit.viewer)
    if do == "edit":
        return unpublished(show(visit, form_page(visit, kind, form, Held(found.token)), said=said or ""))
    if do == "save" and not refused:
        return unpublished(see_other(_draft_url(visit, kind, found.token), said="draft-saved"))
    return _go_on(visit, kind, _Sent(form, found, tuple(refused), do, said or ""))


@dataclasses.dataclass(frozen=True)
class _Sent:
    """A form that was sent: its draft, what of it was not kept, the button that was pressed, and what that has done already."""

    form: Form
    draft: Draft
    refused: tuple[Problem, ...]
    do: str
    said: str


def _go_on(visit: Visit, kind: Kind, sent: _Sent) -> Response:
    found, do, reading = sent.draft, sent.do, understand(visit, kind, sent.form)
    problems = sent.refused if do == "save" else reading.problems
    asks = reading.asks if visit.text("confirmed") != "yes" and do != "save" else ()
    if problems or asks:
        show_problems(visit, sent.form, problems)
        page = form_page(visit, kind, sent.form, Held(found.token), asks=asks)
        return kept(show(visit, page, status=422))
    if do == "preview":
        preview = _preview(visit, kind, sent.form, reading, found)
        return unpublished(show(visit, preview, said=sent.said or "draft-saved"))
    if not visit.viewer.is_signed_in:
        goal = visit.to(f"{kind.folder}:preview", token=found.token)
        return unpublished(see_other(visit.to("people:sign_in", next=goal)))
    return _publish(visit, kind, sent.form, reading, found)


def _preview(visit: Visit, kind: Kind, form: Form, reading: ReadForm, found: Draft) -> PreviewPage:
    """How it will look, with every typed word, what may already exist and, behind signing in, the step one is at."""
    confirmed = str(found.values.get("confirmed") or "")
    extra = (("draft", found.token), ("confirmed", confirmed), ("seen", "preview"))
    hidden = hidden_fields(kind, form, extra)
    page = preview_page(visit, kind, reading, action=visit.to(f"{kind.folder}:create"), hidden=hidden)
    likes = alike(visit, kind, form, found=_likes(visit, kind, form))
    is_third = visit.method == "GET" and visit.viewer.is_signed_in
    return dataclasses.replace(
        page,
        alike=likes,
        steps=way(visit, PUBLISH if is_third else TELL),
        shown_as=visit.viewer.name if is_third else "",
    )


def _likes(visit: Visit, kind: Kind, form: Form) -> Likes:
    """What may already exist: after a form was sent it is searched for beforehand."""
    return visit.made(Likes) if visit.method == "POST" else found_alike(visit, kind, form)


def _publish(visit: Visit, kind: Kind, form: Form, reading: ReadForm, found: Draft) -> Response:
    entry = published(visit, kind, reading.content, draft=found)
    join(visit, kind, entry, form)
    drafts.close(visit.session, found.token, kind, by=visit.viewer, published_id=entry.id)
    return see_other(entry_url(visit, kind, entry.id), said="published")


def form_page(visit: Visit, kind: Kind, form: Form, draft: Held, *, asks: tuple[Problem, ...] = ()) -> FormPage:
    """The form with what was typed, what is wrong, and what may already exist: before anything is sent it is searched for here."""
    _, telling = visit.translator, visit.face(kind).telling
    signed_in = visit.viewer.is_signed_in
    return FormPage(
        title=_("Draft: %(act)s") % {"act": _(telling.act)} if draft.at and visit.method == "GET" else _(telling.act),
        kind=kind.code,
        intro=_(telling.intro) if telling.intro else "",
        action=visit.to(f"{kind.folder}:create"),
        form=form,
        groups=groups(visit, kind, form),
        hidden=(("draft", draft.token),),
        asks=tuple(ask.told(_) for ask in asks),
        alike=alike(visit, kind, form, found=_likes(visit, kind, form)),
        draft_url=visit.to(f"{kind.folder}:drafts"),
        draft_saved=draft.at,
        draft_link=_draft_url(visit, kind, draft.token) if draft.at else "",
        sign_in="" if signed_in else visit.to("people:sign_in", next=visit.to(f"{kind.folder}:new")),
        back=visit.to(f"{kind.folder}:list"),
        steps=way(visit, TELL),
    )


def preview_page(
    visit: Visit,
    kind: Kind,
    reading: ReadForm,
    *,
    action: str,
    hidden: tuple[tuple[str, str], ...],
) -> PreviewPage:
    """How it will look; every typed word travels along in hidden fields."""
    text, language = reading.content.texts[reading.content.language], reading.content.language
    return PreviewPage(
        title=visit.translator("Preview"),
        action=action,
        kind=kind.code,
        kind_name=kind.one[visit.lang],
        heading=Text(text.title, language),
        summary=Text(text.summary, language),
        body_html=Text(Markup(render(text.body)), language),  # noqa: S704 sanitised by render
        tellings=tuple(
            LabelledText(f.name, f.words[visit.lang], Text(text.fields[f.name], language))
            for f in kind.texts
            if text.fields[f.name]
        ),
        details=tuple(_details(kind, reading.content.details, visit.lang)),
        hidden=hidden,
        must_sign_in=not visit.viewer.is_signed_in,
    )


def hidden_fields(kind: Kind, form: Form, extra: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """All that was typed as hidden fields."""
    many = set(many_names(kind)) - {LINKED}  # those stand in the region of what may already exist
    single = [(name, form.value(name)) for name in form.values if name not in many and name != LINKED]
    return (*extra, *single, *((name, value) for name in many for value in form.many(name)))


def _details(kind: Kind, details: Json, lang: str) -> list[Detail]:
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


def editable_id(visit: Visit, kind: Kind) -> int | None:
    """The id of the entry this form edits, when the viewer may edit it."""
    if not (number := visit.text("entry")):
        return None
    entry = entry_named(visit.session, number, viewer=visit.viewer, kind=kind.code)
    return entry.id if entry is not None and may_edit(visit.viewer, entry, kind) else None


def _require_teller(visit: Visit, kind: Kind) -> None:
    if visit.face(kind).telling.start:
        raise Forbidden("This begins on a page of its own. Go there from the list.")
    if not may_tell(visit.viewer, kind):
        raise Forbidden(
            "Only designers, project teams and coordinators add these. Sign in as one of them, or tell a need instead."
        )


def _draft(visit: Visit, kind: Kind) -> Draft:
    found = drafts.by_token(visit.session, visit.path_params["token"], kind, visit.viewer)
    if found is None:
        raise NotFound(
            "This draft is not here. It may have been deleted after thirty days, or it belongs to somebody else."
        )
    return found


def _draft_url(visit: Visit, kind: Kind, token: str) -> str:
    return visit.to(f"{kind.folder}:draft", token=token)
