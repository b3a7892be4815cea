"""One rule for addresses: settings, the command and the form take one plain address, and say so."""

import pytest
import sqlalchemy as sa
from pydantic import ValidationError
from sqlmodel import col
from typer.testing import CliRunner

from ideabank import cli
from ideabank.people.models import Person
from ideabank.settings import Settings
from tests.world import World

ODD = ("a,b@x.fi", "m:b@x.fi", "=?utf-8?q?x?=@x.fi", "x@[x.fi", ":;@b.fi", "x1,victim@example.org", "a@x.fi\nb@x.fi")


@pytest.mark.parametrize("address", ODD)
def test_a_contact_is_one_plain_address(address: str) -> None:
    with pytest.raises(ValidationError, match="such as"):
        Settings(contact=address)


@pytest.mark.parametrize("address", ["nobody", "a@x.fi, b@x.fi", "a@x.fi\nBcc: b@x.fi", "x@[x.fi", ":;@b.fi"])
def test_a_sender_is_one_address(address: str) -> None:
    with pytest.raises(ValidationError, match="is not one e-mail address"):
        Settings(mail_from=address)


def test_a_sender_may_have_a_name_and_a_plain_host() -> None:
    assert Settings(mail_from="Ideapankki <pankki@example.fi>").mail_from == "Ideapankki <pankki@example.fi>"
    assert Settings(mail_from="ideabank@localhost", contact=" Tuki@Example.fi ").contact == "tuki@example.fi"


@pytest.mark.parametrize("address", ODD)
def test_the_command_makes_no_person_at_an_odd_address(
    world: World, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDEABANK_DATABASE_URL", world.settings.database_url)
    result = CliRunner().invoke(cli.app, ["person", address, "--role", "admin"])
    assert result.exit_code
    assert "such as" in result.output
    with world.database.reading() as session:
        assert session.execute(sa.select(sa.func.count()).where(col(Person.email) == address)).scalar_one() == 0
