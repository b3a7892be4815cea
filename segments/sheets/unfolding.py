"""Content files tell a sheet in short; here it becomes the plain data that is stored, and links with their steps.

In a file an item is {fi, sv, en, level, source}, a feeling {value, fi, sv, en}; stages hold their steps; `needs` and `answers` of a
step become links. `segments` of a path are those who walk it.
"""

from ideabank.entries.structure import Details, Unfolded
from ideabank.i18n import LANGUAGES
from ideabank.text.plain import Json
from segments.sheets.reading import read
from segments.sheets.schema import TYPES, Type
from segments.sheets.sheet import ALL, plain

LINKING = ("needs", "answers")


def unfold(meta: Details) -> Unfolded:
    """What the file's `sheet` and `segments` add. Raises ValueError that names step and row."""
    kind = _type(meta)
    told = meta.get("sheet")
    if not isinstance(told, dict):
        raise ValueError("sheet is missing")
    data, links = _data(told)
    sheet, problems = read(data, kind)
    if problems:
        first = problems[0]
        raise ValueError(f"step {first.place!r}, row {first.field!r}: {first.message % first.values}")
    walkers = [{"to": f"segment/{key}", "relation": "walked-by"} for key in meta.get("segments") or ()]
    return Unfolded({"sheet": plain(sheet)}, (*walkers, *links))


def _type(meta: Details) -> Type:
    code = "path" if meta.get("kind") == "path" else str((meta.get("details") or {}).get("type"))
    if code not in TYPES:
        raise ValueError(f"{code!r} is not a type of artefact")
    return TYPES[code]


def _data(told: Json) -> tuple[Json, list[Json]]:
    if "cells" in told:
        return {"columns": [{"key": ALL, "name": {}, "cells": _cells(told["cells"])}]}, []
    stages, columns, links = [], [], []
    for stage in told.get("stages") or ():
        stages.append({"key": stage.get("key"), "name": stage.get("name")})
        columns += [_column(step, str(stage.get("key"))) for step in stage.get("steps") or ()]
        links += [link for step in stage.get("steps") or () for link in _links(step)]
    columns += [_column(group, "") for group in told.get("columns") or ()]
    return {"stages": stages, "columns": columns}, links


def _column(step: Json, stage: str) -> Json:
    cells = {lane: cell for lane, cell in step.items() if lane not in ("key", "name", *LINKING)}
    return {"key": step.get("key"), "name": step.get("name"), "stage": stage, "cells": _cells(cells)}


def _cells(cells: Json) -> Json:
    return {lane: _cell(cell) for lane, cell in cells.items()}


def _cell(cell: object) -> object:
    if isinstance(cell, dict) and "value" in cell:
        return {"value": cell["value"], "word": _by_language(cell)}
    given = cell if isinstance(cell, list) else [cell]
    return [_item(one) if isinstance(one, dict) else one for one in given]


def _item(one: Json) -> Json:
    return {"text": _by_language(one), **{name: str(one[name]) for name in ("level", "source") if one.get(name)}}


def _by_language(one: Json) -> dict[str, str]:
    return {language: str(one[language]) for language in LANGUAGES if one.get(language)}


def _links(step: Json) -> list[Json]:
    here = {"anchor": step.get("key")}
    needs = [{"to": f"usecase/{key}", "relation": "raises", **here} for key in step.get("needs") or ()]
    answers = [
        {
            "basis": "source" if one.get("slides") else "judgement",
            **one,
            "to": f"solution/{one['to']}",
            "relation": "served-by",
            **here,
        }
        for one in step.get("answers") or ()
        if isinstance(one, dict)
    ]
    return [*needs, *answers]
