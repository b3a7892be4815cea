"""Addresses of the rooms of one's own."""

from sqlalchemy.orm import Session
from starlette.routing import BaseRoute

from ideabank.account import own, signing
from ideabank.account.cast import CAST, member
from ideabank.account.own import ROLE_NAMES
from ideabank.account.views import CastMember, DemoPage
from ideabank.errors import NotFound
from ideabank.web.pages import Response, show
from ideabank.web.request import Request
from ideabank.web.routing import compiled, get, post


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


def routes() -> list[BaseRoute]:
    doors = [
        get("/sign-in", signing.sign_in, name="people:sign_in"),
        post("/sign-in", signing.sign_in, name="people:send_code", unwatched=("email", "next")),
        post("/sign-in/code", signing.code, name="people:code", unwatched=("email", "next", "code")),
        post("/sign-out", signing.sign_out, name="people:sign_out"),
        get("/demo", demo, name="people:demo"),
        post("/demo", demo, name="people:enter_demo"),
    ]
    account = [
        get("", own.account, name="people:account"),
        post("", own.account, name="people:save_account"),
        get("/data", own.export, name="people:export"),
        get("/deletion", own.deletion, name="people:deletion"),
        post("/deletion", own.deletion, name="people:delete"),
        post("/sessions/{session}/revocation", own.revoke_session, name="people:session"),
    ]
    return [*compiled(doors), *compiled(account, "/account")]
