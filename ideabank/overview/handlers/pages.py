"""Pages that look over the whole bank."""

from markupsafe import Markup

from ideabank.finding.handlers.search import search_page
from ideabank.overview.doors import begin_page
from ideabank.overview.front import front_page
from ideabank.overview.keys import keys_page
from ideabank.overview.prose import prose
from ideabank.overview.views import TextPage
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text


def front(visit: Visit) -> Response:
    return show(visit, front_page(visit))


def begin(visit: Visit) -> Response:
    return show(visit, begin_page(visit))


def search(visit: Visit) -> Response:
    return show(visit, search_page(visit))


def about(visit: Visit) -> Response:
    return _prose(visit, "about")


def privacy(visit: Visit) -> Response:
    return _prose(visit, "privacy")


def accessibility(visit: Visit) -> Response:
    return _prose(visit, "accessibility")


def keys(visit: Visit) -> Response:
    return show(visit, keys_page(visit))


def _prose(visit: Visit, name: str) -> Response:
    title, html, beginning = prose(name, visit.lang, contact=visit.settings.contact)
    page = TextPage(title=title, description=beginning, html=Text(Markup(html), visit.lang))  # noqa: S704 our own text through render
    return show(visit, page)
