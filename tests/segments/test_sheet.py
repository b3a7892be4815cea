"""Reading a sheet: what is right comes back as it was, what is wrong is named by step and row."""

import copy
from typing import Any

import pytest

from segments.sheets import changing
from segments.sheets.comparing import changed_keys, differences
from segments.sheets.lines import relined
from segments.sheets.outline import begin
from segments.sheets.reading import MOST_COLUMNS, read, stored
from segments.sheets.schema import ARTEFACTS, PATH
from segments.sheets.sheet import Item, plain
from segments.sheets.structure import SheetStructure
from tests.segments import samples

SHEET = SheetStructure(has_places=True)


def test_what_is_right_comes_back_as_it_was() -> None:
    sheet, faults = read(samples.PATH, PATH)
    assert faults == []
    assert read(plain(sheet), PATH) == (sheet, [])
    assert [column.key for column in sheet.columns] == ["huomaa", "soittaa", "kay"]
    assert sheet.columns[0].choices("channel") == ("digital", "phone")


def put(place: str, value: Any) -> dict[str, Any]:
    """The sample with one thing changed: "columns.0.name.fi"."""
    data: Any = copy.deepcopy(samples.PATH)
    at = data
    *way, last = place.split(".")
    for name in way:
        at = at[int(name)] if isinstance(at, list) else at[name]
    at[int(last) if isinstance(at, list) else last] = value
    whole: dict[str, Any] = data
    return whole


@pytest.mark.parametrize(
    ("data", "column", "lane", "words"),
    [
        ({"stages": [], "columns": []}, "", "", "at least one step"),
        (put("columns.1.name.fi", "huomaa OIREEN"), "soittaa", "", "Two steps or groups are called"),
        (put("columns.1.key", "huomaa"), "huomaa", "", "stands twice"),
        (put("columns.0.cells.feeling.value", 7), "huomaa", "feeling", "from -2 to 2"),
        (put("columns.0.cells.feeling.value", True), "huomaa", "feeling", "from -2 to 2"),
        (put("columns.0.cells.channel", ["pigeon"]), "huomaa", "channel", "is not one of"),
        (put("columns.0.cells.dreams", []), "huomaa", "dreams", "no row called"),
        (put("columns.0.stage", "x"), "huomaa", "", "no stage"),
        (put("columns.0.name", {}), "huomaa", "", "a name"),
        (put("columns.0.name.fi", "x" * 81), "huomaa", "", "at most 80"),
        (put("columns.0.cells.pain.0.text.fi", "x" * 301), "huomaa", "pain", "at most 300"),
        (put("columns.0.cells.pain.0.text.de", "x"), "huomaa", "pain", "is not one of"),
        (put("columns.0.cells.pain.0.level", "sure"), "huomaa", "pain", "level of evidence"),
        (put("columns.0.cells.pain.0.text.fi", "Tunnus 131052-308T"), "huomaa", "pain", "identity code"),
        (put("columns.0.key", "Ä"), "1", "", "cannot be a key"),
        ([], "", "", "not a sheet"),
        ({"columns": [3]}, "1", "", "not a sheet"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(data: Any, column: str, lane: str, words: str) -> None:
    faults = read(data, PATH)[1]
    assert any((f.place, f.field) == (column, lane) and words in f.message % f.values for f in faults), faults
    assert SHEET.problems({"sheet": data, "state": "now"}) or data == []


def test_four_hundred_steps_are_too_many() -> None:
    steps = [{"key": f"s{n}", "name": {"fi": f"Askel {n}"}} for n in range(400)]
    [fault] = read({"columns": steps}, PATH)[1]
    assert fault.values == {"count": 400, "most": MOST_COLUMNS}


def test_a_path_may_begin_as_lines_of_text() -> None:
    begun = begin("# Tarve\nHuomaa\nSoittaa\n\n# Hoito\nKäy", {"state": "now"}, "fi")
    sheet = stored(begun.value, PATH)
    assert begun.problems == ()
    assert [(column.name["fi"], column.stage) for column in sheet.columns] == [
        ("Huomaa", "tarve"), ("Soittaa", "tarve"), ("Käy", "hoito"),
    ]  # fmt: skip
    assert begin("# Vain vaihe", {"state": "now"}, "fi").problems
    assert begin("Sama\nsama", {"state": "now"}, "fi").problems
    assert begin("Askel", {"type": "persona"}, "fi").problems
    assert begin("", {"type": "persona"}, "fi").problems == ()


def test_moving_over_a_stage_border_changes_the_stage_and_back() -> None:
    sheet = stored(samples.PATH, PATH)
    moved = changing.later(sheet, "soittaa")
    assert [(c.key, c.stage) for c in moved.columns] == [("huomaa", "tarve"), ("soittaa", "hoito"), ("kay", "hoito")]
    assert changing.earlier(moved, "soittaa") == sheet
    assert changing.earlier(sheet, "huomaa") == sheet
    swapped = changing.later(sheet, "huomaa")
    assert [c.key for c in swapped.columns] == ["soittaa", "huomaa", "kay"]


def test_a_copy_has_a_key_and_a_name_of_its_own() -> None:
    sheet = stored(samples.PATH, PATH)
    for _ in range(3):
        sheet, key = changing.duplicated(sheet, "kay")
    assert key == "kay-4"
    assert read(plain(sheet), PATH)[1] == []
    assert {c.name["fi"] for c in sheet.columns} >= {
        "Käy vastaanotolla",
        "Käy vastaanotolla (2)",
        "Käy vastaanotolla (4)",
    }


def test_a_changed_line_keeps_its_source_and_translation_and_a_new_one_is_an_assumption() -> None:
    items = (Item({"fi": "Yksi", "en": "One"}, "researched", "dia 1"), Item({"fi": "Kaksi"}, "partly"))
    changed = relined(items, ["Yksi ja puoli", "Kaksi", "Kolme"], "fi")
    assert changed[0] == Item({"fi": "Yksi ja puoli", "en": "One"}, "researched", "dia 1")
    assert changed[1:] == (items[1], Item({"fi": "Kolme"}))
    assert relined(items, ["Kaksi"], "fi") == (items[1],)


def test_what_differs_is_exactly_what_was_changed() -> None:
    old, new = stored(samples.PATH, PATH), stored(put("columns.0.cells.pain.0.text.fi", "Numero on piilossa."), PATH)
    assert changed_keys(old, new, PATH) == ["huomaa"]
    [difference] = differences({"sheet": plain(old)}, {"sheet": plain(new)}, "fi", PATH)
    assert difference.label.startswith("Huomaa oireen · Mikä hankaloittaa")
    assert "Numero on piilossa." in difference.new
    moved = changing.later(old, "huomaa")
    assert "→" in differences({"sheet": plain(old)}, {"sheet": plain(moved)}, "fi", PATH)[-1].new


@pytest.mark.parametrize("kind", ARTEFACTS.values(), ids=lambda kind: kind.code)
def test_each_type_of_artefact_tells_itself_in_three_languages(kind: Any) -> None:
    words = [kind.words, kind.intro, *(lane.words for lane in kind.lanes)]
    assert all(one[language] for one in words for language in ("fi", "sv", "en"))
    assert len({lane.code for lane in kind.lanes}) == len(kind.lanes)


def test_search_finds_words_of_every_cell() -> None:
    told = SHEET.words({"sheet": samples.PATH, "state": "now"})
    assert "Jono on pitkä." in told["fi"]
    assert "worried" in told["en"]
