"""Reading plain data into a sheet: everything that is wrong is named by row and column, and as much as possible understood."""

from collections.abc import Iterator
from typing import Any

from ideabank.entries.multilingual import NO_CHOICE, read_multilingual
from ideabank.entries.problem import Problem
from ideabank.entries.structure import twice
from ideabank.entries.vocabulary import current
from ideabank.i18n import LANGUAGES, N_
from ideabank.i18n.slides import cited
from segments.sheets.schema import FEELINGS, LEVELS, Lane, Type
from segments.sheets.sheet import KEY, Cell, Column, Feeling, Item, Multilingual, Sheet, Stage, ordered

MOST_COLUMNS = 60
MOST_STAGES = 20
NAME_LIMIT = 80
TEXT_LIMIT = 300
SOURCE_LIMIT = 200
WORD_LIMIT = 40

NO_STEPS = N_("Give the path at least one step.")
TOO_MANY = N_("There are %(count)d steps or groups; there may be %(most)d. Divide this into several.")
TOO_MANY_STAGES = N_("There are %(count)d stages; there may be %(most)d.")
SAME_NAME = N_("Two steps or groups are called %(name)s. Give each a name of its own.")
NO_NAME = N_("Give this step or group a name.")
NO_STAGE = N_("There is no stage %(name)s.")
NO_LANE = N_("There is no row called %(name)s in this type.")
NO_FEELING = N_("A feeling is a whole number from -2 to 2, not %(name)s.")
NO_LEVEL = N_("%(name)s is not a level of evidence: assumption, partly or researched.")
NOT_A_SHEET = N_("This is not a sheet as Ideabank writes them.")
TOO_MANY_ITEMS = N_("There are %(count)d findings in one place; there may be %(most)d.")
NO_KEY = N_("%(name)s cannot be a key: use small letters a to z, digits and hyphens.")


