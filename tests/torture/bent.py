"""Files bent by a seeded hand: bytes changed, cut and doubled, and plain data with things of other types in all places."""

import copy
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**12, 10**17, "", " ", "x", "\x00", "\ud800", "\ufffe", "\u202e", "ä" * 400, "9" * 50, [], {}, [[]], [{}],
    {"fi": "x"}, {"fi": ["x"]}, {"xx": "x"}, ["x", 1], [None], "path", "persona", "usecase", "131052-308T", "2026-02-30", "javascript:alert(1)", "=1+1",
)  # fmt: skip
# What JSON can say and Python's own writer does not.
RAW = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "9" * 5_000,
    '"\\ud800"',
    "[" * 3_000,
    '{"a":1,"a":2}',
    "",
    "'x'",
    "\\",
    "\ufeff",
)


def bytes_bent(data: bytes, hand: random.Random) -> bytes:
    """The same with one to four changes of its bytes."""
    made = bytearray(data)
    for _ in range(hand.randint(1, 4)):
        if not made:
            break
        place = hand.randrange(len(made))
        length = hand.choice((1, 1, 1, 2, 4, 16, 200))
        how = hand.randrange(6)
        if how == 0:
            made[place : place + length] = hand.randbytes(min(length, len(made) - place))
        elif how == 1:
            made[place] ^= 1 << hand.randrange(8)
        elif how == 2:
            del made[place : place + length]
        elif how == 3:
            made[place:place] = (
                hand.choice((b"\x00", b"\xff", b"\xef\xbb\xbf", b'"', b"\n", b"\r", b";", b"'", b"\x1a")) * length
            )
        elif how == 4:
            made[place:place] = made[place : place + length]
        else:
            del made[place:]
    return bytes(made)


def data_bent(data: Any, hand: random.Random) -> str:
    """JSON of the same data with one to three places changed to something odd."""
    made = json.loads(json.dumps(data))
    for _ in range(hand.randint(1, 3)):
        parent, name = hand.choice(list(_places(made)))
        how = hand.randrange(5)
        if how == 0 and isinstance(parent, dict):
            parent[hand.choice(("x", "fi", "key", "title", "", "\ud800"))] = _odd(hand)
        elif how == 1:
            del parent[name]
        elif how == 2 and isinstance(parent, list):
            parent[name:name] = [copy.deepcopy(parent[name]) for _ in range(hand.choice((1, 70)))]
        else:
            parent[name] = _odd(hand)
    text = json.dumps(made)
    if hand.random() < 0.2:
        place = hand.choice([at for at, letter in enumerate(text) if letter in ":,["] or [0])
        text = f"{text[: place + 1]}{hand.choice(RAW)},{text[place + 1 :]}"
    return text


def _odd(hand: random.Random) -> Any:
    """Something odd of its own: the next change must not bend it everywhere."""
    return copy.deepcopy(hand.choice(ODD))


def _places(data: Any) -> Any:
    """(map or list, name in it) of every place."""
    names = data if isinstance(data, dict) else range(len(data))
    for name in list(names):
        yield data, name
        if isinstance(data[name], dict | list):
            yield from _places(data[name])
    if not data:
        data_ = [None] if isinstance(data, list) else {"x": None}
        yield data_, 0 if isinstance(data, list) else "x"


def parts_bent(data: bytes, hand: random.Random) -> bytes:
    """A packed file with the inside of one part changed, so that its checksums hold; sometimes the pack itself."""
    if hand.random() < 0.3:
        return bytes_bent(data, hand)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = hand.choice([one for one in names if one.endswith((".xml", ".rels"))])
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = hand.choice((bytes_bent, _xml_bent))(part, hand)
            if name != chosen or hand.random() > 0.1:
                new.writestr(name, part)
    return out.getvalue()


def _xml_bent(part: bytes, hand: random.Random) -> bytes:
    """Attributes and values of other types."""
    places = [at for at, letter in enumerate(part) if letter in b'">']
    place = hand.choice(places or [0]) + 1
    odd = (
        b"-1",
        b"99999999999",
        b"NaN",
        b"A0",
        b"XFD1048577",
        b"<c/>",
        b"<v>1e999</v>",
        b"&#0;",
        b"&a;",
        b"<f>x</f>",
        b"<t>",
        b"_xD800_",
        b"x" * 50_000,
    )
    return part[:place] + hand.choice(odd) + part[place + hand.randrange(3) :]


def picture_bent(data: bytes, hand: random.Random) -> bytes:
    """A picture with its bytes changed; a PNG's checksums are made right again now and then, so that what is inside is looked at."""
    made = bytes_bent(data, hand)
    return _with_sums(made) if made.startswith(b"\x89PNG") and hand.random() < 0.7 else made


def _with_sums(data: bytes) -> bytes:
    made, place = bytearray(data), 8
    while place + 12 <= len(made):
        length = int.from_bytes(made[place : place + 4], "big")
        end = place + 8 + length
        if end + 4 > len(made):
            break
        made[end : end + 4] = zlib.crc32(bytes(made[place + 4 : end])).to_bytes(4, "big")
        place = end + 4
    return bytes(made)


def text_bent(data: bytes, hand: random.Random) -> bytes:
    """A table with its bytes changed, or whole cells swapped for odd ones, or saved otherwise."""
    if hand.random() < 0.4:
        return bytes_bent(data, hand)
    lines = data.decode("utf-8-sig").split("\n")
    for _ in range(hand.randint(1, 4)):
        at = hand.randrange(len(lines))
        cells = lines[at].split(";")
        cells[hand.randrange(len(cells))] = str(hand.choice(ODD)).encode("utf-8", "replace").decode()
        lines[at] = hand.choice((";", ";", ";", ",", "\t", '"')).join(cells)
    text = hand.choice(("\n", "\n", "\r\n", "\r")).join(lines)
    return text.encode(hand.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-7")), "replace")


Bend = Callable[[bytes, random.Random], bytes]


def json_bent(data: bytes, hand: random.Random) -> bytes:
    """JSON bent as data, or as bytes now and then."""
    if hand.random() < 0.2:
        return bytes_bent(data, hand)
    return data_bent(json.loads(data), hand).encode("utf-8", hand.choice(("replace", "surrogatepass")))
