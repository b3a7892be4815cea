"""Handlers of the form of one piece: showing, drafts, saving, conflicts, taking away. One mechanism for every sort."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft
from ideabank.entries.problem import Problem
from ideabank.entries.structure import Keyed
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGES
from ideabank.pieces.desk import UNKNOWN, Desk, asks_about
from ideabank.pieces.form import PieceForm, Understood
from ideabank.pieces.views import PiecePage
from ideabank.visit import drafts
from ideabank.visit.face import KindHandler
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.action import kept as committed
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form, Value
from ideabank.web.guard import unpublished
from ideabank.web.pages import JSONResponse, Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import whole

Lines = tuple[tuple[str, str, KindHandler, str], ...]
Theirs = tuple[tuple[str, Text], ...]
Whole = TypeVar("Whole")
One = TypeVar("One", bound=Keyed)


def pages(sort: PieceForm[Whole, One]) -> Lines:
    """The addresses of one sort of pieces, for `Face.pages`."""
    code, at = sort.pieces.code, f"/{{ref}}/{sort.path}"
    form = _handler(sort, edit, deed(sort.act))
    lines: Lines = (
        ("GET", f"/{{ref}}/{sort.edit_path}", form, sort.edit_page),
        ("POST", f"/{{ref}}/{sort.edit_path}", form, sort.update_page),
        ("POST", f"{at}/draft", _handler(sort, save_draft, never_later), f"{code}:draft"),
    )
    if sort.pieces.without is None:
        return lines
    away = _handler(sort, remove, lambda handler: handler)
    return (
        *lines,
        ("GET", f"{at}/removal", away, f"{code}:removal"),
        ("POST", f"{at}/removal", away, f"{code}:remove"),
    )


def edit(sort: PieceForm[Whole, One], visit: Visit, kind: Kind) -> Response:
    """The form of one piece: GET shows it, POST saves and goes where the button says."""
    at = sort.desk(visit, kind)
    piece = sort.find(at, sort.key_of(visit))
    if visit.method == "POST":
        return _sent(sort, at, piece)
    draft = drafts.by_token(visit.session, visit.arg("draft"), kind, visit.viewer)
    is_its = draft is not None and (draft.entry_id, draft.values.get("place")) == (at.entry.id, _place(sort, piece))
    if draft is None or not is_its:
        return show(visit, _page(sort, at, piece, Form.of(sort.filled(at, piece))))
    language = str(draft.values.get("language") or "")
    at = dataclasses.replace(at, language=language if language in LANGUAGES else at.language)
    form = Form.of({**sort.filled(at, piece), **draft.values})
    stamp = str(draft.values.get("stamp") or draft.base_revision)
    return show(visit, _page(sort, at, piece, form, stamp=stamp, token=draft.token))


def save_draft(sort: PieceForm[Whole, One], visit: Visit, kind: Kind) -> Response:
    """The autosave of the form."""
    at = sort.desk(visit, kind)
    piece, _ = sort.find(at, sort.key_of(visit)), visit.translator
    draft, problems = _keep(sort, at, piece, sort.typed(at, piece))
    wrong = [{"field": problem.field, "message": _(problem.message)} for problem in problems]
    return unpublished(JSONResponse({"draft": draft.token, "saved": _.datetime(draft.updated_at), "problems": wrong}))


def remove(sort: PieceForm[Whole, One], visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the piece away; older versions keep it."""
    at = sort.desk(visit, kind)
    return _removed(sort, at, sort.find(at, sort.key_of(visit)), is_sure=visit.method == "POST")


def _handler(
    sort: PieceForm[Whole, One], handler: Callable[..., Response], mark: Callable[[KindHandler], KindHandler]
) -> KindHandler:
    """The handler for one sort, with a name of its own."""

    def bound(visit: Visit, kind: Kind) -> Response:
        return handler(sort, visit, kind)

    bound.__module__, bound.__name__ = type(sort).__module__, f"{handler.__name__}_{sort.pieces.code}"
    return mark(bound)


def _sent(sort: PieceForm[Whole, One], at: Desk[Whole], piece: One) -> Response:
    visit, form = at.visit, sort.typed(at, piece)
    do, stamp = visit.text("do", "save"), visit.text("based_on")
    if do in sort.again:
        return unpublished(show(visit, _page(sort, at, piece, form, stamp=stamp)))
    if do == "remove" and sort.removal(at, piece) is not None:
        return _removed(sort, at, piece, is_sure=visit.text("confirmed") == "yes")
    done = sort.understood(at, piece, form)
    asks = asks_about(visit, form) if sort.is_public else ()
    if form.is_valid and not asks:
        if theirs := _theirs(sort, at, piece, stamp):
            return _given_back(sort, at, piece, form, status=409, theirs=theirs)
        landing = sort.moved(at, done, do)
        if at.save(form, landing.value, lambda problem: sort.field_of(at, piece, _its(problem, done, piece), form)):
            if drafts.by_token(visit.session, visit.text("draft"), at.kind, visit.viewer) is not None:
                drafts.close(visit.session, visit.text("draft"), at.kind, by=visit.viewer, published_id=at.entry.id)
            return see_other(landing.goal, said=sort.saved, still=True)
    return _given_back(sort, at, piece, form, status=422, stamp=stamp, asks=asks)


