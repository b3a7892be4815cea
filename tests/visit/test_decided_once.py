"""A form says what it wants, in so many words; pressed twice it is done once, and what is answered is what happened."""

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Decision, Link, LinkChange
from ideabank.people.models import SignInSession
from tests.cookbook.samples import add_recipe
from tests.world import World

HIDE = {"do": "hide", "reason": "Tekstissä oli nimi."}
BACK = {"do": "restore", "reason": "Nimi on poistettu."}


@pytest.mark.parametrize(
    ("who", "path", "form"),
    [
        ("kaisa", "{booking}/links/1/confirmation", {}),
        ("kaisa", "{booking}/links/1/confirmation", {"state": "withdrawn"}),
        ("mika", "{queue}/decision", {"reason": "Syy"}),
        ("mika", "{queue}/decision", {"do": "piilota", "reason": "Syy"}),
        ("aino", "{queue}/support", {}),
        ("sanna", "{project}/team", {}),
        ("sanna", "{project}/team", {"do": "mitä"}),
    ],
)
def test_a_form_that_does_not_say_what_it_wants_does_nothing(
    world: World, who: str, path: str, form: dict[str, str]
) -> None:
    if "{project}" in path:
        path = _project(world)
    path = path.format(booking=world.path("booking"), queue=world.path("queue"))
    before = _state(world)
    assert world.client(who).post(path, data=form).status_code == 422
    assert _state(world) == before


def test_confirming_twice_says_the_same_and_is_written_once(world: World) -> None:
    path, kaisa = world.path("booking", "/links/1/confirmation"), world.client("kaisa")
    for _ in range(2):
        assert kaisa.post(path, data={"state": "confirmed"}).status_code == 303
    with world.database.reading() as session:
        changes = sa.select(sa.func.count()).where(col(LinkChange.link_id) == 1, col(LinkChange.action) == "confirmed")
        assert session.execute(changes).scalar() == 1
    late = world.client("eero").post(path, data={"state": "confirmed"})
    assert late.status_code == 409
    assert "Linkki on jo vahvistettu." in late.text


def test_hiding_twice_is_one_line_in_the_public_log(world: World) -> None:
    path, mika = world.path("queue", "/decision"), world.client("mika")
    for _ in range(2):
        assert mika.post(path, data=HIDE).status_code == 303
    assert _lines(world) == ["hide"]
    for _ in range(2):
        assert mika.post(path, data=BACK).status_code == 303
    assert _lines(world) == ["hide", "restore"]
    assert mika.post(path, data=HIDE).status_code == 303
    assert _lines(world) == ["hide", "restore", "hide"]


def test_what_is_not_hidden_is_not_brought_back(world: World) -> None:
    answer = world.client("mika").post(world.path("queue", "/decision"), data=BACK)
    assert answer.status_code == 422
    assert _lines(world) == []


def test_bringing_back_leaves_withdrawn_what_its_author_withdrew(world: World) -> None:
    path, mika = world.path("queue"), world.client("mika")
    assert mika.post(f"{path}/decision", data=HIDE).status_code == 303
    world.client("aino").post(f"{path}/withdrawal", data={"reason": "En halua sitä tänne."})
    with world.database.writing() as session:  # as when it was withdrawn first, and hidden by a form that was open then
        session.execute(
            sa.text("update entry set withdrawn_at = hidden_at where id = :id"), {"id": world.entries["queue"]}
        )
    assert mika.post(f"{path}/decision", data=BACK).status_code == 303
    assert world.client().get(path).status_code == 410


def test_the_question_asked_again_is_the_one_that_was_answered(world: World) -> None:
    mika, path = world.client("mika"), world.path("queue", "/decision")
    kept = mika.post(path, data={"do": "keep", "reason": ""})
    assert kept.status_code == 422
    assert "Jätetäänkö tämä ennalleen?" in kept.text
    assert "Piilotetaanko tämä?" not in kept.text
    wrong = mika.post(path, data={"do": "piilota", "reason": "Syy"})
    assert 'name="do" value="hide"' in wrong.text  # the form shown again can be sent


def test_a_moderator_finds_the_way_back_to_what_is_hidden(world: World) -> None:
    path, mika = world.path("queue"), world.client("mika")
    world.client("aino").post(f"{path}/comments", data={"body": "Kissankello", "stance": "neutral"})
    assert mika.post(f"{path}/decision?comment=1", data=HIDE).status_code == 303
    link = f"{path}/decision?comment=1"
    assert link in mika.get("/fi/moderation/log").text
    assert link not in world.client("aino").get("/fi/moderation/log").text
    assert "Kissankello" in mika.get(link).text
    assert mika.post(link, data=BACK).status_code == 303
    assert link not in mika.get("/fi/moderation/log").text
    mika.post(f"{path}/decision", data=HIDE)
    assert ">Palauta<" in mika.get(path, follow_redirects=True).text


def test_only_a_session_of_ones_own_is_told_to_have_ended(world: World) -> None:
    with world.database.reading() as session:
        person = world.people["sanna"].id
        theirs = session.execute(
            sa.select(col(SignInSession.id)).where(col(SignInSession.person_id) == person)
        ).scalar()
    aino = world.client("aino")
    assert aino.post(f"/fi/account/sessions/{theirs}/revocation").status_code == 404
    assert aino.post("/fi/account/sessions/99999/revocation").status_code == 404
    assert "Sanna" in world.client("sanna").get("/fi/account").text


def test_who_was_never_in_the_team_is_not_taken_out_of_it(world: World) -> None:
    path = _project(world)
    sanna = world.client("sanna")
    assert sanna.post(path, data={"do": f"remove:{world.people['aino'].id}"}).status_code == 404
    assert sanna.post(path, data={"do": "remove:kukaan"}).status_code == 404


def _project(world: World) -> str:
    add_recipe(world)
    form = {"recipe": str(world.entries["recipe"]), "version": "1", "title": "Meidän"}
    return str(world.client("sanna").post("/fi/projects/start", data=form).headers["location"]) + "/team"


def _state(world: World) -> tuple[object, ...]:
    with world.database.reading() as session:
        link = session.get(Link, 1)
        return link and link.state, session.execute(sa.select(sa.func.count(col(Decision.id)))).scalar()


def _lines(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.execute(sa.select(col(Decision.action)).order_by(col(Decision.id))).scalars())
