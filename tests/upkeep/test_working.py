"""Work beside requests: what fails ends nothing but itself, and /health tells illness from waiting."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.people.models import Mail, SignInCode
from ideabank.search.models import SearchChange
from ideabank.upkeep import working
from ideabank.upkeep.services import Services
from ideabank.upkeep.sweeping import BATCH
from ideabank.upkeep.working import Job, Worker
from tests.world import World


def services(world: World) -> Services:
    found: Services = world.app.state.site.keeper(Services)
    return found


def ran(jobs: list[Job], seconds: float) -> None:
    async def run() -> None:
        with anyio.move_on_after(seconds):
            await Worker(jobs).run()

    with ThreadPoolExecutor(1) as thread:  # the browser's own loop, where there is one, runs in this thread
        thread.submit(anyio.run, run).result()


def test_a_job_that_raises_stops_no_other_and_is_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "TURN", 0.02)
    done: list[str] = []

    def breaks() -> None:
        done.append("broken")
        if len(done) < 3:
            raise ZeroDivisionError

    jobs = [Job("breaking", breaks, every=0.02), Job("slow", lambda: time.sleep(1), every=0.02)]
    jobs.append(Job("well", lambda: done.append("well"), every=0.02))
    ran(jobs, 0.6)
    assert done.count("well") > 5
    assert [job.failures for job in jobs] == [1, 0, 0]
    jobs[0]._next = 0.0
    jobs[0].attempt()
    assert jobs[0].failures == 0
    assert "breaking" in caplog.text


def test_pauses_between_tries_grow_and_end() -> None:
    job = Job("x", lambda: 1 / 0)
    logging.disable(logging.ERROR)
    pauses = []
    for _ in range(12):
        job.attempt()
        pauses.append(round(job._next - time.monotonic()))
    logging.disable(logging.NOTSET)
    assert pauses == sorted(pauses)
    assert pauses[-1] <= working.LONGEST_PAUSE


def test_what_is_swept_does_not_depend_on_one_another(either: World, caplog: pytest.LogCaptureFixture) -> None:
    long_ago = now().replace(year=2020)
    with either.database.writing() as session:
        session.add(SignInCode(email="a@example.org", code_hash="x", created_at=long_ago, expires_at=long_ago))
        session.add_all(SearchChange(entry_id=1, at=long_ago) for _ in range(BATCH + 1))
        session.execute(sa.text("ALTER TABLE draft RENAME TO draft_away"))
    services(either).sweep()
    with either.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(SignInCode)).scalar() == 0
        old = sa.select(sa.func.count()).where(col(SearchChange.at) <= long_ago)
        assert session.execute(old).scalar() == 0
    assert "lost drafts" in caplog.text


def test_health_tells_what_waits_and_is_well(either: World) -> None:
    with either.database.writing() as session:
        session.add(Mail(recipient="a@example.org", subject="Koodi", body="1", tries=1, error="TimeoutError"))
    answer = either.client().get("/health")
    assert answer.status_code == 200
    assert answer.json()["letters_waiting"] == 1
    assert answer.json()["status"] == "ok"
    services(either).worker.jobs[0].failures = 1
    assert either.client().get("/health").json()["tried_again"] == ["the search index"]
    assert "example.org" not in answer.text


def test_health_is_bad_when_the_worker_no_longer_turns(world: World) -> None:
    worker = services(world).worker
    worker._turned = time.monotonic() - working.STUCK - 1
    answer = world.client().get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")


def test_health_is_bad_when_the_bank_cannot_be_read(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with world.database.writing() as session:
        session.execute(sa.text("ALTER TABLE fact RENAME TO fact_away"))
    assert world.client().get("/health").status_code == 503
