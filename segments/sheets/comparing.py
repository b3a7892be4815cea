"""What differs between two sheets: two versions of one, or a path and its fork. Steps are matched by their keys."""

import dataclasses

from ideabank.entries.structure import Details, Difference
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from ideabank.i18n.slides import cited
from segments.sheets.reading import stored
from segments.sheets.schema import LEVELS, Lane, Type
from segments.sheets.sheet import Cell, Column, Feeling, Item, Sheet, in_language

_ORDER = Words("Askelten järjestys", "Stegens ordning", "Order of the steps")
_WORDS = {"stage": Words("Vaihe", "Skede", "Stage"), "name": Words("Nimi", "Namn", "Name")}


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """One step in both sheets. `changed` are the codes of the rows that differ; "name" and "stage" may be among them."""

    key: str
    left: Column | None
    right: Column | None
    changed: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return bool(self.changed) or self.left is None or self.right is None


def pairs(left: Sheet, right: Sheet, kind: Type) -> list[Pair]:
    """All steps of both: in the order of the right one, those that only the left has where they stood."""
    mine = {column.key: column for column in left.columns}
    found = [_pair(mine.get(column.key), column, left, right, kind) for column in right.columns]
    known = {column.key for column in right.columns}
    before = ""
    for column in left.columns:
        if column.key not in known:
            place = next((number for number, pair in enumerate(found, 1) if pair.key == before), 0)
            found.insert(place, Pair(column.key, column, None, ()))
        before = column.key
    return found


def _pair(left: Column | None, right: Column, first: Sheet, second: Sheet, kind: Type) -> Pair:
    if left is None:
        return Pair(right.key, None, right, ())
    changed = [lane.code for lane in kind.lanes if left.cells.get(lane.code) != right.cells.get(lane.code)]
    if left.name != right.name:
        changed.insert(0, "name")
    if _stage(first, left) != _stage(second, right):
        changed.insert(0, "stage")
    return Pair(right.key, left, right, tuple(changed))


def _stage(sheet: Sheet, column: Column) -> dict[str, str]:
    stage = sheet.stage(column.stage)
    return stage.name if stage else {}


def changed_keys(old: Sheet, new: Sheet, kind: Type) -> list[str]:
    """Keys of the steps that are not the same in both."""
    return [pair.key for pair in pairs(old, new, kind) if pair.differs]


def moved(old: Sheet, new: Sheet) -> bool:
    """Whether the steps that both have stand in another order."""
    both = {column.key for column in old.columns} & {column.key for column in new.columns}
    return [c.key for c in old.columns if c.key in both] != [c.key for c in new.columns if c.key in both]


def differences(old: Details, new: Details, lang: str, kind: Type) -> list[Difference]:
    """Per step and row, and per language, the words before and after."""
    left, right = stored(old.get("sheet"), kind), stored(new.get("sheet"), kind)
    found = []
    for pair in pairs(left, right, kind):
        name = in_language((pair.right or pair.left or Column("", {})).name, lang) or pair.key
        for language in LANGUAGES:
            was = _words_by_row(pair.left, left, kind, language)
            now = _words_by_row(pair.right, right, kind, language)
            labels = {lane.code: lane.words[lang] for lane in kind.lanes}
            for code in (*_WORDS, *labels):
                if was.get(code, "") != now.get(code, ""):
                    row = labels.get(code) or _WORDS[code][lang]
                    found.append(
                        Difference(
                            f"{name} · {row} ({LANGUAGE_NAMES[language]})",
                            was.get(code, ""),
                            now.get(code, ""),
                            language,
                        )
                    )
    if moved(left, right):
        orders = [" → ".join(in_language(column.name, lang) for column in sheet.columns) for sheet in (left, right)]
        found.append(Difference(_ORDER[lang], orders[0], orders[1], lang))
    return found


def _words_by_row(column: Column | None, sheet: Sheet, kind: Type, language: str) -> dict[str, str]:
    """The rows of a step in one language; what is the same in every language is told with the first."""
    if column is None:
        return {}
    stage = _stage(sheet, column)
    found = {"stage": stage.get(language, ""), "name": column.name.get(language, "")}
    for lane in kind.lanes:
        found[lane.code] = cell_words(lane, column.cells.get(lane.code), language, shared=language == LANGUAGES[0])
    return found


def cell_words(lane: Lane, cell: Cell | None, language: str, *, shared: bool = True) -> str:
    """One cell as text. `shared`: with what has no language, such as choices and numbers."""
    if cell is None:
        return ""
    if isinstance(cell, Feeling):
        word = cell.word.get(language, "")
        return f"{signed(cell.value)} {word}".strip() if shared else word
    lines = []
    for one in cell:
        if isinstance(one, Item):
            lines.append(_item_words(one, language, shared=shared))
        elif shared:
            lines.append((lane.options or {})[one][language])
    return "\n".join(line for line in lines if line)


def signed(value: int) -> str:
    """−2 to +2 as people write it."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def _item_words(item: Item, language: str, *, shared: bool) -> str:
    words = item.text.get(language, "")
    notes = [LEVELS[item.level][language]] if item.level != "assumption" else []
    notes += [cited(item.source, language)] if item.source else []
    told = f" ({', '.join(notes)})" if notes and (words or shared) else ""
    return f"{words}{told}".strip()
