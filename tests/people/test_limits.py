"""How much one person or one network may write: generous for a workshop, and an end to a flood, with every word given back."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.database import now
from ideabank.entries.models import Draft
from ideabank.people import limits
from ideabank.people.models import Rate
from ideabank.upkeep.services import Services
from tests.journeys.test_journeys import NEED
from tests.world import Seed, World, open_world

WORDS = "Nämä sanat eivät katoa"


@pytest.fixture
def narrow(tmp_path: Path, planted: tuple[Path, Seed]):  # type: ignore[no-untyped-def]
    """A bank in which each thing may be done once an hour."""
    import shutil

    file, seed = planted
    shutil.copy(file, tmp_path / "bank.sqlite3")
    made = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", seed, limits=0.0001)
    yield made
    made.app.state.site.keeper(Services).close()


# who, where, the first and the second form, each of which would be taken alone
TWICE: tuple[tuple[str, str, dict[str, str], str, dict[str, str]], ...] = (
    ("aino", "/fi/usecases", {**NEED, "do": "publish"}, "/fi/usecases", {**NEED, "draft": "B" * 43, "title": WORDS, "do": "publish"}),
    ("aino", "{queue}/comments", {"body": "Eka", "stance": "for"}, "{booking}/comments", {"body": WORDS, "stance": "for"}),
    ("aino", "{queue}/support", {"support": "yes"}, "{booking}/support", {"support": "yes", "words": WORDS}),
    ("eero", "{queue}/statements", {"organisation": "{seniors}", "words": "Eka"}, "{booking}/statements", {"organisation": "{seniors}", "words": WORDS}),
    ("", "{queue}/report", {"reason": "other", "words": "Eka"}, "{booking}/report", {"reason": "other", "words": WORDS}),
    ("aino", "{queue}/report", {"reason": "other", "words": "Eka"}, "{booking}/report", {"reason": "other", "words": WORDS}),
    ("", "/fi/usecases/drafts", NEED, "/fi/usecases/drafts", {**NEED, "draft": "B" * 43, "title": WORDS}),
    ("", "/fi/usecases", {**NEED, "do": "save"}, "/fi/usecases", {**NEED, "draft": "B" * 43, "title": WORDS, "do": "preview"}),
    ("kaisa", "{queue}/status", {"status": "accepted", "reason": "Eka"}, "{booking}/status", {"status": "accepted", "reason": WORDS}),
)  # fmt: skip


@pytest.mark.parametrize(("who", "first", "form", "second", "more"), TWICE)
def test_beyond_its_limit_each_thing_is_a_429_that_gives_the_words_back(
    narrow: World, who: str, first: str, form: dict[str, str], second: str, more: dict[str, str]
) -> None:
    client, places = narrow.client(who), {name: narrow.path(name) for name in narrow.entries}
    ids = {name: str(number) for name, number in narrow.entries.items()}
    forms = [{name: value.format(**ids) if value[:1] == "{" else value for name, value in one.items()} for one in (form, more)]  # fmt: skip
    assert client.post(first.format(**places), data=forms[0]).status_code in (200, 303)
    answer = client.post(second.format(**places), data=forms[1])
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 86_400
    assert WORDS in answer.text
    assert "minuutin kuluttua" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_refused_changes_nothing_and_the_next_hour_is_free(narrow: World) -> None:
    aino = narrow.client("aino")
    aino.post(narrow.path("queue", "/support"), data={"support": "yes"})
    assert aino.post(narrow.path("booking", "/support"), data={"support": "yes"}).status_code == 429
    assert narrow.entry("booking").support_count == 0
    assert narrow.client("sanna").post(narrow.path("booking", "/support"), data={"support": "yes"}).status_code == 303
    with narrow.database.writing() as session:
        session.execute(sa.update(Rate).values(ends_at=now() - dt.timedelta(seconds=1)))
    narrow.app.state.site.keeper(Services).sweep()
    assert aino.post(narrow.path("booking", "/support"), data={"support": "yes"}).status_code == 303


def test_one_network_does_not_use_up_the_room_of_another(tmp_path: Path, planted: tuple[Path, Seed]) -> None:
    import shutil

    shutil.copy(planted[0], tmp_path / "bank.sqlite3")
    world = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", planted[1], limits=0.0001, trusted_proxies=1)
    client, answers = world.client(), []
    for number, address in enumerate(
        ("192.0.2.1", "192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "2001:db9::1")
    ):
        form = {**NEED, "draft": chr(ord("A") + number) * 43}
        answers.append(client.post("/fi/usecases/drafts", data=form, headers={"X-Forwarded-For": address}).status_code)
    assert answers == [200, 429, 200, 200, 429, 200]
    with world.database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert "192.0.2.1" not in "\n".join(raw.iterdump())
    world.app.state.site.keeper(Services).close()


def test_a_workshop_of_thirty_people_behind_one_address_notices_nothing(either: World) -> None:
    for person in range(30):
        client = either.client()
        for need in range(3):
            form = {**NEED, "draft": f"{person:02}{need}".ljust(43, "x"), "title": f"Tarve {person}-{need}"}
            for _ in range(3):  # it saves itself while one types
                assert client.post("/fi/usecases/drafts", data=form).status_code == 200
        report = {"reason": "other", "words": f"Huomio {person}"}
        assert client.post(either.path("queue", "/report"), data=report).status_code == 303


def flood(client: TestClient, count: int) -> list[int]:
    """Drafts as large as a form takes, from one address."""
    large = {**NEED, "body": "pitkä " * 9_000}
    return [client.post("/fi/usecases/drafts", data={**large, "draft": f"{n:03}".ljust(43, "y")}).status_code for n in range(count)]  # fmt: skip


def test_a_flood_of_drafts_ends_at_a_tenth_of_the_room_and_leaves_the_rest_to_others(
    tmp_path: Path, planted: tuple[Path, Seed]
) -> None:
    import shutil

    shutil.copy(planted[0], tmp_path / "bank.sqlite3")
    world = open_world(tmp_path, f"sqlite:///{tmp_path / 'bank.sqlite3'}", planted[1], drafts_megabytes=1, trusted_proxies=1)  # fmt: skip
    answers = flood(world.client(headers={"X-Forwarded-For": "192.0.2.1"}), 10)
    assert answers[0] == 200
    assert answers[-1] == 429
    assert flood(world.client(headers={"X-Forwarded-For": "192.0.2.2"}), 1) == [200]
    assert world.client("aino").post("/fi/usecases/drafts", data={**NEED, "draft": "Z" * 43}).status_code == 200
    with world.database.reading() as session:
        kept = session.execute(sa.select(sa.func.sum(col(Draft.size))).where(col(Draft.person_id).is_(None))).scalar()
        assert (kept or 0) <= 1_000_000 // 10 * 2
    for number in range(40):
        flood(world.client(headers={"X-Forwarded-For": f"192.0.3.{number}"}), 1)
    with world.database.reading() as session:
        kept = session.execute(sa.select(sa.func.sum(col(Draft.size))).where(col(Draft.person_id).is_(None))).scalar()
        assert (kept or 0) <= 1_000_000
    world.app.state.site.keeper(Services).close()


def test_a_draft_that_is_too_long_keeps_what_fits_and_says_so(world: World) -> None:
    form = {**NEED, "body": "a" * 55_000, "situation": "b" * 55_000}
    answer = world.client("aino").post("/fi/usecases/drafts", data=form)
    assert answer.status_code == 200
    assert [one["field"] for one in answer.json()["problems"]]
    with world.database.reading() as session:
        assert session.execute(sa.select(col(Draft.size))).scalar_one() <= 100_000


def test_each_limit_has_an_event_or_a_place_that_spends_it() -> None:
    spent = {*limits.COUNTED.values(), "edit", "support", "report", "draft"}
    assert spent == set(limits.LIMITS)
    assert all(one.person >= 60 for one in limits.LIMITS.values())
