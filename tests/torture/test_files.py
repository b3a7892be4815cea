"""Exports of our own, damaged a little: whatever comes back is told in words, and never a 500. IDEABANK_TORTURE=34 bends 2,000 of each."""

import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter

from ideabank.exchange import intake
from ideabank.exchange.documents import documents
from ideabank.upkeep.doctor import examine
from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.house.reading import Reading
from tests.segments import samples
from tests.torture import FACTOR
from tests.torture.bent import Bend, bytes_bent, data_bent, json_bent, parts_bent, picture_bent, text_bent
from tests.world import World

SAMPLE = 60
NOTES = "note\tgroup\nJono oli pitkä\tPuhelin\nKoodi ei tullut\tVerkko\n".encode()


@pytest.fixture
def patient(bank_with: BankWith) -> World:
    """The cast's bank where nobody sends too much: it is the files that are tried."""
    return _patient(bank_with(_as_it_is))


@pytest.fixture
def full(bank_with: BankWith) -> World:
    """The cast's bank with a path, a recipe and a project."""
    return _patient(bank_with(_with_documents))


def _patient(world: World) -> World:
    world.database.info["limits"] = 1_000_000.0
    return world


def _as_it_is(world: World) -> None:
    """Nothing more."""


def _with_documents(world: World) -> None:
    samples.add_path(world)
    add_recipe(world)
    add_project(world)


def bents(data: bytes, bend: Bend, name: str) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of the file as it is, number -1, and then of the bent ones."""
    yield -1, data
    for number in range(SAMPLE * FACTOR):
        yield number, bend(data, random.Random(f"{name} {number}"))


def agrees(world: World) -> None:
    with world.database.reading() as session:
        assert [finding.what for finding in examine(world.database, session)] == []


def hidden(page: str) -> dict[str, str]:
    nodes = Reading(page).all("input")
    return {node.get("name"): node.get("value") or "" for node in nodes if node.get("type") == "hidden"}


@pytest.mark.parametrize(
    ("ending", "bend"), [("json", json_bent), ("csv", text_bent), ("xlsx", parts_bent)], ids=["json", "csv", "xlsx"]
)
def test_a_bent_sheet_is_never_a_500(full: World, ending: str, bend: Bend) -> None:
    sanna, at = full.client("sanna", raise_server_exceptions=False), full.path("path", "/import")
    out = sanna.get(full.path("path", f"/export/{ending}")).content
    for number, data in bents(out, bend, ending):
        answer = sanna.post(at, data={"do": "look"}, files={"file": (f"a.{ending}", data)})
        assert answer.status_code in (200, 422), (ending, number)
        if answer.status_code == 200 and 'value="confirm"' in answer.text:
            form = {**hidden(answer.text), "do": "confirm", "title": "Uusi polku", "confirmed": "yes"}
            made = sanna.post("/fi/paths/import", data=form)
            assert made.status_code in (303, 422), (ending, number)
            if made.status_code == 303:
                assert sanna.get(made.headers["location"], follow_redirects=True).status_code == 200, (ending, number)
    agrees(full)


@pytest.mark.parametrize("bend", [bytes_bent, text_bent], ids=["bytes", "text"])
def test_bent_notes_are_never_a_500(patient: World, bend: Bend) -> None:
    sanna = patient.client("sanna", raise_server_exceptions=False)
    for number, data in bents(NOTES, bend, "notes"):
        pasted = data.decode("utf-8", "replace")
        answer = sanna.post("/fi/artefacts/import", data={"do": "look", "type": "affinity", "paste": pasted})
        assert answer.status_code in (200, 422), number
        if answer.status_code == 200:
            form = {**hidden(answer.text), "do": "confirm", "title": "Löydökset", "confirmed": "yes"}
            assert sanna.post("/fi/artefacts/import", data=form).status_code in (303, 422), number
    agrees(patient)


@pytest.mark.parametrize(("ending", "bend"), [("csv", text_bent), ("xlsx", parts_bent)], ids=["csv", "xlsx"])
def test_a_bent_checklist_is_never_a_500(full: World, ending: str, bend: Bend) -> None:
    aino, at = full.client("aino", raise_server_exceptions=False), full.path("project", "/import")
    out = aino.get(full.path("project", f"/export/{ending}")).content
    for number, data in bents(out, bend, ending):
        answer = aino.post(at, files={"file": (f"a.{ending}", data)})
        assert answer.status_code in (303, 422), (ending, number)
    agrees(full)


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Kuva"
    first = Image.effect_noise((48, 32), 60).convert("RGB")
    options: dict[str, Any] = {"exif": exif}
    if kind in ("MPO", "WEBP"):
        options |= {"save_all": True, "append_images": [first.rotate(90)]}
    if kind == "JPEG":
        options["progressive"] = True
    first.save(out, kind, **options)
    return out.getvalue()


def scan() -> bytes:
    out, writer = io.BytesIO(), PdfWriter()
    Image.effect_noise((60, 40), 50).convert("RGB").save(out, "PDF")
    writer.append(io.BytesIO(out.getvalue()))
    writer.add_attachment("a.txt", b"a")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO", "WEBP", "PDF"])
def test_a_bent_picture_or_pdf_is_never_a_500(full: World, kind: str) -> None:
    sanna, at = full.client("sanna", raise_server_exceptions=False), full.path("path", "/attachments/new")
    whole = scan() if kind == "PDF" else picture(kind)
    taken = 0
    for number, data in bents(whole, picture_bent, kind):
        answer = sanna.post(at, data={"alt": "Kuva"}, files={"file": ("a.bin", data)})
        assert answer.status_code in (303, 422), (kind, number)
        taken += answer.status_code == 303
    assert taken > 0
    agrees(full)


@pytest.mark.parametrize("kind", ["usecase", "solution", "proposal", "path", "recipe", "requirement"])
def test_a_bent_line_of_ndjson_is_named_or_taken_in(full: World, kind: str) -> None:
    with full.database.reading() as session:
        line = next((one for one in documents(session, kind)), None)
    if line is None:
        pytest.skip("The sample bank has none of these.")
    whole = {**line, "uuid": "bent", "details": {k: v for k, v in line["details"].items() if k != "code"}}
    taken = 0
    for number in range(SAMPLE * FACTOR):
        text = data_bent(whole, random.Random(f"{kind} {number}"))
        with full.database.to_write() as session:
            try:
                rows = intake.understand(session, intake.lines_of(text.encode("utf-8", "replace")))
                intake.take_in(session, rows)
                session.flush()
                taken += len(rows)
            except intake.IntakeError:
                pass
            session.rollback()
    assert taken > 0
