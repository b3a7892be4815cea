"""What a database says of an error may repeat what people wrote. None of it reaches a log, whoever prints the error."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from ideabank.entries.models import Tag
from ideabank.upkeep.working import Job
from tests.world import World

WORDS = "Äitini Aune Salonen asuu Koivukujalla"


def unique(session: Session) -> None:
    session.execute(sa.text("CREATE UNIQUE INDEX one_of_each ON comment (body)"))


def test_a_crash_at_a_request_is_logged_without_the_words_that_were_sent(
    either: World, caplog: pytest.LogCaptureFixture
) -> None:
    with either.database.writing() as session:
        unique(session)
    client = either.client("aino", raise_server_exceptions=False)
    where, sent = either.path("booking", "/comments"), {"body": WORDS, "stance": "neutral"}
    assert either.client("eero").post(where, data=sent).status_code == 303
    caplog.clear()
    assert client.post(where, data=sent).status_code == 500
    assert f"POST {where} failed" in caplog.text
    assert "IntegrityError" in caplog.text
    assert "Salonen" not in caplog.text
    # The server prints what was raised once more, its causes too.
    with pytest.raises(sa.exc.IntegrityError) as caught:
        either.client("aino").post(where, data=sent)
    printed = "".join(traceback.format_exception(caught.value))
    assert "discussion/actions.py" in printed.replace("\\", "/")
    assert "Salonen" not in printed


def a_number_of_words() -> None:
    int(WORDS)


def a_name_that_is_missing() -> None:
    dict[str, str]()[WORDS]


def a_cause_with_words() -> None:
    try:
        a_number_of_words()
    except ValueError as error:
        raise RuntimeError(WORDS) from error


def several_at_once() -> None:
    raise ExceptionGroup(WORDS, [ValueError(WORDS), KeyError(WORDS)])


@pytest.mark.parametrize(
    "work",
    [a_number_of_words, a_name_that_is_missing, a_cause_with_words, several_at_once],
    ids=lambda work: work.__name__,
)
@pytest.mark.parametrize("logger", ["ideabank", "uvicorn.error"])
def test_errors_of_python_are_logged_by_name_and_place_alone(
    world: World, caplog: pytest.LogCaptureFixture, work: Callable[[], None], logger: str
) -> None:
    assert world.app
    try:
        work()
    except Exception as error:
        logging.getLogger(logger).error("It failed", exc_info=error)
    assert work.__name__ in caplog.text
    assert "Error" in caplog.text
    assert not [word for word in ("Salonen", "Aune", "Koivukuja") if word in caplog.text]


def test_an_error_of_the_system_keeps_its_reason(world: World, caplog: pytest.LogCaptureFixture) -> None:
    def job() -> None:
        Path("nowhere").read_bytes()

    Job("reading", job).attempt()
    assert "No such file or directory" in caplog.text


def test_the_secret_in_an_address_is_not_logged(either: World, caplog: pytest.LogCaptureFixture) -> None:
    with either.database.writing() as session:
        session.execute(sa.text("ALTER TABLE draft RENAME TO draft_away"))
    client, token = either.client(raise_server_exceptions=False), "s" * 43
    assert client.get(f"/fi/usecases/drafts/{token}?q=kysymys").status_code == 500
    assert "GET /fi/usecases/drafts/… failed" in caplog.text
    assert token not in caplog.text
    assert "kysymys" not in caplog.text


def a_row_twice(session: Session) -> None:
    for _ in range(2):
        session.add(Tag(name=WORDS))
        session.flush()


def a_row_against_a_rule(session: Session) -> None:
    session.execute(sa.text("CREATE TABLE ruled (body TEXT CHECK (length(body) < 3))"))
    session.execute(sa.text("INSERT INTO ruled VALUES (:words)"), {"words": WORDS})


def words_for_a_number(session: Session) -> None:
    number = "CAST(:words AS INTEGER)" if session.get_bind().dialect.name == "postgresql" else ":words"
    session.execute(sa.text("CREATE TABLE numbered (number INTEGER PRIMARY KEY)"))
    session.execute(sa.text(f"INSERT INTO numbered VALUES ({number})"), {"words": WORDS})


def a_question_that_cannot_be_read(session: Session) -> None:
    if session.get_bind().dialect.name != "postgresql":
        a_row_against_a_rule(session)
    session.execute(sa.text("SELECT to_tsquery('simple', :words)"), {"words": f"{WORDS} ("})


def bytes_that_are_no_text(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SELECT CAST(:words AS TIMESTAMP)"), {"words": WORDS})
    session.execute(sa.text("SELECT CAST(:words AS TEXT)"), {"words": WORDS.encode("latin-1")}).all()


def a_value_of_no_type(session: Session) -> None:
    session.execute(sa.text("SELECT :words"), {"words": {WORDS: object()}})


@pytest.mark.parametrize(
    "work",
    [
        a_row_twice,
        a_row_against_a_rule,
        words_for_a_number,
        a_question_that_cannot_be_read,
        bytes_that_are_no_text,
        a_value_of_no_type,
    ],
)
def test_work_beside_requests_fails_without_the_words_of_any_row(
    either: World, caplog: pytest.LogCaptureFixture, work: Callable[[Session], None]
) -> None:
    def job() -> None:
        with either.database.writing() as session:
            work(session)

    Job("breaking", job).attempt()
    assert "Work beside requests failed: breaking" in caplog.text
    assert work.__name__ in caplog.text  # the place stands in the log
    assert "Error" in caplog.text
    assert not [word for word in ("Salonen", "Aune", "Koivukuja") if word in caplog.text]


def test_what_is_missing_or_broken_in_the_tables_keeps_its_name(
    either: World, caplog: pytest.LogCaptureFixture
) -> None:
    def job() -> None:
        with either.database.reading() as session:
            session.execute(sa.text("SELECT words FROM nowhere"))

    Job("breaking", job).attempt()
    assert "nowhere" in caplog.text.replace("FROM nowhere", "")
    with pytest.raises(sa.exc.IntegrityError, match="tag") as caught, either.database.writing() as session:
        a_row_twice(session)
    assert "name" in str(caught.value.orig)
