"""Round trips: what goes out as JSON, CSV or XLSX comes back the same; what cannot be read is told by row and column."""

import csv
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ideabank.exchange import plain as plain_data
from ideabank.exchange import tables, worksheet
from segments.sheets import files
from segments.sheets.drawing import draw
from segments.sheets.reading import read, stored
from segments.sheets.schema import FEELINGS, LEVELS, TYPES, Lane, Type
from segments.sheets.sheet import Sheet, plain
from tests.segments import samples
from tests.starter import starter

PATH = TYPES["path"]
# Letters that files and spreadsheets stumble over are more likely than others.
TRICKY = st.text(alphabet="=+-@'\";,\t|[]*_<>&%# aäÖ1\u2028", min_size=1, max_size=12)
WORDS = st.one_of(TRICKY, st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)).map(
    lambda text: " ".join(text.split())
)
TOLD = st.dictionaries(st.sampled_from(["fi", "sv", "en"]), WORDS, max_size=3)


def named(places: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, str]]:
    return st.tuples(places, TRICKY).map(lambda one: {"fi": f"Nimi {one[0]} {' '.join(one[1].split())}"})


LINES = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map("\n".join)
ITEM = st.fixed_dictionaries(
    {
        "text": st.dictionaries(st.sampled_from(["fi", "sv", "en"]), LINES, max_size=3),
        "level": st.sampled_from(list(LEVELS)),
        "source": WORDS,
    }
)


def cell(lane: Lane) -> st.SearchStrategy[Any]:
    if lane.holds == "feeling":
        return st.none() | st.fixed_dictionaries({"value": st.sampled_from(list(FEELINGS)), "word": TOLD})
    if lane.holds == "choices":
        return st.lists(st.sampled_from(list(lane.options or {})), unique=True)
    return st.lists(ITEM, max_size=4)


@st.composite
def sheets(draw_: Any, kind: Type) -> Sheet:
    count = 1 if kind.columns == "none" else draw_(st.integers(1, 4))
    stages = draw_(st.integers(0, 3)) if kind.columns == "steps" else 0
    data = {
        "stages": [{"key": f"v{n}", "name": draw_(named(st.just(n)))} for n in range(stages)],
        "columns": [
            {
                "key": "all" if kind.columns == "none" else f"s{n}",
                "name": {} if kind.columns == "none" else draw_(named(st.just(n))),
                "stage": f"v{draw_(st.integers(0, stages - 1))}" if stages else "",
                "cells": {lane.code: draw_(cell(lane)) for lane in draw_(st.permutations(kind.lanes))[:4]},
            }
            for n in range(count)
        ],
    }
    sheet, faults = read(data, kind)
    assume(not faults)  # what cannot be stored is another test's business
    return sheet


