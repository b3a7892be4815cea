"""Files of an entry: ten at most, oldest first, and gone for good when they go."""

import pytest
import sqlalchemy as sa

from ideabank.attachments.actions import MOST, File, attach, attachments_of, bytes_of, detach
from ideabank.entries.models import AttachmentData, Entry
from ideabank.errors import Refused
from ideabank.exchange.cleaned import Cleaned
from tests.world import World


def file(number: int, name: str = "") -> File:
    return File(name or f"{number}.png", {"fi": f"Kuva {number}"}, Cleaned(bytes([number]) * 3, "image/png", 4, 5))


def test_ten_are_kept_oldest_first_and_the_eleventh_is_refused(either: World) -> None:
    with either.database.writing() as session:
        entry = session.get_one(Entry, either.entries["booking"])
        for number in range(MOST):
            attach(session, entry, file(number), by=either.people["sanna"])
        with pytest.raises(Refused):
            attach(session, entry, file(MOST), by=either.people["sanna"])
        kept = attachments_of(session, entry.id)
        assert [one.name for one in kept] == [f"{number}.png" for number in range(MOST)]
        assert (kept[2].size, kept[2].width, kept[2].height, bytes_of(session, kept[2].id)) == (3, 4, 5, b"\x02" * 3)
        assert attachments_of(session, either.entries["queue"]) == []


def test_a_file_that_is_taken_away_leaves_no_bytes(either: World) -> None:
    with either.database.writing() as session:
        entry = session.get_one(Entry, either.entries["booking"])
        first, second = (attach(session, entry, file(number), by=either.people["sanna"]) for number in (1, 2))
        gone = first.id
        detach(session, first, by=either.people["sanna"])
        session.flush()  # so that the selects below see it
        assert [one.id for one in attachments_of(session, entry.id)] == [second.id]
        assert bytes_of(session, gone) == b""
        assert session.execute(sa.select(sa.func.count()).select_from(AttachmentData)).scalar_one() == 1


def test_a_name_is_cut_to_what_its_column_takes(world: World) -> None:
    with world.database.writing() as session:
        entry = session.get_one(Entry, world.entries["booking"])
        made = attach(session, entry, file(1, "ä" * 200 + ".png"), by=world.people["sanna"])
        assert made.name == "ä" * 80
