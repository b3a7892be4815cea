"""A little life in the demo's cookbook: how recipes went, and a project on its way. Made up, and only in a demo."""

import dataclasses
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.fieldreports.vocabulary import report_title
from cookbook.projects import actions as projects
from cookbook.projects.queries import rows_of
from cookbook.recipes import changing
from cookbook.recipes.reading import stored
from ideabank.entries import actions, links
from ideabank.entries.content import LIMITS, Content, Text
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.entries.teams import join
from ideabank.people.viewer import Viewer

RECIPE, WAY = "ajanvarauspalvelun-liittaminen", "verkko.on.vain-itse"


@dataclasses.dataclass(frozen=True)
class Went:
    """How a recipe went: which, who tells it, whether in their organisation's name, the outcome, why, and where."""

    recipe: str
    who: str
    speaks: bool
    outcome: str
    because: str
    context: str


REPORTS = (
    Went(RECIPE, "timo", False, "worked", "Toimittaja avasi rajapinnan vasta, kun ehto oli sopimuksessa. Aikatyyppien nimien siivous ensin säästi viikkoja.",
     "Keskikokoinen alue, kaksi ajanvarausjärjestelmää, kokeilussa 40 asiakasta."),
    Went(RECIPE, "eero", True, "failed", "Jäsenemme eivät löytäneet uutta kanavaa, ja puhelinnumero oli siirretty kolmannen valikon taakse. Kysykää iäkkäiltä ennen avaamista.",
     "Yhdistyksen kolme paikallisosastoa, noin 60 jäsentä."),
    Went("mobiili-edella-rinnakkaisella-kanavalla", "sanna", False, "worked", "Kokeilimme ensin vanhimmalla puhelimella, joka löytyi. Se muutti suunnitelman ja samalla kaikkien käyttökokemuksen.",
     "Yksi palvelu, kahdeksan testaajaa."),
    Went("turvallinen-viestinta", "kaisa", False, "failed", "Ilmoitus sanoi liikaa: otsikosta näki yksikön nimen. Palasimme neutraaliin tekstiin ja aloitimme kokeilun alusta.",
     "Kaksi toimipistettä."),
)  # fmt: skip
# task → state, who, note
PROGRESS = {
    "kartoita-varauspaikat": ("done", "Timo", "Taulukko on tiimin työtilassa. Yllätys: kolme tapaa perua aika."),
    "sovi-vastuut": ("doing", "Hankinta", "Ehto lähetetty toimittajalle, vastaus viikolla 3."),
}
OWN = "Kerro henkilöstölle, mikä muuttuu"
CHECK = {
    "fi": "Jokaiselle taulukon järjestelmälle on nimetty vastuuhenkilö kummaltakin puolelta, ja ehto on allekirjoitetussa sopimuksessa.",
    "sv": "Varje system i tabellen har en ansvarig person på båda sidor, och villkoret finns i ett undertecknat avtal.",
    "en": "Every system in the table has a named person on both sides, and the clause is in a signed contract.",
}


def add_activity(session: Session, people: Mapping[str, Viewer]) -> None:
    """Reports, a project of two, and a recipe that has changed since; doing it again changes nothing."""
    if session.execute(sa.select(sa.exists().where(col(Entry.kind) == "project"))).scalar():
        return
    recipe = _entry(session, "recipe", RECIPE)
    if recipe is None:
        return
    for row in REPORTS:
        _report(session, people, row)
    _project(session, people, recipe)
    _change(session, people["sanna"], recipe)


def _report(session: Session, people: Mapping[str, Viewer], went: Went) -> None:
    recipe, by = _entry(session, "recipe", went.recipe), people[went.who]
    if recipe is None:
        return
    title = report_title(went.outcome, texts_of(session, recipe.id)["fi"].title, "fi")
    told = Content("fi", {"fi": Text(title[: LIMITS["title"]], went.because, "", {"context": went.context})})
    told = dataclasses.replace(told, details={"outcome": went.outcome, "recipe_revision": recipe.revision})
    organisation_id = next(iter(by.organisations), None) if went.speaks else None
    made = actions.propose(session, bank_of(session).kinds["fieldreport"], told, by=by, organisation_id=organisation_id)
    links.suggest(session, made, recipe, "reports-on", links.Claim(basis="experience"), by=by)


def _project(session: Session, people: Mapping[str, Viewer], recipe: Entry) -> None:
    """Timo's and Sanna's checklist of the recipe, half done."""
    timo = people["timo"]
    told = Content(
        "fi",
        {"fi": Text("Ajanvaraus asiakkaan kanavaan", "Yhden alueen ajat näkyviin keväällä.")},
        details={"recipes": []},
    )
    made = projects.start(session, bank_of(session).kinds["project"], told, by=timo, organisation_id=None)
    projects.take_recipe(session, made, projects.Chosen(recipe, recipe.revision, WAY), by=timo)
    join(session, made, people["sanna"].person_id)
    session.flush()
    for row in rows_of(session, made.id):
        if row.task["key"] in PROGRESS:
            state, assignee, note = PROGRESS[row.task["key"]]
            projects.set_task(session, made, row, by=timo, state=state, assignee=assignee, note=note)
    projects.add_own(session, made, OWN, "fi", by=timo)
    for kind, key in (("usecase", "varaus-toisen-puolesta"), ("solution", "omakanta")):
        if (other := _entry(session, kind, key)) is not None:
            links.suggest(session, made, other, "works-on", links.Claim(), by=timo)


def _change(session: Session, sanna: Viewer, recipe: Entry) -> None:
    """A new version of the recipe: one task says more exactly how one knows that it worked."""
    plan = stored(details_of(session, recipe).get("plan"))
    task = plan.task("sovi-vastuut")
    if task is not None:
        changing.save(session, recipe, plan.with_task(dataclasses.replace(task, check=CHECK)), by=sanna)


def _entry(session: Session, kind: str, key: str) -> Entry | None:
    query = sa.select(Entry).where(col(Entry.kind) == kind, col(Entry.content_key) == key)
    return session.execute(query).scalar_one_or_none()
