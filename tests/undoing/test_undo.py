"""Undo: within ten minutes, by the same person, while nobody has built on it; everything stands as before, and the history tells both."""

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.models import Entry, Event, Link, Undoable
from ideabank.upkeep.services import Services
from tests.banks import BankWith
from tests.journeys.test_journeys import NEED
from tests.undoing.acting import ACTS, WORDS, Act, decisions, fill, press, stands, told, undo, undo_form
from tests.world import World


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    return bank_with(fill)


@pytest.fixture
def either_bank(either_with: BankWith) -> World:
    return either_with(fill)


def names(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(col(Event.name)).order_by(col(Event.id))).scalars())


def newest(world: World, model: type[Entry | Link]) -> int:
    with world.database.reading() as session:
        return int(session.execute(sa.select(sa.func.max(col(model.id)))).scalar_one())


def let_pass(world: World, minutes: int) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(Undoable).values(at=now() - dt.timedelta(minutes=minutes)))


@pytest.mark.parametrize("name", ACTS)
def test_what_is_undone_stands_as_before_and_the_history_tells_both(name: str, either_bank: World) -> None:
    bank, act = either_bank, ACTS[name]
    before, happened = stands(bank), names(bank)
    client, page = press(bank, act)
    changed, form = stands(bank), undo_form(page)
    assert changed != before
    assert form, page
    after = undo(client, form)
    assert stands(bank) == before
    assert told(after).startswith("Kumottu:")
    assert not undo_form(after), "an undoing is not undone"
    since = names(bank)[len(happened) :]
    assert name.split()[0] in since or len(since) > 1
    assert [one for one in since if one == "undone" or one.endswith("-undone")], since


@pytest.mark.parametrize("name", ACTS)
def test_pressed_twice_it_is_undone_once_and_told(name: str, bank: World) -> None:
    client, page = press(bank, ACTS[name])
    form = undo_form(page)
    undo(client, form)
    before = stands(bank)
    assert told(undo(client, form)).startswith("Tämä on jo kumottu.")
    assert stands(bank) == before


@pytest.mark.parametrize("name", ACTS)
def test_after_ten_minutes_nothing_is_undone_and_it_is_told_how_to_do_it_by_hand(name: str, bank: World) -> None:
    client, page = press(bank, ACTS[name])
    before = stands(bank)
    let_pass(bank, 11)
    said = told(undo(client, undo_form(page)))
    assert said.startswith("Yli kymmenen minuuttia on kulunut")
    assert len(said.split(". ")) > 1, said
    assert stands(bank) == before


def test_somebody_else_cannot_undo_it(bank: World) -> None:
    _, page = press(bank, ACTS["supported"])
    before = stands(bank)
    answer = bank.client("kaisa").post("/fi/undo", data=undo_form(page))
    assert answer.status_code == 403
    assert "Vain se, joka teki tämän" in answer.text
    assert stands(bank) == before


def test_who_is_not_signed_in_any_more_is_led_to_signing_in(bank: World) -> None:
    _, page = press(bank, ACTS["supported"])
    answer = bank.client().post("/fi/undo", data=undo_form(page))
    assert answer.status_code == 303
    assert "/fi/sign-in" in answer.headers["location"]


# What others do meanwhile, so that undoing would take it away.
BUILT_ON = {
    "comment-edited": Act("aino", "{booking}/comments/1/edit", {"body": "Vielä", "stance": "for", "based_on": "2"}),
    "link-suggested": Act("kaisa", "{queue}/links/{new_link}/confirmation", {"state": "confirmed"}),
    "link-edited": Act("aino", "{booking}/links/1/contest", {"reason": "Ei pidä"}),
    "link-confirmed": Act("aino", "{booking}/links/1/contest", {"reason": "Ei pidä"}),
    "revised": Act("kaisa", "{queue}", {**NEED, "body": "Lisää", "based_on": "2"}),
    "step removed": Act("kaisa", "{path}/steps/new", {"names": "Toinen"}),
    "status": Act("kaisa", "{queue}/status", {"status": "declined", "reason": "Syy"}),
    "hidden": Act("mika", "{queue}/decision", {"do": "restore", "reason": "Syy"}),
    "comment-hidden": Act("mika", "{booking}/decision", {"do": "restore", "reason": "Syy", "comment": "1"}),
    "report-kept": Act("mika", "{queue}/decision", {"do": "hide", "reason": "Syy"}),
    "task set": Act("aino", "{project}/tasks/1", {"state": "doing"}),
    "attached": Act("sanna", "{path}/attachments/2/removal", {}),
}


