"""The stages of a sheet: one form for their names, their order and new ones."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from ideabank.pieces.desk import Desk
from ideabank.pieces.form import Landing, PieceForm, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from segments.sheets import changing
from segments.sheets.reading import NAME_LIMIT
from segments.sheets.sheet import Sheet, Stages, in_language
from segments.sheets.structure import STAGES
from segments.sheets.views.forms import StagesPage


class StagesForm(PieceForm[Sheet, Stages]):
    """All stages at once; one whose name is emptied goes when it has no steps."""

    pieces = STAGES
    first = ""
    path = edit_path = edit_page = "stages"

    def title(self, at: Desk[Sheet], piece: Stages) -> str:
        return at.visit.translator("Stages")

    name = title

    def back(self, at: Desk[Sheet], key: str) -> str:
        return at.back("sheet")

    def fields(self, at: Desk[Sheet], piece: Stages) -> Sequence[Field]:
        _ = at.visit.translator
        named = [
            Field(name=_field(stage.key), label=_("Stage %(number)d") % {"number": number}, limit=NAME_LIMIT)
            for number, stage in enumerate(piece.stages, 1)
        ]
        return [*named, Field(name="new_stage", label=_("New stage"), limit=NAME_LIMIT)]

    def filled(self, at: Desk[Sheet], piece: Stages) -> dict[str, Value]:
        return {"new_stage": "", **{_field(one.key): one.name.get(at.language, "") for one in piece.stages}}

    def understood(self, at: Desk[Sheet], piece: Stages, form: Form) -> Understood[Sheet]:
        stages, used = [], {column.stage for column in at.value.columns}
        for stage in piece.stages:
            words = at.named(form, _field(stage.key), NAME_LIMIT)
            name = {code: one for code, one in {**stage.name, at.language: words}.items() if one}
            if not name and stage.key in used:
                told = at.visit.translator("This stage has steps. Move them first, or give it a name.")
                form.refuse(_field(stage.key), told)
            if name:
                stages.append(dataclasses.replace(stage, name=name))
        sheet = STAGES.put(at.value, Stages(piece.key, tuple(stages)))
        if new := at.named(form, "new_stage", NAME_LIMIT):
            sheet, _key = changing.with_stage(sheet, new, at.language)
        return Understood(sheet, piece.key)

    def moved(self, at: Desk[Sheet], done: Understood[Sheet], do: str) -> Landing[Sheet]:
        up, _colon, key = do.partition(":")
        sheet = changing.stage_up(done.value, key) if up == "up" else done.value
        return Landing(sheet, self.back(at, "") if do == "save" else self.edit(at, ""))

    def rows(self, at: Desk[Sheet], piece: Stages) -> Sequence[Row]:
        _ = at.visit.translator
        return [
            Row(_("Stage %(number)d") % {"number": number}, stage, in_language(stage.name, at.language))
            for number, stage in enumerate(piece.stages, 1)
        ]

    def page(self, at: Desk[Sheet], piece: Stages, common: Mapping[str, Any]) -> StagesPage:
        told = at.visit.translator("A stage without a name and without steps is taken away.")
        return StagesPage(**common, intro=told, moves=_moves(piece))


def _field(key: str) -> str:
    return f"stage-{key}"


def _moves(piece: Stages) -> dict[str, str]:
    """Field → the button that moves its stage up; the first has none."""
    return {_field(stage.key): f"up:{stage.key}" for stage in piece.stages[1:]}
