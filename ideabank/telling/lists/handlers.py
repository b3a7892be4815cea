"""A list on its way into the bank: brought, looked through as often as one likes, taken in."""

import dataclasses
import re
from collections.abc import Mapping, Sequence

from ideabank.entries.content import Content, tidy
from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.errors import Conflict, Forbidden, NotFound, Refused, SignInNeeded
from ideabank.exchange import tables
from ideabank.i18n import LANGUAGES, N_
from ideabank.telling.lists import actions, files
from ideabank.telling.lists.compose import Shown, preview_page, rows_in, standings, taken_page, upload_page
from ideabank.telling.lists.drawing import Echo, columns_for
from ideabank.telling.lists.judging import Judge, changed, judged, known_by, titled, without_secrets
from ideabank.telling.lists.models import BroughtList
from ideabank.telling.lists.queries import by_token
from ideabank.telling.lists.reading import Listed, Names, read_list
from ideabank.telling.lists.rows import CHOICES, Row, Standing
from ideabank.visit.rules import may_bring
from ideabank.visit.visit import Visit
from ideabank.web.action import kept, prepares, takes_file
from ideabank.web.deeds import never_later
from ideabank.web.forms import Form, Value
from ideabank.web.guard import unpublished
from ideabank.web.pages import PlainResponse, Response, see_other, show
from ideabank.web.request import whole

NO_LIST = N_("This list is not here. It may have been deleted, or it belongs to somebody else.")
NOT_READY = N_("What these rows look like could not be looked up just now. Open the list again in a while and save it.")
WAITS = N_("Some rows wait to be mended. Mend them, or choose to leave them out; nothing was taken in.")
_FIELD = re.compile(r"(\d{1,6})-([a-z_]{1,40})")


# --- out and in -------------------------------------------------------------------------------------------------------------


def template(visit: Visit, kind: Kind) -> Response:
    """The template as a file, such as /fi/usecases/import/template/xlsx."""
    ending, columns = str(visit.path_params["format"]), columns_for(visit, kind)
    if ending not in tables.MEDIA:
        raise NotFound("There is nothing at this address.")
    title = kind.many[visit.lang]
    csv = ending == "csv"
    body = files.template_csv(columns, visit.lang) if csv else files.template_xlsx(columns, title, visit.translator)
    headers = {"Content-Disposition": f'attachment; filename="{kind.folder}-{visit.lang}.{ending}"'}
    return PlainResponse(body, media_type=tables.MEDIA[ending], headers=headers)


def new(visit: Visit, kind: Kind) -> Response:
    """Where a list is brought."""
    _require_maker(visit, kind)
    return show(visit, upload_page(visit, kind, Form.of({"language": visit.lang})))


@dataclasses.dataclass(frozen=True)
class Looked:
    """Rows as they were looked at before anybody writes; `echo`: words of them that are not kept. `contents`: of those that become entries."""

    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()
    echo: Echo = dataclasses.field(default_factory=dict)
    contents: Mapping[int, Content] = dataclasses.field(default_factory=dict)
    version: int = 0


def _look(visit: Visit, kind: Kind) -> Response | Looked:
    """What the file holds, and what is to be said of each row."""
    _require_maker(visit, kind)
    form, (name, data) = _sent(visit)
    names = Names(columns_for(visit, kind), visit.lang, form.value("language"))
    visit.session.rollback()  # nothing is held open while the file is read
    listed = read_list(data, names, visit.site.apart)
    if listed.problems:
        return show(visit, upload_page(visit, kind, form, listed.problems, file_name=name), status=422)
    rows, echo = _without_secrets(listed)
    rows = _looked_at(visit, kind, known_by(visit.session, kind, rows))
    notes = listed.notes if visit.search.is_ready else [*listed.notes, Problem("", NOT_READY)]
    return Looked(tuple(rows), tuple(notes), echo)


def _sent(visit: Visit) -> tuple[Form, tuple[str, bytes]]:
    form, sent = Form.read(visit, ("paste", "language")), visit.files.get("file")
    if form.value("language") not in LANGUAGES:
        form.values["language"] = visit.lang
    if sent is not None and sent.data:
        return form, (sent.name, sent.data)
    return form, ("", form.value("paste").encode(errors="replace"))


