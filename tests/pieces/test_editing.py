"""One mechanism edits every sort of pieces: each has drafts, conflicts with both texts, and a question before it goes."""

import html
import re

import pytest

from tests.journeys.pages import form_of
from tests.pieces.sorts import SORTS, hidden, place, who
from tests.world import World


@pytest.mark.parametrize("sort", SORTS)
def test_two_who_write_the_same_piece_see_both_texts_and_lose_nothing(bank: World, sort: str) -> None:
    (first, second), (at, _draft, field) = (bank.client(one) for one in who(sort)), place(bank, sort)
    form = form_of(first.get(at))
    field = field or next(name for name in form if name.startswith("stage-"))
    assert first.post(at, data=form | {field: "Ensimmäisen sanat"}).status_code == 303
    clash = second.post(at, data=form | {field: "Toisen sanat"})
    assert clash.status_code == 409, sort
    assert "Ensimmäisen sanat" in clash.text
    assert "Toisen sanat" in clash.text
    joined = form | {field: "Yhteiset sanat", "based_on": hidden(clash.text, "based_on")}
    assert second.post(at, data=joined).status_code == 303
    assert "Yhteiset sanat" in second.get(at).text


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_typed_is_kept_as_a_draft_and_opens_in_its_own_form_alone(bank: World, sort: str) -> None:
    client, (at, draft, field) = bank.client(who(sort)[0]), place(bank, sort)
    form = form_of(client.get(at))
    field = field or "new_stage"
    kept = client.post(draft, data=form | {field: "Kesken jäänyt"}).json()
    assert "Kesken jäänyt" not in client.get(at).text
    assert "Kesken jäänyt" in client.get(f"{at}?draft={kept['draft']}").text
    folder = at.split("/")[2]
    assert "Kesken jäänyt" in client.get(f"/fi/{folder}/drafts/{kept['draft']}", follow_redirects=True).text
    other = bank.path("recipe", "/tasks/avaa/edit")
    assert "Kesken jäänyt" not in client.get(f"{other}?draft={kept['draft']}").text


def test_without_javascript_the_words_of_a_refused_form_are_a_draft(bank: World) -> None:
    sanna, (at, _draft, _field) = bank.client("sanna"), place(bank, "a task")
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"name": "", "outcome": "Pitkään mietitty"})
    assert refused.status_code == 422
    door = re.search(r'href="(/fi/recipes/drafts/[^"]+)"', sanna.get("/fi/account").text)
    assert door is not None
    assert "Pitkään mietitty" in sanna.get(door[1], follow_redirects=True).text
    again = form_of(sanna.get(at)) | {"draft": hidden(refused.text, "draft"), "name": "Sovi"}
    done = sanna.post(at, data=again)
    assert done.status_code == 303
    assert "/fi/recipes/drafts/" not in sanna.get("/fi/account").text


def test_nothing_personal_lies_in_the_draft_of_a_refused_form(bank: World) -> None:
    sanna, (at, _draft, _field) = bank.client("sanna"), place(bank, "a task")
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"outcome": "Tunnus 131052-308T", "check": "Nähty"})
    assert refused.status_code == 422
    assert "131052-308T" in refused.text
    token = hidden(refused.text, "draft")
    again = sanna.get(f"{at}?draft={token}").text
    assert "Nähty" in again
    assert "131052-308T" not in again


def test_a_piece_that_others_lead_to_says_so_before_it_goes(bank: World) -> None:
    sanna, at = bank.client("sanna"), bank.path("recipe", "/variants/linkki/removal")
    asked = sanna.get(at)
    assert asked.status_code == 200
    assert "johtavat tänne" in html.unescape(asked.text) or "johtaa tänne" in html.unescape(asked.text)
    assert sanna.post(at).status_code == 422


def test_what_is_new_goes_nowhere_when_it_is_taken_away(bank: World) -> None:
    sanna = bank.client("sanna")
    for sort in ("questions", "variants"):
        assert sanna.get(bank.path("recipe", f"/{sort}/new/removal")).status_code == 404
        assert "/removal" not in sanna.get(bank.path("recipe", f"/{sort}/new/edit")).text
