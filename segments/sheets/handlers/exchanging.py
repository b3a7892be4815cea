"""Handlers for taking a sheet out as a file and bringing one in: first a preview that saves nothing, then the confirmation."""

import dataclasses
import json

from ideabank.entries import actions
from ideabank.entries.actions import ContentRefused
from ideabank.entries.content import Content, asked_about
from ideabank.entries.content import Text as EntryWords
from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.entries.revisions import details as details_of
from ideabank.entries.visibility import is_public
from ideabank.errors import Forbidden, NotFound
from ideabank.exchange import tables
from ideabank.exchange.documents import document
from ideabank.exchange.plain import read_json
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import TOO_LARGE
from ideabank.i18n import N_
from ideabank.pieces.desk import structure_desk
from ideabank.text.plain import Json
from ideabank.visit import rules
from ideabank.visit.cards import entry_url
from ideabank.visit.fields import language_in, words_of
from ideabank.visit.found import Found, read_entry
from ideabank.visit.visit import Visit
from ideabank.web.action import MAX_BODY, prepares, takes_file
from ideabank.web.forms import Form
from ideabank.web.pages import PlainResponse, Response, see_other, show
from segments.sheets import changing, files
from segments.sheets.drawing import draw
from segments.sheets.files import Brought
from segments.sheets.preview import import_page
from segments.sheets.reading import stored
from segments.sheets.schema import PATH, SCHEMA, Type, type_of
from segments.sheets.sheet import plain

MEDIA = {
    **tables.MEDIA,
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
}
OTHER_TYPE = N_("This file holds another type: %(name)s. Bring it in as a new one instead.")


# --- out ----------------------------------------------------------------------------------------------------------------


def export(visit: Visit, kind: Kind) -> Response:
    """The sheet as a file, such as /fi/paths/5/export/xlsx; only what everybody may see goes out."""
    it, ending = read_entry(visit, kind), str(visit.path_params["format"])
    if ending not in MEDIA or not is_public(it.entry):
        raise NotFound("There is nothing at this address.")
    details = details_of(visit.session, it.entry)
    body = _written(visit, it, details, ending)
    name = f"{it.text.slug or it.entry.kind}.{ending}"
    how = "inline" if ending == "svg" else "attachment"
    return PlainResponse(body, media_type=MEDIA[ending], headers={"Content-Disposition": f'{how}; filename="{name}"'})


def _written(visit: Visit, it: Found, details: Json, ending: str) -> str | bytes:
    kind = type_of(details)
    sheet = stored(details.get("sheet"), kind)
    title, summary, language = it.text.title, it.text.summary, it.language
    if ending == "json":
        whole = document(visit.session, it.entry, public_url=visit.settings.public_url)
        about = {name: whole[name] for name in ("kind", "uuid", "url", "language", "texts", "links")}
        about["details"] = {name: one for name, one in details.items() if name in ("state", "scope")}
        return files.to_json(sheet, kind, about)
    if ending == "csv":
        return files.to_csv(sheet, kind, visit.lang)
    if ending == "xlsx":
        return files.to_xlsx(sheet, kind, visit.lang, title)
    if ending == "svg":
        return draw(sheet, kind, title, visit.lang, language)
    return files.to_markdown(sheet, kind, title, summary, language)


# --- in -----------------------------------------------------------------------------------------------------------------


def _look_new(visit: Visit, kind: Kind) -> Response | Brought:
    """The preview of a file, or what the preview's button sends: neither needs to write."""
    form = _form_new(visit, kind)
    visit.session.rollback()  # nothing is held open while the file is read
    if visit.text("do") == "confirm":
        return _unpacked(form.value("data"), kind)
    brought = _brought(visit, form, kind)
    if brought.problems or brought.type is None:
        return show(visit, import_page(visit, kind, form, brought), status=422)
    title = next((text["title"] for text in brought.texts.values() if text.get("title")), "")
    form.values["title"] = form.value("title") or title
    form.values["language"] = brought.language or form.value("language")
    _pack(form, brought)
    return show(visit, import_page(visit, kind, form, brought), status=422 if brought.problems else 200)


@takes_file
@prepares(_look_new)
def bring_new(visit: Visit, kind: Kind) -> Response:
    """A new path or artefact from a file or pasted rows."""
    form = _form_new(visit, kind)
    if visit.method != "POST":
        return show(visit, import_page(visit, kind, form))
    return _confirmed(visit, kind, form)


def _form_new(visit: Visit, kind: Kind) -> Form:
    if not rules.may_tell(visit.viewer, kind):
        raise Forbidden(
            "Only designers, project teams and coordinators add these. Sign in as one of them, or tell a need instead."
        )
    form = Form.read(visit, ("paste", "type", "title", "language", "data"))
    form.values["language"] = language_in(visit, form)
    return form


