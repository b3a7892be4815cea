"""A small recipe with two questions, three variants and four tasks, and what belongs to it."""

import copy
import dataclasses
from typing import Any

from cookbook.recipes import changing
from cookbook.recipes.plan import Answer, Plan, Question
from cookbook.recipes.reading import stored
from cookbook.recipes.structure import QUESTION
from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry
from ideabank.entries.revisions import details as details_of
from tests.world import BANK, World, content


def _told(fi: str, sv: str = "") -> dict[str, str]:
    return {"fi": fi, "sv": sv} if sv else {"fi": fi}


PLAN: dict[str, Any] = {
    "questions": [
        {
            "key": "jarjestelma",
            "text": _told("Onko varausjärjestelmässä rajapinta?", "Har bokningssystemet ett gränssnitt?"),
            "help": _told("Kysy toimittajalta."),
            "answers": [
                {"key": "on", "text": _told("On", "Ja"), "to": "kuka", "variant": ""},
                {"key": "ei", "text": _told("Ei", "Nej"), "to": "", "variant": "linkki"},
            ],
        },
        {
            "key": "kuka",
            "text": _told("Kuka varaa?", "Vem bokar?"),
            "help": {},
            "answers": [
                {"key": "itse", "text": _told("Asiakas itse", "Klienten själv"), "to": "", "variant": "suoraan"},
                {"key": "toinen", "text": _told("Toinen puolesta", "Någon annan"), "to": "", "variant": "puolesta"},
            ],
        },
    ],
    "variants": [
        {"key": "linkki", "name": _told("Siirtymä linkillä", "Länk"), "text": _told("Vain linkki.")},
        {"key": "suoraan", "name": _told("Suoraan rajapinnasta", "Direkt"), "text": {}},
        {"key": "puolesta", "name": _told("Toisen puolesta", "För en annan"), "text": {}},
    ],
    "tasks": [
        {
            "key": "sovi",
            "name": _told("Sovi vastuut", "Avtala om ansvar"),
            "who": _told("Palvelun omistaja", "Tjänstens ägare"),
            "how": _told("Sopikaa **kirjallisesti**.\n\n```\nToimittaja avaa rajapinnan.\n```", "Skriv ett avtal."),
            "outcome": _told("Sopimus", "Ett avtal"),
            "check": _told("Molemmat ovat allekirjoittaneet.", "Båda har skrivit under."),
            "after": [],
            "variants": [],
        },
        {
            "key": "avaa",
            "name": _told("Avaa rajapinta", "Öppna gränssnittet"),
            "who": _told("Toimittaja"),
            "how": _told("Testiympäristössä ensin."),
            "outcome": _told("Toimiva rajapinta"),
            "check": _told("Vapaa aika löytyy."),
            "after": ["sovi"],
            "variants": ["suoraan", "puolesta"],
        },
        {
            "key": "valtuus",
            "name": _told("Tarkista valtuus"),
            "who": {},
            "how": {},
            "outcome": {},
            "check": {},
            "after": ["avaa"],
            "variants": ["puolesta"],
        },
        {
            "key": "linkita",
            "name": _told("Tee linkki"),
            "who": {},
            "how": _told("Suoraan oikeaan kohtaan."),
            "outcome": {},
            "check": _told("Linkki avaa varauksen."),
            "after": ["sovi"],
            "variants": ["linkki"],
        },
    ],
}
WAY = "on.itse"
CSV = "text/csv"


def plan_with(**changes: Any) -> dict[str, Any]:
    """The plan with other questions, variants or tasks."""
    return {**copy.deepcopy(PLAN), **changes}


def task_with(task_key: str, /, **changes: Any) -> dict[str, Any]:
    """The plan with one task changed."""
    tasks = [{**task, **changes} if task["key"] == task_key else task for task in copy.deepcopy(PLAN["tasks"])]
    return plan_with(tasks=tasks)


