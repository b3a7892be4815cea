"""Files from outside: what is wrong is named by file, line and field, and nothing is loaded."""

import json
from pathlib import Path
from typing import Any

import pytest

from ideabank.exchange import intake
from ideabank.exchange.content import load, read_file
from ideabank.text.frontmatter import FrontMatterError
from tests.world import BANK, World

GOOD = """---
kind: solution
key: hyva
language: fi
title: {fi: Hyvä sovellus}
summary: {fi: Mitä se tekee}
fields:
  need: {fi: Tarve}
details: {type: service, abilities: [sms]}
links: []
---
Kertomus.
"""


@pytest.mark.parametrize(
    ("line", "instead", "field"),
    [
        ("kind: solution", "kind: usecase", "kind"),
        ("key: hyva", "key: muu", "key"),
        ("language: fi", "language: xx", "title"),
        ("title: {fi: Hyvä sovellus}", "title: Hyvä sovellus", "title"),
        ("title: {fi: Hyvä sovellus}", "title: {fi: 131052-308T}", "title"),
        ("title: {fi: Hyvä sovellus}", f"title: {{fi: {'a' * 200}}}", "title"),
        ("title: {fi: Hyvä sovellus}", 'title: {fi: "\\u200b\\0"}', "title"),
        ("title: {fi: Hyvä sovellus}", 'title: {fi: "\\uD800"}', "title"),
        ("title: {fi: Hyvä sovellus}", "title: {fi: [", ""),
        ("  need: {fi: Tarve}", "  needs: {fi: Tarve}", "fields"),
        ("  need: {fi: Tarve}", "  need: Tarve", "fields"),
        ("  need: {fi: Tarve}", "  - need", "fields"),
        ("details: {type: service, abilities: [sms]}", "details: {type: nonsense}", "type"),
        ("details: {type: service, abilities: [sms]}", "details: {colour: red}", "details"),
        ("details: {type: service, abilities: [sms]}", "details: [type]", "details"),
        ("details: {type: service, abilities: [sms]}", "details: {abilities: sms}", "abilities"),
        ("details: {type: service, abilities: [sms]}", "details: {provider: 12}", "provider"),
        ("summary: {fi: Mitä se tekee}", "summary: {fi: Mitä}\nstatus: nonsense", "status"),
        ("summary: {fi: Mitä se tekee}", "summary: {fi: Mitä}\ntheme: nonsense", "theme"),
        ("summary: {fi: Mitä se tekee}", "summary: {fi: Mitä}\ntags: [131052-308T]", "tags"),
        ("links: []", "links: [{to: usecase/x, fit: nonsense}]", "links"),
        ("links: []", "links: [usecase/x]", "links"),
        ("links: []", "links: [{to: usecase/x, evidence: Sanat}]", "links"),
    ],
)
def test_a_content_file_that_is_wrong_names_file_line_and_field(
    tmp_path: Path, line: str, instead: str, field: str
) -> None:
    assert line in GOOD
    file = tmp_path / "hyva.md"
    file.write_text(GOOD.replace(line, instead), encoding="utf-8")
    with pytest.raises(FrontMatterError) as caught:
        read_file(file, BANK.kinds["solution"])
    told = str(caught.value)
    assert "hyva.md" in told
    assert field in told


def test_loading_twice_changes_nothing_and_peoples_edits_win(either: World, tmp_path: Path) -> None:
    file = tmp_path / "hyva.md"
    file.write_text(GOOD, encoding="utf-8")
    with either.database.writing() as session:
        assert load(session, [read_file(file, BANK.kinds["solution"])]).created == 1
    with either.database.writing() as session:
        again = load(session, [read_file(file, BANK.kinds["solution"])])
    assert (again.created, again.updated, again.kept) == (0, 0, 1)
    file.write_text(GOOD.replace("Hyvä sovellus", "Parempi sovellus"), encoding="utf-8")
    with either.database.writing() as session:
        assert load(session, [read_file(file, BANK.kinds["solution"])]).updated == 1
    number = max(either.entries.values()) + 1
    form = {"title": "Ihmisen sanat", "summary": "Mitä", "language": "fi", "based_on": "2", "draft": "A" * 43}
    assert either.client("sanna").post(f"/fi/solutions/{number}", data=form).status_code == 303
    file.write_text(GOOD.replace("Hyvä sovellus", "Kolmas sovellus"), encoding="utf-8")
    with either.database.writing() as session:
        assert load(session, [read_file(file, BANK.kinds["solution"])]).kept == 1


def row(**changes: Any) -> str:
    """A line as `export` writes it, with something changed."""
    texts = {"fi": {"title": "Tarve", "summary": "", "body": ""}}
    return json.dumps({"kind": "usecase", "uuid": "u-2", "id": 8, "language": "fi", "texts": texts, **changes})


LINK = {"direction": "forth", "kind": "usecase", "id": 9, "relation": "related", "fit": "full", "basis": "test"}


@pytest.mark.parametrize(
    "line",
    [
        row(texts={"fi": {"title": "\u2060\x00"}}), row(texts={"fi": {"title": "\ud800"}}), row(texts={"fi": "x"}), row(texts=[]),
        row(texts={"fi": {"title": "A"}, "xx": {"title": "B"}}), row(id="one"), row(id=None), row(id=[]), row(details=[1]),
        row(details={"abilities": "sms"}), row(details={"abilities": ["nonsense"]}), row(details={"code": "x"}), row(tags=["a" * 99]),
        row(tags=["131052-308T"]), row(tags=[None]), row(county="nonsense"), row(status="nonsense"), row(language="xx"),
        row(links=[{**LINK, "evidence": {"fi": "131052-308T"}}]), row(links=[{**LINK, "evidence": "x"}]), row(links=["x"]),
        row(links=[{**LINK, "relation": "nonsense"}]),
        row(links=[{**LINK, "id": "x"}]), row(links=[{**LINK, "slides": ["x"]}]), row(links=[{**LINK, "fit": "nonsense"}]),
        row(kind="proposal", details={"code": "PK2-06-123456789"}), row(kind="proposal", details={"slide": "x"}),
        row(kind="proposal", details={"rrp": "x"}), row(kind="proposal", details={"code": "PK3-05-1"}), row(uuid="u-1"),
        row(uuid="u" * 50), row(uuid=""), row(sources="x"), row(sources=[{"url": "javascript:alert(1)"}]), "[]", "1", "null", '"x"',
    ],
)  # fmt: skip
def test_one_odd_line_is_named_and_no_line_is_taken_in(either: World, line: str) -> None:
    with either.database.reading() as session, pytest.raises(intake.IntakeError) as caught:
        intake.understand(session, [row(uuid="u-1", id=9), line])
    assert caught.value.problems[0].place == "2"
