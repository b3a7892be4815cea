"""A seeded stranger: walks every route as every role, sends forms bent, files cut, headers nobody types."""

import dataclasses
import random
import re
from collections.abc import Iterator
from typing import TypeVar
from urllib.parse import quote

from httpx2 import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from tests.torture.forms import Form, Pairs, read
from tests.world import World

ROLES = ("", "aino", "eero", "sanna", "kaisa", "mika")
WORDS = (
    "", " ", "0", "-1", "1", "2", "3", "99999999999", "9" * 5_000, "1e999", "NaN", "null", "true", "[]", "{}", "x", "ä",
    "a\x00b", "a\x07b\x1b[31m", "\u200b", "\u2060\u2800", "\ufeff", "\ufffe", "\uffff", "\u202eabc", "𒐫🙂" * 50, "👩‍👩‍👧‍👦",
    "sana " * 2_000, "-".join(["sana"] * 1_500), "x" * 70_000, "131052-308T", "FI21 1234 5600 0007 85", "040 123 4567",
    "<script>alert(1)</script>", "{{ 7*7 }} %(code)s %s %d ${x}", "'\" OR 1=1 --", "../../etc/passwd", "\r\nX-Odd: 1",
    "/fi/", "//evil.example", "2026-02-30", "0001-01-01", "99999-01-01", "[" * 3_000, "*" * 3_000, "> " * 1_000, "|a|b|\n" * 300,
    "[[U-1]]", "=1+1", "- a\n  - b\n    - c", "a,b@x.fi", ":;@b.fi", "x@[x.fi", "=?utf-8?q?x?=@x.fi", "fi", "sv", "xx",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "comments"}, {"Accept-Language": "en-GB,fil;q=0.9"},
    {"Accept-Language": ",;q=,*;q=nan"}, {"X-Forwarded-For": "1.2.3.4, ::1, nonsense"}, {"Host": "evil.example"}, {"Host": "["},
    {"Range": "bytes=0-1"}, {"If-None-Match": "*"}, {"If-Modified-Since": "yesterday"}, {"Accept-Encoding": "br;q=x, gzip"},
    {"Cookie": "session=" + "x" * 300}, {"Referer": "http://[::1"}, {"Content-Length": "12"}, {"Accept": "application/json"},
)  # fmt: skip
FILES = (b"", b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 200, b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"\xff\xd8\xff", b"\xff\xfe\x00",
         b'{"schema": "ideabank.sheet/1"}', b'{"a": ' + b"9" * 5_000 + b"}", b'"\\ud800"', b"[" * 5_000, b"a;b;c\n1;2;3\n", b"\xef\xbb\xbfa,b\r\n")  # fmt: skip
NAMES = ("x.xlsx", "x.csv", "x.json", "x.pdf", "x.png", "x.jpg", "", "\u202e.exe", "a" * 300)

Known = TypeVar("Known")


@dataclasses.dataclass(frozen=True)
class Sent:
    """One request, told so that it can be sent again."""

    who: str
    method: str
    path: str
    data: Pairs = dataclasses.field(default_factory=list)
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    file: tuple[str, str, bytes] | None = None

    def told(self) -> str:
        data = [(name, value[:80]) for name, value in self.data]
        file = (self.file[0], self.file[1][:40], self.file[2][:40]) if self.file else ""
        return f"{self.who or 'anybody'} {self.method} {self.path[:300]} {data} {self.headers} {file}"


