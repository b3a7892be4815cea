"""Signing in and out. The browser that asks for a code holds a secret of its own, and the code belongs to it (decision 0014)."""

import re
import secrets

from sqlalchemy.orm import Session

from ideabank.account import carrying
from ideabank.account.views import CodePage, SignInPage
from ideabank.notices.letters import takes_smtputf8
from ideabank.people import codes, signin
from ideabank.people.models import Person
from ideabank.text.mail_address import UnfitAddress, plain_address, readable
from ideabank.web.action import kept
from ideabank.web.forms import Form
from ideabank.web.network import network_of
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import Request


def sign_in(request: Request, session: Session) -> Response:
    """Asks for the address, and sends the code there."""
    _ = request.translator
    form = Form.read(request, ("email",))
    if request.method != "POST":
        return show(request, _page(request, session, form))
    try:
        address = plain_address(form.value("email"), smtputf8=takes_smtputf8(session, request.site.settings))
    except UnfitAddress as error:
        form.refuse("email", _(str(error)))
        return show(request, _page(request, session, form), status=422)
    browser = _browser(request) or secrets.token_urlsafe(32)
    try:
        asker = codes.Asker(browser, network_of(request))
        sent = codes.send_code(session, address, asker=asker, words=_wording(request))
    except codes.TooManyCodes as error:
        form.refuse("email", _(error.message))
        response = show(request, _page(request, session, form), status=error.status)
        response.headers["Retry-After"] = str(round(error.wait.total_seconds()))
        return response
    response = show(request, _code_page(request, session, address, Form(), sent), said="code-sent")
    _set_cookie(request, response, asker_cookie(request), browser)
    return response


def code(request: Request, session: Session) -> Response:
    """Takes the code; a wrong one counts as a try even though nothing else is kept."""
    form = Form.read(request, ("code", "email"))
    try:
        address = plain_address(form.value("email"), smtputf8=True)
        codes.use_code(session, address, form.value("code"), browser=_browser(request))
    except UnfitAddress as error:
        form.refuse("email", request.translator(str(error)))
        return show(request, _page(request, session, form), status=422)
    except codes.WrongCode as error:
        form.refuse("code", request.translator(error.message))
        sent = codes.awaited(session, address, browser=_browser(request))
        return kept(show(request, _code_page(request, session, address, form, sent), status=422))
    return let_in(request, session, signin.person_at(session, address, language=request.lang))


def sign_out(request: Request, session: Session) -> Response:
    """Ends this session, here and in the database."""
    viewer = request.viewer
    if viewer.session_id:
        signin.revoke(session, viewer.session_id, of=viewer.id)
    response = see_other(request.to("front"), said="signed-out")
    response.delete_cookie(cookie_name(request), path="/")
    return response


def let_in(request: Request, session: Session, person: Person) -> Response:
    """Opens a session, does what was begun before it, or goes on to where the person wanted."""
    days, browser = request.site.settings.session_days, _browser(request)
    token = signin.open_session(session, person, device=_device(request), days=days, browser=browser)
    act = carrying.act_of(request, session)
    if act is not None:
        response = carrying.done(request, act, cookie=f"{cookie_name(request)}={token}")
    else:
        response = see_other(safe_next(request), said="signed-in")
    _set_cookie(request, response, cookie_name(request), token)
    if browser:  # known for as long as the sign-in may last
        _set_cookie(request, response, asker_cookie(request), browser)
    return response


def cookie_name(request: Request) -> str:
    """`__Host-` binds the cookie to this host; browsers take it over HTTPS only, so plain on localhost."""
    return "__Host-session" if request.site.settings.is_https else "session"


def asker_cookie(request: Request) -> str:
    """The cookie with the secret of a browser that asks for codes. It stays when one signs out, and names nobody."""
    return "__Host-asker" if request.site.settings.is_https else "asker"


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    settings = request.site.settings
    response.set_cookie(
        name,
        value,
        max_age=settings.session_days * 86_400,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="lax",
    )


def _browser(request: Request) -> str:
    """The secret of this browser, or "" when it has none of ours."""
    value = request.cookies.get(asker_cookie(request), "")
    return value if re.fullmatch(r"[\w-]{43}", value, re.ASCII) else ""


def _wording(request: Request) -> codes.Wording:
    _ = request.translator
    return codes.Wording(
        subject=_("Your code to Ideabank"),
        short=_("Your code is %(code)s. It works for ten minutes.\n\nIf you did not ask for it, you need do nothing."),
        long=_("Your code is %(code)s. It works for an hour.\n\nMany codes have been asked for your address, perhaps by others. That is why this one is long. If you did not ask for it, you need do nothing."),
    )  # fmt: skip


def safe_next(request: Request) -> str:
    """Where to go after signing in: only a path of ours, never another site."""
    wanted = request.text("next") or request.arg("next")
    ours = (
        wanted.startswith(("/fi/", "/sv/", "/en/"))
        and "\\" not in wanted
        and wanted.isprintable()
        and len(wanted) < 2_000
    )
    return wanted if ours else request.to("front")


def _page(request: Request, session: Session, form: Form) -> SignInPage:
    act = carrying.view_of(request, session)
    key = act.key if act else ""
    return SignInPage(
        title=request.translator("Sign in"),
        action=request.to("people:sign_in"),
        form=form,
        next=safe_next(request),
        act=act,
        demo=request.to("people:demo", next=safe_next(request), act=key) if request.site.demo else "",
    )


def _code_page(
    request: Request, session: Session, address: str, form: Form, sent: codes.Sent | None = None
) -> CodePage:
    act = carrying.view_of(request, session)
    key = act.key if act else ""
    return CodePage(
        title=request.translator("Write the code"),
        action=request.to("people:code"),
        email=readable(address),
        form=form,
        hidden=(("email", address), ("next", safe_next(request)), ("act", key)),
        act=act,
        again=request.to("people:sign_in", next=safe_next(request), act=key),
        is_long=sent is not None and sent.is_long,
        sent_before=None if sent is None or sent.is_new else sent.at,
    )


def _device(request: Request) -> str:
    """A few words by which one knows one's own browser again."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for name in ("Firefox", "Edg", "OPR", "Chrome", "Safari") if name in agent), "Browser")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux") if name in agent), "")
    return f"{browser} {system}".strip()
