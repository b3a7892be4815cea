"""Fills the small world with something for each template to draw."""

import datetime as dt
import io
from typing import Any

from PIL import Image

from cookbook.projects.queries import rows_of
from ideabank.entries import actions, links
from ideabank.entries.models import Entry
from segments.sheets import changing
from segments.sheets.reading import stored
from segments.sheets.schema import PATH as PATH_TYPE
from tests.cookbook import samples as cookbook
from tests.segments.samples import BLUEPRINT, BOARD, PATH, PERSONA
from tests.telling.lists import Visitor, needs, placed
from tests.world import BANK, World, content

DRAFT = "D" * 43
LIST, TAKEN = "L" * 43, "K" * 43
ROWS = (
    ("Kuulen bussin aikataulun", "Sokea matkustaja", "", ""),
    ("Näen päivystyksen jonon", "Potilas", "", ""),
    ("Soitan numeroon 040 123 4567", "Asiakas", "", ""),
    ("Tarve ilman kieltä", "Joku", "klingon", "Savumerkki"),
    ("", "Joku muu", "", ""),
)
REASON = "Tekstissä oli toisen ihmisen nimi."
NEED = {
    "title": "Näen laboratoriotulokset puhelimella",
    "who": "Pitkäaikaissairas",
    "theme": "own-data",
    "tags": "tulokset",
    "language": "fi",
}
# (solution, fit, what is then done with the link, by whom)
LINKS = (
    ("Terveyskylä", "full", "confirmation", "kaisa"),
    ("Maisa", "none", "", ""),
    ("Omaolo", "unknown", "contest", "eero"),
    ("Kaiku24", "partial", "withdrawal", "sanna"),
)


def enrich(world: World) -> None:
    """Comments, statements, links, translations, drafts and reports, made as people make them."""
    _many_needs(world)
    _talk(world)
    _links(world)
    _versions(world)
    _moderation(world)
    _segment(world)
    _sheets(world)
    _terms(world)
    _cookbook(world)
    _lists(world)
    _ok(world.client("aino").post("/fi/usecases", data={**NEED, "draft": DRAFT, "do": "save"}))
    world.app.state.site.search.drain_all()


def _many_needs(world: World) -> None:
    """More than a list page holds, two of them gone, and solutions to link with."""
    with world.database.writing() as session:
        for number in range(45):
            text = content(
                f"Tarve numero {number}", summary="Yksi monista.", theme="contact", fields={"who": "Potilas"}
            )
            entry = actions.propose(session, BANK.kinds["usecase"], text, by=world.people["eero"])
            if number < 2:
                world.entries[("gone", "hidden")[number]] = entry.id
        for name, *_ in LINKS:
            text = content(name, summary="Palvelu kansalaisille.", theme="self-care", details={"type": "service"})
            world.entries[name] = actions.propose(session, BANK.kinds["solution"], text).id


def _lists(world: World) -> None:
    """A list that is looked through, and one that has been taken in."""
    visitor = Visitor(world)
    data = needs(*ROWS, head=("Otsikko", "Kuka", "Kieli", "Laitteelta vaaditaan"))
    waiting, taken = visitor.bring(data), visitor.bring(needs(*ROWS[:2], head=("Otsikko", "Kuka")))
    assert taken.press("take", r2_do="own", r3_do="draft").status_code == 303
    placed(world, waiting, LIST)
    placed(world, taken, TAKEN)


def _segment(world: World) -> None:
    """A group with its factors, and needs that concern it."""
    details = {
        "need": "long-term", "need_source": "87", "ability": "with-help", "ability_source": "judgement",
        "support": "some", "support_source": "judgement", "life": ["family"], "channels": ["phone"],
    }  # fmt: skip
    with world.database.writing() as session:
        made = content("Toisen puolesta asioivat", summary="Läheiset.", fields={"works": "Puhelu"}, details=details)
        group = actions.propose(session, BANK.kinds["segment"], made)
        world.entries["carers"] = group.id
        for name in ("booking", "queue"):
            need = session.get(Entry, world.entries[name])
            assert need is not None
            links.suggest(session, group, need, "concerns", links.Claim(evidence={"fi": "Oma arviomme: koskee heitä."}))


