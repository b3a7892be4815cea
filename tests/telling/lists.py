"""Lists as people bring them, for tests: sent, looked through, taken in."""

import dataclasses
import html
import re
from collections.abc import Sequence
from typing import Any

import httpx2
import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from ideabank.entries.models import Draft, Entry, EntryText, Event
from ideabank.finding.finder import Finder
from ideabank.telling.lists.models import BroughtList
from tests.exchange.books import book
from tests.world import World

HEAD = ("Otsikko", "Kenelle tämä on?", "Mitä haluaa tehdä")
NEW = ("Kuulen bussin aikataulun kotona", "Sokea matkustaja", "Kuunnella lähtöajat")


def needs(*rows: Sequence[Any], head: Sequence[Any] = HEAD) -> bytes:
    """A workbook of needs."""
    return book(head, *rows)


def indexed(world: World) -> World:
    """The same, when all of it can be searched."""
    finder = world.app.state.site.search
    assert isinstance(finder, Finder)
    finder.drain_all()
    return world


@dataclasses.dataclass
class Visitor:
    """Somebody who brings lists: a browser without scripts."""

    world: World
    who: str = "sanna"
    folder: str = "usecases"

    @property
    def client(self) -> TestClient:
        return self.world.client(self.who)

    def send(self, data: bytes | str, name: str = "tarpeet.xlsx", **fields: str) -> httpx2.Response:
        """Sends a file, or pastes rows."""
        if isinstance(data, str):
            return self.client.post(f"/fi/{self.folder}/import", data={"paste": data, **fields})
        return self.client.post(f"/fi/{self.folder}/import", data=fields, files={"file": (name, data)})

    def bring(self, data: bytes | str, **fields: str) -> "Preview":
        """The preview of a file that can be read."""
        answer = self.send(data, **fields)
        if answer.status_code == 200:
            return Preview(self, answer.text)
        assert answer.status_code == 303, words(answer.text)
        return self.at(answer.headers["location"])

    def at(self, path: str) -> "Preview":
        return Preview(self, self.client.get(path).text)

    def faults(self, data: bytes | str, **fields: str) -> list[tuple[str, str, str]]:
        """(row, column, what to do) of a file that cannot be taken."""
        answer = self.send(data, **fields)
        assert answer.status_code == 422, answer.headers.get("location")
        return faults(answer.text)


@dataclasses.dataclass
class Preview:
    """The preview as it stands on the page."""

    visitor: Visitor
    page: str

    @property
    def action(self) -> str:
        found = re.search(r'<form class="kind-\w+" method="post" action="([^"]+)"', self.page)
        assert found, words(self.page)
        return html.unescape(found[1])

    def states(self) -> dict[int, str]:
        """How each row stands: its number → the group it lies in."""
        found: dict[int, str] = {}
        for group in re.split(r'<section class="list-group stands-', self.page)[1:]:
            found |= {
                int(number): group.partition(" ")[0].strip('"') for number in re.findall(r'id="row-(\d+)"', group)
            }
        return found

    def row(self, number: int) -> str:
        """What is read in one row."""
        found = re.search(
            rf'<li class="list-row" id="row-{number}">(.*?)</li>\s*(?=<li class="list-row"|</ol>)', self.page, re.DOTALL
        )
        assert found, words(self.page)
        return words(found[1])

    def fields(self) -> dict[str, list[str] | str]:
        """What the browser would send."""
        form = self.page.partition('action="' + html.escape(self.action))[2]
        found: dict[str, list[str] | str] = {}
        for tag in re.findall(r"<input[^>]*>", form):
            told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            if told.get("type") in ("checkbox", "radio"):
                if re.search(r"\bchecked\b", tag):
                    found.setdefault(told["name"], [])
                    found[told["name"]] += [html.unescape(told["value"])]  # type: ignore[operator]
            elif "name" in told:
                found[told["name"]] = html.unescape(told.get("value", ""))
        for name, inside in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
            found[name] = html.unescape(inside)
        for name, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
            found[name] = chosen[1] if chosen else ""
        return found

    def press(self, do: str, **typed: str | list[str]) -> httpx2.Response:
        """Presses a button of the form, with what was typed into it; _ in a name stands for the - after the row's number."""
        names = {re.sub(r"^r(\d+)_", r"\1-", name): value for name, value in typed.items()}
        return self.visitor.client.post(self.action, data={**self.fields(), **names, "do": do})

    def then(self, do: str, **typed: str | list[str]) -> "Preview":
        """The page that follows."""
        answer = self.press(do, **typed)
        if answer.status_code == 303:
            return self.visitor.at(answer.headers["location"])
        return Preview(self.visitor, answer.text)

    def text(self) -> str:
        return words(self.page)


def placed(world: World, preview: Preview, token: str) -> None:
    """The list at an address that is known beforehand."""
    its = col(BroughtList.token) == preview.action.rpartition("/")[2].partition("?")[0]
    with world.database.writing() as session:
        session.execute(sa.update(BroughtList).where(its).values(token=token))


def faults(page: str) -> list[tuple[str, str, str]]:
    """The table of what is wrong in a file."""
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", page, re.DOTALL)
    return [(html.unescape(row), html.unescape(column), html.unescape(told)) for row, column, told in rows]


def words(page: str) -> str:
    """What is read on a page."""
    main = page.partition("<main")[2].partition("</main>")[0] or page
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def entries(world: World, kind: str = "usecase") -> dict[str, int]:
    """All entries of a kind: title → id."""
    query = sa.select(col(EntryText.title), col(Entry.id)).join(Entry, col(Entry.id) == col(EntryText.entry_id))
    with world.database.reading() as session:
        return {row.title: row.id for row in session.execute(query.where(col(Entry.kind) == kind))}


def drafts(world: World) -> list[dict[str, Any]]:
    """What is kept as drafts."""
    with world.database.reading() as session:
        return [
            draft.values
            for draft in session.execute(sa.select(Draft).where(col(Draft.published_id).is_(None))).scalars()
        ]


def events(world: World, entry_id: int) -> list[str]:
    """The names of what happened to an entry."""
    with world.database.reading() as session:
        query = sa.select(col(Event.name)).where(col(Event.entry_id) == entry_id).order_by(col(Event.id))
        return list(session.execute(query).scalars())
