"""PDFs made anew: their pages, and nothing that acts. A PDF is judged by its objects: chance bytes of a scan are no program."""

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from ideabank.exchange.cleaned import BROKEN, Unclean
from ideabank.i18n import N_

MOST_PAGES = 60
MOST_OBJECTS = 200_000

LOCKED = N_("The PDF is locked with a password. Save a copy without one.")
TOO_MANY_PAGES = N_("The PDF has %(count)d pages; it may have %(most)d.")
ACTIVE = N_("The PDF carries a program or other files. Print it to a new PDF and attach that.")
FORM = N_("The PDF has a form to fill in, whose words would be lost. Print it to a new PDF and attach that.")

# What a page may do beyond being read stays behind with the annotations that carry it.
_OF_A_PAGE = ("/AA", "/Annots", "/A", "/B", "/PieceInfo", "/StructParents", "/Tabs", "/PZ", "/Trans", "/Dur")
_ABOUT = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/Names")
_NAMES = frozenset(
    ("/JavaScript", "/JS", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/RichMediaSettings", "/XFA", "/AcroForm")
)
_TYPES = {
    "/Type": frozenset(("/EmbeddedFile", "/Filespec", "/F", "/Action", "/Rendition")),
    "/S": frozenset(
        (
            "/JavaScript",
            "/Launch",
            "/SubmitForm",
            "/ImportData",
            "/GoToE",
            "/Rendition",
            "/Movie",
            "/Sound",
            "/RichMediaExecute",
        )
    ),
    "/Subtype": frozenset(("/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment", "/Widget")),
}


def rebuilt(data: bytes) -> bytes:
    """A new PDF of the pages. Raises Unclean."""
    try:
        return _rebuilt(PdfReader(io.BytesIO(data)))
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unclean(BROKEN) from error


def _rebuilt(reader: PdfReader) -> bytes:
    if reader.is_encrypted:
        raise Unclean(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Unclean(TOO_MANY_PAGES, count=len(reader.pages), most=MOST_PAGES)
    writer = PdfWriter()
    writer.metadata = None
    for page in reader.pages:
        _require_no_form(page)
        for name in _OF_A_PAGE:
            page.pop(NameObject(name), None)
        writer.add_page(page)
    if not writer.pages:
        raise Unclean(BROKEN)
    for one in _everything(writer.root_object):
        _require_still(one)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _require_no_form(page: DictionaryObject) -> None:
    """What somebody filled in lies beside the page and would not come along."""
    notes = _whole(page.get("/Annots"))
    for note in notes if isinstance(notes, list) else ():
        one = _whole(note)
        if isinstance(one, DictionaryObject) and _whole(one.get("/Subtype")) == "/Widget":
            raise Unclean(FORM)


def _everything(start: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached, streams too, each once."""
    seen: set[int] = set()
    left: list[object] = [start]
    while left:
        one = _whole(left.pop())
        if not isinstance(one, dict | list) or id(one) in seen:
            continue
        seen.add(id(one))
        if len(seen) > MOST_OBJECTS:
            raise Unclean(BROKEN)
        if isinstance(one, DictionaryObject):
            yield one
            left += [dict.__getitem__(one, name) for name in one]
        elif isinstance(one, ArrayObject):
            left += list(list.__iter__(one))


def _require_still(one: DictionaryObject) -> None:
    """Takes away what only tells about the file. Raises Unclean for what acts."""
    for name in _ABOUT:
        one.pop(NameObject(name), None)
    if _NAMES & set(one):
        raise Unclean(ACTIVE)
    for name, forbidden in _TYPES.items():
        value = _whole(one.get(name))
        if isinstance(value, NameObject) and value in forbidden:
            raise Unclean(ACTIVE)


def _whole(one: object) -> object:
    return one.get_object() if isinstance(one, IndirectObject) else one
