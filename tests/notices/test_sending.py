"""Each letter alone: sent means that the server took it, whatever becomes of the others and of the sender."""

import datetime as dt
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from ideabank.database import now
from ideabank.notices import letters as waiting
from ideabank.people.models import Mail
from ideabank.upkeep.doctor import examine
from ideabank.upkeep.services import Services
from tests.notices.mailing import MailServer, free_port, let_pass, letter, letters, office, post, running
from tests.world import World


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as made:
        yield made


def test_a_letter_is_sent_once_and_its_code_forgotten(either: World, server: MailServer) -> None:
    assert either.client().post("/fi/sign-in", data={"email": "uusi@example.org"}).status_code == 200
    sender = office(either, server.port)
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    [(recipient, text)] = server.box.taken
    assert recipient == "uusi@example.org"
    assert all(name in text for name in ("To: uusi@example.org", "Message-ID: <", "Date: ", "Auto-Submitted: "))
    assert letter(either).sent_at is not None
    assert letter(either).body == ""


def test_a_recipient_no_library_can_read_takes_nobodys_letter_along(either: World, server: MailServer) -> None:
    odd = (
        ":;@b.fi",
        "x@[x.fi",
        "a,b@x.fi",
        "m:b@x.fi",
        "=?utf-8?q?x?=@x.fi",
        "a\r\nb@x.fi",
        "@",
        "x1,victim@example.org",
    )
    good = [f"person{number}@example.org" for number in range(8)]
    for one, other in zip(good, odd, strict=True):
        post(either, other, one)
    assert office(either, server.port).send_due() == 8
    assert server.box.recipients == good
    ended = {one.recipient: (one.sent_at is not None, one.dead_at is not None) for one in letters(either)}
    assert all(ended[one] == (True, False) for one in good)
    assert all(ended[one] == (False, True) for one in odd)


def test_a_letter_that_cannot_be_written_waits_alone(world: World, server: MailServer) -> None:
    post(world, "a@example.org", subject="two\nlines")
    post(world, "c@example.org")
    assert office(world, server.port).send_due() == 1
    assert [(one.recipient, one.sent_at is not None, one.error) for one in letters(world)] == [
        ("a@example.org", False, "ValueError"),
        ("c@example.org", True, ""),
    ]


def test_a_closed_port_is_one_try_in_vain_for_every_letter(either: World) -> None:
    post(either, "a@example.org", "b@example.org")
    sender = office(either, free_port())
    assert (sender.send_due(), sender.send_due()) == (0, 0)
    assert {(one.tries, one.error, one.body) for one in letters(either)} == {(1, "ConnectionRefusedError", "Teksti")}
    with running() as server:
        let_pass(either)
        assert office(either, server.port).send_due() == 2
    assert {(one.tries, one.error, one.body) for one in letters(either)} == {(2, "", "")}
    assert server.box.recipients == ["a@example.org", "b@example.org"]


def test_waits_grow_and_end_in_a_day(either: World) -> None:
    post(either, "a@example.org")
    sender, waits = office(either, free_port()), []
    for _ in range(60):
        before = now()
        sender.send_due()
        seen = letter(either)
        if seen.dead_at:
            break
        waits.append(round((seen.due_at - before).total_seconds()))
        gone = dt.timedelta(seconds=waits[-1])
        assert seen.expires_at is not None
        let_pass(either, expires_at=seen.expires_at - gone)
    assert waits == sorted(waits)
    assert waits[0] < 25
    assert 20 * 3600 < sum(waits) < 25 * 3600
    assert (letter(either).body, letter(either).sent_at) == ("", None)


