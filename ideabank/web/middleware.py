"""Pure ASGI middleware: one spelling of each address, the cross-site guard, and the headers every answer carries."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ideabank.errors import Forbidden
from ideabank.i18n import LANGUAGES
from ideabank.web.request import asked

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class OneSpelling:
    """Leads every address to its one spelling: no slash at the end and none twice; only the front pages end with one.

    308 keeps the method and the body of a form. It does so whether or not something is there: nobody needs to know which addresses exist.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (goal := spelled(scope["path"])) != scope["path"]:
            response = RedirectResponse(asked(scope, goal), status_code=308)
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)


def spelled(path: str) -> str:
    """The path as the bank writes it."""
    parts = [part for part in path.split("/") if part]
    ends = "/" if len(parts) == 1 and parts[0] in LANGUAGES else ""
    return f"/{'/'.join(parts)}{ends}"


class CrossSiteGuard:
    """Refuses a change that another site's page sends: by Sec-Fetch-Site, else by Origin; no tokens in forms.

    A request with neither header comes from no browser of today and is let through, as Go 1.25's guard does.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app = app
        self.origin = _origin(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and not self._is_ours(Headers(scope=scope)):
            raise Forbidden(
                "This form was sent from another site, so nothing was changed. Open the page here and try again."
            )
        await self.app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        if origin is None:
            return True
        return origin == self.origin or origin.partition("://")[2] == headers.get("host")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class SafeHeaders:
    """Content security policy and its companions on every answer; pages with a person on them are never cached by others."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        self.fixed = {
            "Content-Security-Policy": CSP,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        self.https = https
        if https:
            self.fixed["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.fixed.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
                if self.https:
                    _secure(message)
            await send(message)

        await self.app(scope, receive, with_headers)


def _secure(message: Message) -> None:
    """No cookie of ours travels in the open, whoever set it and whatever it holds."""
    message["headers"] = [
        (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]
