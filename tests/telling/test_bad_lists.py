"""Lists that are not as they should be: what is wrong is told by row and column, nothing is half-saved, and words are kept."""

import datetime as dt
import random
from typing import Any

import pytest
import sqlalchemy as sa

from ideabank.entries.models import Entry
from ideabank.i18n import LANGUAGES, Catalogues
from ideabank.telling.lists.models import BroughtList
from ideabank.telling.lists.reading import MOST_ROWS, understood
from ideabank.visit.columns import Column, columns_of, plainly
from tests.exchange.books import book
from tests.telling.lists import HEAD, NEW, Visitor, needs
from tests.world import BANK, FACES, World

LISTED = [kind for kind in BANK.kinds.values() if kind.exchange.lists is not None]


def columns(world: World, kind: str = "usecase") -> tuple[Column, ...]:
    return columns_of(BANK.kinds[kind], FACES[kind].telling, world.app.state.site.catalogues)


def kept(world: World) -> int:
    with world.database.reading() as session:
        lists, entries = (
            session.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in (BroughtList, Entry)
        )
        return int(lists + entries)


def merged(page: Any) -> None:
    page.merge_cells("A1:B1")


def formula(page: Any) -> None:
    page["B2"] = "=A2&1"


@pytest.mark.parametrize(
    ("data", "row", "column", "told"),
    [
        (needs(NEW, head=[*HEAD, *(f"Oma {one}" for one in range(600))]), "1", "", "603 saraketta"),
        (needs(*[(f"Tarve {one}", "Joku", "") for one in range(5_000)]), str(MOST_ROWS + 2), "", "5000 riviä"),
        (needs((*NEW, "sanoja"), head=(*HEAD, "")), "1", "D", "ei ole nimeä"),
        (needs((*NEW, "x"), head=(*HEAD, "Title")), "1", "D", "sama nimi kuin sarakkeella A"),
        (needs(("Title", "Who", "What they want to do"), NEW), "2", "", "toiseen kertaan"),
        (needs(("Joku", ""), head=("Kenelle", "Miksi")), "1", "", "Otsikko"),
        (needs(), "2", "", "ei ole rivejä"),
        (b"sep=;\nKenelle;Miksi\nJoku;", "2", "", "Otsikko"),
        (b"sep=;\n\nOtsikko;Otsikko\nSana;Sana", "3", "B", "sama nimi kuin sarakkeella A"),
        (b"sep=;\nOtsikko;Kenelle\n", "3", "", "ei ole rivejä"),
        (book(("Otsikko", "Otsikko"), NEW[:2], change=merged), "1", "B", "sama nimi kuin sarakkeella A"),
        (b"", "–", "–", "Valitse tiedosto"),
        (b"%PDF-1.7 nothing", "–", "–", "PDF"),
        (b'{"kind": "usecase"}', "–", "–", "JSON"),
        (book(*[("x",) for _ in range(20_005)]), "20001", "A", "kaukana"),
    ],
    ids=("wide", "long", "nameless", "twice", "two heads", "no title", "empty", "told separator", "empty line above", "told separator, empty", "merged head", "nothing", "pdf", "json", "far"),
)  # fmt: skip
def test_what_is_wrong_with_the_whole_is_told_by_row_and_column_and_nothing_is_kept(
    world: World, data: bytes, row: str, column: str, told: str
) -> None:
    before = kept(world)
    [(its_row, its_column, words)] = Visitor(world).faults(data)
    assert (its_row, its_column or "–") == (row, column or "–")
    assert told in words
    assert kept(world) == before


