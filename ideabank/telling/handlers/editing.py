"""Changing what is told: edit, translate, conflict, versions and their comparison, withdrawal, status."""

from ideabank.entries import actions
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.problem import Problem
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import already_says, snapshot
from ideabank.errors import Forbidden, SignInNeeded
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.reading.views.changes import ConflictField, ConflictPage
from ideabank.telling.forms import ReadForm, fill, groups, read, reopened, understand
from ideabank.telling.handlers.beginning import hidden_fields, preview_page
from ideabank.telling.translating import desk_page, is_stale, opened, originals
from ideabank.telling.views import FormPage
from ideabank.visit import drafts, rules
from ideabank.visit.belonging import version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.drafts import Held
from ideabank.visit.fields import show_problems
from ideabank.visit.found import editable
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.visit.wording import wording
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import whole


def edit(visit: Visit, kind: Kind) -> Response:
    """The entry's form in one language: the one of the page, or one it is not told in yet."""
    entry = editable(visit, kind)
    language = visit.arg("in") if visit.arg("in") in LANGUAGES else entry.language
    draft = drafts.by_token(visit.session, visit.arg("draft"), kind, visit.viewer)
    if draft is not None and draft.entry_id == entry.id and draft.published_id is None:
        form = reopened(kind, {"language": language, **draft.values})
        return show(visit, _form_page(visit, entry, form, Held(draft.token, based_on=draft.base_revision)))
    form = Form.of(fill(kind, snapshot(visit.session, entry), language))
    return show(visit, _form_page(visit, entry, form, _new(entry.revision)))


def translations(visit: Visit) -> Response:
    """What waits to be translated, for those who may edit what others have told."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_translate(visit.viewer):
        raise Forbidden("Only designers and coordinators translate what others have told.")
    return show(visit, desk_page(visit))


@deed(N_("Save the changes"))
def update(visit: Visit, kind: Kind) -> Response:
    """Saves an edit, or shows what is wrong, or both texts when somebody was faster."""
    entry = editable(visit, kind)
    form, base = read(visit, kind), whole(visit.text("based_on"))
    now_stands = snapshot(visit.session, entry)
    reading = understand(visit, kind, form, stands=now_stands)
    asks = reading.asks if visit.text("confirmed") != "yes" else ()
    if reading.problems or asks:
        show_problems(visit, form, reading.problems)
        return show(visit, _form_page(visit, entry, form, _new(base), asks=asks), status=422)
    if visit.text("do") in ("save", "edit", "preview"):
        return _kept_for_later(visit, kind, entry, form, reading)
    if entry.revision != base:
        return _conflict(visit, kind, entry, form)
    if already_says(now_stands, kind, reading.content) and not _brings_up_to_date(visit, entry, form):
        return see_other(sub_url(visit, entry, "show"), said="unchanged")
    actions.revise(visit.session, entry, reading.content, based_on=base, by=visit.viewer)
    drafts.close(visit.session, visit.text("draft"), kind, by=visit.viewer, published_id=entry.id)
    return see_other(sub_url(visit, entry, "show", **_in(visit, form.value("language"))), said="saved")


def _brings_up_to_date(visit: Visit, entry: Entry, form: Form) -> bool:
    """Whether saving a translation as it stands says that it still holds."""
    texts = texts_of(visit.session, entry.id)
    return is_stale(texts[entry.language], texts.get(form.value("language")))


def _in(visit: Visit, language: str) -> dict[str, str]:
    return {"in": language} if language != visit.lang else {}


def _kept_for_later(visit: Visit, kind: Kind, entry: Entry, form: Form, reading: ReadForm) -> Response:
    """The buttons that do not publish: the draft is kept, and the form or its preview is shown again."""
    base = whole(visit.text("based_on"))
    found, _ = drafts.keep(
        visit.session, visit.text("draft"), kind, form.values, by=visit.viewer, entry_id=entry.id, base_revision=base
    )
    if visit.text("do") != "preview":
        saved = found.updated_at if visit.text("do") == "save" else None
        page = _form_page(visit, entry, form, Held(found.token, saved, base))
        return unpublished(show(visit, page, said="draft-saved"))
    extra = (
        ("entry", str(entry.id)),
        ("based_on", str(base)),
        ("draft", found.token),
        ("confirmed", visit.text("confirmed")),
    )
    action = sub_url(visit, entry, "update")
    preview = preview_page(visit, kind, reading, action=action, hidden=hidden_fields(kind, form, extra))
    return unpublished(show(visit, preview, said="draft-saved"))


def _conflict(visit: Visit, kind: Kind, entry: Entry, form: Form) -> Response:
    """Both texts side by side; saving from here is based on what stands now."""
    language = form.value("language")
    theirs = fill(kind, snapshot(visit.session, entry), language)
    newest = version_of(visit.session, entry, entry.revision, viewer=visit.viewer)
    names, _ = shown_names(visit.session, {newest.author_id}), visit.translator
    page = ConflictPage(
        title=_("Two people wrote at once"),
        heading=Text(str(theirs["title"]), language),
        action=sub_url(visit, entry, "update"),
        who=names.get(newest.author_id or 0, _("Somebody")),
        at=newest.created_at,
        fields=tuple(
            ConflictField(
                name,
                wording(visit, kind, name)[0],
                Text(str(theirs[name]), language),
                form.value(name),
                "text" if name == "title" else "textarea",
                str(theirs[name]).strip() != form.value(name).strip(),
            )
            for name in kind.text_names
        ),
        hidden=_carried(kind, form, entry),
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page, status=409)


def _carried(kind: Kind, form: Form, entry: Entry) -> tuple[tuple[str, str], ...]:
    texts = set(kind.text_names)
    rest = [(name, one) for name in form.values if name not in texts for one in form.many(name)]
    return (("based_on", str(entry.revision)), ("confirmed", "yes"), *rest)


def _new(based_on: int) -> Held:
    """A draft that nobody has kept yet."""
    return Held(drafts.new_token(), based_on=based_on)


def _form_page(visit: Visit, entry: Entry, form: Form, draft: Held, *, asks: tuple[Problem, ...] = ()) -> FormPage:
    _, kind = visit.translator, visit.bank.kinds[entry.kind]
    language = form.value("language")
    beside = originals(visit, entry, language)
    shown = groups(visit, kind, form, languages=False)
    return FormPage(
        title=_("Edit")
        if language == entry.language
        else _("Translate: %(language)s") % {"language": LANGUAGE_NAMES[language]},
        kind=kind.code,
        action=sub_url(visit, entry, "update"),
        form=form,
        groups=opened(shown, beside) if beside and not form.errors else shown,
        originals=beside,
        hidden=(
            ("entry", str(entry.id)),
            ("based_on", str(draft.based_on)),
            ("language", language),
            ("draft", draft.token),
        ),
        asks=tuple(ask.told(_) for ask in asks),
        draft_url=visit.to(f"{kind.folder}:drafts"),
        draft_saved=draft.at,
        is_edit=True,
        back=sub_url(visit, entry, "show"),
    )