class Reader:
    """Reads plain data; `problems` gathers what is wrong while as much as possible is understood.

    `is_checked`: the words were looked through when they were saved, and are not again at every view of a page.
    """

    def __init__(self, kind: Type, *, is_checked: bool = False) -> None:
        self.type, self.is_checked = kind, is_checked
        self.problems: list[Problem] = []

    def sheet(self, data: Any) -> Sheet:
        """The sheet in the data; what is wrong lies in `problems`."""
        if not isinstance(data, dict) or not isinstance(data.get("columns", []), list):
            self.problems.append(Problem("", NOT_A_SHEET))
            return Sheet()
        given, staged = data.get("columns") or [], data.get("stages") or []
        if len(given) > MOST_COLUMNS:
            self.problems.append(Problem("", TOO_MANY, {"count": len(given), "most": MOST_COLUMNS}))
            return Sheet()
        if not isinstance(staged, list) or len(staged) > MOST_STAGES:
            count = len(staged) if isinstance(staged, list) else 0
            self.problems.append(Problem("", TOO_MANY_STAGES, {"count": count, "most": MOST_STAGES}))
            return Sheet()
        stages = tuple(self._stage(one) for one in staged)
        columns = tuple(self._column(one, number) for number, one in enumerate(given, 1))
        sheet = ordered(Sheet(stages if self.type.columns == "steps" else (), columns))
        self.problems += problems_of(sheet, self.type)
        return sheet

    def _stage(self, data: Any) -> Stage:
        if not isinstance(data, dict):
            self.problems.append(Problem("", NOT_A_SHEET))
            data = {}
        return Stage(self._key(data.get("key"), ""), self.told(data.get("name"), NAME_LIMIT))

    def _column(self, data: Any, number: int) -> Column:
        if not isinstance(data, dict) or not isinstance(data.get("cells") or {}, dict):
            self.problems.append(Problem("", NOT_A_SHEET, {}, str(number)))
            data = {}
        key = self._key(data.get("key"), str(number))
        name = self.told(data.get("name"), NAME_LIMIT, column=key)
        cells = {}
        for code, cell in (data.get("cells") or {}).items():
            lane = self.type.lane(str(code))
            if lane is None:
                self.problems.append(Problem(_named(code), NO_LANE, {"name": _named(code)}, key))
            elif (read := self.cell(lane, cell, key)) not in ((), None):
                cells[lane.code] = read
        order = {lane.code: place for place, lane in enumerate(self.type.lanes)}
        known = {code: cells[code] for code in sorted(cells, key=order.__getitem__)}
        return Column(key, name, self._stage_key(data.get("stage"), key), known)

    def _stage_key(self, value: Any, column: str) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        self.problems.append(Problem("", NO_STAGE, {"name": _named(value)}, column))
        return ""

    def cell(self, lane: Lane, data: Any, column: str) -> Cell | None:
        """What stands in one cell; None when it is empty."""
        if lane.holds == "feeling":
            return self._feeling(lane, data, column)
        given = data if isinstance(data, list) else [data]
        if lane.holds == "choices":
            return self._choices(lane, given, column)
        if len(given) > lane.most:
            self._wrong(TOO_MANY_ITEMS, lane, column, count=len(given), most=lane.most)
            return ()
        return tuple(item for one in given if (item := self._item(lane, one, column)) is not None)

    def _choices(self, lane: Lane, given: list[Any], column: str) -> tuple[str, ...]:
        options, given = lane.options or {}, current(given, lane.former)
        for one in given:
            if not isinstance(one, str) or one not in options:
                self._wrong(NO_CHOICE, lane, column, name=_named(one), choices=", ".join(options))
        chosen = {one for one in given if isinstance(one, str)}
        return tuple(code for code in options if code in chosen)

    def _feeling(self, lane: Lane, data: Any, column: str) -> Feeling | None:
        if data in (None, "", {}):
            return None
        value = data.get("value") if isinstance(data, dict) else data
        if type(value) is not int or value not in FEELINGS:
            self._wrong(NO_FEELING, lane, column, name=_named(value))
            return None
        word = data.get("word") if isinstance(data, dict) else None
        return Feeling(value, self.told(word, WORD_LIMIT, lane=lane.code, column=column))

    def _item(self, lane: Lane, data: Any, column: str) -> Item | None:
        if not isinstance(data, dict):
            self._wrong(NOT_A_SHEET, lane, column)
            return None
        text = self.told(data.get("text"), TEXT_LIMIT, lane=lane.code, column=column, lines=True)
        if not text:
            return None
        level = data.get("level") or "assumption"
        if not isinstance(level, str) or level not in LEVELS:
            self._wrong(NO_LEVEL, lane, column, name=_named(level))
            level = "assumption"
        source = self.told({LANGUAGES[0]: data.get("source") or ""}, SOURCE_LIMIT, lane=lane.code, column=column)
        return Item(text, level, cited(source.get(LANGUAGES[0], ""), LANGUAGES[0]))

    def told(self, data: Any, limit: int, *, lane: str = "", column: str = "", lines: bool = False) -> Multilingual:
        """Words by language, tidy: one line each unless they may have `lines`, empty ones left out."""
        if data is None:
            return {}
        if self.is_checked:
            return {language: data[language] for language in LANGUAGES if data.get(language)}
        found, wrong = read_multilingual(data, limit, lines=lines)
        self.problems += [Problem(lane, message, values, column) for message, values in wrong]
        return found

    def _key(self, value: Any, column: str) -> str:
        if isinstance(value, str) and KEY.fullmatch(value):
            return value
        self.problems.append(Problem("", NO_KEY, {"name": _named(value)}, column))
        return column

    def _wrong(self, message: str, lane: Lane, column: str, /, **values: object) -> None:
        self.problems.append(Problem(lane.code, message, values, column))


def _named(value: Any) -> str:
    """What was given, short enough for a sentence."""
    return str(value)[:40]


def read(data: Any, kind: Type) -> tuple[Sheet, list[Problem]]:
    """The sheet in plain data and everything that is wrong with it."""
    reader = Reader(kind)
    return reader.sheet(data), reader.problems


def stored(data: Any, kind: Type) -> Sheet:
    """A sheet that was checked when it was saved."""
    return Reader(kind, is_checked=True).sheet(data or {})


def problems_of(sheet: Sheet, kind: Type) -> Iterator[Problem]:
    """What is wrong with the columns and stages together."""
    if not sheet.columns and kind.code == "path":
        yield Problem("", NO_STEPS)
    for keys in ([c.key for c in sheet.columns], [s.key for s in sheet.stages]):
        yield from twice(keys)
    known = {stage.key for stage in sheet.stages}
    seen: set[tuple[str, str]] = set()
    for column in sheet.columns:
        if kind.columns != "none" and not column.name:
            yield Problem("", NO_NAME, {}, column.key)
        if column.stage and column.stage not in known:
            yield Problem("", NO_STAGE, {"name": _named(column.stage)}, column.key)
        for language, name in column.name.items():
            if (language, name.casefold()) in seen:
                yield Problem("", SAME_NAME, {"name": name}, column.key)
            seen.add((language, name.casefold()))