def _confirmed(visit: Visit, kind: Kind, form: Form) -> Response:
    """The preview's button: everything is checked once more, as it comes from a browser."""
    brought = visit.made(Brought)
    _ = visit.translator
    title = words_of(visit, form, "title", missing=N_("Tell in a few words what this is about."))
    if brought.type is None or brought.problems:
        return show(visit, import_page(visit, kind, form, brought), status=422)
    asks = _asks(visit, brought)
    if not form.is_valid or asks:
        return show(visit, dataclasses.replace(import_page(visit, kind, form, brought), asks=asks), status=422)
    language = form.value("language")
    content = Content(language, _texts(brought, title, language), details=_details(kind, brought))
    try:
        entry = actions.propose(visit.session, kind, content, by=visit.viewer)
    except ContentRefused as error:
        for problem in error.problems:
            form.refuse("", problem.told(_))
        return show(visit, import_page(visit, kind, form, brought), status=422)
    return see_other(entry_url(visit, kind, entry.id), said="brought")


def _texts(brought: Brought, title: str, language: str) -> dict[str, EntryWords]:
    texts = {
        code: EntryWords(text["title"], text.get("summary", ""), text.get("body", ""))
        for code, text in brought.texts.items()
        if text.get("title")
    }
    own = texts.get(language, EntryWords(title))
    return {**texts, language: dataclasses.replace(own, title=title)}


def _details(kind: Kind, brought: Brought) -> Json:
    details: Json = {"sheet": plain(brought.sheet)}
    if kind.code == "path":
        known = {field.name: field.options or {} for field in kind.details}
        given = {name: one for name, one in brought.details.items() if one in known.get(name, {})}
        return {"state": "now", "scope": "", **given, **details}
    return {"type": brought.type.code if brought.type else "", **details}


def _look_into(visit: Visit, kind: Kind) -> Response | Brought:
    """What a file would change, or what the preview's button sends: neither needs to write."""
    at = structure_desk(visit, kind)
    only, form = type_of(at.details), Form.read(visit, ("paste", "data", "based_on"))
    visit.session.rollback()  # nothing is held open while the file is read
    if visit.text("do") == "confirm":
        return _unpacked(form.value("data"), kind)
    brought = _brought(visit, form, kind, only=only)
    at = structure_desk(visit, kind)
    if brought.problems or brought.type is None:
        return show(visit, import_page(visit, kind, form, brought, at=at), status=422)
    _pack(form, brought)
    page = import_page(visit, kind, form, brought, at=at)
    return show(visit, page, status=422 if brought.problems else 200)


@takes_file
@prepares(_look_into)
def bring_into(visit: Visit, kind: Kind) -> Response:
    """A file brought back into its path or artefact: what would change is shown first."""
    at = structure_desk(visit, kind)
    form = Form.read(visit, ("paste", "data", "based_on"))
    if visit.method != "POST":
        return show(visit, import_page(visit, kind, form, at=at))
    brought = visit.made(Brought)
    asks = _asks(visit, brought)
    stale = form.value("based_on") != str(at.entry.revision)
    if stale:
        form.refuse("", visit.translator("Somebody else saved a change while you were looking. See what would change now."))  # fmt: skip
    if brought.problems or brought.type is not type_of(at.details) or asks or stale:
        page = dataclasses.replace(import_page(visit, kind, form, brought, at=at), asks=asks)
        return show(visit, page, status=409 if stale else 422)
    changing.save(visit.session, at.entry, brought.sheet, by=visit.viewer)
    return see_other(at.back("sheet"), said="brought")


def _brought(visit: Visit, form: Form, kind: Kind, *, only: Type | None = None) -> Brought:
    """What was sent, as a file or pasted; `only`: the one type that fits here, else any of this kind."""
    only = PATH if kind.code == "path" else only
    wanted = only.code if only else form.value("type")
    sent = visit.files.get("file")
    name, data = (
        (sent.name, sent.data) if sent is not None and sent.data else ("", form.value("paste").encode(errors="replace"))
    )
    work = visit.site.apart
    brought = files.bring(name or "pasted.csv", data, wanted=wanted, language=visit.lang, work=work)
    fits = brought.type is only if only else brought.type is not PATH
    if brought.type is not None and not fits:
        brought.problems.append(Problem("", OTHER_TYPE, {"name": brought.type.words[visit.lang]}))
    brought.name = name
    return brought


def _pack(form: Form, brought: Brought) -> None:
    """Puts what was read into the preview's own field, unless no form could send it back."""
    packed = _packed(brought)
    if len(packed.encode()) > MAX_BODY - 100_000:
        brought.problems.append(Problem("", TOO_LARGE))
    else:
        form.values["data"] = packed


def _packed(brought: Brought) -> str:
    assert brought.type is not None
    whole = {
        "schema": SCHEMA,
        "type": brought.type.code,
        "sheet": plain(brought.sheet),
        "texts": brought.texts,
        "details": brought.details,
    }
    return json.dumps(whole, ensure_ascii=False)


def _unpacked(data: str, kind: Kind) -> Brought:
    """What the preview's own field holds, as strictly read as a file."""
    try:
        found = files.of_data(read_json(data))
    except Unread:
        return Brought(problems=[Problem("", files.NO_FILE)])
    if found.type is None or (found.type is PATH) != (kind.code == "path"):
        return Brought(problems=[Problem("", files.NO_FILE)])
    return found


def _asks(visit: Visit, brought: Brought) -> tuple[str, ...]:
    """What may be personal data in anything that the file brings."""
    if visit.text("confirmed") == "yes":
        return ()
    found = asked_about(files.words(brought))
    return tuple(dict.fromkeys(one.told(visit.translator) for one in found))[:10]
