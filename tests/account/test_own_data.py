"""One's own data is all of it: every table that points at a person is in the file."""

import base64
import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col

from ideabank.account.data import ELSEWHERE, NAMES
from ideabank.entries.models import Attachment, AttachmentData, Decision
from ideabank.people.actions import equip
from ideabank.people.models import Mail, PersonRole, SignInCode
from tests.cookbook.samples import add_project, add_recipe
from tests.journeys.projects.checklists import put
from tests.journeys.test_journeys import NEED
from tests.world import World

# Tables that point at a person and hold nothing of theirs, each with why.
EXEMPT: dict[str, str] = {}
PICTURE = b"\x89PNG picture"


def lived_in(world: World) -> World:
    """Sanna has done everything once."""
    add_recipe(world)
    add_project(world, "sanna")
    put(world, "sovi", "sanna", note="Muistiinpano")
    sanna, queue = world.client("sanna"), world.path("queue")
    with world.database.writing() as session:
        equip(session, "sanna@example.org", roles=["moderator"], organisation_id=world.entries["seniors"])
    sanna.post(world.path("project", "/team"), data={"do": "invite"})
    sanna.post(f"{queue}/support", data={"support": "yes"})
    sanna.post(f"{queue}/comments", data={"body": "Sannan sanat", "stance": "for"})
    sanna.post(f"{queue}/statements", data={"organisation": str(world.entries["seniors"]), "words": "Kanta"})
    sanna.post(f"{queue}/report", data={"reason": "other", "words": "Sannan ilmoitus"})
    sanna.post(world.path("booking", "/links/1/contest"), data={"reason": "Sannan kiisto"})
    sanna.post("/fi/usecases", data={**NEED, "title": "Sannan luonnos", "do": "save"})
    sanna.post("/fi/usecases/import", data={"paste": "Otsikko;Kuka\nSannan rivi;Joku"})
    world.client("aino").post(world.path("booking"), data={**NEED, "based_on": "1"})
    sanna.post(world.path("booking", "/revisions/1/removal"), data={"reason": "Nimi", "confirmed": "yes"})
    world.client().post("/fi/sign-in", data={"email": "sanna@example.org"})
    with world.database.writing() as session:
        mine = world.people["sanna"].id
        picture = Attachment(
            entry_id=world.entries["queue"], name="kuva.png", media_type="image/png", created_by_id=mine
        )
        session.add_all(
            [picture, Decision(entry_id=world.entries["queue"], moderator_id=mine, action="keep", reason="Syy")]
        )
        session.flush()
        session.add(AttachmentData(attachment_id=picture.id, data=PICTURE))
        session.add(PersonRole(person_id=world.people["aino"].person_id, role="designer", granted_by_id=mine))
        session.add(Mail(recipient="sanna@example.org", subject="Muistutus", body="Sannan kirje"))
    return world


def taken_out(world: World) -> dict[str, Any]:
    answer = world.client("sanna").get("/fi/account/data")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_every_table_that_points_at_a_person_is_in_the_file(world: World) -> None:
    told, mine = taken_out(lived_in(world)), world.people["sanna"].id
    with world.database.reading() as session:
        for name, table in SQLModel.metadata.tables.items():
            keys = [key.parent for key in table.foreign_keys if key.column.table.name == "person"]
            if not keys or name in EXEMPT or name in ELSEWHERE:
                continue
            count = session.execute(
                sa.select(sa.func.count()).select_from(table).where(sa.or_(*(key == mine for key in keys)))
            ).scalar()
            assert count, f"{name} points at people: let Sanna have a row of it in this test."
            assert len(told[NAMES.get(name, name)]) == count, name


def test_the_file_holds_what_was_lacking(world: World) -> None:
    told = taken_out(lived_in(world))
    assert all(row["granted_at"] for row in told["roles"])
    assert all(row["since"] for row in told["organisations"])
    assert dt.datetime.fromisoformat(told["codes"][0]["created_at"])
    assert "Sannan kirje" in [letter["body"] for letter in told["letters"]]
    assert base64.b64decode(told["attachments"][0]["data"]) == PICTURE
    assert {"Omakanta", "Meidän ajanvaraus"} <= {text["title"] for entry in told["entries"] for text in entry["texts"]}
    assert told["person"][0]["email"] == "sanna@example.org"
    for words in ("Sannan sanat", "Kanta", "Sannan ilmoitus", "Sannan kiisto", "Sannan luonnos"):
        assert words in json.dumps(told, ensure_ascii=False), words


def test_the_file_opens_no_door_and_names_nobody_else(world: World) -> None:
    words = json.dumps(taken_out(lived_in(world)))
    assert not [name for name in ("token_hash", "code_hash", "requester") if name in words]
    with world.database.reading() as session:
        assert session.execute(sa.select(col(SignInCode.code_hash))).scalars().one() not in words
    aino = world.people["aino"].id
    granted = [row for row in json.loads(words)["roles"] if row.get("granted_by_id")]
    assert granted
    assert not [row for row in granted if row.get("person_id") == aino]
