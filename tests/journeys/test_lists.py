"""Two hundred needs in a workbook, brought in by somebody who does it for the first time: within five minutes, and what the bank holds is recognised."""

import io
import itertools
import time
from collections.abc import Callable

import openpyxl
import pytest

from ideabank.entries import actions
from tests.banks import BankWith
from tests.starter import starter_file, starter_of
from tests.telling.lists import Preview, Visitor, entries, events, indexed
from tests.world import World

MINUTES = 5
# What the bank holds already: word for word, in other languages, under the same title, and in words of one's own.
VERBATIM = (
    ("ajan-peruminen-ja-siirto", "fi"),
    ("lapsen-asiat-vanhemman-puolesta", "fi"),
    ("laboratoriotulokset-puhelimella", "sv"),
    ("chat-ammattilaisen-kanssa", "en"),
)
SAME_TITLE = (
    ("KIRJAUDUN SORMENJÄLJELLÄ TAI KASVOILLA", "Mummo, jonka sormet eivät taivu"),
    ("Saan muistutuksen tekstiviestinä", "Hajamielinen"),
    ("Käytän palvelua  puhumalla", "Kuski ratin takana"),
    ("tapaan lääkärin kuvapuhelussa", "Saaressa asuva"),
)
OWN_WORDS = (
    ("Varaan lääkäriajan läheiseni puolesta", "Läheisensä asioita hoitava", "Varata ajan toisen puolesta"),
    ("Tunnistan lääkkeen ottamalla siitä kuvan", "Ihminen, jolla on monta lääkettä", "Tunnistaa lääkkeen kuvan avulla"),
    ("Lähetän ammattilaiselle valokuvan ihosta", "Ihminen, jolla on ihottumaa", "Lähettää valokuvan ammattilaiselle"),
    ("Näen, missä lähetteeni on menossa nyt", "Potilas, joka odottaa lähetteen käsittelyä", "Nähdä missä lähete on"),
)
WHO = ("Kerrostalon asukas", "Kesämökkiläinen", "Kirjaston kävijä", "Polkupyöräilijä", "Koiran omistaja", "Kuorolainen", "Puutarhuri", "Retkeilijä")  # fmt: skip
WHAT = (
    "Lainaan soittimen {n} viikoksi", "Näen uimahallin vapaat radat {n}", "Varaan pesutuvan vuoron {n}", "Vaihdan taimia torilla {n}",
    "Löydän lähimmän kierrätyspisteen {n}", "Tiedän, milloin katu aurataan {n}", "Saan kartan luontopolusta {n}", "Ilmoitan rikkinäisestä keinusta {n}",
    "Vuokraan peräkärryn illaksi {n}", "Kuulen, milloin lautta lähtee {n}", "Katson jäätilanteen ennen hiihtoa {n}", "Haen luvan kadunvarren juhlille {n}",
    "Lahjoitan huonekaluja naapurille {n}", "Etsin kadonneen kissan {n}", "Liityn kyläyhdistyksen talkoisiin {n}", "Saan pihan lumityöt tehdyksi {n}",
    "Opin korjaamaan polkupyörän {n}", "Äänestän puiston penkeistä {n}", "Näen sähkön hinnan huomenna {n}", "Kirjaan linnut, jotka näin {n}",
    "Teen valituksen melusta {n}", "Tilaan polttopuita syksyksi {n}", "Löydän soittokaverin bändiin {n}", "Varaan nuotiopaikan lauantaiksi {n}",
)  # fmt: skip


def with_starter(world: World) -> None:
    """The needs and solutions of the starter bank beside the small cast's."""
    with world.database.writing() as session:
        for file in (*starter_of("usecase"), *starter_of("solution")):
            actions.propose(session, file.kind, file.content)
    indexed(world)


@pytest.fixture
def full(bank_with: BankWith) -> World:
    return bank_with(with_starter)


def held() -> list[list[str]]:
    """Twelve rows that tell what the bank holds: title, who, what, language."""
    rows = []
    for key, language in VERBATIM:
        text = starter_file(f"usecase/{key}").content.texts[language]
        rows.append([text.title, text.fields["who"], text.fields["want"], language])
    return rows + [[title, who, "", "fi"] for title, who in SAME_TITLE] + [[*row, "suomi"] for row in OWN_WORDS]


def new() -> list[list[str]]:
    """188 needs of other walks of life."""
    told = itertools.product(WHAT, enumerate(WHO, 1))
    return [
        [what.format(n=f"({n})"), who, what.partition(" {")[0], ""] for what, (n, who) in itertools.islice(told, 188)
    ]


def filled(template: bytes) -> bytes:
    """The template with two hundred needs written into it, those that are held among the others."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    page = book.worksheets[0]
    head = [str(cell.value).strip(" *") for cell in page[1]]
    places = [head.index(name) + 1 for name in ("Otsikko", "Kuka", "Mitä haluaa tehdä", "Kieli")]
    rows = new()
    for number, row in enumerate(held()):
        rows.insert(number * 16 + 3, row)
    for number, row in enumerate(rows, 2):
        for place, words in zip(places, row, strict=True):
            page.cell(number, place).value = words or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_two_hundred_needs_come_in_within_five_minutes_and_the_twelve_that_are_there_are_recognised(
    full: World, figure: Callable[[str], None]
) -> None:
    visitor = Visitor(full)
    client, before = visitor.client, len(entries(full))
    begun = time.monotonic()
    assert "/fi/usecases/import" in client.get("/fi/usecases").text
    assert "/fi/usecases/import/template/xlsx" in client.get("/fi/usecases/import").text
    template = client.get("/fi/usecases/import/template/xlsx").content
    data, sent = filled(template), time.monotonic()
    preview = visitor.bring(data)
    looked = time.monotonic()
    states = preview.states()
    assert len(states) == 200
    twelve = [number * 16 + 5 for number in range(12)]
    recognised = [number for number in twelve if states[number] in ("alike", "same")]
    assert recognised == twelve, [preview.row(number) for number in twelve if number not in recognised]
    alarms = [number for number, state in states.items() if state in ("alike", "same") and number not in twelve]
    taken = _decided(preview, twelve)
    done = time.monotonic()
    assert "188 riviä julkaistiin." in taken.text()
    made = entries(full)
    assert len(made) == before + 188
    assert events(full, made["Varaan pesutuvan vuoron (1)"])[0] == "listed"
    again = visitor.bring(data).states()
    assert sum(state == "known" for state in again.values()) == 188
    assert done - begun < MINUTES * 60
    figure(
        f"200 needs in a workbook on {full.database.url.get_backend_name()}: looked at in {looked - sent:.1f} s, chosen and taken in in "
        f"{done - looked:.1f} s; 12 of 12 recognised, {len(alarms)} of 188 new ones looked like something"
    )


def _decided(preview: Preview, twelve: list[int]) -> Preview:
    """What somebody does who reads the preview: publishes what only looks alike, and leaves the twelve out."""
    preview = preview.then("all:alike:own")
    leave = {f"r{number}_do": "leave" for number in twelve}
    return preview.then("take", **leave)
