"""Files that people attach, made safe: pictures are decoded and encoded anew, PDFs rebuilt page by page. Metadata and whatever else
was hidden in them stays behind. Only PNG, JPEG, WebP and PDF; an SVG may carry scripts and is refused.

Time and memory are bounded by the process in which this is done, see `apart`.
"""

import dataclasses
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from ideabank.exchange.unread import Unread
from ideabank.i18n import N_

MOST_PIXELS = 24_000_000
LONGEST_SIDE = 2400
MOST_STORED = 5_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
# A phone writes a JPEG with a second picture inside (depth, brightness, the other eye): Pillow calls it MPO.
PHOTOS = ("JPEG", "MPO", "WEBP")

NOT_KNOWN = N_("Choose a PNG, JPEG or WebP picture, or a PDF. Other files, such as SVG, may carry programs.")
TOO_MANY_PIXELS = N_("The picture has %(millions)d million pixels; it may have %(most)d. Save a smaller copy.")
BROKEN = N_("The file is damaged and could not be opened. Save it again and try once more.")
TOO_LARGE = N_("The file is still too large after it was made smaller: %(size)d MB, at most %(most)d.")


class Unclean(Unread):
    """The file cannot be kept. `message` is a msgid with `values`."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cleaned:
    """What is stored: bytes, media type, and width and height in pixels (0 for a PDF)."""

    data: bytes
    media_type: str
    width: int = 0
    height: int = 0


def cleaned(data: bytes) -> Cleaned:
    """The file made anew, judged by what it holds and not by its name. Raises Unclean."""
    from ideabank.exchange.pdfs import rebuilt  # it raises what is defined here

    found = Cleaned(rebuilt(data), "application/pdf") if data.startswith(b"%PDF-") else _picture(data)
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
            raise Unclean(BROKEN) from error


def _require_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Unclean(TOO_MANY_PIXELS, millions=width * height // 1_000_000, most=MOST_PIXELS // 1_000_000)


def _encoded(picture: Image.Image) -> Cleaned:
    is_photo = picture.format in PHOTOS
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded at half its size or less
    upright = ImageOps.exif_transpose(_with_eight_bits(picture))
    has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    bare = upright.convert("RGBA" if has_holes else "RGB")
    bare.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    fresh = Image.new(bare.mode, bare.size)  # a new picture: nothing of the old one's information comes along
    fresh.paste(bare)
    if is_photo and not has_holes:
        fresh.save(out, "JPEG", quality=85, optimize=True)
        return Cleaned(out.getvalue(), "image/jpeg", *fresh.size)
    fresh.save(out, "PNG")
    return Cleaned(out.getvalue(), "image/png", *fresh.size)


def _with_eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of sixteen bits as one of eight; else its light parts would all become white."""
    if not picture.mode.startswith("I;16"):
        return picture
    made = picture.convert("I").point(lambda value: value / 256).convert("L")
    made.info.update({name: one for name, one in picture.info.items() if name == "exif"})
    return made
