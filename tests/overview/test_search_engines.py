"""What search engines read: one address a page, its other languages, a description, the sitemap; made from the settings alone."""

import datetime as dt
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.database import now
from ideabank.entries import actions
from ideabank.entries.models import Entry
from ideabank.overview import queries
from tests.banks import Banks
from tests.browser.seeding import enrich
from tests.house.reading import Reading
from tests.world import BANK, World, content

BASE = "http://bank.example"  # over https the cookie of a session has another name
EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, banks: Banks) -> Iterator[World]:
    """A bank whose address is known, with something for every template."""
    known = {"public_url": BASE, "contact": "bank@example.org"}
    with banks.open(tmp_path_factory.mktemp("engines"), enrich, **known) as world:
        yield world


def at(path: str) -> str:
    """An address as somebody else's proxy might send it."""
    return f"http://127.0.0.1:8000{path}"


def page(world: World, path: str, who: str = "") -> Reading:
    answer = world.client(who).get(at(path), headers=EVIL)
    assert answer.status_code == 200, path
    assert "evil.example" not in answer.text
    return Reading(answer.text)


def described(found: Reading) -> str:
    return next(node.get("content") for node in found.all("meta") if node.get("name") == "description")


def canonical(found: Reading) -> str:
    return next((node.get("href") for node in found.all("link") if node.get("rel") == "canonical"), "")


def alternates(found: Reading) -> dict[str, str]:
    return {node.get("hreflang"): node.get("href") for node in found.all("link") if node.get("hreflang")}


def is_indexed(found: Reading) -> bool:
    return not [node for node in found.all("meta") if (node.get("name"), node.get("content")) == ("robots", "noindex")]


def urls(world: World) -> dict[str, dict[str, str]]:
    """Each address of the sitemap with its alternates."""
    client, found = world.client(), {}
    index = ElementTree.fromstring(client.get(at("/sitemap.xml"), headers=EVIL).text)
    for part in index.iterfind("s:sitemap/s:loc", NAMES):
        assert part.text
        assert part.text.startswith(f"{BASE}/sitemaps/")
        answer = client.get(at(urlsplit(part.text).path), headers=EVIL)
        assert answer.headers["content-type"] == "application/xml"
        for url in ElementTree.fromstring(answer.text).iterfind("s:url", NAMES):
            links = {one.get("hreflang", ""): one.get("href", "") for one in url.iterfind("x:link", NAMES)}
            found[url.findtext("s:loc", "", NAMES)] = links
    return found


def test_the_sitemap_and_the_pages_tell_the_same_addresses(bank: World) -> None:
    listed = urls(bank)
    assert len(listed) > 120
    for address, links in listed.items():
        assert address.startswith(f"{BASE}/")
        found = page(bank, address.removeprefix(BASE))
        assert (canonical(found), alternates(found)) == (address, links)
        assert is_indexed(found)


def test_public_pages_tell_different_things_of_themselves(bank: World) -> None:
    pages = {address: page(bank, address.removeprefix(BASE)) for address in urls(bank)}
    for told in (Counter(map(described, pages.values())), Counter(found.title for found in pages.values())):
        assert [words for words, times in told.items() if times > 1] == []
    assert all(40 <= len(described(found)) <= 160 for found in pages.values())


def test_alternates_name_each_other_and_a_page_for_everybody_else(bank: World) -> None:
    listed = urls(bank)
    for address, links in listed.items():
        assert set(links) <= {"fi", "sv", "en", "x-default"}
        assert address in links.values()
        assert "x-default" in links
        for language, other in links.items():
            if language != "x-default":
                assert other.startswith(f"{BASE}/{language}/")
                assert listed[other] == links
    assert listed[f"{BASE}/fi/"]["x-default"] == f"{BASE}/"


