"""Checklists as their team sees them, for tests."""

from cookbook.models import ProjectTask
from cookbook.projects.queries import rows_of
from tests.journeys.pages import form_of
from tests.world import World

WAYS = {"on.itse": ["sovi", "avaa"], "on.toinen": ["sovi", "avaa", "valtuus"], "ei": ["sovi", "linkita"]}
SECRET, WORDS = "qzxvsalaisuus", ("hanke", "muistiinpano", "tekijä")


def rows(world: World) -> list[ProjectTask]:
    with world.database.reading() as session:
        found = rows_of(session, world.entries["project"])
        session.expunge_all()
        return found


def keys(world: World) -> list[str]:
    return [row.task["key"] for row in rows(world)]


def row_of(world: World, key: str) -> ProjectTask:
    return next(row for row in rows(world) if row.task["key"] == key)


def put(world: World, key: str, who: str = "aino", **values: str) -> None:
    """Sends the form of one task as a browser would."""
    at = world.path("project", f"/tasks/{row_of(world, key).id}/edit")
    client = world.client(who)
    answer = client.post(at, data=form_of(client.get(at)) | values)
    assert answer.status_code == 303, answer.text[:3000]


def page(world: World, who: str = "aino", rest: str = "") -> str:
    answer = world.client(who).get(world.path("project", rest), follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    return answer.text