def test_greylisting_costs_one_wait(either: World, server: MailServer) -> None:
    post(either, "a@example.org", "b@example.org")
    server.box.refusals["a@example.org"] = ["451 come back later, a@example.org", "250 OK"]
    sender = office(either, server.port)
    assert (sender.send_due(), sender.send_due()) == (1, 0)
    assert [(one.error, one.tries, one.body) for one in letters(either)] == [("451", 1, "Teksti"), ("", 1, "")]
    server.box.refusals.clear()
    let_pass(either)
    assert sender.send_due() == 1
    assert server.box.recipients == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize(
    "answers", [{"refusals": {"b@example.org": ["550 no such user b@example.org"]}}, {"data": 554}]
)
def test_one_refused_for_good_is_dead_at_once_and_the_others_arrive(
    either: World, server: MailServer, answers: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    post(either, "a@example.org", "b@example.org", "c@example.org", subject="Salainen", body="koodi 123456")
    if "data" in answers:
        server.box.data_answers = ["250 OK", "554 no thanks b@example.org", "250 OK"]
    else:
        server.box.refusals = {"b@example.org": ["550 no such user b@example.org"]}
    with caplog.at_level(logging.DEBUG):
        assert office(either, server.port).send_due() == 2
    assert server.box.recipients == ["a@example.org", "c@example.org"]
    dead = letters(either)[1]
    assert dead.dead_at is not None
    assert (dead.body, dead.error) == ("", "554" if "data" in answers else "550")
    assert server.box.connections == 1
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name == "ideabank")
    assert ours
    assert "example.org" not in ours
    assert "Salainen" not in ours


def test_an_answer_about_our_settings_kills_no_letter(world: World, server: MailServer) -> None:
    post(world, "a@example.org")
    server.box.refusals = {"a@example.org": ["530 sign in first"]}
    assert office(world, server.port).send_due() == 0
    assert (letter(world).dead_at, letter(world).error) == (None, "530")


def test_a_sender_told_to_stop_begins_no_further_letter(world: World, server: MailServer) -> None:
    post(world, "a@example.org", "b@example.org")
    server.box.seconds, sender = 1.0, office(world, server.port)
    thread = threading.Thread(target=sender.send_due)
    thread.start()
    _until(lambda: letters(world)[0].claim != "")
    sender.stop()
    thread.join()
    assert [one.sent_at is not None for one in letters(world)] == [True, False]


def test_a_line_cut_in_the_middle_touches_one_letter(either: World, server: MailServer) -> None:
    post(either, "a@example.org", "b@example.org")
    server.box.drop_at = "DATA"
    sender = office(either, server.port)
    assert sender.send_due() == 0
    assert {one.error for one in letters(either)} == {"SMTPServerDisconnected"}
    server.box.drop_at = ""
    let_pass(either)
    assert sender.send_due() == 2
    assert len(server.box.taken) == 2


