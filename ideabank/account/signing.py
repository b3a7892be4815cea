"""Signing in and out."""

import hashlib

from sqlalchemy.orm import Session

from ideabank.account import carrying
from ideabank.account.views import CodePage, SignInPage
from ideabank.people import signin
from ideabank.people.models import Person
from ideabank.web.action import kept
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import Request


def sign_in(request: Request, session: Session) -> Response:
    """Asks for the address, and sends the code there."""
    _ = request.translator
    form = Form.read(request, ("email",))
    if request.method != "POST":
        return show(request, _page(request, session, form))
    address = signin.tidy_address(form.value("email"))
    if address is None:
        form.refuse("email", _("Write an e-mail address, such as name@example.fi."))
        return show(request, _page(request, session, form), status=422)
    signin.send_code(
        session,
        address,
        requester=_requester(request),
        subject=_("Your code to Ideabank"),
        body=_("Your code is %(code)s. It works for ten minutes.\n\nIf you did not ask for it, you need do nothing."),
    )
    return show(request, _code_page(request, session, address, Form()), said="code-sent")


def code(request: Request, session: Session) -> Response:
    """Takes the six digits; a wrong code counts as a try even though nothing else is kept."""
    form = Form.read(request, ("code", "email"))
    address = signin.tidy_address(form.value("email")) or ""
    try:
        person = signin.use_code(session, address, form.value("code"), language=request.lang)
    except signin.WrongCode as error:
        form.refuse("code", request.translator(error.message))
        return kept(show(request, _code_page(request, session, address, form), status=422))
    return let_in(request, session, person)


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
    days = request.site.settings.session_days
    token = signin.open_session(session, person, device=_device(request), days=days)
    act = carrying.act_of(request, session)
    if act is not None:
        response = carrying.done(request, act, cookie=f"{cookie_name(request)}={token}")
    else:
        response = see_other(safe_next(request), said="signed-in")
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=days * 86_400,
        path="/",
        secure=request.site.settings.is_https,
        httponly=True,
        samesite="lax",
    )
    return response


def cookie_name(request: Request) -> str:
    """`__Host-` binds the cookie to this host; browsers take it over HTTPS only, so plain on localhost."""
    return "__Host-session" if request.site.settings.is_https else "session"


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


def _code_page(request: Request, session: Session, address: str, form: Form) -> CodePage:
    act = carrying.view_of(request, session)
    key = act.key if act else ""
    return CodePage(
        title=request.translator("Write the code"),
        action=request.to("people:code"),
        email=address,
        form=form,
        hidden=(("email", address), ("next", safe_next(request)), ("act", key)),
        act=act,
        again=request.to("people:sign_in", next=safe_next(request), act=key),
    )


def _requester(request: Request) -> str:
    """A hash of the sender's network address: enough to limit a rate, not to know who it was."""
    address = client_address(request)
    return hashlib.sha256(address.encode()).hexdigest()[:32]


def client_address(request: Request) -> str:
    """The network address, through as many proxies as the settings trust."""
    hops = request.site.settings.trusted_proxies
    forwarded = [one.strip() for one in request.headers.get("x-forwarded-for", "").split(",") if one.strip()]
    if hops and len(forwarded) >= hops:
        return str(forwarded[-hops])
    return str(request.client.host) if request.client else ""


def _device(request: Request) -> str:
    """A few words by which one knows one's own browser again."""
    agent = request.headers.get("user-agent", "")
    browser = next((name for name in ("Firefox", "Edg", "OPR", "Chrome", "Safari") if name in agent), "Browser")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux") if name in agent), "")
    return f"{browser} {system}".strip()
