"""What an administrator gives can be taken away, and what does not exist is told in one sentence."""

import pytest
from typer.testing import CliRunner

from ideabank.cli import app
from tests.world import World


@pytest.fixture
def run(world: World, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("IDEABANK_DATABASE_URL", world.settings.database_url)
    return lambda *words: CliRunner().invoke(app, ["person", *map(str, words)])


def test_a_role_that_is_taken_away_is_gone_at_once(world: World, run) -> None:  # type: ignore[no-untyped-def]
    mika = world.client("mika")
    assert mika.get("/fi/moderation").status_code == 200
    assert run("mika@example.org", "--remove-role", "moderator").exit_code == 0
    assert mika.get("/fi/moderation").status_code == 403


def test_a_mandate_that_is_taken_away_speaks_no_longer(world: World, run) -> None:  # type: ignore[no-untyped-def]
    seniors, eero = world.entries["seniors"], world.client("eero")
    form = {"organisation": str(seniors), "words": "Sanat"}
    assert eero.post(world.path("queue", "/statements"), data=form).status_code == 303
    assert run("eero@example.org", "--remove-organisation", seniors).exit_code == 0
    assert eero.post(world.path("booking", "/statements"), data=form).status_code == 422
    assert "Ikäihmisten liitto" not in eero.get("/fi/account").text
    assert run("eero@example.org", "--organisation", seniors).exit_code == 0
    assert eero.post(world.path("booking", "/statements"), data=form).status_code == 303


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("aino@example.org", "--organisation", "99999"), "There is no organisation 99999"),
        (("aino@example.org", "--organisation", "{queue}"), "There is no organisation"),
        (("aino@example.org", "--organisation", str(2**40)), "There is no organisation"),
        (("aino@example.org", "--role", "king"), "There is no role 'king'"),
        (("aino@example.org", "--remove-role", "king"), "There is no role 'king'"),
        (("aino@example.org", "--remove-role", "admin"), "does not have the role 'admin'"),
        (("aino@example.org", "--remove-organisation", "99999"), "does not speak for an organisation 99999"),
        (("nobody@example.org", "--remove-role", "admin"), "There is nobody with the address nobody@example.org"),
        (("[x](y)", "--role", "admin"), "Write one e-mail address"),
    ],
)
def test_what_does_not_exist_is_one_sentence_and_nothing_changes(world: World, run, words, told) -> None:  # type: ignore[no-untyped-def]
    answer = run(*(word.format(**world.entries) for word in words))
    assert answer.exit_code == 2
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    said = " ".join(answer.output.split())
    assert told in said
    assert len(said) < 250
    assert run("nobody@example.org", "--remove-role", "citizen").exit_code == 2
