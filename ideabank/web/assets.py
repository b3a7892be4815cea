"""Static files: read once at start, named by their content, compressed when first asked for, cached for a year."""

import dataclasses
import functools
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import brotli
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

SITE_CSS, INDEX, GLYPHS = "css/site.css", "css/index.txt", "glyphs.svg"
SITE_JS, MODULES = "js/site.js", "js/index.txt"
JOINED = frozenset({INDEX, MODULES, GLYPHS})  # these every folder may have: what they hold is put together
APART = ("css/sheets.css", "css/cookbook.css")  # asked for only by the pages that need them
_TEXT = (".css", ".js", ".svg", ".txt", ".json")


@dataclasses.dataclass(frozen=True)
class Asset:
    """One file, and its forms in other encodings, each made once."""

    name: str
    media_type: str
    body: bytes

    @property
    def encodings(self) -> tuple[str, ...]:
        return ("br", "gzip") if self.name.endswith(_TEXT) and len(self.body) > 300 else ()

    def encoded(self, encoding: str) -> bytes:
        """The bytes to send; "" is as they are."""
        if encoding == "br":
            return self._brotli()
        return self._gzip() if encoding == "gzip" else self.body

    @functools.cache  # noqa: B019 assets live as long as the application
    def _brotli(self) -> bytes:
        return bytes(brotli.compress(self.body))

    @functools.cache  # noqa: B019 assets live as long as the application
    def _gzip(self) -> bytes:
        return gzip.compress(self.body, 9)


class Assets:
    """`url("css/site.css")` gives `/static/css/site.3f2a….css`; as an ASGI app it serves those names."""

    def __init__(self, folders: Sequence[Path], prefix: str = "/static") -> None:
        self._prefix = prefix
        self._by_path: dict[str, Asset] = {}
        self._names: dict[str, str] = {}
        files = _joined(folders)
        files[SITE_CSS] = _site_css(files)
        files[SITE_JS] = _site_js(files)
        files |= {name: _bare(files.get(name, b"")) for name in APART}
        for name in [name for name in files if not name.endswith(".js")]:
            self._add(name, files[name])
        for name in _imports_first([name for name in files if name.endswith(".js")], files):
            self._add(name, self._rewritten(name, files[name]))

    def url(self, name: str) -> str:
        """The address of a file; a KeyError for one that does not exist."""
        return f"{self._prefix}/{self._names[name]}"

    def body(self, name: str) -> bytes:
        """A file as it is served, before compression."""
        return self._by_path[self._names[name]].body

    def __contains__(self, name: str) -> bool:
        return name in self._names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        asset = self._by_path.get(scope["path"].removeprefix(self._prefix).lstrip("/"))
        if asset is None:
            return PlainTextResponse("Not found", status_code=404)
        accepted = Headers(scope=scope).get("accept-encoding", "")
        encoding = next((name for name in asset.encodings if name in accepted), "")
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(asset.encoded(encoding), media_type=asset.media_type, headers=headers)

    def _add(self, name: str, body: bytes) -> None:
        digest = hashlib.sha256(body).hexdigest()[:10]
        stem, dot, ending = name.rpartition(".")
        hashed = f"{stem}.{digest}{dot}{ending}"
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._names[name] = hashed
        self._by_path[hashed] = Asset(name, media_type, body)

    def _rewritten(self, name: str, body: bytes) -> bytes:
        """Relative imports between our modules point at the hashed names."""
        folder = name.rpartition("/")[0]
        for other, hashed in self._names.items():
            if other.endswith(".js") and other.rpartition("/")[0] == folder:
                plain, named = other.rpartition("/")[2], hashed.rpartition("/")[2]
                body = body.replace(f'"./{plain}"'.encode(), f'"./{named}"'.encode())
        return body


def _joined(folders: Sequence[Path]) -> dict[str, bytes]:
    """All files by name. Of those that several folders have, the sheets and the symbols are put together, in the folders' order."""
    files: dict[str, bytes] = {}
    for name, body in (found for folder in folders for found in _read(folder)):
        before = files.get(name)
        files[name] = body if before is None else _symbols(before, body) if name == GLYPHS else before + b"\n" + body
    return files


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _symbols(sprite: bytes, more: bytes) -> bytes:
    """The sprite with the symbols of another."""
    return (
        sprite.rpartition(b"</svg>")[0]
        + b"\n".join(re.findall(rb"<symbol\b.*?</symbol>", more, re.DOTALL))
        + b"</svg>\n"
    )


def _imports_first(names: list[str], files: dict[str, bytes]) -> list[str]:
    return sorted(names, key=lambda name: (b"import" in files[name], name))


def _site_css(files: dict[str, bytes]) -> bytes:
    """All style sheets in the order of css/index.txt as one file, without remarks and indents: one request, one cache entry."""
    return _bare(b"\n".join(files[f"css/{name}"] for name in _listed(files, INDEX)))


def _site_js(files: dict[str, bytes]) -> bytes:
    """All scripts in the order of js/index.txt as one module, each in a block of its own, so that none sees another's names."""
    return b"\n".join(b"{\n" + files[f"js/{name}"] + b"}" for name in _listed(files, MODULES))


def _listed(files: dict[str, bytes], index: str) -> list[str]:
    return [name.strip() for name in files.get(index, b"").decode().split("\n") if name.strip() and name[0] != "#"]


def _bare(css: bytes) -> bytes:
    """Without remarks and indents."""
    return re.sub(rb"\s*\n\s*", b"\n", re.sub(rb"/\*.*?\*/", b"", css, flags=re.DOTALL)).strip()