@pytest.mark.parametrize("name", BUILT_ON)
def test_what_others_have_built_on_is_not_undone(name: str, bank: World) -> None:
    client, page = press(bank, ACTS[name])
    later = BUILT_ON[name]
    where = later.where.replace("{new_link}", str(newest(bank, Link)))
    press(bank, Act(later.who, where, later.form))
    before = stands(bank)
    assert told(undo(client, undo_form(page))).startswith("Tämä on muuttunut sen jälkeen")
    assert stands(bank) == before


def test_a_need_just_told_is_taken_back_while_nobody_has_taken_it_up(bank: World) -> None:
    client, page = press(bank, Act("aino", "/fi/usecases", {**NEED, "do": "publish"}))
    assert told(undo(client, undo_form(page))).startswith("Kumottu:")
    with bank.database.reading() as session:
        newest = session.execute(sa.select(Entry).order_by(col(Entry.id).desc())).scalars().first()
        assert newest is not None
        assert newest.withdrawn_at
        assert not newest.is_public
        assert newest.support_count == 0  # the teller's own went with it


def test_a_need_that_others_share_already_is_not_taken_back(bank: World) -> None:
    client, page = press(bank, Act("aino", "/fi/usecases", {**NEED, "do": "publish"}))
    press(bank, Act("eero", f"/fi/usecases/{newest(bank, Entry)}/support", {"support": "yes"}))
    assert told(undo(client, undo_form(page))).startswith("Tämä on muuttunut sen jälkeen")


def test_what_is_taken_back_step_by_step_stands_as_at_first(bank: World) -> None:
    """Hidden and brought back, shown and made the team's alone again: each undone by its own button, the newest first."""
    before, buttons = stands(bank), []
    for act in (
        ACTS["hidden"],
        Act("mika", "{queue}/decision", {"do": "restore", "reason": "Syy"}),
        ACTS["published"],
        Act("aino", "{project}/publishing", {"public": "no"}),
    ):
        client, page = press(bank, act)
        buttons.append((client, undo_form(page)))
    for client, form in reversed(buttons):
        assert told(undo(client, form)).startswith("Kumottu:")
    after = stands(bank)
    hidden = [(one["id"], one["hidden_at"], one["published_at"], one["is_public"]) for one in after["Entry"]]
    assert hidden == [(one["id"], one["hidden_at"], one["published_at"], one["is_public"]) for one in before["Entry"]]


def test_a_decision_taken_back_stands_in_the_public_log_and_its_reports_wait_again(bank: World) -> None:
    client, page = press(bank, ACTS["hidden"])
    undo(client, undo_form(page))
    assert decisions(bank) == ["hide", "undo"]
    assert "Otti päätöksen takaisin" in bank.client().get("/fi/moderation/log").text
    assert bank.path("queue", "/decision") in client.get("/fi/moderation").text


def test_words_that_were_taken_away_lie_nowhere_after_ten_minutes(bank: World) -> None:
    press(bank, ACTS["comment-withdrawn"])
    with bank.database.reading() as session:
        assert WORDS["body"] in str([row.was for row in session.execute(sa.select(Undoable)).scalars()])
    let_pass(bank, 11)
    bank.app.state.site.keeper(Services).sweep()
    with bank.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Undoable)).scalar_one() == 0


def test_of_one_persons_support_only_the_vote_is_kept(bank: World) -> None:
    client, page = press(bank, ACTS["supported"])
    undo(client, undo_form(page))
    with bank.database.writing() as session:
        session.execute(sa.update(Event).values(at=now() - dt.timedelta(minutes=11)))
    let_pass(bank, 11)
    bank.app.state.site.keeper(Services).sweep()
    assert not {"supported", "unsupported", "support-undone"} & set(names(bank))


def test_what_was_taken_away_goes_with_the_account(bank: World) -> None:
    client, _ = press(bank, ACTS["comment-withdrawn"])
    client.post("/fi/account/deletion")
    with bank.database.reading() as session:
        kept = session.execute(sa.select(Undoable).where(col(Undoable.person_id) == bank.people["aino"].id)).all()
    assert kept == []


@pytest.mark.parametrize("event", ["", "x", "0", "-1", "99999999999", "12345"])
def test_an_event_that_is_none_is_told_and_nothing_happens(event: str, bank: World) -> None:
    before = stands(bank)
    assert told(undo(bank.client("aino"), {"event": event})).startswith("Yli kymmenen minuuttia")
    assert stands(bank) == before


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "/xx/"])
def test_the_button_leads_to_no_other_site(back: str, bank: World) -> None:
    client, page = press(bank, ACTS["supported"])
    answer = client.post("/fi/undo", data={**undo_form(page), "back": back})
    assert answer.headers["location"] == bank.path("queue")