@pytest.mark.parametrize(
    "kind", [TYPES[code] for code in ("path", "blueprint", "persona", "affinity")], ids=lambda k: k.code
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_what_goes_out_comes_back_the_same(kind: Type, data: st.DataObject) -> None:
    sheet = data.draw(sheets(kind))
    out = {
        "a.json": files.to_json(sheet, kind, {"language": "fi"}).encode(),
        "a.csv": files.to_csv(sheet, kind, "fi").encode(),
        "a.xlsx": files.to_xlsx(sheet, kind, "sv", "Otsikko: /[]"),
    }
    for name, written in out.items():
        brought = files.bring(name, written)
        assert brought.problems == [], name
        assert brought.type is kind
        assert plain(brought.sheet) == plain(sheet), name


def test_the_starter_paths_come_back_from_a_workbook_unchanged() -> None:
    seen = 0
    for file in starter():
        if file.kind.code in ("path", "artefact"):
            kind = TYPES[file.content.details.get("type", "path")]
            sheet = stored(file.content.details["sheet"], kind)
            for name, written in (("a.xlsx", files.to_xlsx(sheet, kind, "fi", "x")), ("a.csv", files.to_csv(sheet, kind, "en").encode())):  # fmt: skip
                assert plain(files.bring(name, written).sheet) == file.content.details["sheet"], file.key
            seen += 1
    assert seen >= 20


def path_with(words: str) -> Sheet:
    data = {"columns": [{"key": "a", "name": {"fi": "Askel"}, "cells": {"does": [{"text": {"fi": words}}]}}]}
    return stored(data, PATH)


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+358", "-2 astetta", "'=x", "''", '=HYPERLINK("http://x")'])
def test_formulas_are_neutralised_and_come_back(words: str) -> None:
    sheet = path_with(words)
    written = files.to_csv(sheet, PATH, "fi")
    cells = [cell for row in csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";") for cell in row]
    assert not any(cell[:1] in ("=", "@", "+", "\t") for cell in cells)
    assert plain(files.bring("a.csv", written.encode()).sheet) == plain(sheet)
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(sheet, PATH, "fi", "x")))
    assert "f" not in {cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert plain(files.bring("a.xlsx", files.to_xlsx(sheet, PATH, "fi", "x")).sheet) == plain(sheet)


def test_a_formula_in_a_workbook_that_comes_in_is_told_with_its_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(path_with("x"), PATH, "fi", "x")))
    book.worksheets[0]["D6"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    [fault] = [one for one in files.bring("a.xlsx", out.getvalue()).problems if one.message == worksheet.FORMULA]
    assert (fault.field, fault.place) == ("6", "D")


def test_a_latin_1_file_is_read_and_the_reader_is_told() -> None:
    written = files.to_csv(path_with("Käy näytteenotossa"), PATH, "fi").removeprefix("\ufeff")
    brought = files.bring("a.csv", written.encode("latin-1"))
    assert brought.notes == [tables.LATIN]
    assert brought.sheet.columns[0].items("does")[0].text["fi"] == "Käy näytteenotossa"


def rewritten(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("row", "lane", "column", "words"),
    [
        (["feeling", "value", "", "7"], "feeling", "a", "from -2 to 2"),
        (["feeling", "value", "", "iloinen"], "feeling", "a", "from -2 to 2"),
        (["dreams", "fi", "", "x"], "5: dreams", "", "no row dreams"),
        (["does", "de", "", "x"], "5: does", "", "cannot be de"),
        (["channel", "", "", "pigeon"], "channel", "a", "is not one of"),
        (["does", "level", "", "sure"], "does", "a", "more lines"),
        (["name", "fi", "", "Toinen"], "5: name fi", "", "stands twice"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_by_row_and_column(row: list[str], lane: str, column: str, words: str) -> None:
    rows = [
        ["row", "part", "name", "1"],
        ["type", "", "", "path"],
        ["key", "", "", "a"],
        ["name", "fi", "", "Askel"],
        row,
    ]
    faults = files.bring("a.csv", rewritten(rows)).problems
    assert any((f.field, f.place) == (lane, column) and words in f.message % f.values for f in faults), faults


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"not a workbook", worksheet.NOT_XLSX),
        ("a.xlsx", bomb(), worksheet.NOT_XLSX),
        ("a.json", b"{", plain_data.NOT_JSON),
        ("a.json", b"[" * 100_000, plain_data.TOO_DEEP),
        ("a.json", json.dumps({"schema": "ideabank.sheet/99"}).encode(), files.OTHER_SCHEMA),
        ("a.json", b"\xff\xfe\x00", tables.NOT_TEXT),
        ("a.csv", b"\x00\x81\x8d", tables.NOT_TEXT),
        ("a.exe", b"MZ", files.WHICH),
        ("a.csv", b"", files.NO_FILE),
        ("a.csv", b"x,y\n" * 20_000, worksheet.TOO_LARGE),
    ],
    ids=lambda one: str(one)[:24],
)
def test_a_file_that_cannot_be_read_says_what_to_do(name: str, data: bytes, message: str) -> None:
    assert [fault.message for fault in files.bring(name, data).problems][:1] == [message]


@pytest.mark.parametrize(
    "pasted",
    [
        "note\tgroup\nJono oli pitkä\tPuhelin\nKoodi ei tullut\tVerkko\nJono katkesi\tPuhelin",
        "ryhmä;lappu\nPuhelin;Jono oli pitkä\nVerkko;Koodi ei tullut\nPuhelin;Jono katkesi",
        "Jono oli pitkä,Puhelin\nKoodi ei tullut,Verkko\nJono katkesi,Puhelin",
    ],
)
def test_sticky_notes_become_a_board(pasted: str) -> None:
    brought = files.bring("pasted.csv", pasted.encode(), wanted="affinity")
    assert brought.problems == []
    told = {c.name["fi"]: [item.text["fi"] for item in c.items("note")] for c in brought.sheet.columns}
    assert told == {"Puhelin": ["Jono oli pitkä", "Jono katkesi"], "Verkko": ["Koodi ei tullut"]}


def test_notes_without_groups_say_what_is_missing() -> None:
    assert (
        files.bring("pasted.csv", b"yksi\nkaksi", wanted="affinity").problems[0].message.startswith("No column tells")
    )


@pytest.mark.parametrize("code", ["path", "blueprint", "persona", "affinity"])
def test_the_drawing_is_well_formed_and_carries_nothing_but_shapes(code: str) -> None:
    from xml.etree import ElementTree

    samples_of = {
        "path": samples.PATH,
        "blueprint": samples.BLUEPRINT,
        "persona": samples.PERSONA,
        "affinity": samples.BOARD,
    }
    svg = draw(stored(samples_of[code], TYPES[code]), TYPES[code], "<script>&", "fi", "fi")
    tags = {node.tag.rpartition("}")[2] for node in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "rect", "line", "text", "path", "circle"}
    if code == "path":
        assert "path" in tags
        assert "Huomaa oireen" in svg
    if code == "blueprint":
        assert "Näkyvyyden raja" in svg
