"""Tests mirror the code: each room has a folder of tests of its name, so that `make test ARGS=tests/linking` is the test of that room."""

from pathlib import Path

from tests.conftest import LONG
from tests.house.tree import ROOT, report

TESTS = Path(__file__).parents[1]
# Rooms of nothing but what is kept word for word, which is tested by running it.
WITHOUT = {"migrations": "tests/upkeep"}


def test_each_room_has_a_folder_of_tests_of_its_name() -> None:
    rooms = {file.parent.name for file in ROOT.glob("ideabank/*/__init__.py")} - WITHOUT.keys()
    bare = {room for room in rooms if not list((TESTS / room).glob("test_*.py"))}
    report("A room has tests in tests/<room>: at least the values of its functions that decide.", sorted(bare))


def test_a_folder_of_tests_is_a_rooms_a_sections_or_looks_at_the_whole() -> None:
    whole = {"bench", "browser", "content", "house", "journeys", "roof", "torture"}
    rooms = {file.parent.name for file in (*ROOT.glob("*/__init__.py"), *ROOT.glob("ideabank/*/__init__.py"))}
    strange = {file.parent.name for file in TESTS.glob("*/test_*.py")} - rooms - whole
    report("Tests lie in a folder named like what they test.", sorted(strange))


def test_what_goes_first_is_there() -> None:
    report("tests/conftest.py names a file that is gone.", [name for name in LONG if not list(TESTS.glob(f"{name}*"))])
