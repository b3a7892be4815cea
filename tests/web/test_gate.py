"""The one gate at every form: no identity code, no account gets into the bank, and contact details only when somebody says so."""

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.segments.samples import add_path
from tests.segments.test_cleaned import picture
from tests.web.test_hostile_forms import FORMS, IDS, Form, filled, places
from tests.world import World

HETU, IBAN, PHONE = "131052-308T", "FI21 1234 5600 0007 85", "040 123 4567"
# Fields that ask for personal data, or hold what we made ourselves.
UNWATCHED = {
    ("people:send_code", "email"),
    ("people:code", "email"),
    ("people:send_code", "next"),
    ("people:code", "next"),
}


def everything(world: World, *without: str) -> str:
    """All that the database holds, as text."""
    rows = []
    with world.database.engine.connect() as connection:
        for table in (one for one in SQLModel.metadata.sorted_tables if one.name not in without):
            rows += [str(tuple(row)) for row in connection.execute(sa.select(table))]
    return "\n".join(rows)


WRITTEN = {"title", "who", "body", "tags", "provider", "words", "reason", "evidence", "note", "name", "whatever"}


@pytest.mark.parametrize("code", [HETU, IBAN, "131052**-308T**", "FI21&nbsp;1234&nbsp;5600&nbsp;0007&nbsp;85"])
@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_a_code_in_any_field_is_refused_with_the_words_kept_and_nothing_stored(
    world: World, who: str, path: str, form: Form, fields: tuple[str, ...], code: str
) -> None:
    client, where, good = world.client(who), path.format(**places(world)), filled(world, form)
    is_draft = form.get("do") == "save" or path.endswith("/drafts")
    for field in (*(one for one in fields if one not in ("email", "next")), "whatever"):
        answer = client.post(where, data={**good, field: f"Sanat {code} jäävät", "confirmed": "yes"})
        # A choice that is none, or an entry that is not there, is refused in its own way; a draft keeps the other fields.
        assert is_draft or answer.status_code in ((422,) if field in WRITTEN else (404, 409, 422)), field
        if (
            field in WRITTEN
            and not is_draft
            and not path.endswith("/code")
            and (field, path[-7:]) != ("reason", "/report")
        ):
            assert " jäävät" in answer.text, field
    left = everything(world)
    assert "jäävät" not in left
    assert re.sub(r"\W", "", code) not in re.sub(r"\W", "", left)


def published(world: World) -> str:
    """What others can read, or could."""
    return everything(world, "draft", "sign_in_session", "rate", "fact")  # our own counts are no words


@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_a_phone_number_is_asked_about_before_anything_is_published(
    world: World, who: str, path: str, form: Form, fields: tuple[str, ...]
) -> None:
    if form.get("do") == "save" or "drafts" in path or "sign-in" in path:
        return
    client, where, good = world.client(who), path.format(**places(world)), filled(world, form)
    before = published(world)
    for field in fields:
        answer = client.post(where, data={**good, field: f"Soita {PHONE}"})
        assert answer.status_code in ((422,) if field in WRITTEN else (404, 409, 422)), field
    assert published(world) == before


COMMENT = {"body": f"Soita {PHONE} iltaisin", "stance": "for"}


def test_the_question_keeps_every_word_and_one_tick_publishes(world: World) -> None:
    client, where = world.client("eero"), world.path("booking", "/comments")
    asked = client.post(where, data=COMMENT)
    assert asked.status_code == 422
    assert "<title>Virhe:" in asked.text
    form = sent(asked.text, where)
    assert form == COMMENT
    assert client.post(where, data={**form, "confirmed": "yes"}).status_code == 303
    assert PHONE in client.get(world.path("booking"), follow_redirects=True).text


def test_one_number_is_asked_about_once_however_often_and_however_it_is_spelled(world: World) -> None:
    client, where = world.client("eero"), world.path("booking", "/comments")
    body = "Soita 09 310 1234, siis +358 9 310 1234 eli +358 (0)9/310 1234, tai 040 123 4567."
    asked = client.post(where, data={**COMMENT, "body": body})
    assert asked.status_code == 422
    assert asked.text.count("Tämä näyttää puhelinnumerolta") == 2


def test_the_words_can_be_changed_where_they_are_asked_about(world: World) -> None:
    client, where = world.client("eero"), world.path("booking", "/comments")
    form = sent(client.post(where, data={**COMMENT, "body": f"Tunnus {HETU}"}).text, where)
    assert form["stance"] == "for"
    assert client.post(where, data={**form, "body": "Ilman tunnusta"}).status_code == 303


@pytest.mark.parametrize("body", ["\u200b", "\u2800 \u3164", "&nbsp;", "&#8203;", "\u2060\ufeff", "&shy; &zwnj;"])
def test_a_comment_that_shows_nothing_is_refused_in_words(world: World, body: str) -> None:
    answer = world.client("eero").post(world.path("booking", "/comments"), data={"body": body, "stance": "for"})
    assert answer.status_code == 422
    assert "Kirjoita kommenttisi ennen kuin lähetät sen." in answer.text


@pytest.mark.parametrize(("name", "status"), [("kuva.png", 303), (f"{HETU}.png", 422), ("soita 0401234567.png", 422)])
def test_the_name_of_a_file_is_looked_at_too(whole: World, name: str, status: int) -> None:
    client, where = whole.client("sanna"), whole.path("path", "/attachments/new")
    answer = client.post(
        where, data={"alt": "Kaavio", "language": "fi"}, files={"file": (name, picture("PNG"), "image/png")}
    )
    assert answer.status_code == status
    assert "131052" not in everything(whole)
    if status == 422:
        assert 'type="file"' in answer.text


