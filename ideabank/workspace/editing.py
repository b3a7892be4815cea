"""Changing what is told: edit, translate, conflict, versions and their comparison, withdrawal, status."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries import actions
from ideabank.entries.content import Problem
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.entries.revisions import snapshot
from ideabank.errors import Forbidden, NotFound, SignInNeeded
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES
from ideabank.text.diffs import compare
from ideabank.web.action import kept
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import Request
from ideabank.workspace import drafts, rules
from ideabank.workspace.cards import sub_url
from ideabank.workspace.forms import Reading, fill, groups, read, tell, text_names, understand
from ideabank.workspace.people import shown_names
from ideabank.workspace.showing import Told, find, show_page, told
from ideabank.workspace.views.changes import (
    ComparePage,
    ConflictField,
    ConflictPage,
    DiffField,
    DiffPart,
    RevisionRow,
    RevisionsPage,
)
from ideabank.workspace.views.forms import ConfirmPage, FormPage
from ideabank.workspace.wording import wording

_OPS = {"same": "same", "added": "ins", "removed": "del"}


def edit(request: Request, session: Session, kind: Kind) -> Response:
    """The entry's form in one language: the one of the page, or one it is not told in yet."""
    entry = _editable(request, session, kind)
    language = request.arg("in") if request.arg("in") in LANGUAGES else entry.language
    form = Form.of(fill(kind, snapshot(session, entry), language))
    return show(request, _form_page(request, kind, entry, form, based_on=entry.revision))


def update(request: Request, session: Session, kind: Kind) -> Response:
    """Saves an edit, or shows what is wrong, or both texts when somebody was faster."""
    entry = _editable(request, session, kind)
    form, base = read(request, kind), _number(request.text("based_on"))
    now_stands = snapshot(session, entry)
    reading = understand(kind, form, details=now_stands["details"], sources=tuple(entry.sources))
    asks = reading.asks if request.text("confirmed") != "yes" else ()
    if reading.problems or asks:
        tell(request, form, reading.problems)
        return show(request, _form_page(request, kind, entry, form, based_on=base, asks=asks), status=422)
    if request.text("do") in ("save", "edit"):
        return _save_draft(request, session, kind, entry, form, base)
    if entry.revision != base:
        return _conflict(request, session, kind, entry, form)
    if _changes_nothing(reading, now_stands):
        return see_other(sub_url(request, entry, "show"))
    actions.revise(session, entry, reading.content, based_on=base, by=request.viewer, note=request.text("note")[:300])
    return see_other(sub_url(request, entry, "show", **_in(request, form.value("language"))))


def _in(request: Request, language: str) -> dict[str, str]:
    return {"in": language} if language != request.lang else {}


def _save_draft(request: Request, session: Session, kind: Kind, entry: Entry, form: Form, base: int) -> Response:
    found, _ = drafts.keep(
        session, request.text("draft"), kind, form.values, by=request.viewer, entry_id=entry.id, base_revision=base
    )
    return kept(show(request, _form_page(request, kind, entry, form, based_on=base, token=found.token)))


def _changes_nothing(reading: Reading, stands: dict[str, Any]) -> bool:
    content = reading.content
    text = content.texts[content.language]
    new = {"title": text.title, "summary": text.summary, "body": text.body, "fields": text.fields}
    same_text = stands["texts"].get(content.language) == new
    same_rest = (stands["theme"], stands["county"]) == (content.theme, content.county)
    return same_text and same_rest and stands["details"] == content.details and stands["tags"] == sorted(content.tags)


def _conflict(request: Request, session: Session, kind: Kind, entry: Entry, form: Form) -> Response:
    """Both texts side by side; saving from here is based on what stands now."""
    language = form.value("language")
    theirs = fill(kind, snapshot(session, entry), language)
    newest = _revision(session, entry, entry.revision)
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
        groups=groups(request, kind, languages=False),
        hidden=(("based_on", str(based_on)), ("language", language), ("draft", token or drafts.new_token())),
        asks=tuple(_(ask.message) % ask.values for ask in asks),
        draft_url=request.to(f"{kind.folder}:drafts"),
        is_edit=True,
        back=sub_url(request, entry, "show"),
    )


def revisions(request: Request, session: Session, kind: Kind) -> Response:
    """All saved versions, newest first."""
    it = told(request, session, kind)
    query = sa.select(Revision).where(col(Revision.entry_id) == it.entry.id).order_by(col(Revision.number).desc())
    rows = list(session.execute(query.limit(200)).scalars())
    page = RevisionsPage(
        title=request.translator("Versions"),
        heading=Text(it.text.title, it.language),
        back=sub_url(request, it.entry, "show"),
        compare=sub_url(request, it.entry, "compare"),
        rows=_rows(request, session, it, rows),
    )
    return show(request, page)