class Stranger:
    """Makes up requests from what the pages offer. The same seed makes the same requests of the same bank."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.luck = world, random.Random(seed)
        self.clients = {who: _client(world, who) for who in ROLES}
        self.patterns = sorted(patterns(world.app.routes))
        self.links: dict[str, list[str]] = {who: ["/fi/", "/sv/", "/en/", "/fi/account"] for who in ROLES}
        self.forms: dict[str, list[Form]] = {who: [] for who in ROLES}
        self.numbers = [str(number) for number in world.entries.values()]

    def requests(self, count: int) -> Iterator[tuple[Sent, Response]]:
        """So many requests with what the bank answered."""
        for _ in range(count):
            sent = self._next()
            answer = self.send(sent)
            if "text/html" in answer.headers.get("content-type", "") and len(answer.content) < 400_000:
                self._learn(sent, answer.text)
            yield sent, answer

    def send(self, sent: Sent) -> Response:
        client = self.clients[sent.who]
        if "session" not in client.cookies and sent.who:
            client.cookies.set("session", self.world.tokens[sent.who])
        body = "&".join(
            f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in sent.data
        )
        if sent.method == "GET":
            return client.get(sent.path, headers=sent.headers)
        if sent.file:
            name, filename, content = sent.file
            return client.post(sent.path, data=dict(sent.data), files={name: (filename, content)}, headers=sent.headers)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return client.post(sent.path, content=body.encode(), headers=kind | sent.headers)

    def _next(self) -> Sent:
        who = self.luck.choice(ROLES)
        ways = (
            self._form,
            self._form,
            self._form,
            self._form,
            self._form,
            self._link,
            self._link,
            self._route,
            self._route,
            self._bare_post,
        )
        return self.luck.choice(ways)(who)

    def _link(self, who: str) -> Sent:
        """An address some page showed to this role, now and then with one of its parameters bent."""
        path = self.luck.choice(self.links[who])
        if self.luck.random() < 0.3:
            path = re.sub(r"=[^&#]*", lambda _: "=" + quote(self._word()[:3_000], errors="replace"), path, count=1)
        return Sent(who, "GET", path.partition("#")[0], headers=self._headers())

    def _route(self, who: str) -> Sent:
        """Any route there is, with names that fit and names that do not."""
        query = "".join(
            f"{'&' if number else '?'}{name}={quote(self._word()[:2_000], errors='replace')}"
            for number, name in enumerate(self.luck.sample(PARAMETERS, self.luck.choice((0, 0, 1, 2))))
        )
        return Sent(who, "GET", self._filled() + query, headers=self._headers())

    def _bare_post(self, who: str) -> Sent:
        """A change that no page offers this role."""
        data = [(name, self._word()) for name in self.luck.sample(PARAMETERS, self.luck.randint(0, 4))]
        file = self._file(self.luck.choice(("file", "picture", "x"))) if self.luck.random() < 0.15 else None
        return Sent(who, "POST", self._filled(), data, self._headers(), file)

    def _form(self, who: str) -> Sent:
        """A form that was offered, some of its fields bent."""
        if not self.forms[who]:
            return self._link(who)
        posting = [form for form in self.forms[who] if form.method == "post"]
        form = self.luck.choice(posting if posting and self.luck.random() < 0.8 else self.forms[who])
        data = list(form.fields)
        for name, choices in form.choices.items():
            if self.luck.random() < 0.6:
                data.append((name, self.luck.choice(choices)))
        for _ in range(self.luck.choice((0, 1, 1, 2, 5))):
            if data:
                at = self.luck.randrange(len(data))
                data[at] = (data[at][0], self._word())
        if self.luck.random() < 0.1 and data:
            del data[self.luck.randrange(len(data))]
        if form.method != "post":
            query = "&".join(f"{quote(n)}={quote(v[:2_000], errors='replace')}" for n, v in data)
            return Sent(who, "GET", f"{form.action.partition('?')[0]}?{query}", headers=self._headers())
        file = self._file(form.files[0]) if form.files else None
        return Sent(who, "POST", form.action, data, self._headers(), file)

    def _filled(self) -> str:
        pattern = self.luck.choice([one for one in self.patterns if not one.endswith(LEAVING)])
        return re.sub(r"\{(\w+)\}", lambda match: self._part(match[1]), pattern)

    def _part(self, name: str) -> str:
        if name == "lang":
            return self.luck.choice(("fi", "sv", "en"))
        if self.luck.random() < 0.1:
            return quote(self._word()[:300], safe="", errors="replace") or "0"
        if name in PARTS:
            return self.luck.choice(PARTS[name])
        return self.luck.choice(self.numbers) if name in ("ref", "organisation") else str(self.luck.randint(0, 9))

    def _file(self, name: str) -> tuple[str, str, bytes]:
        return name, self.luck.choice(NAMES), self.luck.choice(FILES)

    def _word(self) -> str:
        return self.luck.choice(WORDS) if self.luck.random() < 0.8 else self.luck.choice(self.numbers)

    def _headers(self) -> dict[str, str]:
        return dict(self.luck.choice(HEADERS))

    def _learn(self, sent: Sent, page: str) -> None:
        forms, links = read(sent.path, page)
        forms = [form for form in forms if not form.action.endswith(LEAVING)]
        self._keep(forms, self.forms[sent.who])
        self._keep(links, self.links[sent.who])

    def _keep(self, found: list[Known], held: list[Known]) -> None:
        """The newest, and some of the older ones."""
        for one in found[:60]:
            if len(held) < 400:
                held.append(one)
            else:
                held[self.luck.randrange(400)] = one


PARTS = {
    "token": ["A" * 43, "D" * 43, "x"], "step": ["huomaa", "varaa", "x"], "lane": ["pain", "x"], "format": ["json", "csv", "xlsx", "md", "svg"],
    "ending": ["ttl", "jsonld"], "task": ["sovi", "x"], "question": ["jarjestelma", "x"], "variant": ["suoraan", "x"], "page": ["index", "search", "x"],
}  # fmt: skip
PARAMETERS = (
    "q sort after before page theme county kind status language tag in comments other relation from to draft next keeps comment way title "
    "body stance parent organisation words reason do support email code name fit basis evidence based_on type list fi sv en step file"
).split()


LEAVING = ("/sign-out", "/account/erasure")  # the run goes on as somebody


def patterns(routes: list[BaseRoute], prefix: str = "") -> Iterator[str]:
    """The pattern of every address there is."""
    for route in routes:
        if isinstance(route, Mount):
            yield from patterns(list(route.routes or []), prefix + route.path_format.removesuffix("/{path}"))
        elif isinstance(route, Route):
            yield prefix + route.path_format


def _client(world: World, who: str) -> TestClient:
    client = TestClient(
        world.app, base_url=world.settings.public_url, follow_redirects=False, raise_server_exceptions=False
    )
    if who:
        client.cookies.set("session", world.tokens[who])
    return client
