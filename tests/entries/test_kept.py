"""What is kept between requests is what everybody sees: made anew after a change, and never from one that was thrown away."""

from ideabank.entries import actions
from ideabank.entries.kept import Kept
from ideabank.entries.queries import Selection
from tests.entries.counting import count_of
from tests.world import BANK, World, content

NEEDS = Selection(BANK.kinds["usecase"], "fi", {}, "newest")


def counted(world: World, kept: Kept[int]) -> int:
    with world.database.reading() as session:
        return kept.of(session, "needs", lambda: count_of(session, NEEDS))


def test_what_is_kept_is_made_anew_after_a_change(either: World) -> None:
    kept = Kept[int]()
    assert counted(either, kept) == 2
    with either.database.writing() as session:
        actions.propose(session, BANK.kinds["usecase"], content("Uusi"), by=either.people["aino"])
    assert counted(either, kept) == 3


def test_what_a_request_saw_that_was_rolled_back_is_kept_for_nobody(either: World) -> None:
    kept = Kept[int]()
    with either.database.to_write() as session:
        actions.propose(session, BANK.kinds["usecase"], content("Hylätty"), by=either.people["aino"])
        session.flush()
        assert kept.of(session, "needs", lambda: count_of(session, NEEDS)) == 3
        session.rollback()
    # The next change gets the number that was not used.
    assert counted(either, kept) == 2


def test_an_older_reader_does_not_bring_back_what_was(either: World) -> None:
    kept = Kept[int]()
    with either.database.reading() as older:
        count_of(older, NEEDS)  # its view of the bank begins here, where the database keeps one
        with either.database.writing() as session:
            actions.propose(session, BANK.kinds["usecase"], content("Uusi"), by=either.people["aino"])
        assert counted(either, kept) == 3
        kept.of(older, "needs", lambda: count_of(older, NEEDS))
    assert counted(either, kept) == 3


def test_only_the_latest_used_are_kept(world: World) -> None:
    kept, made = Kept[int](most=2), list[int]()

    def make(number: int) -> int:
        made.append(number)
        return number

    def asked(number: int) -> None:
        with world.database.reading() as session:
            kept.of(session, number, lambda: make(number))

    for number in (1, 2, 1, 3, 1, 2):
        asked(number)
    assert made == [1, 2, 3, 2]
