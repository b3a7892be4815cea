"""Excel workbooks (.xlsx) as the text that their cells show, read in a stream: what is not text costs next to nothing.

Hidden sheets are left out, hidden rows and columns are not. Merged cells all show what their first one does. Cells without words,
however they are coloured, are nothing. Written for files of strangers: every length and count has a bound.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from ideabank.exchange.shown import Shown
from ideabank.exchange.unread import Unread
from ideabank.exchange.worksheet import LONG_CELL, MOST_CELL, NOT_XLSX, TOO_LARGE, Page, Sheet, unescaped
from ideabank.i18n import N_

MOST_PARTS = 2_000
MOST_UNPACKED = 300_000_000  # a million rows of empty colours; the time of a job bounds what really is read
MOST_WORDS = 6_000_000
MOST_TAG = 2_000_000
CHUNK = 262_144

LOCKED = N_("The workbook is locked with a password. Save a copy without one.")

_EMPTY_CELL = re.compile(rb'<c (?=[^<>]*\br="[A-Z])[^<>]*/>')
_EMPTY_ROW = re.compile(rb'<row (?=[^<>]*\br="\d)[^<>]*(?:/>|>\s*</row>)')


def pages(data: bytes) -> list[Page]:
    """The visible sheets that have words in them, in their order. Raises Unread; a damaged file may raise anything else."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = _parts(packed)
        book = _Book()
        start = _target(packed, parts, "", "/officeDocument")
        _stream(packed, parts[start], book.start)
        strings = _optional(packed, parts, start, "/sharedStrings")
        words = _Strings()
        if strings is not None:
            _stream(packed, strings, words.start, words.end, words.text)
        shown = Shown(is_1904=book.is_1904)
        styles = _optional(packed, parts, start, "/styles")
        if styles is not None:
            _stream(packed, styles, shown.start, shown.end)
        found = []
        related = dict(_relations(packed, parts, start))
        for name, relation in book.visible:
            sheet = Sheet(words.found, shown)
            _stream(packed, parts[related[relation][1]], sheet.start, sheet.end, sheet.text)
            page = sheet.page(name)
            if page.rows or page.problems:
                found.append(page)
        return found


# --- parts of the package -----------------------------------------------------------------------------------------------


def _parts(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by name in small letters, as the standard compares them."""
    infos = packed.infolist()
    if len(infos) > MOST_PARTS:
        raise Unread(TOO_LARGE)
    if any(info.flag_bits & 1 for info in infos):
        raise Unread(LOCKED)
    return {info.filename.lower().lstrip("/"): info for info in infos}


def _relations(
    packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], source: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    """(id, (type, part)) of what a part refers to."""
    folder, name = posixpath.split(source)
    info = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    if info is None:
        return
    found: list[dict[str, str]] = []
    _stream(packed, info, lambda tag, given: found.append(given) if tag == "Relationship" else None)
    for one in found[:MOST_PARTS]:
        target = one.get("Target", "").lower()
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield one.get("Id", ""), (one.get("Type", ""), path)


def _target(packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], source: str, kind: str) -> str:
    for _, (type_, path) in _relations(packed, parts, source):
        if type_.endswith(kind) and path in parts:
            return path
    raise Unread(NOT_XLSX)


def _optional(
    packed: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], source: str, kind: str
) -> zipfile.ZipInfo | None:
    return next(
        (parts[path] for _, (type_, path) in _relations(packed, parts, source) if type_.endswith(kind) and path in parts),
        None,
    )  # fmt: skip


def _stream(
    packed: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Tells the handlers what stands in an XML part, by the tags' names without their namespaces."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, given: start(tag[tag.find(":") + 1 :], given)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag[tag.find(":") + 1 :])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype  # entities could unfold without end, and no workbook has any
    taken = 0
    with packed.open(info) as source:
        for chunk in _without_empty(iter(lambda: source.read(CHUNK), b"")):
            parser.Parse(chunk, False)
            taken += len(chunk)
            # The parser looks at an unfinished tag again from its start whenever more comes.
            if taken - parser.CurrentByteIndex > MOST_TAG:
                raise Unread(NOT_XLSX)
    parser.Parse(b"", True)


def _without_empty(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same without cells and rows that are only coloured: there may be a million, and telling the parser of each takes long."""
    rest, taken = b"", 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > MOST_UNPACKED:
            raise Unread(TOO_LARGE)
        whole = rest + chunk
        place = whole.rfind(b"<row ") if len(whole) < MOST_TAG else len(whole)
        whole, rest = (whole[:place], whole[place:]) if place > 0 else (whole, b"")
        # Within these, what looks like a cell may be text.
        if b"<![CDATA[" not in whole and b"<!--" not in whole:
            whole = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", whole))
        yield whole
    yield rest


def _refuse_doctype(*_: object) -> None:
    raise Unread(NOT_XLSX)


class _Book:
    """The workbook's list of sheets."""

    def __init__(self) -> None:
        self.visible: list[tuple[str, str]] = []
        self.is_1904 = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "sheet" and given.get("state", "visible") == "visible":
            relation = next((value for name, value in given.items() if name.endswith(":id")), "")
            self.visible.append((given.get("name", "")[:80], relation))
        elif tag == "workbookPr":
            self.is_1904 = given.get("date1904") in ("1", "true")


class _Strings:
    """The shared strings: the runs of each put together, without what tells how they are read aloud."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._now: list[str] = []
        self._is_text = self._is_aloud = False
        self._length = self._total = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "si":
            self._now, self._length = [], 0
        elif tag == "rPh":
            self._is_aloud = True
        self._is_text = tag == "t" and not self._is_aloud

    def text(self, words: str) -> None:
        if self._is_text:
            self._length += len(words)
            self._total += len(words)
            if self._length > MOST_CELL:
                raise Unread(LONG_CELL)
            if self._total > MOST_WORDS:
                raise Unread(TOO_LARGE)
            self._now.append(words)

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self._is_aloud = False
        elif tag == "t":
            self._is_text = False
        elif tag == "si":
            self.found.append(unescaped("".join(self._now)))
