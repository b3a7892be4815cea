"""A checklist goes out as a file and comes back."""

import csv
import io

import openpyxl
import pytest
import sqlalchemy as sa
from sqlmodel import col

from cookbook.models import ProjectTask
from tests.journeys.projects.checklists import put, row_of, rows
from tests.world import World


def test_the_checklist_goes_out_and_comes_back(project: World) -> None:
    put(project, "sovi", note="=1+1", assignee="-Aino", state="done")
    aino = project.client("aino")
    out = aino.get(project.path("project", "/export/csv")).text
    table = list(csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert [line[3] for line in table[1:]] == ["Tehty", "Tekemättä"]
    assert table[1][5] == "'=1+1"
    book = openpyxl.load_workbook(io.BytesIO(aino.get(project.path("project", "/export/xlsx")).content))
    cell = book.worksheets[0]["F2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "- [x] 1. Sovi vastuut (-Aino): Tehty" in aino.get(project.path("project", "/export/md")).text
    assert aino.get(project.path("project", "/export/json")).json()["tasks"][1]["waits"] == ""
    assert aino.get(project.path("project", "/export/exe")).status_code == 404
    back = out.replace("Tekemättä", "Työn alla")
    answer = aino.post(project.path("project", "/import"), files={"file": ("lista.csv", back.encode())})
    assert answer.status_code == 303, answer.text[:2000]
    row = row_of(project, "sovi")
    assert (row.state, row.assignee, row.note) == ("done", "-Aino", "=1+1")
    assert row_of(project, "avaa").state == "doing"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_whatever_a_note_says_comes_back_exactly(project: World, ending: str) -> None:
    aino, code = project.client("aino"), row_of(project, "sovi").id
    for note in ("-5", "-5,25", "-", "- soita", "+358 40 123 4567", "=1+1", "'=1+1", "@nimi", "'", "−5", 'a;b,"c"', "x\ny", "_x000D_", "1e5", "007"):  # fmt: skip
        for words in (note, "muuta"):  # what is in the file, and what stands when it comes back
            if words == "muuta":
                out = aino.get(project.path("project", f"/export/{ending}")).content
            with project.database.writing() as session:
                session.execute(sa.update(ProjectTask).where(col(ProjectTask.id) == code).values(note=words))
        answer = aino.post(
            project.path("project", "/import"), files={"file": (f"a.{ending}", out)}, data={"confirmed": "yes"}
        )
        assert answer.status_code == 303, note
        assert row_of(project, "sovi").note == note


def test_a_file_never_undoes_what_others_have_done_since_it_was_taken_out(project: World) -> None:
    aino = project.client("aino")
    out = aino.get(project.path("project", "/export/csv")).text
    put(project, "sovi", state="doing", note="Tehdään jo.")
    late = aino.post(project.path("project", "/import"), files={"file": ("lista.csv", out.encode())})
    assert late.status_code == 422
    assert "Rivi 2" in late.text
    assert row_of(project, "sovi").note == "Tehdään jo."
    # A row that says what stands already is no trouble.
    again = aino.get(project.path("project", "/export/csv")).text
    assert (
        aino.post(project.path("project", "/import"), files={"file": ("lista.csv", again.encode())}).status_code == 303
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("id;state\npoissa-1;done", "Rivi 2"),
        ("id;state\n{sovi};valmis jo", "Rivi 2"),
        ("id;state\n{sovi};done\n{sovi};todo", "Rivi 3"),
        ("id;state;note\n{sovi};done;Hetu 131052-308T", "Rivi 2"),
        ("nimi;tila\n{sovi};done", "Rivi 1"),
        ("", "Rivi 1"),
        ("id;state\n" + "{sovi};done\n" * 1_001, "Rivi 1"),
    ],
)
def test_one_bad_row_and_nothing_changes(project: World, lines: str, told: str) -> None:
    text = lines.replace("{sovi}", row_of(project, "sovi").code)
    answer = project.client("aino").post(project.path("project", "/import"), data={"paste": text})
    assert answer.status_code == 422
    assert told in answer.text
    if 0 < len(text) < 200:
        assert text.split("\n")[1].partition(";")[0] in answer.text  # what was pasted comes back
    assert {row.state for row in rows(project)} == {"todo"}