def _cookbook(world: World) -> None:
    """A recipe with both kinds of reports, a fork the original has left behind, a requirement, and a project that is behind."""
    cookbook.add_recipe(world)
    sanna, number = world.client("sanna"), str(world.entries["recipe"])
    forked = sanna.post(world.path("recipe", "/fork"), data={"title": "Oma ajanvarausohje"})
    _ok(forked)
    world.entries["recipe-fork"] = int(forked.headers["location"].rpartition("/")[2].partition("-")[0])
    for who, outcome, because in (
        ("eero", "worked", "Toimittaja avasi rajapinnan, kun sopimus oli valmis."),
        ("kaisa", "failed", "Kukaan ei vastannut testiympäristöstä."),
    ):
        form = {"recipe": number, "revision": "1", "outcome": outcome, "because": because, "context": "Kaksi kuntaa."}
        organisation = str(world.entries["seniors"]) if who == "eero" else ""
        _ok(world.client(who).post("/fi/fieldreports/start", data={**form, "organisation": organisation}))
    cookbook.add_project(world, "sanna")
    at = world.path("project")
    with world.database.reading() as session:
        tasks = rows_of(session, world.entries["project"])
    world.tasks = [task.id for task in tasks]
    form = {
        "state": "done",
        "assignee": "Sanna",
        "note": "Sovittu kokouksessa.",
        "based_on": tasks[0].changed_at.isoformat(),
    }
    _ok(sanna.post(f"{at}/tasks/{tasks[0].id}/edit", data=form))
    _ok(sanna.post(f"{at}/tasks", data={"name": "Kerro henkilöstölle"}))
    cookbook.rewrite(world, check={"fi": "Kaikki kolme ovat allekirjoittaneet."})
    with world.database.writing() as session:
        recipe = session.get(Entry, world.entries["recipe-fork"])
        assert recipe is not None
        recipe.review_by = dt.date(2020, 1, 1)


def _terms(world: World) -> None:
    """Two terms; the word of one stands in the story of a need."""
    with world.database.writing() as session:
        for name, title, told in (
            ("term", "jono", "Ne, jotka odottavat."),
            ("queueing", "jonottaminen", "Odottaminen."),
        ):
            made = content(title, summary=told, fields={"synonyms": "odotus", "avoid": "ruuhka"})
            world.entries[name] = actions.propose(session, BANK.kinds["term"], made).id
        source, target = (session.get(Entry, world.entries[name]) for name in ("queueing", "term"))
        assert source is not None
        assert target is not None
        links.suggest(session, source, target, "related-to", links.Claim())


def _sheets(world: World) -> None:
    """A path with its links and a fork that its origin has left behind, and artefacts of three shapes with a picture."""
    kinds, sanna = BANK.kinds, world.people["sanna"]
    with world.database.writing() as session:

        def made(kind: str, title: str, **details: object) -> Entry:
            told = content(title, summary="Esimerkki.", details=details)
            return actions.propose(session, kinds[kind], told, by=sanna)

        path = made("path", "Polku vastaanotolle", state="now", scope="region", sheet=PATH)
        artefacts = {
            "persona": made("artefact", "Persoona: Sari", type="persona", sheet=PERSONA),
            "blueprint": made("artefact", "Rakennekuva: ajan varaus", type="blueprint", sheet=BLUEPRINT),
            "board": made("artefact", "Löydökset: kanavat", type="affinity", sheet=BOARD),
        }
        others = {name: session.get(Entry, world.entries[name]) for name in ("carers", "booking", "queue", "omakanta")}
        group, booking, queue, omakanta = (found for found in others.values() if found is not None)
        links.suggest(session, path, group, "walked-by", links.Claim())
        links.suggest(session, path, booking, "raises", links.Claim(), anchor="huomaa")
        links.suggest(session, path, queue, "raises", links.Claim(), anchor="soittaa")
        claim = links.Claim("partial", "judgement", {"fi": "Oma arviomme."})
        links.suggest(session, path, omakanta, "served-by", claim, anchor="kay")
        for one in artefacts.values():
            links.suggest(session, one, path, "describes", links.Claim())
        fork = changing.fork(
            session, path, title="Polku kotoutujalle", language="fi", by=sanna, segment=group, with_links=True
        )
        sheet = stored(PATH, PATH_TYPE)
        changing.save(session, path, changing.duplicated(sheet, "kay")[0], by=sanna)
        world.entries |= {"path": path.id, "fork": fork.id}
        world.entries |= {name: one.id for name, one in artefacts.items()}
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), (40, 90, 160)).save(picture, "PNG")
    at = world.path("persona", "/attachments/new")
    files = {"file": ("Sari kotona.png", picture.getvalue())}
    _ok(world.client("sanna").post(at, data={"alt": "Piirros: Sari keittiön pöydän ääressä."}, files=files))