def _without_secrets(listed: Listed) -> tuple[list[Row], dict[tuple[int, str], str]]:
    rows: list[Row] = []
    echo: dict[tuple[int, str], str] = {}
    for one in listed.rows:
        row, taken = without_secrets(one)
        rows.append(row)
        echo |= {(row.number, name): words for name, words in taken.items()}
    return rows, echo


def _looked_at(visit: Visit, kind: Kind, rows: Sequence[Row]) -> list[Row]:
    visit.session.close()  # a search a row takes a while
    looked = judged(list(rows), Judge(kind, visit.face(kind).telling, visit.search))
    return titled(visit.session, looked)


@never_later
@takes_file
@prepares(_look)
def create(visit: Visit, kind: Kind) -> Response:
    """Keeps what was read as a list to be looked through. Nothing becomes an entry."""
    _require_maker(visit, kind)
    looked = visit.made(Looked)
    name = visit.files["file"].name if "file" in visit.files else ""
    brought = actions.keep(visit.session, kind, looked.rows, name=name, by=visit.viewer)
    actions.note(brought, looked.notes)
    if looked.echo:
        return unpublished(
            show(visit, preview_page(visit, kind, Shown(brought, looked.rows, looked.echo)), said="list-read")
        )
    return unpublished(see_other(_url(visit, kind, brought), said="list-read"))


# --- looked through ---------------------------------------------------------------------------------------------------------


def preview(visit: Visit, kind: Kind) -> Response:
    """The list as it stands, or what came of it."""
    brought = _brought(visit, kind)
    if brought.taken_at is not None:
        return show(visit, taken_page(visit, kind, brought))
    return show(visit, preview_page(visit, kind, Shown(brought, rows_in(brought))))


def _look_again(visit: Visit, kind: Kind) -> Looked:
    """The rows with what was typed and chosen; those that have changed are looked at anew."""
    brought = _brought(visit, kind)
    if brought.taken_at is not None:
        return Looked((), version=brought.version)
    before, version = rows_in(brought), brought.version
    notes = tuple(Problem(**one) for one in brought.notes)
    rows, echo = _typed(visit, kind, before)
    rows = _chosen(visit, rows)
    # What could not be looked up when the list was read is looked up as soon as it can be.
    if visit.search.is_ready and any(one.message == NOT_READY for one in notes):
        stale, notes = rows, tuple(one for one in notes if one.message != NOT_READY)
    else:
        stale = [
            new for new, old in zip(rows, before, strict=True) if (new.values, new.cells) != (old.values, old.cells)
        ]
    fresh = {row.number: row for row in _looked_at(visit, kind, stale)} if stale else {}
    rows = [fresh.get(row.number, row) for row in rows]
    return Looked(tuple(rows), notes, echo, _contents(visit, kind, rows), version)


def _typed(visit: Visit, kind: Kind, rows: Sequence[Row]) -> tuple[list[Row], Echo]:
    """The rows with what was typed into their open fields; what may not be kept of it is given back apart."""
    typed: dict[int, dict[str, Value]] = {}
    for key in visit.text("open").split():
        if found := _FIELD.fullmatch(key):
            field = kind.detail_field(found[2])
            many = field is not None and field.many
            typed.setdefault(int(found[1]), {})[found[2]] = visit.texts(key) if many else tidy(visit.text(key))
    mended: list[Row] = []
    echo: dict[tuple[int, str], str] = {}
    for row in rows:
        row = changed(row, _meant(visit, row, typed[row.number])) if row.number in typed else row
        row, taken = without_secrets(row)
        mended.append(dataclasses.replace(row, is_fine=row.is_fine or visit.text(f"{row.number}-fine") == "yes"))
        echo |= {(row.number, name): words for name, words in taken.items()}
    return mended, echo


def _meant(visit: Visit, row: Row, typed: dict[str, Value]) -> dict[str, Value]:
    """What was typed on purpose: whoever takes a list in without mending a cell has not said that it shall be empty."""
    if visit.text("do") != "take":
        return typed
    return {name: value for name, value in typed.items() if value or name not in row.cells}