def _given_back(
    sort: PieceForm[Whole, One], at: Desk[Whole], piece: One, form: Form, *, status: int, **more: Any
) -> Response:
    """The form with every typed word. They are kept as a draft, too: without JavaScript nothing else would keep them."""
    if not sort.keeps_drafts(at):
        return show(at.visit, _page(sort, at, piece, form, **more), status=status)
    draft, _problems = _keep(sort, at, piece, form)
    return committed(show(at.visit, _page(sort, at, piece, form, token=draft.token, **more), status=status))


def _keep(sort: PieceForm[Whole, One], at: Desk[Whole], piece: One, form: Form) -> tuple[Draft, list[Problem]]:
    """The draft of what was typed, and what could not be stored."""
    visit, stamp = at.visit, at.visit.text("based_on")
    values: dict[str, Value] = {**form.values, "place": _place(sort, piece), "stamp": stamp}
    values |= {"language": at.language, "title": sort.name(at, piece) or at.title().value}
    token, based_on = visit.text("draft"), whole(stamp)
    by, entry = visit.viewer, at.entry
    return drafts.keep(visit.session, token, at.kind, values, by=by, entry_id=entry.id, base_revision=based_on)


def _place(sort: PieceForm[Whole, One], piece: One) -> str:
    """The address of the form below its entry, which a draft knows."""
    return sort.edit_path.format_map(sort.params(piece.key))


def _its(problem: Problem, done: Understood[Whole], piece: One) -> Problem:
    """The problem of a piece that was begun here, told of what the form calls new."""
    return dataclasses.replace(problem, place=piece.key) if problem.place == done.key else problem


def _theirs(sort: PieceForm[Whole, One], at: Desk[Whole], piece: One, stamp: str) -> Theirs:
    """What somebody else has changed in this piece since the form was opened, line by line."""
    old = at.stood(sort.pieces, piece.key, stamp)
    if old is None or old == piece:
        return ()
    was = {row.label: row.holds for row in sort.rows(at, old)} if old is not UNKNOWN else {}
    now = sort.rows(at, piece)
    rows = [row for row in now if row.label not in was or row.holds != was[row.label]] or now
    return tuple((row.label, Text(row.words, at.language)) for row in rows)


def _removed(sort: PieceForm[Whole, One], at: Desk[Whole], piece: One, *, is_sure: bool) -> Response:
    visit, form, _ = at.visit, Form(), at.visit.translator
    asked, without = sort.removal(at, piece), sort.pieces.without
    if asked is None or without is None:
        raise NotFound(sort.gone)
    if reason := sort.refusal(at, piece):
        form.refuse("", reason)
    elif is_sure and at.save(form, without(at.value, piece.key), lambda problem: ""):
        return see_other(sort.back(at, ""), said="removed")
    page = ConfirmPage(
        title=_("Remove %(name)s?") % {"name": asked.name},
        text=asked.text,
        action=sort.to(at, f"{sort.pieces.code}:removal", piece.key),
        button=_("Remove"),
        back=sort.edit(at, piece.key),
        form=form,
        hidden=(("language", at.language),),
    )
    return show(visit, page, status=422 if visit.method == "POST" and not form.is_valid else 200)


def _page(
    sort: PieceForm[Whole, One],
    at: Desk[Whole],
    piece: One,
    form: Form,
    *,
    stamp: str = "",
    token: str = "",
    asks: tuple[str, ...] = (),
    theirs: Theirs = (),
) -> PiecePage:
    visit, draft = at.visit, sort.keeps_drafts(at)
    removable = sort.pieces.without is not None and sort.removal(at, piece) is not None
    hidden = [("based_on", stamp or at.stamp(piece.key)), ("language", at.language), *sort.hidden(at, piece)]
    if draft:
        hidden.append(("draft", token or visit.text("draft") or drafts.new_token()))
    common = {
        "title": sort.title(at, piece),
        "kind": at.entry.kind,
        "entry_title": at.title(),
        "back": sort.back(at, piece.key),
        "action": sort.to(at, sort.update_page, piece.key),
        "form": form,
        "fields": tuple(sort.fields(at, piece)),
        "hidden": tuple(hidden),
        "place": sort.place(at, piece),
        "draft_url": sort.to(at, f"{sort.pieces.code}:draft", piece.key) if draft else "",
        "removal": sort.to(at, f"{sort.pieces.code}:removal", piece.key) if removable else "",
        "asks": asks,
        "theirs": theirs,
        "who": at.changed_by(piece.key) if theirs else "",
    }
    return sort.page(at, piece, common)
