"""Files that people attach, made safe: pictures are decoded and encoded anew, PDFs rebuilt page by page. Metadata and whatever else
was hidden in them stays behind. Only PNG, JPEG, WebP and PDF; an SVG may carry scripts and is refused.
"""

import dataclasses
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

from ideabank.i18n import N_

MOST_PIXELS = 24_000_000
LONGEST_SIDE = 2400
MOST_STORED = 5_000_000
MOST_PAGES = 60
FORMATS = ("PNG", "JPEG", "WEBP")
# What a PDF may do beyond being read; it stays behind with the annotations that carry it.
_ACTIVE = ("/AA", "/Annots", "/A", "/B", "/Metadata", "/PieceInfo")
_FORBIDDEN = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/XFA")

NOT_KNOWN = N_("Choose a PNG, JPEG or WebP picture, or a PDF. Other files, such as SVG, may carry programs.")
TOO_MANY_PIXELS = N_("The picture has %(millions)d million pixels; it may have %(most)d. Save a smaller copy.")
BROKEN = N_("The file is damaged and could not be opened. Save it again and try once more.")
LOCKED = N_("The PDF is locked with a password. Save a copy without one.")
TOO_MANY_PAGES = N_("The PDF has %(count)d pages; it may have %(most)d.")
ACTIVE = N_("The PDF carries a program or other files. Print it to a new PDF and attach that.")
TOO_LARGE = N_("The file is still too large after it was made smaller: %(size)d MB, at most %(most)d.")


class Unclean(ValueError):
    """The file cannot be taken. `message` is a msgid with `values`."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message, self.values = message, values


@dataclasses.dataclass(frozen=True, slots=True)
class Cleaned:
    """What is stored: bytes, media type, and width and height in pixels (0 for a PDF)."""

    data: bytes
    media_type: str
    width: int = 0
    height: int = 0


def cleaned(data: bytes) -> Cleaned:
    """The file made anew, judged by what it holds and not by its name. Raises Unclean."""
    found = _pdf(data) if data.startswith(b"%PDF-") else _picture(data)
    if len(found.data) > MOST_STORED:
        raise Unclean(TOO_LARGE, size=len(found.data) // 1_000_000, most=MOST_STORED // 1_000_000)
    return found


def _picture(data: bytes) -> Cleaned:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            # Opening reads only the head: the size is known before anything is unpacked.
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                _require_size(picture.width, picture.height)
                return _encoded(picture)
        except UnidentifiedImageError as error:
            raise Unclean(NOT_KNOWN) from error
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Unclean(TOO_MANY_PIXELS, millions=90, most=MOST_PIXELS // 1_000_000) from error
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            if isinstance(error, Unclean):
                raise
            raise Unclean(BROKEN) from error


def _require_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unclean(TOO_MANY_PIXELS, millions=width * height // 1_000_000, most=MOST_PIXELS // 1_000_000)


def _encoded(picture: Image.Image) -> Cleaned:
    is_photo = picture.format in ("JPEG", "WEBP")
    upright = ImageOps.exif_transpose(picture)
    has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    bare = upright.convert("RGBA" if has_holes else "RGB")
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    fresh = Image.new(bare.mode, bare.size)  # a new picture: nothing of the old one's information comes along
    fresh.paste(bare)
    if is_photo and not has_holes:
        fresh.save(out, "JPEG", quality=85, optimize=True)
        return Cleaned(out.getvalue(), "image/jpeg", *fresh.size)
    fresh.save(out, "PNG", optimize=True)
    return Cleaned(out.getvalue(), "image/png", *fresh.size)


def _pdf(data: bytes) -> Cleaned:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unclean(LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise Unclean(TOO_MANY_PAGES, count=len(reader.pages), most=MOST_PAGES)
        writer = PdfWriter()
        writer.metadata = None
        for page in reader.pages:
            for name in _ACTIVE:
                page.pop(NameObject(name), None)
            writer.add_page(page)
        if not writer.pages:
            raise Unclean(BROKEN)
        out = io.BytesIO()
        writer.write(out)
    except Unclean:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unclean(BROKEN) from error
    made = out.getvalue()
    if any(name in made for name in _FORBIDDEN):
        raise Unclean(ACTIVE)
    return Cleaned(made, "application/pdf")
