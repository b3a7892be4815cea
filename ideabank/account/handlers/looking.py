"""Theme and text size, chosen at the foot of every page."""

from ideabank.visit.visit import Visit
from ideabank.web.action import prepares
from ideabank.web.look import LOOKS, keep
from ideabank.web.pages import Response, see_other
from ideabank.web.request import is_ours


def _chosen(visit: Visit) -> Response:
    """The cookie, and back to the page; it is no write, so it does not wait for those who write."""
    back, look = visit.text("back"), LOOKS.get(visit.text("look"))
    response = see_other(back if is_ours(back) else visit.to("front"))
    if look is not None:
        keep(response, look, secure=visit.settings.is_https)
    return response


@prepares(_chosen)
def look(visit: Visit) -> Response:
    """Keeps what was chosen in the browser; what is none of the choices changes nothing."""
    return visit.made(Response)
