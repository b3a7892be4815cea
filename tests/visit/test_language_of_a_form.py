"""A form says in which language its words are; one that is none of ours is refused, with the words kept."""

import pytest

from ideabank.entries.models import Attachment
from tests.banks import BankWith
from tests.journeys.test_acts import count
from tests.segments.samples import add_path
from tests.segments.test_cleaned import picture
from tests.world import World

CLAIM = {"fit": "full", "basis": "test", "evidence": "Kokeiltu Oulussa", "based_on": "1"}


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    return bank_with(add_path)


def test_a_file_in_no_language_of_ours_is_refused(bank: World) -> None:
    form, files = {"alt": "Kuva jonosta", "language": "xx"}, {"file": ("a.png", picture())}
    answer = bank.client("sanna").post(bank.path("path", "/attachments/new"), data=form, files=files)
    assert answer.status_code == 422
    assert "Kuva jonosta" in answer.text
    assert count(bank, Attachment) == 0


@pytest.mark.parametrize(
    ("where", "form", "word"),
    [
        ("{booking}/links/1/edit", CLAIM, "Kokeiltu Oulussa"),
        ("{queue}/links", {**CLAIM, "other": "{omakanta_id}"}, "Kokeiltu Oulussa"),
        ("{path}/cells/huomaa/pain/edit", {"rows": "1", "text-0": "Uusi kipu", "level-0": "assumption"}, "Uusi kipu"),
    ],
    ids=["a link", "several links", "a cell"],
)
def test_so_is_every_other_form(where: str, form: dict[str, str], word: str, bank: World) -> None:
    places = {name: bank.path(name) for name in bank.entries}
    places |= {f"{name}_id": str(number) for name, number in bank.entries.items()}
    sent = {name: value.format(**places) for name, value in form.items()}
    answer = bank.client("sanna").post(where.format(**places), data={**sent, "language": "xx"})
    assert answer.status_code == 422
    assert word in answer.text
