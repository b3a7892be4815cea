"""The demo's small cast: people one may try the bank as. They exist in a demo database only."""

import dataclasses

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.actions import Remark, comment
from ideabank.discussion.models import Comment
from ideabank.entries.links import contest
from ideabank.entries.models import Entry, Link
from ideabank.i18n import Words
from ideabank.people.models import Membership, Person, PersonRole
from ideabank.people.queries import memberships
from ideabank.people.signin import person_at
from ideabank.people.viewer import Viewer
from ideabank.support.actions import state, support


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


# Key of a use case → by how many of the cast it is supported in the demo.
SUPPORTED = {
    "palvelu-loytyy-yhdesta-paikasta": 6, "varaus-toisen-puolesta": 5, "laboratoriotulokset-puhelimella": 5,
    "lapsen-asiat-vanhemman-puolesta": 4, "digitaidoton-asioi-muuten": 4, "biometrinen-kirjautuminen": 3,
    "ilmoitus-kun-asia-etenee": 3, "lahetteen-tila": 3, "pitkat-matkat-lapissa": 2, "diabeteksen-omahoito": 2,
    "nakovammaisen-asiointi": 2, "kanavatoive-kerran": 1,
}  # fmt: skip
SAID = (
    ("palvelu-loytyy-yhdesta-paikasta", "aino", "experience",
     "Etsin äidilleni aikaa kolmesta eri palvelusta ennen kuin löysin oikean.",
     (("sanna", "Kiitos! Missä kohdassa huomasit olevasi väärässä paikassa?"), ("aino", "Vasta kun olin jo tunnistautunut."))),
    ("digitaidoton-asioi-muuten", "eero", "for", "Tätä tarvetta ei saa unohtaa, kun verkkopalvelut paranevat.",
     (("kaisa", "Samaa mieltä. Nostan tämän ehdotusten seurantaan."),)),
    ("diabeteksen-omahoito", "timo", "question", "Millä laitteilla mittaukset yleensä tehdään?", ()),
)  # fmt: skip
CONTESTED = "iakkaan-pieni-naytto"


def add_cast(session: Session) -> None:
    """Makes the cast; doing it again changes nothing."""
    for role in CAST:
        person = person_at(session, role.email)
        person.name = role.name
        held = set(
            session.execute(sa.select(col(PersonRole.role)).where(col(PersonRole.person_id) == person.id)).scalars()
        )
        session.add_all(PersonRole(person_id=person.id, role=one) for one in role.roles if one not in held)
        if role.organisation:
            _join(session, person, role.organisation)


def add_activity(session: Session) -> None:
    """A little life for the demo: the cast supports, comments, takes a stand and contests. Made up, and only in a demo."""
    if session.execute(sa.select(sa.exists().where(col(Comment.id).is_not(None)))).scalar():
        return
    viewers = viewers_of(session)
    for number, (key, count) in enumerate(SUPPORTED.items()):
        if (entry := _entry(session, key)) is not None:
            for viewer in (list(viewers.values()) * 2)[number : number + count]:
                support(session, entry, by=viewer, wanted=True)
    for key, who, stance, words, answers in SAID:
        if (entry := _entry(session, key)) is not None:
            first = comment(session, entry, Remark(words, stance), by=viewers[who])
            for other, said in answers:
                comment(session, entry, Remark(said), by=viewers[other], parent=first)
    _take_a_stand(session, viewers["eero"])


def _take_a_stand(session: Session, eero: Viewer) -> None:
    """The association supports one need, and contests one link that claims too much."""
    organisation_id = next(iter(eero.organisations), None)
    need = _entry(session, "digitaidoton-asioi-muuten")
    if need is None or organisation_id is None:
        return
    words = "Jäsenemme kertovat tästä joka viikko. Puhelin ja palvelupiste ovat heille ainoa ovi."
    state(session, need, organisation_id=organisation_id, by=eero, words=words)
    query = sa.select(Link).join(Entry, col(Entry.id) == col(Link.source_id)).where(col(Entry.content_key) == CONTESTED)
    link = session.execute(query.order_by(col(Link.id)).limit(1)).scalar_one_or_none()
    if link is not None:
        contest(session, link, by=eero, reason="Iäkäs, joka asioi tuttavan puhelimella, jää tästä yhä ulkopuolelle.")


def viewers_of(session: Session) -> dict[str, Viewer]:
    """The cast by key, as those who write."""
    return {role.key: _viewer(session, role) for role in CAST}


def _viewer(session: Session, role: Role) -> Viewer:
    person = person_at(session, role.email)
    return Viewer(person.id, role.name, "fi", frozenset(role.roles), memberships(session, person.id))


def _entry(session: Session, key: str) -> Entry | None:
    query = sa.select(Entry).where(col(Entry.kind) == "usecase", col(Entry.content_key) == key)
    return session.execute(query).scalar_one_or_none()


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
        session.add(Membership(person_id=person.id, organisation_id=organisation_id))
        session.flush()  # the activity looks for it
