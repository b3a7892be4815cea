"""The list of a kind and the page of one entry."""

from ideabank.entries.kind import Kind
from ideabank.reading.compose import show_page
from ideabank.reading.handlers.twins import twin
from ideabank.reading.lists import list_page
from ideabank.reading.sharing import share_page
from ideabank.visit.cards import entry_url
from ideabank.visit.found import read_entry
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, moved, show
from ideabank.web.request import asked


def index(visit: Visit, kind: Kind) -> Response:
    """The list."""
    if own := visit.face(kind).listing.index:
        return own(visit, kind)
    return show(visit, list_page(visit, kind))


def entry(visit: Visit, kind: Kind) -> Response:
    """The page of one entry, or its .md or .json twin; an old slug leads to the new one."""
    ref = str(visit.path_params["ref"])
    if ref.endswith((".md", ".json")):
        return twin(visit, kind)
    it = read_entry(visit, kind)
    wanted = f"{it.entry.id}-{it.text.slug}" if it.text.slug else str(it.entry.id)
    if ref != wanted:
        return moved(asked(visit.scope, entry_url(visit, kind, it.entry.id, it.text.slug)))
    return show(visit, show_page(visit, it))


def share(visit: Visit, kind: Kind) -> Response:
    """The address to copy, and its QR code."""
    return show(visit, share_page(visit, read_entry(visit, kind)))
