"""Changing what is told: edit, translate, conflict, versions and their comparison, withdrawal, status."""

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from ideabank.entries import actions
from ideabank.entries.content import Problem
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.revisions import snapshot
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.reading.views.changes import ConflictField, ConflictPage
from ideabank.telling import drafts
from ideabank.telling.forms import Reading, fill, groups, read, understand
from ideabank.telling.handlers.beginning import hidden_fields, preview_page
from ideabank.telling.views import FormPage
from ideabank.visit.belonging import version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.fields import tell, text_names
from ideabank.visit.found import editable
from ideabank.visit.people import shown_names
from ideabank.visit.wording import wording
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import Request, whole


def edit(request: Request, session: Session, kind: Kind) -> Response:
    """The entry's form in one language: the one of the page, or one it is not told in yet."""
    entry = editable(request, session, kind)
    language = request.arg("in") if request.arg("in") in LANGUAGES else entry.language
    draft = drafts.by_token(session, request.arg("draft"), kind, request.viewer)
    if draft is not None and draft.entry_id == entry.id and draft.published_id is None:
        form = Form.of({"language": language, **draft.values})
        return show(request, _form_page(request, kind, entry, form, based_on=draft.base_revision, token=draft.token))
    form = Form.of(fill(kind, snapshot(session, entry), language))
    return show(request, _form_page(request, kind, entry, form, based_on=entry.revision))


@deed(N_("Save the changes"))
def update(request: Request, session: Session, kind: Kind) -> Response:
    """Saves an edit, or shows what is wrong, or both texts when somebody was faster."""
    entry = editable(request, session, kind)
    form, base = read(request, kind), whole(request.text("based_on"))
    now_stands = snapshot(session, entry)
    reading = understand(
        kind, form, details=now_stands["details"], sources=tuple(entry.sources), review_by=now_stands["review_by"]
    )
    asks = reading.asks if request.text("confirmed") != "yes" else ()
    if reading.problems or asks:
        tell(request, form, reading.problems)
        return show(request, _form_page(request, kind, entry, form, based_on=base, asks=asks), status=422)
    if request.text("do") in ("save", "edit", "preview"):
        return _kept_for_later(request, session, kind, entry, form, reading)
    if entry.revision != base:
        return _conflict(request, session, kind, entry, form)
    if _changes_nothing(reading, now_stands):
        return see_other(sub_url(request, entry, "show"), said="unchanged")
    actions.revise(session, entry, reading.content, based_on=base, by=request.viewer)
    drafts.close(session, request.text("draft"), kind, by=request.viewer, published_id=entry.id or 0)
    return see_other(sub_url(request, entry, "show", **_in(request, form.value("language"))), said="saved")


def _in(request: Request, language: str) -> dict[str, str]:
    return {"in": language} if language != request.lang else {}


def _kept_for_later(
    request: Request, session: Session, kind: Kind, entry: Entry, form: Form, reading: Reading
) -> Response:
    """The buttons that do not publish: the draft is kept, and the form or its preview is shown again."""
    base = whole(request.text("based_on"))
    found, _ = drafts.keep(
        session, request.text("draft"), kind, form.values, by=request.viewer, entry_id=entry.id, base_revision=base
    )
    if request.text("do") != "preview":
        saved = found.updated_at if request.text("do") == "save" else None
        page = _form_page(request, kind, entry, form, based_on=base, token=found.token, saved=saved)
        return unpublished(show(request, page, said="draft-saved"))
    extra = (
        ("entry", str(entry.id)),
        ("based_on", str(base)),
        ("draft", found.token),
        ("confirmed", request.text("confirmed")),
    )
    action = sub_url(request, entry, "update")
    preview = preview_page(request, kind, reading, action=action, hidden=hidden_fields(kind, form, extra))
    return unpublished(show(request, preview, said="draft-saved"))


def _changes_nothing(reading: Reading, stands: dict[str, Any]) -> bool:
    content = reading.content
    text = content.texts[content.language]
    new = {"title": text.title, "summary": text.summary, "body": text.body, "fields": text.fields}
    same_text = stands["texts"].get(content.language) == new
    same_rest = (stands["theme"], stands["county"], stands["review_by"]) == (
        content.theme,
        content.county,
        content.review_by,
    )
    return same_text and same_rest and stands["details"] == content.details and stands["tags"] == sorted(content.tags)


def _conflict(request: Request, session: Session, kind: Kind, entry: Entry, form: Form) -> Response:
    """Both texts side by side; saving from here is based on what stands now."""
    language = form.value("language")
    theirs = fill(kind, snapshot(session, entry), language)
    newest = version_of(session, entry, entry.revision, viewer=request.viewer)
    names, _ = shown_names(session, {newest.author_id}), request.translator
    page = ConflictPage(
        title=_("Two people wrote at once"),
        heading=Text(str(theirs["title"]), language),
        action=sub_url(request, entry, "update"),
        who=names.get(newest.author_id or 0, _("Somebody")),
        at=newest.created_at,
        fields=tuple(
            ConflictField(
                name,
                wording(request.translator, kind, name, request.lang)[0],
                Text(str(theirs[name]), language),
                form.value(name),
                "text" if name == "title" else "textarea",
                str(theirs[name]).strip() != form.value(name).strip(),
            )
            for name in text_names(kind)
        ),
        hidden=_carried(kind, form, entry),
        back=sub_url(request, entry, "show"),
    )
    return show(request, page, status=409)


def _carried(kind: Kind, form: Form, entry: Entry) -> tuple[tuple[str, str], ...]:
    texts = set(text_names(kind))
    rest = [(name, one) for name in form.values if name not in texts for one in form.many(name)]
    return (("based_on", str(entry.revision)), ("confirmed", "yes"), *rest)


def _form_page(
    request: Request,
    kind: Kind,
    entry: Entry,
    form: Form,
    *,
    based_on: int,
    asks: tuple[Problem, ...] = (),
    token: str = "",
    saved: dt.datetime | None = None,
) -> FormPage:
    _ = request.translator
    language = form.value("language")
    return FormPage(
        title=_("Edit")
        if language == entry.language
        else _("Translate: %(language)s") % {"language": LANGUAGE_NAMES[language]},
        kind=kind.code,
        action=sub_url(request, entry, "update"),
        form=form,
        groups=groups(request, kind, form, languages=False),
        hidden=(
            ("entry", str(entry.id)),
            ("based_on", str(based_on)),
            ("language", language),
            ("draft", token or drafts.new_token()),
        ),
        asks=tuple(_(ask.message) % ask.values for ask in asks),
        draft_url=request.to(f"{kind.folder}:drafts"),
        draft_saved=saved,
        is_edit=True,
        back=sub_url(request, entry, "show"),
    )
