"""How a reader wants pages to look: theme and text size, two closed lists, kept in one cookie that says nothing else.

The cookie is part of what a page is made from, so every page says `Vary: Cookie`; what it holds beyond the lists is taken for nothing.
"""

import dataclasses
import itertools
from collections.abc import Mapping

from starlette.responses import Response

from ideabank.i18n import N_

COOKIE = "look"
THEMES = {"system": N_("As on my device"), "light": N_("Light"), "dark": N_("Dark")}
SIZES = {"normal": N_("Normal"), "large": N_("Large")}
YEAR = 365 * 86_400


@dataclasses.dataclass(frozen=True)
class Look:
    """A theme and a text size by their codes."""

    theme: str = "system"
    size: str = "normal"

    @property
    def code(self) -> str:
        """Both in one word, as the cookie and the buttons say it."""
        return f"{self.theme}.{self.size}"


USUAL = Look()
LOOKS = {look.code: look for look in itertools.starmap(Look, itertools.product(THEMES, SIZES))}


def look_of(cookies: Mapping[str, str]) -> Look:
    """What this browser has chosen; the usual look for nothing and for nonsense."""
    return LOOKS.get(cookies.get(COOKIE, ""), USUAL)


def choices(look: Look) -> dict[str, tuple[tuple[str, str, bool], ...]]:
    """The buttons for a reader who sees this look: (code of what it leads to, its words, whether it is the present one)."""
    themes = [dataclasses.replace(look, theme=theme) for theme in THEMES]
    sizes = [dataclasses.replace(look, size=size) for size in SIZES]
    return {
        "theme": tuple((one.code, THEMES[one.theme], one == look) for one in themes),
        "size": tuple((one.code, SIZES[one.size], one == look) for one in sizes),
    }


def keep(response: Response, look: Look, *, secure: bool) -> None:
    """Lets the browser keep it for a year; the usual look needs no cookie."""
    if look == USUAL:
        response.delete_cookie(COOKIE, path="/", secure=secure, httponly=True, samesite="lax")
        return
    response.set_cookie(COOKIE, look.code, max_age=YEAR, path="/", secure=secure, httponly=True, samesite="lax")