def _chosen(visit: Visit, rows: Sequence[Row]) -> list[Row]:
    """The rows with what was chosen for each, or by a button for all that stand alike."""
    rows = [dataclasses.replace(row, choice=visit.text(f"{row.number}-do", row.choice)) for row in rows]
    what, _colon, rest = visit.text("do").partition(":")
    state, _colon, choice = rest.partition(":")
    if what != "all" or choice not in CHOICES.get(state, ()):
        return rows
    alike = {one.row.number for one in standings(visit, rows) if one.state == state}
    return [dataclasses.replace(row, choice=choice) if row.number in alike else row for row in rows]


def _contents(visit: Visit, kind: Kind, rows: Sequence[Row]) -> dict[int, Content]:
    """What becomes entries, when the button says so: read beforehand."""
    if visit.text("do") != "take":
        return {}
    judge = Judge(kind, visit.face(kind).telling, visit.search)
    return {one.row.number: judge.read(one.row).content for one in standings(visit, rows) if one.choice == "own"}


@never_later
@prepares(_look_again)
def update(visit: Visit, kind: Kind) -> Response:
    """The buttons of the preview: save, choose for all alike, forget the list, take it in."""
    brought, do, looked = _brought(visit, kind), visit.text("do"), visit.made(Looked)
    if brought.taken_at is not None:
        return see_other(_url(visit, kind, brought), said="list-taken-already")
    if do == "drop":
        actions.drop(visit.session, brought)
        return unpublished(see_other(visit.to(f"{kind.folder}:import:new"), said="list-dropped"))
    if whole(visit.text("version")) != looked.version:
        raise Conflict(actions.CHANGED)
    actions.change(brought, looked.rows, based_on=looked.version)
    actions.note(brought, looked.notes)
    if looked.echo:
        return _refused(visit, kind, Shown(brought, looked.rows, looked.echo), WAITS)
    if do != "take":
        return unpublished(see_other(_url(visit, kind, brought), said="list-saved"))
    return _take(visit, kind, brought, looked)


def _take(visit: Visit, kind: Kind, brought: BroughtList, looked: Looked) -> Response:
    rows = standings(visit, looked.rows)
    if any(one.choice == "mend" for one in rows):
        return _refused(visit, kind, Shown(brought, looked.rows), WAITS)
    # Somebody may have taken the same row in a moment ago: then it stands otherwise now, and is left out.
    chosen: list[tuple[Standing, Content | None]] = [(one, looked.contents.get(one.row.number)) for one in rows]
    try:
        actions.require_few_drafts(rows)
        actions.require_few_links(rows)
    except Refused as error:
        return _refused(visit, kind, Shown(brought, looked.rows), error.message, **error.values)
    actions.close(brought, actions.take_rows(visit.session, kind, chosen, by=visit.viewer))
    return see_other(_url(visit, kind, brought), said="list-taken")


def _refused(visit: Visit, kind: Kind, shown: Shown, message: str, **values: object) -> Response:
    """The list once more, with what was typed and chosen kept, and why it cannot be taken in."""
    shown.form.refuse("", visit.translator(message) % values if values else visit.translator(message))
    return kept(show(visit, preview_page(visit, kind, shown), status=422))


def _brought(visit: Visit, kind: Kind) -> BroughtList:
    _require_maker(visit, kind)
    found = by_token(visit.session, str(visit.path_params["token"]), kind, visit.viewer)
    if found is None:
        raise NotFound(NO_LIST)
    return found


def _url(visit: Visit, kind: Kind, brought: BroughtList) -> str:
    page = visit.arg("page") if brought.taken_at is None else ""
    return visit.to(f"{kind.folder}:import:show", token=brought.token, page=page)


def _require_maker(visit: Visit, kind: Kind) -> None:
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    if not may_bring(visit.viewer, kind):
        raise Forbidden(
            N_("Lists are brought by designers, project teams, coordinators and those who speak for an organisation.")
        )
