"""A long list is taken in at once, and whoever else writes hardly waits: it costs few statements."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry, Event, Revision
from ideabank.entries.revisions import snapshot
from ideabank.errors import Refused
from ideabank.people.viewer import ANONYMOUS
from ideabank.telling.lists import actions
from ideabank.telling.lists.actions import take_rows
from ideabank.telling.lists.reading import MOST_ROWS
from ideabank.telling.lists.rows import Row, Standing
from ideabank.upkeep.doctor import examine
from ideabank.web.limits import PATIENCE
from tests.world import BANK, World

NEED = BANK.kinds["usecase"]


def standings(count: int) -> list[tuple[Standing, Content | None]]:
    found: list[tuple[Standing, Content | None]] = []
    for number in range(1, count + 1):
        texts = {"fi": Text(f"Tarve {number}", "Lyhyesti kerrottuna.", "Pidempi kertomus asiasta. " * 12)}
        if number % 5 == 0:
            texts["sv"] = Text(f"Behov {number}", "Kort sagt.", "En längre berättelse.")
        told = Content("fi", texts, theme="booking", tags=("  #Äiti  ja isä", f"tunnus{number % 7}", "äiti ja isä"))
        uuid = f"00000000-0000-4000-8000-{number:012d}"
        found.append((Standing(Row(number=number, values={}, uuid=uuid, choice="own"), "new"), told))
    return found


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        sent.append(statement)

    sa.event.listen(world.database.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(world.database.engine, "before_cursor_execute", note)


def test_the_longest_list_holds_the_other_writers_up_for_less_than_they_wait(
    world: World, figure: Callable[[str], None]
) -> None:
    rows = standings(MOST_ROWS)
    with counted(world) as sent, world.database.writing() as session:
        before = time.process_time()
        taken = take_rows(session, NEED, rows, by=ANONYMOUS)
        session.flush()
        seconds = time.process_time() - before
    figure(f"{MOST_ROWS} rows taken in with {len(sent)} statements in {seconds:.1f} s of the processor")
    assert len(taken.entries) == MOST_ROWS
    assert len(sent) < 5 * MOST_ROWS  # one after another they sent eighteen each
    assert seconds < PATIENCE


def test_what_came_in_from_a_list_stands_as_if_each_row_had_been_told_by_itself(either: World) -> None:
    with either.database.writing() as session:
        taken = take_rows(session, NEED, standings(10), by=ANONYMOUS)
    with either.database.reading() as session:
        for number in taken.entries.values():
            entry = session.get_one(Entry, number)
            [revision] = session.execute(sa.select(Revision).where(col(Revision.entry_id) == number)).scalars()
            assert revision.snapshot == snapshot(session, entry)
            assert (revision.number, entry.revision, entry.version, entry.is_public) == (1, 1, 2, True)
            [event] = session.execute(sa.select(col(Event.name)).where(col(Event.entry_id) == number)).scalars()
            assert event == "listed"
        assert snapshot(session, entry)["tags"] == ["tunnus3", "Äiti ja isä", "äiti ja isä"]
        assert not list(examine(either.database, session))


def test_no_more_rows_are_linked_at_once_than_others_should_wait_for() -> None:
    rows = [
        Standing(Row(number=one, values={}, alike=(1,), choice="own"), "alike") for one in range(actions.MOST_LINKS + 1)
    ]
    with pytest.raises(Refused):
        actions.require_few_links(rows)
    actions.require_few_links(rows[1:])
