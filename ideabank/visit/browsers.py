"""The secret of a browser that has asked for a code or sent a form signed out: one cookie for both, which names nobody.

A code can be written only in the browser that asked for it, and a form is done only in the browser that sent it (decision 0014).
"""

import re
import secrets

from ideabank.visit.visit import Visit
from ideabank.web.pages import Response

DAY = 86_400


def secret_of(visit: Visit) -> str:
    """The secret of this browser, or "" when it has none of ours."""
    value = visit.cookies.get(_cookie(visit), "")
    return value if re.fullmatch(r"[\w-]{43}", value, re.ASCII) else ""


def new_secret() -> str:
    """A secret for a browser that has none."""
    return secrets.token_urlsafe(32)


def keep_secret(visit: Visit, response: Response, secret: str, *, days: int) -> None:
    """Lets the browser keep its secret for so many days from now."""
    set_cookie(visit, response, _cookie(visit), secret, days=days)


def set_cookie(visit: Visit, response: Response, name: str, value: str, *, days: int) -> None:
    """A cookie that no script reads and no other site sends."""
    response.set_cookie(
        name,
        value,
        max_age=days * DAY,
        path="/",
        secure=visit.settings.is_https,
        httponly=True,
        samesite="lax",
    )


def _cookie(visit: Visit) -> str:
    return "__Host-asker" if visit.settings.is_https else "asker"