def test_a_checklist_that_comes_back_as_a_file_is_asked_about(whole: World) -> None:
    client, where = whole.client("aino"), whole.path("project", "/import")
    for word, asked in ((HETU, 422), (PHONE, 422), ("Pöydän laatikossa", 303)):
        told = client.get(whole.path("project", "/export/csv")).text.replace("\ufeff", "")
        head, cells, *_ = csv.reader(told.splitlines(), delimiter=";")
        cells[head.index("Muistiinpano")] = word
        file = {"file": ("lista.csv", "\n".join([";".join(head), ";".join(cells)]).encode(), "text/csv")}
        assert client.post(where, files=file).status_code == asked
        assert HETU not in everything(whole)
    assert PHONE not in everything(whole)


def sent(page: str, action: str) -> dict[str, str]:
    """What the form with this action would send, as a browser without JavaScript sees it."""
    return next(one.fields for one in forms(page) if one.action == action)


def forms(page: str) -> Iterator["FoundForm"]:
    reader = _Reader()
    reader.feed(page)
    return iter(reader.forms)


class FoundForm:
    """One form of a page: where it goes, its fields as they stand, and those that a person writes in."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.fields: dict[str, str] = {}
        self.written: list[str] = []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[FoundForm] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, Any] = dict(attrs)
        if tag == "form":
            self.forms.append(FoundForm(found.get("action") or "", (found.get("method") or "get").lower()))
        elif (
            tag == "option"
            and self._select
            and (found.get("value") and ("selected" in found or self._select not in self.forms[-1].fields))
        ):
            self.forms[-1].fields[self._select] = found["value"]
        elif self.forms and found.get("name"):
            self._field(tag, found)

    def _field(self, tag: str, found: dict[str, Any]) -> None:
        form, name, kind = self.forms[-1], found["name"], found.get("type") or "text"
        if tag == "textarea":
            self._area, form.fields[name] = name, ""
            form.written.append(name)
        elif tag == "input" and kind in ("text", "email", "search", "date"):
            form.fields[name] = found.get("value") or ""
            form.written.append(name)
        elif tag == "input" and (kind == "hidden" or "checked" in found):
            form.fields[name] = found.get("value") or ""
        elif kind == "radio":
            form.fields.setdefault(name, found.get("value") or "")
        elif tag == "select":
            self._select = name

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += re.sub(r"^\n", "", data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


@pytest.mark.parametrize("who", ["", "aino", "sanna", "kaisa", "mika"])
def test_no_route_that_takes_forms_lets_a_code_through_in_a_field_of_any_name(whole: World, who: str) -> None:
    client, taken = whole.client(who), []
    for name, address in addresses(whole):
        answer = client.post(address, data={"whatever": f"Tunnus {HETU}", "support": "yes", "also": "yes"})
        # The look of pages is two closed values in a cookie: nothing else that is sent there goes anywhere.
        if answer.status_code < 400 and not name.endswith((":drafts", ":draft", "look")):
            taken.append((name, answer.status_code))
    assert taken == []
    assert HETU not in everything(whole)


def test_no_field_of_any_form_on_any_page_keeps_what_may_not_be_kept(whole: World) -> None:
    tried: set[tuple[str, str]] = set()
    kept = []
    for who in ("aino", "kaisa", "sanna", "mika"):
        client = whole.client(who)
        for _, address in addresses(whole):
            page = client.get(address, follow_redirects=True)
            for form in forms(page.text) if page.headers["content-type"].startswith("text/html") else ():
                shape = re.sub(r"/\w+/|\d+|[\w-]{43}", "/", form.action or page.url.path)
                for field in form.written if form.method == "post" and "sign-in" not in form.action else ():
                    if (shape, field) in tried:
                        continue
                    tried.add((shape, field))
                    for word in (f"Tunnus {HETU}", f"Soita {PHONE}"):
                        data = {name: value or "Sanat" for name, value in form.fields.items()} | {field: word}
                        answer = client.post(form.action or page.url.path, data=data)
                        if answer.status_code < 400 or answer.status_code == 500:
                            kept.append((who, form.action, field, word, answer.status_code))
    assert kept == []
    assert len(tried) > 60
    left = everything(whole)
    assert HETU not in left
    assert PHONE not in published(whole)


@pytest.fixture
def whole(bank_with: BankWith) -> World:
    """A bank with an entry of every kind, a comment and a link."""
    return bank_with(_with_every_kind)


def _with_every_kind(world: World) -> None:
    add_path(world)
    add_recipe(world)
    add_project(world)
    world.client("aino").post(world.path("booking", "/comments"), data={"body": "Sanat", "stance": "for"})


FOLDERS = {"usecases": "booking", "solutions": "omakanta", "proposals": "notices", "organisations": "seniors", "paths": "path",
           "recipes": "recipe", "requirements": "requirement", "projects": "project"}  # fmt: skip


def addresses(world: World) -> list[tuple[str, str]]:
    """(name, address) of every page and form, with something that is there in each."""
    values = {"number": "1", "link": "1", "comment": "1", "step": "huomaa", "lane": "does", "task": "sovi", "variant": "suoraan",
              "question": "kuka", "organisation": str(world.entries["seniors"]), "lang": "fi"}  # fmt: skip
    found = []
    for name, (pattern, names) in sorted(world.app.state.paths.items()):
        folder = name.partition(":")[0]
        if "{ref}" in pattern and folder not in FOLDERS:
            continue
        here = {"ref": str(world.entries[FOLDERS[folder]])} if folder in FOLDERS else {}
        found.append((name, pattern.format(**dict.fromkeys(names, "1") | values | here)))
    return found