@pytest.mark.parametrize(
    ("row", "head", "told"),
    [
        (("Tarve", "Joku", "klingon"), ("Otsikko", "Kuka", "Kieli"), "”klingon” ei ole mikään vaihtoehdoista."),
        (("", "Joku", "Haluan"), HEAD, "Otsikko"),
        (("Tarve", "", ""), HEAD, "Kuka"),
        (("x" * 121, "Joku", ""), HEAD, "enintään 120"),
        (("Tarve", "Joku", "Raha"), ("Otsikko", "Kuka", "Teema"), "”Raha” ei ole mikään"),
        (("Tarve", "Joku", "Tekstiviesti, savumerkki"), ("Otsikko", "Kuka", "Laitteelta vaaditaan"), "”savumerkki” ei ole mikään"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told_at_its_column_and_its_words_are_kept(
    world: World, row: tuple[str, ...], head: tuple[str, ...], told: str
) -> None:
    preview = Visitor(world).bring(needs(row, NEW[:2], head=head))
    assert preview.states() == {2: "fault", 3: "new"}
    assert told in preview.row(2)
    assert [one for cell in row for one in cell.split(", ") if one not in preview.page] == []


def test_a_formula_without_a_value_is_told_at_its_cell_and_can_be_written_there(world: World) -> None:
    preview = Visitor(world).bring(book(HEAD, NEW, change=formula))
    assert preview.states() == {2: "fault"}
    assert "Tässä on kaava" in preview.row(2)
    assert preview.then("save", r2_who="Sokea matkustaja").states() == {2: "new"}


def test_a_row_of_which_only_a_formula_is_left_is_no_empty_row(world: World) -> None:
    def only(page: Any) -> None:
        page["A4"] = "=A2"

    assert Visitor(world).bring(book(HEAD, NEW, change=only)).states() == {2: "new", 4: "fault"}


def test_empty_rows_merged_cells_and_dates_are_read_as_people_see_them(world: World) -> None:
    def change(page: Any) -> None:
        page.merge_cells("B2:B5")
        page["C5"] = dt.datetime(2026, 5, 1)
        page["C5"].number_format = "d.m.yyyy"

    data = book(HEAD, ("Eka tarve", "Sama kaikille", 45_000), (), ("Toka tarve",), ("Kolmas tarve",), change=change)
    preview = Visitor(world).bring(data)
    assert {number: state for number, state in preview.states().items() if number != 3} == dict.fromkeys(
        (2, 4, 5), "new"
    )
    assert "Sama kaikille · 45000" in preview.row(2)
    assert "Sama kaikille · 2026-05-01" in preview.row(5)


def test_what_stands_above_the_names_and_unknown_columns_are_told_and_left_out(world: World) -> None:
    preview = Visitor(world).bring(book(("Tarpeet 2026",), (), (*HEAD, "Prioriteetti"), (*NEW, "korkea")))
    assert preview.states() == {4: "new"}
    assert "riveillä 1, ei tuoda" in preview.text()
    assert "Sarake D, ”Prioriteetti”, ei kuulu tähän taulukkoon." in preview.text()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_csv_is_read_whatever_wrote_it(world: World, codec: str, separator: str, ends: str) -> None:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in (("Otsikko", "Kuka"), ("Äänestän yöllä", 'Hän; "se", toinen'.replace('"', '""')))]  # fmt: skip
    preview = Visitor(world).bring(ends.join(lines).encode(codec), **{})
    assert preview.states() == {2: "new"}
    assert "Äänestän yöllä" in preview.row(2)
    assert 'Hän; "se", toinen' in preview.row(2)


def test_words_like_formulas_stay_words(world: World) -> None:
    preview = Visitor(world).bring("Otsikko;Kuka\r\n'=HYPERLINK(1);+Hän\r\n")
    assert "=HYPERLINK(1)" in preview.row(2)


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.code)
def test_no_two_columns_of_a_list_have_one_name(world: World, kind: Any) -> None:
    mine = columns(world, kind.code)
    names = {one.name: {plainly(name) for name in one.names.values()} for one in mine}
    assert [(a, b) for a in names for b in names if a < b and names[a] & names[b]] == []
    assert not [one.name for one in mine for language in LANGUAGES if not one.names[language].strip()]


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.code)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_is_read_back_in_any_language(world: World, kind: Any, lang: str, ending: str) -> None:
    client = world.client("sanna")
    answer = client.get(f"/{lang}/{kind.folder}/import/template/{ending}")
    assert answer.status_code == 200
    page = client.post(f"/fi/{kind.folder}/import", files={"file": (f"x.{ending}", answer.content)}).text
    assert "ei ole rivejä" in page  # all that is wrong with it
    assert "ei kuulu tähän taulukkoon" not in page
    assert client.get(f"/{lang}/{kind.folder}/import/template/ods").status_code == 404


def test_every_choice_is_understood_by_its_code_and_its_name_in_each_language(world: World) -> None:
    for kind in LISTED:
        for column in columns(world, kind.code):
            for code, words in (column.options or {}).items():
                for spelling in (code, *words.by_language().values(), words.fi.upper()):
                    assert understood(column, spelling) == ([code] if column.many else code, "")


def test_several_choices_stand_between_semicolons_commas_and_on_lines(world: World) -> None:
    column = next(one for one in columns(world) if one.name == "abilities")
    assert understood(column, "Textmeddelande\nvideo;; Puhelu, savumerkki,\n") == (
        ["sms", "video", "voice", "savumerkki"],
        "savumerkki",
    )


def test_no_file_of_nonsense_is_more_than_told(world: World) -> None:
    """A thousand sheets of words, numbers and marks, none of which may fail."""
    die, visitor = random.Random(13), Visitor(world)
    pieces = ["Otsikko", "Title", "Kuka", "Kieli", "fi", "x", "", " ", "=1+1", "'", '"', ";", "\n", "\u202e", "131052-308T", "🙂", "9" * 40, "a@b.fi", "\x00"]  # fmt: skip
    for _ in range(60):
        rows = ["\t".join(die.choice(pieces) for _ in range(die.randint(1, 6))) for _ in range(die.randint(0, 6))]
        assert visitor.send("\n".join(rows)).status_code in (200, 303, 422, 400)


def test_catalogues_name_the_columns_as_the_template_does(world: World) -> None:
    assert isinstance(world.app.state.site.catalogues, Catalogues)
    assert [one.names["sv"] for one in columns(world)][:2] == ["Rubrik", "Vem"]
