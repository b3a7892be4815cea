"""Two people at one piece, in every order in which it goes wrong: nobody's words are lost, and nothing is overwritten unseen."""

import html
import re

import pytest

from tests.journeys.pages import form_of
from tests.pieces.sorts import SORTS, hidden, place, who
from tests.world import World

REMOVABLE = ("a step", "a task", "a variant")
SHARED = [sort for sort in SORTS if sort != "the stages"]


def removal(bank: World, sort: str) -> str:
    entry, rest, _field = SORTS[sort]
    return bank.path(entry, f"{rest}/removal")


@pytest.mark.parametrize("sort", [*REMOVABLE, "a cell"])
def test_words_for_a_piece_that_somebody_took_away_come_back(bank: World, sort: str) -> None:
    (first, second), (at, _draft, field) = (bank.client(one) for one in who(sort)), place(bank, sort)
    form = form_of(second.get(at))
    if sort == "a variant":  # the answers that lead to it go first
        question = bank.path("recipe", "/questions/jarjestelma/removal")
        assert first.post(question).status_code == 303
    gone = first.post(removal(bank, "a step" if sort == "a cell" else sort))
    assert gone.status_code == 303, gone.text[:2000]
    late = second.post(at, data=form | {field: "Pitkään mietityt sanat"})
    assert late.status_code == 404
    assert "Pitkään mietityt sanat" in late.text


@pytest.mark.parametrize("sort", SHARED)
def test_a_third_change_while_two_texts_are_joined_is_shown_too(bank: World, sort: str) -> None:
    (first, second), (at, _draft, field) = (bank.client(one) for one in who(sort)), place(bank, sort)
    form = form_of(first.get(at))
    first.post(at, data=form | {field: "Ensimmäiset sanat"})
    clash = second.post(at, data=form | {field: "Toiset sanat"})
    first.post(at, data=form_of(first.get(at)) | {field: "Kolmannet sanat"})
    joined = form | {field: "Yhteiset sanat", "based_on": hidden(clash.text, "based_on")}
    again = second.post(at, data=joined)
    assert again.status_code == 409
    assert "Kolmannet sanat" in again.text
    assert "Yhteiset sanat" in again.text
    assert "Kolmannet sanat" in first.get(at).text


@pytest.mark.parametrize("sort", SHARED)
def test_of_a_mistake_and_a_conflict_at_once_neither_is_forgotten(bank: World, sort: str) -> None:
    (first, second), (at, _draft, field) = (bank.client(one) for one in who(sort)), place(bank, sort)
    form = form_of(first.get(at))
    first.post(at, data=form | {field: "Ensimmäiset sanat"})
    mistake = {field: "Tunnus 131052-308T"}
    answers = [second.post(at, data=form | mistake)]
    told_both = form_of_refused(answers[0].text, form)
    # Whichever is told first: what is sent next, with what that page carried, is told the other.
    answers.append(second.post(at, data=told_both | (mistake if answers[0].status_code == 409 else {field: "Toiset"})))
    assert {one.status_code for one in answers} == {409, 422}
    assert "Ensimmäiset sanat" in next(one.text for one in answers if one.status_code == 409)
    assert "Ensimmäiset sanat" in first.get(at).text


@pytest.mark.parametrize("based_on", ["", "0", "-1", "999", "abc", "9" * 40, "1.5", "１"])
@pytest.mark.parametrize("sort", SHARED)
def test_a_form_that_does_not_say_what_it_was_begun_with_overwrites_nothing(
    bank: World, sort: str, based_on: str
) -> None:
    (first, second), (at, _draft, field) = (bank.client(one) for one in who(sort)), place(bank, sort)
    form = form_of(first.get(at))
    first.post(at, data=form | {field: "Ensimmäiset sanat"})
    answer = second.post(at, data=form | {field: "Toiset sanat", "based_on": based_on})
    assert answer.status_code in (404, 409), sort
    assert "Toiset sanat" in answer.text
    assert "Ensimmäiset sanat" in first.get(at).text


def test_words_begun_on_a_version_that_was_taken_away_come_back(bank: World) -> None:
    sanna, kaisa, (at, _draft, field) = bank.client("sanna"), bank.client("kaisa"), place(bank, "a step")
    form = form_of(sanna.get(at))
    kaisa.post(at, data=form | {field: "Ensimmäiset sanat"})
    removal = bank.path("path", f"/revisions/{form['based_on'][0]}/removal")
    emptied = bank.client("mika").post(removal, data={"reason": "Siinä oli nimi", "language": "fi"})
    assert emptied.status_code == 303, emptied.text[:2000]
    late = sanna.post(at, data=form | {field: "Pitkään mietityt sanat"})
    assert late.status_code == 409
    assert "Pitkään mietityt sanat" in late.text
    assert "Ensimmäiset sanat" in sanna.get(at).text


def test_two_cells_of_one_step_are_two_pieces_and_a_moved_step_takes_both_along(bank: World) -> None:
    sanna, kaisa = bank.client("sanna"), bank.client("kaisa")
    pain, does = (bank.path("path", f"/cells/huomaa/{lane}/edit") for lane in ("pain", "does"))
    first, second = form_of(sanna.get(pain)), form_of(kaisa.get(does))
    step = bank.path("path", "/steps/huomaa/edit")
    assert kaisa.post(step, data=form_of(kaisa.get(step)) | {"do": "later"}).status_code == 303
    assert sanna.post(pain, data=first | {"pain": "Kipua"}).status_code == 303
    assert kaisa.post(does, data=second | {"does": "Tekee"}).status_code == 303
    page = sanna.get(bank.path("path"), follow_redirects=True).text
    assert "Kipua" in page
    assert "Tekee" in page


def form_of_refused(page: str, form: dict[str, list[str]]) -> dict[str, list[str] | str]:
    """What the form that came back would send, its hidden fields above all."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return form | {name: html.unescape(value) for name, value in found.items()}
