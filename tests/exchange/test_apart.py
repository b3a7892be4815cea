"""What strangers send is opened apart: it is bounded in time and memory, and whoever else reads or writes notices nothing."""

import io
import os
import signal
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PIL import Image

from ideabank.exchange import cleaned, worksheet
from ideabank.exchange.apart import Apart
from ideabank.exchange.unread import BUSY, OVERRUN, Unread
from tests.exchange.books import book, with_part, with_rows
from tests.segments import samples
from tests.world import World


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (1, 2, 3)).save(out, kind)
    return out.getvalue()


LETTER = with_part(book(["a"]), lambda xml: xml.replace(b"<t>a</t>", b"<t>" + b"a" * 20_000_000 + b"</t>"))
# A million tags that are not empty: nothing is too long or too much but the work.
SLOW = with_rows(book(["a"]), ['<row><c r="A1"><z/></c></row>'] * 1_500_000)


def test_the_work_of_a_child_is_what_it_is_here(apart: Apart) -> None:
    made = apart("file", picture())
    assert (made.told["media_type"], made.told["width"]) == ("image/png", 30)
    assert Image.open(io.BytesIO(made.data)).size == (30, 20)
    assert apart("workbook", book(["ä"])).told["pages"][0]["rows"] == [["ä"]]


def test_a_file_that_says_no_is_told_and_the_child_goes_on(apart: Apart) -> None:
    with pytest.raises(Unread) as caught:
        apart("file", b"GIF89a")
    assert caught.value.message == cleaned.NOT_KNOWN
    with pytest.raises(Unread) as caught:
        apart("workbook", LETTER)
    assert (caught.value.message, caught.value.row, caught.value.column) == (worksheet.LONG_CELL, "1", "A")
    assert apart("file", picture()).data


def test_work_without_end_is_ended() -> None:
    apart = Apart(seconds=1)
    began = time.monotonic()
    with pytest.raises(Unread) as caught:
        apart("workbook", SLOW)
    assert caught.value.message == OVERRUN
    assert time.monotonic() - began < 10
    apart.seconds = 30
    assert apart("file", picture()).data
    apart.close()


def test_a_child_that_dies_is_followed_by_another(apart: Apart) -> None:
    apart("file", picture())
    resting = apart._free[0]._process
    os.kill(resting.pid, signal.SIGKILL)
    resting.wait()
    assert apart("file", picture()).data


def test_no_more_than_two_files_are_opened_at_once() -> None:
    apart = Apart(seconds=2, patience=0.2)
    with ThreadPoolExecutor(3) as pool:
        slow = [pool.submit(apart, "workbook", SLOW) for _ in range(2)]
        time.sleep(0.5)
        with pytest.raises(Unread) as caught:
            apart("file", picture())
        assert caught.value.message == BUSY
        assert all(isinstance(one.exception(), Unread) for one in slow)
    apart.close()


def flood(width: int, height: int) -> bytes:
    """A PNG of a few bytes and many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(height * (1 + 3 * width)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("what", ["picture", "workbook"])
def test_people_read_and_write_while_a_heavy_file_is_opened(either: World, what: str) -> None:
    sanna, aino = either.client("sanna"), either.client("aino")
    if what == "picture":
        samples.add_path(either)
        at, data, file = either.path("path", "/attachments/new"), {"alt": "Kuva"}, ("a.png", flood(5_000, 4_700))
    else:
        at, data, file = "/fi/artefacts/import", {"do": "look", "type": "affinity"}, ("a.xlsx", SLOW)
    answers: list[Any] = []
    sender = threading.Thread(target=lambda: answers.append(sanna.post(at, data=data, files={"file": file})))
    sender.start()
    time.sleep(0.3)
    slowest, count = 0.0, 0
    while sender.is_alive() and count < 12:
        began = time.monotonic()
        answer = aino.post(either.path("queue", "/support"), data={"support": "yes" if count % 2 else "no"})
        assert answer.status_code == 303
        slowest, count = max(slowest, time.monotonic() - began), count + 1
    sender.join()
    assert answers[0].status_code in (303, 422), answers[0].text[:500]
    assert slowest < 3
