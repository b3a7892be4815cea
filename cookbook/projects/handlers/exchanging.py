"""A checklist as a file: out as Excel, CSV, Markdown and JSON, back in as Excel or CSV. One bad row and nothing changes."""

import json
from collections.abc import Mapping

from cookbook.models import ProjectTask
from cookbook.projects import actions
from cookbook.projects.desk import ours, title_of
from cookbook.projects.progress import waited_for
from cookbook.projects.queries import is_team, rows_of
from cookbook.projects.views import BringPage, FaultView
from cookbook.projects.vocabulary import STATES
from cookbook.recipes.comparing import task_of
from ideabank.entries.content import FIELD_LIMIT, check_words
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import in_language
from ideabank.errors import NotFound
from ideabank.exchange import tables
from ideabank.exchange.tables import Rows, read_table, to_csv, to_xlsx
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import Page, letters
from ideabank.i18n import LANGUAGES, N_, Words
from ideabank.visit import rules
from ideabank.visit.cards import sub_url
from ideabank.visit.found import find
from ideabank.visit.visit import Visit
from ideabank.web.action import prepares, takes_file
from ideabank.web.forms import Form
from ideabank.web.guard import watch
from ideabank.web.pages import PlainResponse, Response, see_other, show

MEDIA = {
    **tables.MEDIA,
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
HEAD = ("id", "state", "owner", "note", "changed")
COLUMNS = {
    "id": Words("id", "id", "id"),
    "number": Words("Nro", "Nr", "No."),
    "task": Words("Tehtävä", "Uppgift", "Task"),
    "state": Words("Tila", "Status", "Status"),
    "owner": Words("Kuka tekee", "Vem gör det", "Who does it"),
    "note": Words("Muistiinpano", "Anteckning", "Note"),
    "waits": Words("Odottaa tehtäviä", "Väntar på uppgifter", "Waits for tasks"),
    "outcome": Words("Mitä syntyy", "Resultat", "What comes out"),
    "check": Words("Mistä tietää, että onnistui", "Hur man vet att det lyckades", "How to tell it worked"),
    "changed": Words("Muutettu", "Ändrad", "Changed"),
}
WIDTHS = (22, 6, 48, 14, 24, 40, 14, 40, 40, 28)
MOST_ROWS, MOST_FAULTS = 1_000, 50
EMPTY: Mapping[str, object] = {}

NO_FILE = N_("Choose a file, or paste rows from a spreadsheet.")
NO_HEAD = N_("The first row must have the columns id and state.")
NO_ID = N_("This row does not say which task it is: its id is empty.")
NO_STATE_AT_ALL = N_("This row has no state. Use one of: %(choices)s.")
UNKNOWN = N_("There is no task %(name)s in this checklist.")
TWICE = N_("The task %(name)s stands twice.")
NO_STATE = N_("%(name)s is not a state. Use one of: %(choices)s.")
TOO_MANY = N_("There are more rows than a checklist may have.")
NEWER = N_(
    "The task %(name)s was changed after this file was taken out. Take the checklist out again, or leave this row out."
)


def export(visit: Visit, kind: Kind) -> Response:
    """/fi/projects/7/export/csv; who does what and the notes go out only to the team."""
    entry, ending = find(visit, kind), str(visit.path_params["format"])
    if ending not in MEDIA or not rules.is_open(visit.viewer, entry):
        raise NotFound("There is nothing at this address.")
    rows, lang = rows_of(visit.session, entry.id), visit.lang
    table = checklist(rows, lang, entry.language, team=is_team(visit.viewer, entry))
    title = title_of(visit.session, entry).value
    body: str | bytes
    if ending == "json":
        body = json.dumps(
            {"schema": "ideabank.checklist/1", "title": title, "tasks": table}, ensure_ascii=False, indent=2
        )
    elif ending == "md":
        body = _markdown(table, title, lang)
    else:
        cells = [[words[lang] for words in COLUMNS.values()], *([one[name] for name in COLUMNS] for one in table)]
        body = to_csv(cells) if ending == "csv" else to_xlsx(cells, WIDTHS, title)
    headers = {"Content-Disposition": f'attachment; filename="checklist-{entry.id}.{ending}"'}
    return PlainResponse(body, media_type=MEDIA[ending], headers=headers)


def checklist(rows: list[ProjectTask], lang: str, original: str, *, team: bool) -> list[dict[str, str]]:
    """Each task as words, one value a column."""
    numbers = {row.id: str(number) for number, row in enumerate(rows, 1)}
    found = []
    for row in rows:
        task = task_of(row.task)
        told = {name: getattr(task, name) for name in ("name", "outcome", "check")}
        words = {name: one.get(lang) or in_language(one, original) for name, one in told.items()}
        found.append(
            {
                "id": row.code,
                "number": numbers[row.id],
                "task": words["name"],
                "state": STATES[row.state][lang],
                "owner": row.assignee if team else "",
                "note": row.note if team else "",
                "waits": ", ".join(numbers[one.id] for one in waited_for(row, rows)),
                "outcome": words["outcome"],
                "check": words["check"],
                "changed": row.changed_at.isoformat(),
            }
        )
    return found


def _markdown(table: list[dict[str, str]], title: str, lang: str) -> str:
    lines = [f"# {title}", ""]
    for one in table:
        box = "x" if one["state"] == STATES["done"][lang] else " "
        owner = f" ({one['owner']})" if one["owner"] else ""
        lines.append(f"- [{box}] {one['number']}. {one['task']}{owner}: {one['state']}")
        lines += [
            f"  - {COLUMNS[name][lang]}: {' '.join(one[name].split())}" for name in ("waits", "note") if one[name]
        ]
    return "\n".join(lines) + "\n"


def _opened(visit: Visit, kind: Kind) -> list[Page] | Unread:
    """The sheets of what was sent, or why it cannot be read."""
    ours(visit, kind)
    visit.session.rollback()  # nothing is held open while the file is read
    upload = visit.files.get("file")
    data = upload.data if upload is not None and upload.data else visit.text("paste").encode(errors="replace")
    try:
        return read_table(data, visit.site.apart) if data.strip() else Unread(NO_FILE)
    except Unread as error:
        return error


@takes_file
@prepares(_opened)
def bring(visit: Visit, kind: Kind) -> Response:
    """The form, and the file: states, names and notes by id."""
    entry, form = ours(visit, kind), Form.read(visit, ("paste",))
    reader = Reader(visit, {row.code: row for row in rows_of(visit.session, entry.id)})
    if visit.method == "POST":
        opened = visit.prepared
        wanted = reader.read(opened if isinstance(opened, Unread) else visit.made(list))
        if not reader.faults:
            for code, values in wanted.items():
                if any(getattr(reader.rows[code], name) != value for name, value in values.items()):
                    actions.set_task(visit.session, entry, reader.rows[code], by=visit.viewer, **values)
            return see_other(sub_url(visit, entry, "show") + "#checklist", said="brought")
        form.refuse(
            "file",
            visit.translator("The file could not be taken in. Below is what is wrong and where; nothing was saved."),
        )
    page = BringPage(
        title=visit.translator("Bring the checklist back"),
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show") + "#checklist",
        action=sub_url(visit, entry, "import:update"),
        form=form,
        faults=tuple(sorted(reader.faults, key=lambda one: one.row)[:MOST_FAULTS]),
    )
    return show(visit, page, status=422 if reader.faults else 200)


class Reader:
    """Reads the rows of a file by the tasks of a checklist; what is wrong gathers in `faults`, all of it."""

    def __init__(self, visit: Visit, rows: dict[str, ProjectTask]) -> None:
        self.visit, self.rows = visit, rows
        self.faults: list[FaultView] = []
        self.found: dict[str, dict[str, str]] = {}

    def read(self, opened: list[Page] | Unread) -> dict[str, dict[str, str]]:
        """What a file asks for, by the task's id."""
        if isinstance(opened, Unread):
            self._fault(int(opened.row or 1), opened.column, opened.message, opened.values)
            return {}
        cells, first = self._cells(opened)
        head = head_of(cells)
        if len(cells) > MOST_ROWS:
            self._fault(first, "", TOO_MANY)
        elif not {"id", "state"} <= set(head):
            self._fault(first, "", NO_HEAD)
        else:
            for number, row in enumerate(cells[1:], first + 1):
                told = {name: cell.strip() for name, cell in zip(head, row, strict=False) if name in HEAD}
                if any(told.values()):
                    self._row(number, told)
        return self.found

    def _cells(self, pages: list[Page]) -> tuple[Rows, int]:
        """The rows of the first sheet that has our columns, else of the first, and which row of the file is the first of them."""
        page = next((one for one in pages if {"id", "state"} <= set(head_of(one.rows))), pages[0])
        head = {letters(place): name for place, name in enumerate(head_of(page.rows), 1) if name in HEAD}
        for one in page.problems:
            if one.field in head:  # a sum of one's own beside our columns is no business of ours
                self._fault(int(one.place), head[one.field], one.message, one.values)
        return page.rows, page.first

    def _row(self, number: int, told: dict[str, str]) -> None:
        code, state = told.get("id", ""), _STATES.get(told.get("state", "").casefold())
        if code not in self.rows:
            self._fault(number, "id", UNKNOWN if code else NO_ID, {"name": code[:80]})
        elif code in self.found:
            self._fault(number, "id", TWICE, {"name": code})
        if state is None:
            choices = ", ".join(words[self.visit.lang] for words in STATES.values())
            typed = told.get("state", "")[:40]
            self._fault(number, "state", NO_STATE if typed else NO_STATE_AT_ALL, {"name": typed, "choices": choices})
        wanted = {"state": state or ""}
        for column, name in (("owner", "assignee"), ("note", "note")):
            if column in told:
                wanted[name] = told[column]
                watch(self.visit, "file", told[column])
                for one in check_words({name: told[column]}, limit=80 if name == "assignee" else FIELD_LIMIT):
                    self._fault(number, column, one.message, one.values)
        if code in self.rows and _is_newer(self.rows[code], told.get("changed", ""), wanted):
            self._fault(number, "changed", NEWER, {"name": code})
        self.found.setdefault(code, wanted)

    def _fault(self, row: int, column: str, message: str, values: Mapping[str, object] = EMPTY) -> None:
        name = COLUMNS[column][self.visit.lang] if column in COLUMNS else column
        self.faults.append(FaultView(row, name, self.visit.translator(message) % values))


def head_of(rows: Rows) -> list[str]:
    """The codes of the columns that the first row names in any language."""
    names = {words[lang].casefold(): name for name, words in COLUMNS.items() for lang in LANGUAGES}
    return [names.get(cell.strip().casefold(), cell.strip().casefold()) for cell in rows[0]] if rows else []


_STATES = {words[lang].casefold(): code for code, words in STATES.items() for lang in LANGUAGES} | {
    c: c for c in STATES
}


def _is_newer(row: ProjectTask, seen: str, wanted: dict[str, str]) -> bool:
    """Whether somebody has changed the task since the file was taken out, and the file would undo it."""
    return bool(seen) and seen != row.changed_at.isoformat() and any(getattr(row, k) != v for k, v in wanted.items())
