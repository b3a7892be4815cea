"""A sheet begun as lines of text: one step or group a line, a stage begins with #."""

from collections.abc import Iterable

from ideabank.entries.problem import Problem
from ideabank.entries.structure import Begun, Details
from ideabank.i18n import N_
from segments.sheets.reading import read
from segments.sheets.schema import PATH, TYPES, Type
from segments.sheets.sheet import ALL, Column, Sheet, Stage, free_key, plain

NO_COLUMNS = N_("This type has no steps or groups. Leave this empty.")
STEPS_FIRST = N_("Write at least one step, one a line. You can change and add to them later.")


def begin(text: str, details: Details, language: str) -> Begun:
    """The sheet that the lines begin, as plain data, and what is wrong with them."""
    kind = PATH if "state" in details else TYPES.get(str(details.get("type")))
    lines = [tidy for line in text.splitlines() if (tidy := " ".join(line.split()))]
    if kind is None:
        return Begun(plain(Sheet()))
    if kind.columns == "none":
        return Begun(plain(Sheet(columns=(Column(ALL, {}),))), (Problem("sheet", NO_COLUMNS),) if lines else ())
    if kind is PATH and not any(not line.startswith("#") for line in lines):
        return Begun(plain(Sheet()), (Problem("sheet", STEPS_FIRST),))
    sheet = appended(Sheet(), kind, lines, language)
    wrong = read(plain(sheet), kind)[1]
    return Begun(plain(sheet), tuple(Problem("sheet", one.message, one.values) for one in wrong))


def appended(sheet: Sheet, kind: Type, lines: Iterable[str], language: str, *, stage: str = "") -> Sheet:
    """The sheet with a new column for each line, after those of the same stage; a line with # begins a stage."""
    stages, columns = list(sheet.stages), list(sheet.columns)
    for line in lines:
        name = line.lstrip("#").strip()
        if not name:
            continue
        if line.startswith("#") and kind.columns == "steps":
            stage = free_key(name, {one.key for one in stages}, "stage")
            stages.append(Stage(stage, {language: name}))
        else:
            key = free_key(name, {one.key for one in columns} | {ALL})
            columns.append(Column(key, {language: name}, stage))
    return Sheet(tuple(stages), tuple(columns))