def _talk(world: World) -> None:
    at = world.path("booking", "/comments")
    for who, stance, words in (
        ("aino", "experience", "Minulle kävi näin **kahdesti**."),
        ("sanna", "question", "Miten valtuutus annetaan?"),
        ("eero", "for", "Jäsenemme toivovat tätä."),
        ("mika", "against", "Puolesta-asiointi vaatii varovaisuutta."),
    ):
        form = {"body": words, "stance": stance}
        if who == "eero":
            form["organisation"] = str(world.entries["seniors"])
        _ok(world.client(who).post(at, data=form))
    _ok(world.client("kaisa").post(at, data={"body": "Hyvä kysymys.", "stance": "neutral", "parent": "2"}))
    _ok(world.client("mika").post(f"{at}/4/withdrawal"))
    form = {"organisation": str(world.entries["seniors"]), "words": "Tämä on jäsenillemme tärkeää."}
    _ok(world.client("eero").post(world.path("booking", "/statements"), data=form))
    for who in ("aino", "sanna"):
        _ok(world.client(who).post(world.path("booking", "/support"), data={"support": "yes"}))


def _links(world: World) -> None:
    at = world.path("booking", "/links")
    for number, (name, fit, then, who) in enumerate(LINKS, 3):
        form = {
            "other": str(world.entries[name]),
            "relation": "addressed-by>",
            "fit": fit,
            "basis": "test",
            "evidence": "Kokeiltu yhdessä.",
            "slides": "61, 74",
            "language": "fi",
        }
        _ok(world.client("sanna").post(at, data=form))
        if then:
            form = {"reason": "Ei onnistu edunvalvojalta.", "state": "confirmed"}
            _ok(world.client(who).post(f"{at}/{number}/{then}", data=form))


def _versions(world: World) -> None:
    """A second version of the original, so that the English text is older than it."""
    form = {
        "title": "Varaan ajan äitini puolesta",
        "summary": "Ajan saa varattua.",
        "who": "Omaishoitaja",
        "language": "fi",
    }
    _ok(world.client("aino").post(world.path("booking"), data={**form, "theme": "booking", "based_on": "1"}))
    form = {"status": "review", "reason": "Otetaan käsittelyyn."}
    statuses = BANK.kinds["usecase"].lifecycle.statuses
    form["status"] = statuses[1]
    _ok(world.client("kaisa").post(world.path("booking", "/status"), data=form))


def _moderation(world: World) -> None:
    visitor, mika = world.client(), world.client("mika")
    report = {"reason": "personal", "words": "Tässä on nimi."}
    for name in ("hidden", "queue"):
        _ok(visitor.post(world.path(name, "/report"), data=report))
    _ok(visitor.post(world.path("booking", "/report?comment=3"), data={**report, "comment": "3"}))
    _ok(mika.post(world.path("hidden", "/decision"), data={"do": "hide", "reason": REASON}))
    _ok(world.client("eero").post(world.path("gone", "/withdrawal"), data={"reason": "Kerroin saman kahdesti."}))


def _ok(answer: Any) -> None:
    assert answer.status_code == 303, (answer.request.url, answer.status_code, answer.text[:3000])
