"""Sharing an entry: its address to copy, and the same as a QR code, drawn here, so that no other service learns who shares what."""

import functools

import segno
from markupsafe import Markup

from ideabank.entries.visibility import is_public
from ideabank.errors import Forbidden
from ideabank.reading.views.sharing import SharePage
from ideabank.visit.cards import entry_url, sub_url
from ideabank.visit.found import Found
from ideabank.visit.strips import sharing
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

QUIET = 4  # modules of white around the code: ISO/IEC 18004 asks for four


def share_page(visit: Visit, it: Found) -> SharePage:
    """The ways to share what everybody may read. Raises Forbidden for what is not public. A code is drawn only of an address that others
    can open, which is known once somebody has said it (IDEABANK_PUBLIC_URL)."""
    if not is_public(it.entry):
        raise Forbidden("This is not public at the moment, so nothing can be added to it.")
    path, known = entry_url(visit, it.kind, it.entry.id, it.text.slug), visit.settings.known_url
    return SharePage(
        title=visit.translator("Share"),
        kind=it.kind.code,
        heading=Text(it.text.title, it.language),
        back=path,
        address=f"{known}{path}",
        code=qr(f"{known}{sub_url(visit, it.entry, 'show')}") if known else "",
        ways=sharing(visit, it.entry),
    )


@functools.lru_cache(maxsize=256)
def qr(address: str) -> Markup:
    """The address as an SVG that fills its box; black on white in every theme, because cameras want it so."""
    drawn = segno.make_qr(address, error="m")
    svg = drawn.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return Markup(svg)  # noqa: S704 drawn from the modules of the code: nothing of the address stands in it as words
