"""Acts of the cast that can be undone, pressed as in a browser; what stands in the bank, to compare before and after."""

import dataclasses
import re
from html import unescape
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col
from starlette.testclient import TestClient

from cookbook.models import ProjectTask
from ideabank.attachments.actions import File, attach
from ideabank.discussion.models import Comment
from ideabank.entries.models import Attachment, AttachmentData, Decision, Entry, EntryTag, EntryText, Link, Report
from ideabank.exchange.cleaned import Cleaned
from ideabank.support.models import Statement, Vote
from tests.cookbook.samples import add_project, add_recipe
from tests.journeys.test_journeys import NEED
from tests.segments.samples import add_path
from tests.segments.test_cleaned import picture
from tests.world import World

STANDS: dict[type[SQLModel], set[str]] = {
    Entry: {"version", "revision", "updated_at"},
    EntryText: {"updated_at"},
    EntryTag: set(),
    Link: {"revision", "updated_at"},
    Comment: {"revision"},
    Vote: set(),
    Statement: set(),
    Attachment: set(),
    AttachmentData: set(),
    ProjectTask: {"id"},
    Report: set(),
}
WORDS = {"body": "Näin minulle kävi", "stance": "experience"}
CLAIM = {"fit": "full", "basis": "test", "evidence": "Kokeiltu"}


@dataclasses.dataclass(frozen=True)
class Act:
    """Who sends which form where."""

    who: str
    where: str
    form: dict[str, str]


# By the name of the event that it leaves.
ACTS = {
    "supported": Act("eero", "{queue}/support", {"support": "yes"}),
    "unsupported": Act("aino", "{booking}/support", {"support": "no"}),
    "statement": Act("eero", "{queue}/statements", {"organisation": "{seniors_id}", "words": "Tuemme"}),
    "statement taken back": Act("eero", "{booking}/statements/{seniors_id}/withdrawal", {}),
    "comment-edited": Act("aino", "{booking}/comments/1/edit", {"body": "Toisin", "stance": "for", "based_on": "1"}),
    "comment-withdrawn": Act("aino", "{booking}/comments/1/withdrawal", {}),
    "comment-hidden": Act("mika", "{booking}/decision", {"do": "hide", "reason": "Syy", "comment": "1"}),
    "link-suggested": Act("sanna", "{queue}/links", {**CLAIM, "other": "{omakanta_id}", "relation": "addressed-by>"}),
    "link-edited": Act("sanna", "{booking}/links/1/edit", {**CLAIM, "based_on": "1"}),
    "link-confirmed": Act("kaisa", "{booking}/links/1/confirmation", {"state": "confirmed"}),
    "link-contested": Act("aino", "{booking}/links/1/contest", {"reason": "Syy"}),
    "link-withdrawn": Act("sanna", "{booking}/links/1/withdrawal", {}),
    "attached": Act("sanna", "{path}/attachments/new", {"alt": "Kuva", "file": "picture"}),
    "detached": Act("sanna", "{path}/attachments/1/removal", {}),
    "revised": Act("aino", "{queue}", {**NEED, "based_on": "1", "tags": "uusi"}),
    "step removed": Act("sanna", "{path}/steps/huomaa/removal", {}),
    "withdrawn": Act("aino", "{queue}/withdrawal", {}),
    "status": Act("kaisa", "{queue}/status", {"status": "accepted", "reason": "Syy"}),
    "report-kept": Act("mika", "{queue}/decision", {"do": "keep", "reason": "Asiallista"}),
    "hidden": Act("mika", "{queue}/decision", {"do": "hide", "reason": "Syy"}),
    "published": Act("aino", "{project}/publishing", {"public": "yes"}),
    "task set": Act("aino", "{project}/tasks/1", {"state": "done"}),
    "task added": Act("aino", "{project}/tasks", {"name": "Oma tehtävä"}),
}


def fill(world: World) -> None:
    """What the acts are done to."""
    add_path(world)
    add_recipe(world)
    add_project(world)
    world.client("aino").post(world.path("booking", "/comments"), data=WORDS)
    world.client("aino").post(world.path("booking", "/support"), data={"support": "yes"})
    world.client().post(world.path("queue", "/report"), data={"reason": "other", "words": ""})
    form = {"organisation": str(world.entries["seniors"]), "words": "Tuemme"}
    world.client("eero").post(world.path("booking", "/statements"), data=form)
    with world.database.writing() as session:
        path = session.get_one(Entry, world.entries["path"])
        file = File("a.png", {"fi": "Kuva"}, Cleaned(picture(), "image/png", 1, 1))
        attach(session, path, file, by=world.people["sanna"])


def press(world: World, act: Act, client: TestClient | None = None) -> tuple[TestClient, str]:
    """The act done, and the page one lands on."""
    client = client or world.client(act.who)
    places = {one: world.path(one) for one in world.entries} | {f"{n}_id": str(i) for n, i in world.entries.items()}
    data = {name: value.format(**places) if value.startswith("{") else value for name, value in act.form.items()}
    files = {"file": ("a.png", picture())} if data.pop("file", "") else None
    answer = client.post(act.where.format(**places), data=data, files=files)
    assert answer.status_code == 303, answer.text[:2000]
    return client, client.get(answer.headers["location"], follow_redirects=True).text


def undo_form(page: str) -> dict[str, str]:
    """The fields of the strip's button; empty when there is none."""
    found = re.search(r'<form method="post" action="/fi/undo">(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', unescape(found[1]))) if found else {}


def undo(client: TestClient, form: dict[str, str]) -> str:
    """The page after the button was pressed."""
    answer = client.post("/fi/undo", data=form)
    assert answer.status_code == 303, answer.text[:2000]
    return client.get(answer.headers["location"], follow_redirects=True).text


def told(page: str) -> str:
    """What the strip says; "" when there is none."""
    found = re.search(r'<p id="strip-words"><svg.*?</svg>([^<]+)</p>', page)
    return unescape(found[1]) if found else ""


def stands(world: World) -> dict[str, list[dict[str, Any]]]:
    """Everything that people can tell apart, without the marks that each change leaves."""
    with world.database.reading() as session:
        return {
            model.__name__: sorted(
                (
                    row.model_dump(mode="python", exclude=without)
                    for row in session.execute(sa.select(model)).scalars()
                    if getattr(row, "state", "")
                    != "withdrawn"  # a link that is taken away keeps its row and its history
                ),
                key=str,
            )
            for model, without in STANDS.items()
        }


def decisions(world: World) -> list[str]:
    """What the public log tells, oldest first."""
    with world.database.reading() as session:
        return list(session.execute(sa.select(col(Decision.action)).order_by(col(Decision.id))).scalars())
