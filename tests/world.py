"""The small cast that every test knows, and a bank to live in.

People: Aino (citizen), Eero (speaks for an association), Sanna (designer), Kaisa (coordinator), Mika (moderator).
Entries: `booking` (a need, partly met), `queue` (a need, unmet), `omakanta` (a solution), `notices` (a proposal), `seniors` (an
association).
"""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ideabank import sections
from ideabank.app import create_app, open_database
from ideabank.database import Database
from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry
from ideabank.people.actions import equip
from ideabank.people.keys import make_secret
from ideabank.people.queries import memberships
from ideabank.people.signin import open_session
from ideabank.people.viewer import Viewer
from ideabank.settings import Settings
from ideabank.upkeep import schema as store
from ideabank.visit.section import Section
from tests import shared

BANK = sections.bank()
FACES = sections.faces()
ROLES = {
    "aino": ["citizen"],
    "eero": ["citizen", "representative"],
    "sanna": ["citizen", "designer"],
    "kaisa": ["citizen", "coordinator"],
    "mika": ["citizen", "moderator"],
}


@dataclasses.dataclass
class World:
    """A running application, its database, and who and what is in it."""

    app: Starlette
    settings: Settings
    entries: dict[str, int]
    people: dict[str, Viewer]
    tokens: dict[str, str]
    tasks: list[int] = dataclasses.field(default_factory=list)

    @property
    def database(self) -> Database:
        database: Database = self.app.state.site.database
        return database

    def client(self, who: str = "", **options: Any) -> TestClient:
        """A browser, signed in as one of the cast."""
        client = TestClient(self.app, base_url=self.settings.public_url, follow_redirects=False, **options)
        client.portal = shared.loop()
        if who:
            client.cookies.set("session", self.tokens[who])
        return client

    def path(self, name: str, rest: str = "", lang: str = "fi") -> str:
        """The address of a named entry, such as /fi/usecases/1; `rest` follows."""
        with self.database.reading() as session:
            entry = session.get(Entry, self.entries[name])
            assert entry is not None
            return f"/{lang}/{self.app.state.site.bank.kinds[entry.kind].folder}/{entry.id}{rest}"

    def entry(self, name: str) -> Entry:
        """The entry as it stands now."""
        with self.database.reading() as session:
            entry = session.get(Entry, self.entries[name])
            assert entry is not None
            session.refresh(entry)
            session.expunge(entry)
            return entry


@dataclasses.dataclass(frozen=True)
class Seed:
    """A bank already filled, which worlds are copied from: who and what is in it."""

    entries: dict[str, int]
    people: dict[str, Viewer]
    tokens: dict[str, str]
    tasks: list[int] = dataclasses.field(default_factory=list)


def plant(url: str) -> Seed:
    """Migrates and fills the database of this URL."""
    database = open_database(Settings(database_url=url), BANK)
    store.upgrade(database)
    with database.writing() as session:
        people, tokens = _people(session)
        entries = _entries(session, people)
        make_secret(session)
    database.close()
    return Seed(entries, people, tokens)


def open_world(
    folder: Path, url: str, seed: Seed, *, made_of: Sequence[Section] = sections.SECTIONS, **settings: Any
) -> World:
    """An application on a filled database; its index lies in `folder`."""
    values = Settings(database_url=url, index_dir=str(folder / "index"), analyser="auto", **settings)
    app = create_app(values, background=False, made_of=made_of)
    shared.hasten(app)
    return World(app, values, dict(seed.entries), dict(seed.people), dict(seed.tokens), list(seed.tasks))


def content(
    title: str,
    *,
    language: str = "fi",
    summary: str = "",
    body: str = "",
    fields: dict[str, str] | None = None,
    **rest: Any,
) -> Content:
    """Content told in one language."""
    return Content(language=language, texts={language: Text(title, summary, body, fields or {})}, **rest)


def _people(session: Session) -> tuple[dict[str, Viewer], dict[str, str]]:
    people, tokens = {}, {}
    for key, roles in ROLES.items():
        person = equip(session, f"{key}@example.org", roles=roles, name=key.title())
        tokens[key] = open_session(session, person, device="Test", days=1)
        people[key] = Viewer(person.id, key.title(), "fi", frozenset(roles))
    return people, tokens


def _entries(session: Session, people: dict[str, Viewer]) -> dict[str, int]:
    kinds, sanna = BANK.kinds, people["sanna"]
    fields = {
        "who": "Omaishoitaja",
        "want": "Varata ajan",
        "why": "Aika löytyy ajoissa",
        "situation": "Äiti ei käytä puhelinta.",
    }
    made = {
        "seniors": actions.propose(
            session, kinds["organisation"], content("Ikäihmisten liitto", details={"type": "ngo"})
        ),
        "booking": actions.propose(
            session,
            kinds["usecase"],
            Content(
                "fi",
                {
                    "fi": Text(
                        "Varaan ajan äitini puolesta", "Ajan saa varattua toisen puolesta.", "Pitkä *kertomus*.", fields
                    ),
                    "en": Text("I book a time for my mother", "One can book for another.", "", {"who": "A carer"}),
                },
                theme="booking",
                details={"abilities": ["sms"], "channels": ["digital"]},
                tags=("ajanvaraus",),
                sources=({"slides": [78], "note": {"fi": "Haastattelut"}},),
            ),
            by=people["aino"],
        ),
        "queue": actions.propose(
            session,
            kinds["usecase"],
            content(
                "Näen päivystyksen jonon",
                summary="Jonon pituus näkyy ennen lähtöä.",
                theme="guidance",
                fields={"who": "Potilas"},
            ),
            by=people["aino"],
        ),
        "omakanta": actions.propose(
            session,
            kinds["solution"],
            content("Omakanta", summary="Omat tiedot yhdessä paikassa.", theme="own-data", details={"type": "service"}),
            by=sanna,
        ),
        "notices": actions.propose(
            session,
            kinds["proposal"],
            content(
                "Ilmoitukset monessa kanavassa",
                summary="Vahvistukset ja muistutukset sovitulla tavalla.",
                theme="booking",
                details={
                    "code": "PK3-05-1",
                    "main_area": "PK3",
                    "card": "PK3-05",
                    "channel": "TPK3",
                    "rrp": True,
                    "slide": 78,
                },
            ),
        ),
    }
    claim = links.Claim(
        "partial",
        "source",
        {"fi": "Puolesta-asiointi onnistuu osin.", "en": "Acting for another works in part."},
        (74,),
    )
    links.suggest(session, made["booking"], made["omakanta"], "addressed-by", claim, by=sanna)
    links.suggest(session, made["booking"], made["notices"], "addressed-by", links.Claim("partial"), by=sanna)
    eero = people["eero"]
    equip(session, "eero@example.org", roles=[], organisation_id=made["seniors"].id)
    people["eero"] = dataclasses.replace(eero, organisations=memberships(session, eero.person_id))
    session.flush()
    return {name: entry.id for name, entry in made.items()}


def is_current(database: Database) -> bool:
    """Whether the database stands at the newest migration."""
    with database.engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here is not None and store.standing(here) == store.NEWEST
