"""Attached files: pictures are made anew, PDFs rebuilt, and what may do harm is refused with a reason."""

import io
import struct
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from ideabank.exchange import cleaned as module
from ideabank.exchange import pdfs
from ideabank.exchange.cleaned import Unclean, cleaned


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(out, kind, **options)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says it is huge and is a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def pdf(pages: int = 1, *, script: bool = False, password: str = "", title: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if script:
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x')")}
        named = {NameObject(name): value for name, value in action.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(named)
    if title:
        writer.add_metadata({"/Title": title, "/Author": title})
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_photo_loses_where_and_with_what_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif[0x0112] = 6  # turned: the picture is stored upright
    found = cleaned(picture("JPEG", (60, 40), exif=exif))
    assert found.media_type == "image/jpeg"
    assert (found.width, found.height) == (40, 60)
    assert b"Secret Camera" not in found.data
    assert not Image.open(io.BytesIO(found.data)).getexif()


def test_what_hides_behind_a_picture_stays_behind() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        found = cleaned(picture(kind) + b"<script>alert(1)</script>PK\x03\x04")
        assert b"script" not in found.data
        assert b"PK\x03\x04" not in found.data


def test_a_large_picture_becomes_smaller() -> None:
    found = cleaned(picture("PNG", (4000, 1000)))
    assert (found.width, found.height) == (2400, 600)


@pytest.mark.parametrize("size", [(10_000, 6_000), (12_000, 9_000), (60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(Unclean) as caught:
        cleaned(huge_png(*size))
    assert caught.value.message == module.TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', module.NOT_KNOWN),
        (b"GIF89a" + b"\x00" * 50, module.NOT_KNOWN),
        (b"<html>", module.NOT_KNOWN),
        (picture("PNG")[:60], module.BROKEN),
        (b"%PDF-1.7 nonsense", module.BROKEN),
        (pdf(password="x"), pdfs.LOCKED),
        (pdf(pages=61), pdfs.TOO_MANY_PAGES),
    ],
    ids=lambda one: str(one)[:30],
)
def test_what_cannot_be_made_safe_says_why(data: bytes, message: str) -> None:
    with pytest.raises(Unclean) as caught:
        cleaned(data)
    assert caught.value.message == message


def test_a_pdf_keeps_its_pages_and_nothing_else() -> None:
    found = cleaned(pdf(3, script=True, title="Salainen tekijä") + b"<script>polyglot</script>")
    assert found.media_type == "application/pdf"
    assert len(PdfReader(io.BytesIO(found.data)).pages) == 3
    for word in (b"/JavaScript", b"app.alert", b"polyglot", b"Salainen"):
        assert word not in found.data


def test_a_script_before_a_pdf_makes_it_no_pdf() -> None:
    with pytest.raises(Unclean):
        cleaned(b"<script>alert(1)</script>" + pdf())
