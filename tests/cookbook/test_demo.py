"""The demo's cookbook has a little life: both kinds of reports, a project on its way, and a recipe that has changed since."""

from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col

from cookbook import demo
from cookbook.projects.queries import rows_of
from cookbook.recipes.ways import way_of
from ideabank.app import open_database
from ideabank.demo.cast import add_activity, add_cast, member, viewers_of
from ideabank.entries.models import Entry
from ideabank.exchange.content import load
from ideabank.people.signin import open_session
from ideabank.settings import Settings
from ideabank.upkeep import schema as store
from ideabank.upkeep.doctor import examine
from ideabank.upkeep.services import Services
from tests.cookbook.samples import plan_of
from tests.starter import starter
from tests.world import BANK, Seed, World, open_world


def test_the_demo_is_made_once_and_agrees_with_the_starter_bank(tmp_path: Path) -> None:
    world = demo_world(tmp_path)
    with world.database.reading() as session:
        kinds = list(session.execute(sa.select(col(Entry.kind))).scalars())
        assert kinds.count("fieldreport") == len(demo.REPORTS)
        assert kinds.count("project") == 1
        project = session.execute(sa.select(col(Entry.id)).where(col(Entry.kind) == "project")).scalar_one() or 0
        recipe = (
            session.execute(sa.select(col(Entry.id)).where(col(Entry.content_key) == demo.RECIPE)).scalar_one() or 0
        )
        states = {row.task["key"]: row.state for row in rows_of(session, project)}
        assert {key: states[key] for key in demo.PROGRESS} == {key: state for key, (state, *_) in demo.PROGRESS.items()}
        assert not [finding.what for finding in examine(world.database, session)]
    world.entries |= {"project": project, "recipe": recipe}
    assert way_of(plan_of(world), demo.WAY).variant is not None
    assert "1 tehtävä on muuttunut" in _as_timo(world)
    world.app.state.site.keeper(Services).close()


def demo_world(folder: Path) -> World:
    """The starter bank with the demo's cast in it, as `ideabank demo` fills it."""
    url = f"sqlite:///{folder / 'demo.sqlite3'}"
    database = open_database(Settings(database_url=url), BANK)
    store.upgrade(database)
    with database.writing() as session:
        load(session, starter())
        add_cast(session)
        for _ in range(2):
            add_activity(session)
            demo.add_activity(session, viewers_of(session))
    database.close()
    return open_world(folder, url, Seed({}, {}, {}))


def _as_timo(world: World) -> str:
    """The project's page as its team sees it."""
    with world.database.writing() as session:
        timo = member(session, "timo")
        assert timo is not None
        token = open_session(session, timo, device="Test", days=1)
    client = world.client()
    client.cookies.set("session", token)
    return client.get(world.path("project"), follow_redirects=True).text
