"""The map of stakeholders: every name has a place of its own, however many and long they are."""

import itertools
import random

import pytest

from segments.sheets.drawing import draw
from segments.sheets.reading import read
from segments.sheets.rings import LINE, SIDE, Party, rings_of
from segments.sheets.schema import TYPES
from segments.sheets.sheet import Sheet
from segments.sheets.wrapping import CHARACTER, wrapped

MAP = TYPES["stakeholder-map"]
NAMES = (
    "Kela",
    "Hyvinvointialueen sosiaali- ja terveyspalveluiden asiakaspalvelukeskus",
    "Lentokonesuihkuturbiiniapumekaanikko",
)


@pytest.mark.parametrize("count", [1, 3, 7, 12, 20, 30, 60])
@pytest.mark.parametrize("seed", range(4))
def test_no_name_lies_over_another_nor_outside(count: int, seed: int) -> None:
    chance = random.Random(seed)
    cells: dict[str, list[dict[str, object]]] = {lane.code: [] for lane in MAP.lanes}
    for _ in range(count):
        lane = chance.choice([one for one in MAP.lanes if len(cells[one.code]) < one.most])
        cells[lane.code].append({"text": {"fi": chance.choice(NAMES)}})
    drawn = rings_of(_sheet(cells).columns[0], MAP, "fi", "fi")
    assert len(drawn.parties) == count
    for is_left in (True, False):
        column = sorted((party for party in drawn.parties if party.is_left == is_left), key=lambda party: party.top)
        assert all(_bottom(one) <= other.top for one, other in itertools.pairwise(column))
        assert all(party.top >= 0 and _bottom(party) <= drawn.height for party in column)
    assert all(0 < party.x < drawn.width and 0 < party.y < drawn.height for party in drawn.parties)


def test_words_fold_into_lines_and_what_is_left_out_is_marked() -> None:
    assert wrapped("yksi kaksi\nkolme", 20 * CHARACTER) == ["yksi kaksi", "kolme"]
    assert wrapped("yksi kaksi kolme", 5 * CHARACTER, 2) == ["yksi", "kaks…"]
    assert all(len(line) * CHARACTER <= SIDE for line in wrapped(NAMES[1], SIDE))


def test_a_long_name_of_a_stage_is_drawn_whole() -> None:
    stage = "Palvelun tarve herää ja asiakas etsii oikean paikan ottaa yhteyttä"
    data = {
        "stages": [{"key": "v1", "name": {"fi": stage}}],
        "columns": [{"key": "s1", "name": {"fi": "Soittaa"}, "stage": "v1", "cells": {}}],
    }
    sheet, faults = read(data, TYPES["path"])
    assert faults == []
    drawn = draw(sheet, TYPES["path"], "Polku", "fi", "fi")
    assert all(word in drawn for word in stage.split())


def _sheet(cells: dict[str, list[dict[str, object]]]) -> Sheet:
    sheet, faults = read({"columns": [{"key": "all", "name": {}, "cells": cells}]}, MAP)
    assert faults == []
    return sheet


def _bottom(party: Party) -> float:
    return party.top + LINE * len(party.lines)
