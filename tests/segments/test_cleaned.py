"""Attached files: pictures are made anew, PDFs rebuilt, and what may do harm is refused with a reason."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

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


def phone_photo() -> bytes:
    """A JPEG with a second picture inside, as phones write for depth or brightness."""
    out = io.BytesIO()
    first, second = Image.new("RGB", (60, 40), (200, 30, 60)), Image.new("RGB", (30, 20), (1, 2, 3))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif)
    return out.getvalue()


def test_a_photo_with_a_second_picture_inside_is_a_photo() -> None:
    found = cleaned(phone_photo())
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 40, 60)
    assert b"Secret Camera" not in found.data
    assert Image.open(io.BytesIO(found.data)).format == "JPEG"


def test_a_grey_picture_of_sixteen_bits_keeps_its_shades() -> None:
    out = io.BytesIO()
    Image.frombytes("I;16", (3, 1), struct.pack("<HHH", 0, 32_768, 65_535)).save(out, "PNG")
    made = Image.open(io.BytesIO(cleaned(out.getvalue()).data)).convert("L")
    assert [made.getpixel((x, 0)) for x in range(3)] == [0, 128, 255]


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_a_moving_picture_the_first_is_kept(kind: str) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 10), (shade, 0, 0)) for shade in (250, 120, 10)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    made = Image.open(io.BytesIO(cleaned(out.getvalue()).data))
    assert getattr(made, "n_frames", 1) == 1
    assert made.convert("RGB").getpixel((5, 5))[0] > 240  # type: ignore[index]


def scan(seed: int) -> bytes:
    """A page as a scanner saves it: one picture whose bytes are chance."""
    noise = random.Random(seed).randbytes(300 * 200 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (300, 200), noise).save(out, "PDF")
    return out.getvalue()


def test_the_bytes_of_a_scan_are_no_program() -> None:
    told = b"/JS /JavaScript /Launch /EmbeddedFile /XFA"
    out = io.BytesIO()
    Image.new("RGB", (300, 200)).save(out, "JPEG", comment=told)
    words = [scan(seed) for seed in range(30)]
    assert all(cleaned(one).media_type == "application/pdf" for one in words)
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream.set_data(b"BT (" + told + b") Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    made = io.BytesIO()
    writer.write(made)
    assert told in cleaned(made.getvalue()).data


def acting(change: Callable[[PdfWriter, PageObject], None]) -> bytes:
    writer = PdfWriter()
    change(writer, writer.add_blank_page(100, 100))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def named(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})


JUMP = named(S=NameObject("/Launch"), F=TextStringObject("cmd.exe"))


@pytest.mark.parametrize(
    "change",
    [
        lambda writer, page: page.update({NameObject("/Annots"): ArrayObject([named(Subtype=NameObject("/Link"), A=JUMP)])}),
        lambda writer, page: page.update({NameObject("/AA"): named(O=JUMP)}),
        lambda writer, page: writer.root_object.update({NameObject("/Names"): named(JavaScript=named(JS=TextStringObject("app.alert()")))}),
        lambda writer, page: writer.add_attachment("a.exe", b"MZ"),
        lambda writer, page: writer.root_object.update({NameObject("/OpenAction"): JUMP}),
        lambda writer, page: page.update({NameObject("/Metadata"): named(Author=TextStringObject("Salainen"))}),
    ],
)  # fmt: skip
def test_what_acts_beside_the_pages_of_a_pdf_stays_behind(change: Any) -> None:
    made = cleaned(acting(change)).data
    for word in (
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"cmd.exe",
        b"/EmbeddedFile",
        b"app.alert",
        b"Salainen",
        b"/Metadata",
    ):
        assert word not in made


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda writer, page: page.update({NameObject("/Resources"): named(Properties=named(X=JUMP))}), pdfs.ACTIVE),
        (lambda writer, page: page.update({NameObject("/Resources"): named(X=named(JS=TextStringObject("x")))}), pdfs.ACTIVE),
        (lambda writer, page: page.update({NameObject("/Annots"): ArrayObject([named(Subtype=NameObject("/Widget"))])}), pdfs.FORM),
    ],
)  # fmt: skip
def test_what_acts_within_a_page_or_would_be_lost_is_refused(change: Any, message: str) -> None:
    with pytest.raises(Unclean) as caught:
        cleaned(acting(change))
    assert caught.value.message == message


def test_a_pdf_that_runs_in_a_circle_is_answered() -> None:
    data = pdf(2).replace(b"/Type /Page\n", b"/Type /Pages\n").replace(b"/Count 2", b"/Count 99999999")
    circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>"
    for one in (data, circle):
        with pytest.raises(Unclean):
            cleaned(one)
