"""Signing in and out. The browser that asks for a code holds a secret of its own, and the code belongs to it (decision 0014)."""

from collections.abc import Sequence

from ideabank.account.handlers import carrying
from ideabank.account.views import CodePage, SignInPage
from ideabank.notices.letters import takes_smtputf8
from ideabank.people import codes, signin
from ideabank.people.models import Person
from ideabank.telling.way import SIGN_IN, is_on_it, way
from ideabank.text.mail_address import UnfitAddress, plain_address, readable
from ideabank.visit.browsers import keep_secret, new_secret, secret_of, set_cookie
from ideabank.visit.visit import Visit
from ideabank.web.action import kept
from ideabank.web.forms import Form
from ideabank.web.network import network_of
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Go
from ideabank.web.request import is_ours


def sign_in(visit: Visit) -> Response:
    """Asks for the address, and sends the code there."""
    _ = visit.translator
    form = Form.read(visit, ("email",))
    if visit.method != "POST":
        return show(visit, _page(visit, form))
    try:
        address = plain_address(form.value("email"), smtputf8=takes_smtputf8(visit.session, visit.settings))
    except UnfitAddress as error:
        form.refuse("email", _(str(error)))
        return show(visit, _page(visit, form), status=422)
    browser = secret_of(visit) or new_secret()
    try:
        asker = codes.Asker(browser, network_of(visit))
        sent = codes.send_code(visit.session, address, asker=asker, words=_wording(visit))
    except codes.TooManyCodes as error:
        form.refuse("email", _(error.message))
        response = show(visit, _page(visit, form), status=error.status)
        response.headers["Retry-After"] = str(round(error.wait.total_seconds()))
        return response
    response = show(visit, _code_page(visit, address, Form(), sent), said="code-sent")
    keep_secret(visit, response, browser, days=visit.settings.session_days)
    return response


def code(visit: Visit) -> Response:
    """Takes the code; a wrong one counts as a try even though nothing else is kept."""
    form = Form.read(visit, ("code", "email"))
    try:
        address = plain_address(form.value("email"), smtputf8=True)
        codes.use_code(visit.session, address, form.value("code"), browser=secret_of(visit))
    except UnfitAddress as error:
        form.refuse("email", visit.translator(str(error)))
        return show(visit, _page(visit, form), status=422)
    except codes.WrongCode as error:
        form.refuse("code", visit.translator(error.message))
        sent = codes.awaited(visit.session, address, browser=secret_of(visit))
        return kept(show(visit, _code_page(visit, address, form, sent), status=422))
    return let_in(visit, signin.person_at(visit.session, address, language=visit.lang))


def sign_out(visit: Visit) -> Response:
    """Ends this session, here and in the database."""
    viewer = visit.viewer
    if viewer.session_id:
        signin.revoke(visit.session, viewer.session_id, of=viewer.person_id)
    response = see_other(visit.to("front"), said="signed-out")
    response.delete_cookie(cookie_name(visit), path="/")
    return response


def let_in(visit: Visit, person: Person) -> Response:
    """Opens a session, does what was begun before it, or goes on to where the person wanted."""
    days, browser = visit.settings.session_days, secret_of(visit)
    token = signin.open_session(visit.session, person, device=_device(visit), days=days, browser=browser)
    act = carrying.act_of(visit)
    if act is not None:
        response = carrying.done(visit, act, cookie=f"{cookie_name(visit)}={token}")
    else:
        response = see_other(safe_next(visit), said="signed-in")
    set_cookie(visit, response, cookie_name(visit), token, days=days)
    if browser:  # known for as long as the sign-in may last
        keep_secret(visit, response, browser, days=days)
    return response


def cookie_name(visit: Visit) -> str:
    """`__Host-` binds the cookie to this host; browsers take it over HTTPS only, so plain on localhost."""
    return "__Host-session" if visit.settings.is_https else "session"


def _wording(visit: Visit) -> codes.Wording:
    _ = visit.translator
    return codes.Wording(
        subject=_("Your code to Ideabank"),
        short=_("Your code is %(code)s. It works for ten minutes.\n\nIf you did not ask for it, you need do nothing."),
        long=_("Your code is %(code)s. It works for an hour.\n\nMany codes have been asked for your address, perhaps by others. That is why this one is long. If you did not ask for it, you need do nothing."),
    )  # fmt: skip


def safe_next(visit: Visit) -> str:
    """Where to go after signing in: only a path of ours, never another site."""
    wanted = visit.text("next") or visit.arg("next")
    return wanted if is_ours(wanted) else visit.to("front")


def _page(visit: Visit, form: Form) -> SignInPage:
    act = carrying.view_of(visit)
    key = act.key if act else ""
    return SignInPage(
        title=visit.translator("Sign in"),
        action=visit.to("people:sign_in"),
        form=form,
        next=safe_next(visit),
        act=act,
        demo=visit.to("people:demo", next=safe_next(visit), act=key) if visit.site.demo else "",
        steps=_steps(visit),
    )


def _code_page(visit: Visit, address: str, form: Form, sent: codes.Sent | None = None) -> CodePage:
    act = carrying.view_of(visit)
    key = act.key if act else ""
    return CodePage(
        title=visit.translator("Write the code"),
        action=visit.to("people:code"),
        email=readable(address),
        form=form,
        hidden=(("email", address), ("next", safe_next(visit)), ("act", key)),
        act=act,
        again=visit.to("people:sign_in", next=safe_next(visit), act=key),
        is_long=sent is not None and sent.is_long,
        sent_before=None if sent is None or sent.is_new else sent.at,
        steps=_steps(visit),
    )


def _steps(visit: Visit) -> Sequence[Go]:
    return way(visit, SIGN_IN) if is_on_it(safe_next(visit)) else ()


def _device(visit: Visit) -> str:
    """A few words by which one knows one's own browser again."""
    agent = visit.headers.get("user-agent", "")
    browser = next((name for name in ("Firefox", "Edg", "OPR", "Chrome", "Safari") if name in agent), "Browser")
    system = next((name for name in ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux") if name in agent), "")
    return f"{browser} {system}".strip()
