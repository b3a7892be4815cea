"""In the demo one tries the bank as somebody of its cast."""

from sqlalchemy.orm import Session

from ideabank.account import signing
from ideabank.account.own import ROLE_NAMES
from ideabank.demo.cast import CAST, member
from ideabank.demo.views import CastMember, DemoPage
from ideabank.errors import NotFound
from ideabank.web.pages import Response, show
from ideabank.web.request import Request


def demo(request: Request, session: Session) -> Response:
    """In the demo, and only there: try it as somebody."""
    if not request.site.demo:
        raise NotFound("There is nothing at this address.")
    if request.method == "POST":
        person = member(session, request.text("person"))
        if person is None:
            raise NotFound("There is nobody of that name in the demo.")
        return signing.let_in(request, session, person)
    lang = request.lang
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
        title=request.translator("Try the demo as somebody"),
        action=request.to("people:demo"),
        cast=cast,
        next=signing.safe_next(request),
        act=request.arg("act")[:50],
    )
    return show(request, page)
