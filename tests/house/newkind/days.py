"""The form of one day of the diary."""

from collections.abc import Sequence

from ideabank.i18n import N_
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import PieceForm, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from tests.house.newkind.structure import DAY, Day, Diary


class DayForm(PieceForm[Diary, Day]):
    """One day, as it is put right afterwards."""

    pieces = DAY
    parameters = ("day",)
    gone = N_("There is no such day in the diary.")
    first = "said"

    def title(self, at: Desk[Diary], piece: Day) -> str:
        return at.visit.translator("A day of the diary")

    def back(self, at: Desk[Diary], key: str) -> str:
        return at.back(key)

    def fields(self, at: Desk[Diary], piece: Day) -> Sequence[Field]:
        return (Field(name="said", label=at.visit.translator("What was seen"), widget="textarea", required=True),)

    def filled(self, at: Desk[Diary], piece: Day) -> dict[str, Value]:
        return {"said": piece.said}

    def understood(self, at: Desk[Diary], piece: Day, form: Form) -> Understood[Diary]:
        return Understood(DAY.put(at.value, Day(piece.key, form.value("said").strip())), piece.key)

    def rows(self, at: Desk[Diary], piece: Day) -> Sequence[Row]:
        return (Row(at.visit.translator("What was seen"), piece.said, piece.said),)