def add_recipe(world: World, *, word: str = "") -> World:
    """`recipe`: relies on Omakanta, helps the need, fulfils a requirement that the need calls for."""
    kinds, sanna = BANK.kinds, world.people["sanna"]
    fields = {
        "when": "- Aikoja varataan monessa paikassa.",
        "when_not": "Jos järjestelmä vaihtuu.",
        "risks": "Kaksi aikaa.",
    }
    texts = {
        "fi": Text(f"Liitä ajanvaraus kanavaan {word}".strip(), "Ajat näkyvät siellä, missä asiakas on.", "Miksi näin.", fields),
        "sv": Text("Anslut tidsbokningen", "Tiderna syns där klienten är.", "", {"when": "Tider bokas på många ställen."}),
    }  # fmt: skip
    details = {
        "purpose": ["connect", "build"],
        "main_area": ["PK3"],
        "keeper": "Varaustiimi",
        "plan": copy.deepcopy(PLAN),
    }
    with world.database.writing() as session:

        def found(name: str) -> Entry:
            entry = session.get(Entry, world.entries[name])
            assert entry is not None
            return entry

        made = Content("fi", texts, theme="booking", details=details, review_by="2090-01-31")
        recipe = actions.propose(session, kinds["recipe"], made, by=sanna)
        rule = content(
            "Rajapinta on avoin",
            summary="Palvelun on tarjottava rajapinta.",
            fields={"why": "Muut voivat liittyä.", "check": "Kuvaus on saatavilla."},
            details={"code": "G-01", "scope": "general", "level": "must"},
            sources=({"slides": [97]},),
        )
        requirement = actions.propose(session, kinds["requirement"], rule, by=sanna)
        rule = content(
            "Toimii pienellä näytöllä",
            summary="Palvelun on toimittava puhelimessa.",
            details={"code": "M-01", "scope": "mobile", "level": "should"},
        )
        phone = actions.propose(session, kinds["requirement"], rule, by=sanna)
        links.suggest(session, recipe, found("omakanta"), "relies-on", links.Claim(), anchor="avaa", by=sanna)
        links.suggest(session, recipe, found("booking"), "helps", links.Claim(), by=sanna)
        links.suggest(session, recipe, found("notices"), "helps", links.Claim(), by=sanna)
        links.suggest(session, recipe, requirement, "fulfils", links.Claim(), by=sanna)
        links.suggest(session, requirement, found("booking"), "called-for-by", links.Claim(), by=sanna)
        world.entries |= {"recipe": recipe.id, "requirement": requirement.id, "phone": phone.id}
    return world


def rewrite(world: World, **changes: Any) -> None:
    """A new version of the recipe whose task `sovi` says something else."""
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["recipe"])
        assert entry is not None
        plan = stored(details_of(session, entry)["plan"])
        task = plan.task("sovi")
        assert task is not None
        changing.save(session, entry, plan.with_task(dataclasses.replace(task, **changes)), by=world.people["sanna"])


def replan(world: World, plan: Plan) -> None:
    """A new version of the recipe with this plan."""
    with world.database.writing() as session:
        entry = session.get(Entry, world.entries["recipe"])
        assert entry is not None
        changing.save(session, entry, plan, by=world.people["sanna"])


def plan_of(world: World, name: str = "recipe") -> Plan:
    """The recipe's plan as it stands."""
    with world.database.reading() as session:
        entry = session.get(Entry, world.entries[name])
        assert entry is not None
        return stored(details_of(session, entry)["plan"])


def add_project(world: World, who: str = "aino", title: str = "Meidän ajanvaraus", way: str = WAY) -> str:
    """`project`: started by `who` from the recipe; gives its address."""
    form = {"recipe": str(world.entries["recipe"]), "version": str(world.entry("recipe").revision), "way": way}
    answer = world.client(who).post("/fi/projects/start", data={**form, "title": title})
    assert answer.status_code == 303, answer.text[:2000]
    world.entries["project"] = int(answer.headers["location"].rpartition("/")[2].partition("-")[0])
    return str(answer.headers["location"])


def ask_a_third(world: World) -> None:
    """The recipe asks one more question of those whose clients book themselves; a task speaks of a term of the vocabulary."""
    plan = plan_of(world)
    third = Question(
        "laite",
        _told("Millä laitteella?", "Med vilken enhet?"),
        {},
        (Answer("puhelin", _told("Puhelimella", "Med telefon"), variant="suoraan"), Answer("kone", _told("Koneella", "Med dator"), variant="linkki")),
    )  # fmt: skip
    second = plan.question("kuka")
    assert second is not None
    answers = (dataclasses.replace(second.answers[0], to="laite", variant=""), *second.answers[1:])
    replan(world, QUESTION.put(QUESTION.put(plan, dataclasses.replace(second, answers=answers)), third))
    texts = {
        "fi": Text("rajapinta", "Tapa, jolla järjestelmät vaihtavat tietoja."),
        "sv": Text("gränssnitt", "Sättet på vilket system utbyter uppgifter."),
    }
    with world.database.writing() as session:
        made = actions.propose(session, BANK.kinds["term"], Content("fi", texts), by=world.people["sanna"])
        world.entries["term"] = made.id