def test_a_server_that_says_nothing_is_left(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        post(world, "a@example.org")
        sender = office(world, mute.getsockname()[1])
        thread = threading.Thread(target=sender.send_due)
        thread.start()
        taken, _ = mute.accept()
        # Nothing is claimed while a greeting is waited for: another sender may send meanwhile.
        assert letter(world).claim == ""
        taken.close()
        thread.join(10)
    assert letter(world).error == "SMTPServerDisconnected"


def test_people_write_while_a_slow_server_thinks_and_the_claim_is_held(either: World, server: MailServer) -> None:
    post(either, "a@example.org")
    server.box.seconds = 2.5
    thread = threading.Thread(target=office(either, server.port, lease=1.0).send_due)
    thread.start()
    time.sleep(1.5)
    answer = either.client("aino").post(either.path("booking", "/support"), data={"support": "yes"})
    assert answer.status_code == 303
    # Longer than the claim was given for: it has been renewed, and nobody else takes the letter.
    assert office(either, server.port).send_due() == 0
    thread.join()
    assert server.box.recipients == ["a@example.org"]


def test_a_try_that_lasts_too_long_is_cut_and_made_again(world: World, server: MailServer) -> None:
    post(world, "a@example.org")
    server.box.seconds = 30
    began = time.monotonic()
    assert office(world, server.port, lease=1.0, longest=0.5).send_due() == 0
    assert time.monotonic() - began < 5
    assert letter(world).error == "SMTPServerDisconnected"
    assert letter(world).claim == ""


def test_four_senders_at_once_send_each_letter_once(either: World, server: MailServer) -> None:
    post(either, *(f"person{number}@example.org" for number in range(12)))
    threads = [threading.Thread(target=office(either, server.port).send_due) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.box.recipients == sorted(f"person{number}@example.org" for number in range(12))


def test_a_sender_killed_between_claim_and_receipt_loses_nothing(world: World, server: MailServer) -> None:
    post(world, "a@example.org", body="koodi 123456")
    server.box.drop_at, server.box.seconds = "DATA", 30
    child = multiprocessing.get_context("spawn").Process(
        target=_send_elsewhere, args=(world.settings.database_url, server.port)
    )
    child.start()
    _until(lambda: letter(world).claim != "")
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    server.box.drop_at, server.box.seconds = "", 0
    sender = office(world, server.port)
    assert sender.send_due() == 0
    assert letter(world).body == "koodi 123456"
    let_pass(world, claimed_until=now() - dt.timedelta(seconds=1))
    assert (sender.send_due(), server.box.recipients) == (1, ["a@example.org"])


def test_a_code_that_no_longer_opens_is_not_sent(either: World, server: MailServer) -> None:
    post(either, "a@example.org", body="koodi 123456", expires_at=now() - dt.timedelta(seconds=1))
    assert office(either, server.port).send_due() == 0
    assert server.box.taken == []
    assert (letter(either).body, letter(either).dead_at is not None) == ("", True)


def test_a_code_goes_before_reminders(world: World, server: MailServer) -> None:
    post(world, "a@example.org", "b@example.org")
    post(world, "c@example.org", expires_at=now() + dt.timedelta(minutes=10))
    office(world, server.port).send_due()
    assert server.box.taken[0][0] == "c@example.org"


def test_a_letter_that_arrives_twice_can_be_known_by_its_id(world: World, server: MailServer) -> None:
    post(world, "a@example.org")
    for _ in range(2):
        office(world, server.port).send_due()
        let_pass(world)
        with world.database.writing() as session:
            session.merge(Mail(**letter(world).model_dump() | {"sent_at": None}))
    ids = [line for _, text in server.box.taken for line in text.splitlines() if line.startswith("Message-ID")]
    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize("offered", [True, False])
def test_letters_beyond_ascii_go_where_the_server_takes_them(world: World, offered: bool) -> None:
    with running(smtputf8=offered) as server:
        post(world, "äiti@example.org", "aino@xn--piv-qlac.fi")
        assert office(world, server.port).send_due() == (2 if offered else 1)
        assert "aino@xn--piv-qlac.fi" in server.box.recipients
    first = letters(world)[0]
    assert (first.sent_at is not None, first.error) == ((True, "") if offered else (False, "SMTPNotSupportedError"))
    # From now on the bank knows what it can promise at typing.
    told = world.settings.model_copy(update={"smtp_host": "127.0.0.1"})
    with world.database.reading() as session:
        assert waiting.takes_smtputf8(session, told) is offered
    world.settings.smtp_host = "127.0.0.1"
    answer = world.client().post("/en/sign-in", data={"email": "äiti@example.org"})
    assert answer.status_code == (200 if offered else 422)
    assert offered or "mail server takes only the letters a–z" in answer.text


def test_the_doctor_names_letters_that_wait_and_those_given_up(either: World, server: MailServer) -> None:
    post(either, "a@example.org", "b@example.org", subject="Salainen", created_at=now() - dt.timedelta(hours=1))
    server.box.refusals = {"a@example.org": ["550 a@example.org"], "b@example.org": ["451 b@example.org"]}
    office(either, server.port).send_due()
    with either.database.reading() as session:
        found = [finding for finding in examine(either.database, session) if "etters" in finding.what]
    told = " ".join(finding.what for finding in found)
    for finding in found:
        if finding.repair:
            finding.repair()
    assert "1 letters wait for the mail server" in told
    assert "It said: 451." in told
    assert "1 for 550" in told
    assert "example.org" not in told
    assert [one.recipient for one in letters(either)] == ["b@example.org"]


def test_no_error_of_the_database_tells_what_was_written(either: World) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, either.database.writing() as session:
        session.execute(sa.text("INSERT INTO nowhere VALUES (:address)"), {"address": "secret@example.org"})
    assert "secret@example.org" not in str(caught.value)


def test_without_a_mail_server_the_letter_is_on_the_console(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    post(world, "uusi@example.org", body="koodi 123456")
    assert world.app.state.site.keeper(Services).send_mail() == 1
    printed = capsys.readouterr().out
    assert "uusi@example.org" in printed
    assert "123456" in printed
    assert letter(world).body == ""


def _send_elsewhere(database_url: str, port: int) -> None:
    from ideabank.app import open_database
    from ideabank.notices.sending import PostOffice
    from ideabank.settings import Settings

    settings = Settings(database_url=database_url, smtp_host="127.0.0.1", smtp_port=port, smtp_starttls=False)
    PostOffice(settings, open_database(settings)).send_due()


def _until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)
