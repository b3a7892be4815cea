"""In the demo one tries the bank as somebody of its cast."""

from ideabank.account.handlers import signing
from ideabank.demo.cast import CAST, member
from ideabank.demo.views import CastMember, DemoPage
from ideabank.errors import NotFound
from ideabank.people.vocabulary import ROLE_NAMES
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show


def demo(visit: Visit) -> Response:
    """In the demo, and only there: try it as somebody."""
    if not visit.site.demo:
        raise NotFound("There is nothing at this address.")
    if visit.method == "POST":
        person = member(visit.session, visit.text("person"))
        if person is None:
            raise NotFound("There is nobody of that name in the demo.")
        return signing.let_in(visit, person)
    lang = visit.lang
    cast = tuple(
        CastMember(
            one.key,
            one.name,
            ROLE_NAMES[one.roles[-1]][lang],
            one.about[lang],
            "".join(part[0] for part in one.name.split()),
        )
        for one in CAST
    )
    page = DemoPage(
        title=visit.translator("Try the demo as somebody"),
        action=visit.to("people:demo"),
        cast=cast,
        next=signing.safe_next(visit),
        act=visit.arg("act")[:50],
    )
    return show(visit, page)
