"""The list one came from, as an entry's address tells it, such as `?list=2~theme.booking~sort.newest`: page, filters and order.

Words that were searched never stand there: those come back by the browser. What is not understood is left out.
"""

from collections.abc import Mapping
from urllib.parse import unquote

from ideabank.entries.queries import Selection
from ideabank.visit.visit import Visit

LONGEST = 300
BEYOND = "after"


def told(visit: Visit, selection: Selection) -> str:
    """The list in a few letters, for the addresses of what it shows; "" where it cannot be told: words were searched, or it is too long."""
    if selection.only is not None:
        return ""
    page = f"{BEYOND}.{selection.cursor.encode()}" if selection.cursor else str(selection.page)
    sort = () if selection.sort == visit.face(selection.kind).listing.sortings[0] else (("sort", selection.sort),)
    text = "~".join([page, *(f"{name}.{_escaped(value)}" for name, value in (*selection.filters.items(), *sort))])
    return text if len(text) <= LONGEST else ""


def asked(text: str) -> Mapping[str, str]:
    """What the list was asked for, by the names its own address has."""
    page, *pieces = text.split("~")
    name, _, cursor = page.partition(".")
    first = {BEYOND: cursor} if name == BEYOND else {"page": page}
    pairs = (piece.partition(".") for piece in pieces)
    return {**{name: unquote(value) for name, _, value in pairs}, **first}


def list_url(visit: Visit, selection: Selection) -> str:
    """The address of the list as it was."""
    sortings = visit.face(selection.kind).listing.sortings
    place: dict[str, object] = {
        "sort": selection.sort if selection.sort != sortings[0] else "",
        "page": selection.page if selection.page > 1 and not selection.cursor else "",
        BEYOND: selection.cursor.encode() if selection.cursor else "",
    }
    return visit.to(f"{selection.kind.folder}:list", **{**selection.filters, **place})


def _escaped(value: str) -> str:
    """The value without the sign that parts pieces; all else is the address's to escape."""
    return value.replace("%", "%25").replace("~", "%7E")
