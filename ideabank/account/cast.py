"""The demo's small cast: people one may try the bank as. They exist in a demo database only."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.i18n import Words
from ideabank.people.models import Membership, Person, PersonRole
from ideabank.people.signin import person_at


@dataclasses.dataclass(frozen=True)
class Role:
    """One of the cast. `organisation` is the content key of whom they speak for."""

    key: str
    name: str
    roles: tuple[str, ...]
    about: Words
    organisation: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@demo.invalid"


CAST = (
    Role("aino", "Aino Aalto", ("citizen",), Words(
        "Kansalainen: kertoo tarpeen, kannattaa ja kommentoi.", "Medborgare: berättar om ett behov, stöder och kommenterar.",
        "Citizen: tells a need, supports and comments.")),
    Role("eero", "Eero Niemi", ("citizen", "representative"), Words(
        "Järjestön edustaja: puhuu Vanhustyön keskusliiton puolesta.", "Organisationsrepresentant: talar för Centralförbundet för de gamlas väl.",
        "Organisation representative: speaks for an association of older people."), "vanhustyon-keskusliitto"),
    Role("sanna", "Sanna Salo", ("citizen", "designer"), Words(
        "Palvelumuotoilija: muokkaa tarpeita ja linkittää ne ratkaisuihin.", "Tjänstedesigner: redigerar behov och länkar dem till lösningar.",
        "Service designer: edits needs and links them to solutions.")),
    Role("timo", "Timo Koski", ("citizen", "team"), Words(
        "Projektitiimin jäsen: lisää ratkaisuja ja linkittää ne tarpeisiin.", "Medlem i ett projektteam: lägger till lösningar och länkar dem till behov.",
        "Member of a project team: adds solutions and links them to needs.")),
    Role("kaisa", "Kaisa Lind", ("citizen", "coordinator"), Words(
        "Kansallinen koordinaattori: seuraa ehdotuksia ja vaihtaa niiden tilan.", "Nationell koordinator: följer förslagen och ändrar deras status.",
        "National coordinator: follows proposals and changes their status.")),
    Role("mika", "Mika Ranta", ("citizen", "moderator"), Words(
        "Moderaattori: käsittelee ilmoitukset ja piilottaa sopimattoman.", "Moderator: behandlar anmälningar och döljer olämpligt innehåll.",
        "Moderator: handles reports and hides what must not be shown.")),
    Role("ada", "Ada Berg", ("citizen", "admin"), Words(
        "Ylläpitäjä: saa tehdä kaiken.", "Administratör: får göra allt.", "Administrator: may do everything.")),
)  # fmt: skip


def add_cast(session: Session) -> None:
    """Makes the cast; doing it again changes nothing."""
    for role in CAST:
        person = person_at(session, role.email)
        person.name = role.name
        held = set(
            session.execute(sa.select(col(PersonRole.role)).where(col(PersonRole.person_id) == person.id)).scalars()
        )
        session.add_all(PersonRole(person_id=person.id or 0, role=one) for one in role.roles if one not in held)
        if role.organisation:
            _join(session, person, role.organisation)


def member(session: Session, key: str) -> Person | None:
    """The cast's person of this key."""
    role = next((one for one in CAST if one.key == key), None)
    if role is None:
        return None
    return session.execute(sa.select(Person).where(col(Person.email) == role.email)).scalar_one_or_none()


def _join(session: Session, person: Person, key: str) -> None:
    query = sa.select(col(Entry.id)).where(col(Entry.kind) == "organisation", col(Entry.content_key) == key)
    organisation_id = session.execute(query).scalar_one_or_none()
    if organisation_id and session.get(Membership, (person.id, organisation_id)) is None:
        session.add(Membership(person_id=person.id or 0, organisation_id=organisation_id))