def compare_page(request: Request, session: Session, kind: Kind) -> Response:
    """Two versions, word by word."""
    it = told(request, session, kind)
    newest = it.entry.revision
    old = _revision(session, it.entry, _number(request.arg("from")) or max(1, newest - 1))
    new = _revision(session, it.entry, _number(request.arg("to")) or newest)
    if old.number > new.number:
        old, new = new, old
    rows = _rows(request, session, it, [old, new])
    page = ComparePage(
        title=request.translator("What changed"),
        heading=Text(it.text.title, it.language),
        back=sub_url(request, it.entry, "revisions"),
        old=rows[0],
        new=rows[1],
        fields=tuple(_diffs(request, kind, old.snapshot, new.snapshot)),
    )
    return show(request, page)


def _rows(request: Request, session: Session, it: Told, rows: list[Revision]) -> tuple[RevisionRow, ...]:
    people = shown_names(session, {row.author_id for row in rows})
    starter = request.translator("Starter bank")
    return tuple(
        RevisionRow(
            row.number,
            row.created_at,
            people.get(row.author_id or 0, starter if row.author_id is None else request.translator("Somebody")),
            row.note,
            sub_url(request, it.entry, "compare", **{"from": max(1, row.number - 1), "to": row.number}),
        )
        for row in rows
    )


def _diffs(request: Request, kind: Kind, old: dict[str, Any], new: dict[str, Any]) -> list[DiffField]:
    fields = []
    for language in LANGUAGES:
        before, after = _pieces(old, language), _pieces(new, language)
        for name in text_names(kind):
            if before.get(name, "") != after.get(name, ""):
                label = f"{wording(request.translator, kind, name, request.lang)[0]} ({LANGUAGE_NAMES[language]})"
                fields.append(DiffField(label, _parts(before.get(name, ""), after.get(name, "")), language))
    for field in kind.details:
        values = [_said(field, snap["details"].get(field.name), request.lang) for snap in (old, new)]
        if values[0] != values[1]:
            fields.append(DiffField(field.words[request.lang], _parts(values[0], values[1]), request.lang))
    return fields


def _parts(old: str, new: str) -> tuple[DiffPart, ...]:
    return tuple(DiffPart(_OPS[piece.kind], piece.text) for piece in compare(old, new))


def _pieces(snap: dict[str, Any], language: str) -> dict[str, str]:
    text = snap["texts"].get(language)
    return {**text["fields"], **{name: text[name] for name in ("title", "summary", "body")}} if text else {}


def _said(field: Any, value: Any, lang: str) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(field.say(one, lang) for one in values if one not in (None, ""))


def set_status(request: Request, session: Session, kind: Kind) -> Response:
    """A coordinator moves the entry and says why, in public."""
    entry = find(request, session, kind)
    if not rules.may_set_status(request.viewer, entry):
        raise Forbidden("Only coordinators change the status.")
    form, _ = Form.read(request, ("status", "reason")), request.translator
    if form.value("status") not in kind.statuses:
        form.refuse("status", _("Choose one of the options in the list."))
    if not form.value("reason").strip():
        form.refuse("reason", _("Tell why. People who need this will read it."))
    if not form.is_valid:
        return _shown_again(request, session, kind, form)
    actions.set_status(
        session, entry, form.value("status"), by=request.viewer, reason=form.value("reason").strip()[:2000]
    )
    return see_other(sub_url(request, entry, "show"))


def _shown_again(request: Request, session: Session, kind: Kind, form: Form) -> Response:
    from ideabank.workspace.cards import status_choices
    from ideabank.workspace.views.entry import StatusForm

    it = told(request, session, kind)
    status_form = StatusForm(sub_url(request, it.entry, "status"), status_choices(kind, request.lang), form)
    return show(request, show_page(request, session, it, status_form=status_form), status=422)


def withdrawal(request: Request, session: Session, kind: Kind) -> Response:
    """Asks before an entry is taken away, and takes it."""
    entry = find(request, session, kind)
    if not rules.may_withdraw(request.viewer, entry):
        raise Forbidden("Only the one who told this can withdraw it.")
    if request.method == "POST":
        actions.withdraw(session, entry, by=request.viewer, reason=request.text("reason").strip()[:2000])
        return see_other(request.to(f"{kind.folder}:list"))
    _ = request.translator
    page = ConfirmPage(
        title=_("Withdraw this?"),
        text=_(
            "It disappears from lists and search, and its address says that it was withdrawn. Support and comments are kept."
        ),
        action=sub_url(request, entry, "withdrawal"),
        button=_("Withdraw"),
        back=sub_url(request, entry, "show"),
        reason_label=_("Why? (shown to everybody)"),
    )
    return show(request, page)


def _editable(request: Request, session: Session, kind: Kind) -> Entry:
    entry = find(request, session, kind)
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_edit(request.viewer, entry):
        raise Forbidden(
            "Only the one who told this, designers and coordinators can edit it. You can say what should change in a comment."
        )
    return entry


def _revision(session: Session, entry: Entry, number: int) -> Revision:
    query = sa.select(Revision).where(col(Revision.entry_id) == entry.id, col(Revision.number) == number)
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such version.")
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
