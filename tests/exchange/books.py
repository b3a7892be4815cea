"""Workbooks as people and their programs make them, for tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows: Sequence[Any], change: Callable[[Any], None] = lambda page: None) -> bytes:
    """A workbook of one sheet; `change` does the rest to the sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    change(made.worksheets[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, change: Callable[[bytes], bytes], part: str = SHEET) -> bytes:
    """The same workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def with_rows(data: bytes, rows: Iterable[str]) -> bytes:
    """The same with rows of XML after its own."""
    more = "".join(rows).encode()
    return with_part(data, lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def locked(data: bytes) -> bytes:
    """The same, marked as encrypted in every head."""
    marked = bytearray(data)
    for head, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = marked.find(head)
        while start >= 0:
            marked[start + place] |= 1
            start = marked.find(head, start + 4)
    return bytes(marked)