@pytest.mark.parametrize("who", ["", "aino", "sanna", "mika"])
def test_what_is_nobodys_business_is_in_no_sitemap(either: World, who: str) -> None:
    site = either.app.state.site
    site.settings.public_url = BASE
    with either.database.writing() as session:
        hidden, withdrawn, teams = (either.entries[name] for name in ("queue", "notices", "omakanta"))
        session.execute(sa.update(Entry).where(col(Entry.id) == hidden).values(hidden_at=now()))
        session.execute(sa.update(Entry).where(col(Entry.id) == withdrawn).values(withdrawn_at=now()))
        session.execute(sa.update(Entry).where(col(Entry.id) == teams).values(published_at=None))
    client = either.client(who)
    told = client.get("/sitemaps/0.xml").text
    assert re.findall(r"<loc>.*?/(\d+)-", told) == ["1", "2", "2"]
    assert client.get("/sitemap.xml").text.count("<sitemap>") == 2


def test_a_sitemap_has_parts_of_a_bounded_size(either: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PART", 3)
    either.app.state.site.settings.public_url = BASE
    with either.database.writing() as session:
        for number in range(7):
            actions.propose(session, BANK.kinds["usecase"], content(f"Tarve {number}"), by=either.people["aino"])
        session.execute(sa.delete(Entry).where(col(Entry.id).between(7, 9)))
    client = either.client()
    parts = re.findall(r"/sitemaps/(\w+)\.xml", client.get("/sitemap.xml").text)
    assert parts == ["pages", "0", "1", "3"]
    ids = [re.findall(r"<loc>[^<]*/(\d+)-", client.get(f"/sitemaps/{part}.xml").text) for part in parts[1:]]
    assert [sorted(set(one)) for one in ids] == [["1", "2", "3"], ["4", "5", "6"], ["10", "11", "12"]]
    for odd in ("2", "99", "-1", "00", "x", "9" * 30, "٣"):
        assert client.get(f"/sitemaps/{odd}.xml").status_code == 404


def test_a_changed_entry_is_told_as_changed(world: World) -> None:
    world.app.state.site.settings.public_url = BASE
    at_noon = dt.datetime(2026, 1, 2, 12, 30, tzinfo=dt.UTC)
    with world.database.writing() as session:
        session.execute(sa.update(Entry).values(updated_at=at_noon))
    for path in ("/sitemap.xml", "/sitemaps/0.xml"):
        assert set(re.findall("<lastmod>(.*?)</lastmod>", world.client().get(path).text)) == {"2026-01-02T12:30:00Z"}


@pytest.mark.parametrize(
    ("asked", "goal", "indexed"),
    [
        ("/fi/usecases", "/fi/usecases", True), ("/fi/usecases?sort=newest", "/fi/usecases", True),
        ("/fi/usecases?theme=booking", "/fi/usecases", False), ("/fi/usecases?q=aika", "/fi/usecases", False),
        ("/fi/usecases?after=x&sort=newest", "/fi/usecases", False), ("/fi/usecases?utm_source=x", "/fi/usecases", True),
        ("/sv/requirements?scope=mobile", "/sv/requirements", False), ("/en/terms", "/en/terms", True), ("/sv/handbook/install", "/en/handbook/install", True),
        ("/en/about?x=1", "/en/about", True), ("/fi/", "/fi/", True), ("/fi/search?q=aika", "", False), ("/fi/search", "", False),
        ("/fi/sign-in", "", False), ("/fi/usecases/new", "", False), ("/fi/moderation/log", "", False),
    ],
)  # fmt: skip
def test_filters_and_places_in_a_list_make_no_address_of_their_own(
    bank: World, asked: str, goal: str, indexed: bool
) -> None:
    found = page(bank, asked)
    assert (canonical(found), is_indexed(found)) == (goal and BASE + goal, indexed)


def test_an_entry_stands_in_the_languages_it_is_told_in(bank: World) -> None:
    finnish = bank.path("booking", "-varaan-ajan-aitini-puolesta")
    english = bank.path("booking", "-i-book-a-time-for-my-mother", lang="en")
    both = {"fi": BASE + finnish, "en": BASE + english, "x-default": BASE + finnish}
    for asked, goal in (
        (finnish, finnish),
        (english, english),
        (finnish.replace("/fi/", "/sv/"), finnish),
        (f"{english.replace('/en/', '/fi/')}?in=en", english),
    ):
        found = page(bank, asked)
        assert (canonical(found), alternates(found)) == (BASE + goal, both), asked


def test_a_description_is_in_the_language_of_the_page(bank: World) -> None:
    paths = {lang: bank.path("queue", "-naen-paivystyksen-jonon", lang=lang) for lang in ("fi", "sv", "en")}
    told = {lang: described(page(bank, path)) for lang, path in paths.items()}
    assert told["fi"].startswith("Näen päivystyksen jonon: Jonon pituus näkyy ennen lähtöä.")
    assert told["sv"].startswith("Användningsfall: Näen")
    assert told["en"].startswith("Use case: Näen")


@pytest.mark.parametrize(
    ("words", "end"), [("sana " * 50, "sana…"), ("pitkä" * 50, "…"), ("a & <b> \"c\" 'd' {{ x }} " * 9, "…")]
)
def test_a_description_is_cut_between_words_and_carries_no_markup(world: World, words: str, end: str) -> None:
    with world.database.writing() as session:
        made = actions.propose(
            session, BANK.kinds["usecase"], content("Otsikko", summary=words), by=world.people["aino"]
        )
        number = made.id
    told = described(page(world, f"/fi/usecases/{number}-otsikko"))
    assert 40 <= len(told) <= 160
    assert told.endswith(end)
    assert "&amp;" not in told


def test_pages_of_ones_own_and_refused_forms_keep_out_of_search_engines(bank: World) -> None:
    for who, path in (
        ("aino", "/fi/account"),
        ("mika", "/fi/moderation"),
        ("sanna", bank.path("booking", "/edit")),
        ("", bank.path("booking", "/revisions")),
    ):
        found = page(bank, path, who)
        assert (canonical(found), is_indexed(found)) == ("", False), path
    refused = Reading(bank.client("aino").post(at("/fi/usecases"), data={}).text)
    assert (canonical(refused), is_indexed(refused)) == ("", False)
    assert not is_indexed(Reading(bank.client().get(at("/fi/nothing")).text))


def test_what_only_its_author_sees_keeps_out_of_search_engines(world: World) -> None:
    with world.database.writing() as session:
        session.execute(sa.update(Entry).where(col(Entry.id) == world.entries["queue"]).values(hidden_at=now()))
    assert not is_indexed(page(world, world.path("queue", "-naen-paivystyksen-jonon"), "aino"))


def test_while_the_address_is_not_known_nothing_is_made_of_the_host(world: World) -> None:
    for path in ("/fi/", "/fi/usecases", "/fi/about", world.path("booking", "-varaan-ajan-aitini-puolesta")):
        found = page(world, path)
        assert (canonical(found), alternates(found), is_indexed(found)) == ("", {}, True) or path == "/fi/about"
        assert described(found)
    assert world.client().get("/sitemap.xml").status_code == 404
    assert world.client().get("/sitemaps/pages.xml").status_code == 404
    assert "Sitemap" not in world.client().get("/robots.txt").text


def test_robots_txt_is_valid_and_names_the_sitemap(bank: World) -> None:
    answer = bank.client().get(at("/robots.txt"), headers=EVIL)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    lines = [line for line in answer.text.split("\n") if line]
    assert lines[0] == "User-agent: *"
    assert all(re.fullmatch(r"(User-agent|Disallow|Sitemap): \S+", line) for line in lines)
    assert lines[-1] == f"Sitemap: {BASE}/sitemap.xml"


def test_security_txt_tells_whom_to_tell(bank: World) -> None:
    answer = bank.client().get(at("/.well-known/security.txt"), headers=EVIL)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.text.strip().split("\n"))
    assert told["Contact"] == "mailto:bank@example.org"
    assert told["Preferred-Languages"] == "fi, sv, en"
    assert told["Canonical"] == f"{BASE}/.well-known/security.txt"
    left = dt.datetime.fromisoformat(told["Expires"]) - now()
    assert dt.timedelta(days=30) < left < dt.timedelta(days=365)


def test_security_txt_is_not_there_while_nobody_is_named(world: World, tmp_path: Path) -> None:
    assert world.client().get("/.well-known/security.txt").status_code == 404
    world.app.state.site.settings.contact = "a+b&c@example.org"
    told = world.client().get("/.well-known/security.txt").text
    assert told.startswith("Contact: mailto:a+b%26c@example.org\n")
    assert "Canonical" not in told
