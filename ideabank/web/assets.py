"""Static files: read once at start, named by their content, compressed once, cached for a year."""

import dataclasses
import gzip
import hashlib
import mimetypes
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

SITE_CSS = "css/site.css"
_TEXT = (".css", ".js", ".svg", ".txt", ".json")


@dataclasses.dataclass(frozen=True)
class Asset:
    """One file ready to be sent in each encoding."""

    name: str
    media_type: str
    bodies: dict[str, bytes]


class Assets:
    """`url("css/site.css")` gives `/static/css/site.3f2a….css`; as an ASGI app it serves those names."""

    def __init__(self, folder: Path, prefix: str = "/static") -> None:
        self._prefix = prefix
        self._by_path: dict[str, Asset] = {}
        self._names: dict[str, str] = {}
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        files[SITE_CSS] = _site_css(files)
        for name in [name for name in files if not name.endswith(".js")]:
            self._add(name, files[name])
        for name in _imports_first([name for name in files if name.endswith(".js")], files):
            self._add(name, self._rewritten(name, files[name]))

    def url(self, name: str) -> str:
        """The address of a file; a KeyError for one that does not exist."""
        return f"{self._prefix}/{self._names[name]}"

    def __contains__(self, name: str) -> bool:
        return name in self._names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        asset = self._by_path.get(scope["path"].removeprefix(self._prefix).lstrip("/"))
        if asset is None:
            return PlainTextResponse("Not found", status_code=404)
        accepted = Headers(scope=scope).get("accept-encoding", "")
        encoding = next((name for name in ("br", "gzip") if name in accepted and name in asset.bodies), "")
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(asset.bodies[encoding], media_type=asset.media_type, headers=headers)

    def _add(self, name: str, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()[:10]
        stem, dot, ending = name.rpartition(".")
        hashed = f"{stem}.{digest}{dot}{ending}"
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        bodies = {"": body}
        if name.endswith(_TEXT) and len(body) > 300:
            bodies |= {"br": brotli.compress(body), "gzip": gzip.compress(body, 9)}
        self._names[name] = hashed
        self._by_path[hashed] = Asset(name, media_type, bodies)

    def _rewritten(self, name: str, body: bytes) -> bytes:
        """Relative imports between our modules point at the hashed names."""
        folder = name.rpartition("/")[0]
        for other, hashed in self._names.items():
            if other.endswith(".js") and other.rpartition("/")[0] == folder:
                plain, named = other.rpartition("/")[2], hashed.rpartition("/")[2]
                body = body.replace(f'"./{plain}"'.encode(), f'"./{named}"'.encode())
        return body


def _imports_first(names: list[str], files: dict[str, bytes]) -> list[str]:
    return sorted(names, key=lambda name: (b"import" in files[name], name))


def _site_css(files: dict[str, bytes]) -> bytes:
    """All style sheets in the order of css/index.txt as one file: one request, one cache entry."""
    index = files.get("css/index.txt", b"").decode().split("\n")
    return b"\n".join(files[f"css/{name.strip()}"] for name in index if name.strip() and not name.startswith("#"))
