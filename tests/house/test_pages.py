"""A page client walks the bank through its own links and reads each page by the rules of the house."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from ideabank.discussion.models import Comment
from ideabank.entries.models import EntryText
from ideabank.i18n import LANGUAGES
from ideabank.overview.prose import prose
from ideabank.text.markdown import render
from tests.banks import Banks, BankWith
from tests.browser.seeding import NEED, enrich
from tests.house.reading import Reading, faults
from tests.world import World

OF_A_SORT = 3  # pages of one sort that are read in one walk
MOST = 400
HEADINGS = "#### Neljäs\n\nTeksti.\n\n###### Kuudes\n\n# Ensimmäinen\n\n### Kolmas\n\nTeksti."
WALKS = [(lang, who) for lang in LANGUAGES for who in ("", "sanna", "mika")]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory, banks: Banks) -> Iterator[World]:
    """A bank with something for every template, to look at only."""
    with banks.open(tmp_path_factory.mktemp("pages"), enrich) as world:
        yield world


def sort_of(address: str) -> str:
    """Pages of one sort: numbers, slugs and the values of queries do not matter."""
    parts = urlsplit(address)
    path = re.sub(r"/drafts/[\w-]+", "/drafts/#", re.sub(r"/\d+[^/.]*", "/#", parts.path))
    return path + "?" + ",".join(sorted(re.findall(r"(\w+)=", parts.query)))


class Walk:
    """Goes from link to link, a few pages of each sort, and remembers what was wrong and what was called what."""

    def __init__(self, client: TestClient, lang: str) -> None:
        self.client, self.lang = client, lang
        self.waiting = [f"/{lang}/"]
        self.seen = set(self.waiting)
        self.sorts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.nowhere: dict[str, bool] = {}
        self.titles: dict[str, set[str]] = {}
        self.pages = 0

    def go(self) -> "Walk":
        while self.waiting and self.pages < MOST:
            self.open(self.waiting.pop(0))
        return self

    def open(self, address: str) -> None:
        self.sorts[sort_of(address)] += 1
        if self.sorts[sort_of(address)] > OF_A_SORT:
            return
        answer = self.client.get(address)
        self.pages += 1
        if 300 <= answer.status_code < 400:
            self.meet(address, answer.headers["location"])
        elif answer.status_code >= 400 and answer.status_code not in (401, 403):
            self.wrong.append(f"{address} answers {answer.status_code}")
        elif answer.headers["content-type"].startswith("text/html"):
            self.read(address, answer.text)

    def read(self, address: str, html: str) -> None:
        page = Reading(html)
        self.wrong += [f"{address} {fault}" for fault in faults(page, html, self.lang)]
        self.titles.setdefault(page.title, set()).add(_theme_of(address))
        for link in page.links():
            self.meet(address, link)
        for action in page.actions():
            if self.is_nowhere(action):
                self.wrong.append(f"{address} posts a form to {action}, which does not exist")

    def is_nowhere(self, action: str) -> bool:
        """Whether nothing is at this address: asked once in a walk, for most pages carry the same forms."""
        if action not in self.nowhere:
            self.nowhere[action] = self.client.get(action).status_code == 404
        return self.nowhere[action]

    def meet(self, here: str, link: str) -> None:
        """Keeps an address of ours in this language for later; other languages have walks of their own."""
        target = urlsplit(urljoin(here, link))
        whole = target.path + (f"?{target.query}" if target.query else "")
        ours = not target.netloc or target.netloc in str(self.client.base_url)
        elsewhere = any(target.path.startswith(f"/{other}/") for other in LANGUAGES if other != self.lang)
        if ours and not elsewhere and whole not in self.seen and target.scheme in ("", "http"):
            self.seen.add(whole)
            self.waiting.append(whole)


def _theme_of(address: str) -> str:
    """What a page is about: the same under every kind; queries and the entry do not matter."""
    path = re.sub(
        r"^/\w\w/(usecases|proposals|solutions|organisations|segments|paths|artefacts|terms|recipes|requirements|projects|fieldreports)/#",
        "/kind/#",
        sort_of(address).partition("?")[0],
    )
    return "/entry" if path == "/kind/#" else path


@pytest.mark.parametrize(("lang", "who"), WALKS, ids=[f"{lang} {who or 'visitor'}" for lang, who in WALKS])
def test_every_page_that_links_lead_to_keeps_the_rules_of_the_house(lang: str, who: str, bank: World) -> None:
    walk = Walk(bank.client(who), lang).go()
    shared = [f"{title!r} is the title of {sorted(places)}" for title, places in walk.titles.items() if len(places) > 1]
    assert not walk.wrong, "\n".join(walk.wrong[:30])
    assert not shared, "A title tells one sort of page from another:\n" + "\n".join(shared)
    assert walk.pages > 60, "The walk ended early: does the front page still lead on?"


def test_headings_that_people_write_skip_no_level_on_any_page(bank_with: BankWith) -> None:
    world = bank_with(enrich)
    with world.database.writing() as session:
        for table in (EntryText, Comment):
            session.execute(sa.update(table).values(body=HEADINGS, body_html=render(HEADINGS)))
    walk = Walk(world.client("sanna"), "fi").go()
    needs = {**NEED, "body": HEADINGS, "do": "preview", "draft": "P" * 43}
    walk.read("the preview", world.client("aino").post("/fi/usecases", data=needs).text)
    assert [fault for fault in walk.wrong if " goes from h" in fault] == []


@pytest.mark.parametrize("form", ["/comments", "/links", "/statements", "/edit"])
def test_the_other_languages_of_a_refused_form_are_pages(form: str, bank: World) -> None:
    client = bank.client("sanna")
    other = str(bank.entries["omakanta"])
    path = bank.path("queue", "" if form == "/edit" else form)
    refused = client.post(path, data={"other": other, "body": "", "title": "", "language": "fi", "based_on": "1"})
    assert refused.status_code == 422
    page = Reading(refused.text)
    for link in (node.get("href") for node in page.all("link", "a") if node.get("hreflang")):
        assert client.get(link, follow_redirects=True).status_code == 200, link


@pytest.mark.parametrize("page", ["privacy", "accessibility"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_tells_whom_to_ask_with_an_address_and_without(page: str, lang: str) -> None:
    for contact in ("", "apu@example.org"):
        told = Reading(render_page(prose(page, lang, contact=contact)))
        assert ("apu@example.org" in told.nodes[0].words) == bool(contact)
        assert [fault for fault in faults(told, "", lang) if "missing" in fault] == []
        assert "{" not in told.nodes[0].words


def render_page(told: tuple[str, str, str]) -> str:
    return f'<html lang="fi"><title>{told[0]}</title><h1>{told[0]}</h1>{told[1]}</html>'


def test_the_front_door_leads_to_the_language_the_browser_asks_for(bank: World) -> None:
    for wanted, goal in (("sv-FI,sv;q=0.9", "/sv/"), ("en", "/en/"), ("de", "/fi/")):
        answer = bank.client().get("/", headers={"accept-language": wanted})
        assert answer.headers["location"] == goal


def test_the_reader_sees_what_is_there_to_see() -> None:
    """A check that never fails would prove nothing."""
    html = (
        '<html lang="en"><title></title><h1>a</h1><h3 id="x">b</h3><i id="x"></i><a href="">c</a><a href="#no">d</a>'
        '<input name="q"><img src="a"><p style="x" onclick="y">{{ page.title }}</p><script>1</script><label for="z">l</label>'
        '<p>Contact: –.</p><a href="/1">Edit</a><a href="/2">Edit</a><a href="/en/usecases/1/links/new">Solution</a>'
    )
    found = "\n".join(faults(Reading(html), html, "fi"))
    for word in (
        "no title",
        "lang=",
        "twice",
        "no label",
        "no alt",
        "carries",
        "filled in",
        "written into",
        "h1 to h3",
        "describes itself",
        "fit itself to a phone",
        "something is missing",
        "for 2 places",
        "say the act",
    ):
        assert word in found
    assert found.count("leads nowhere") == 2
    assert "points at ['z']" in found


@pytest.mark.parametrize(("lang", "told"), [("fi", "avaimella"), ("sv", "nyckel"), ("en", "key")])
def test_the_privacy_page_tells_of_hashes_of_the_network_address_and_how_long_they_stay(lang: str, told: str) -> None:
    html = prose("privacy", lang, contact="")[1]
    [line] = re.findall(r"<li><strong>(?:Verkko-osoitettasi|Din nätadress|Your network address)</strong>.*?</li>", html)
    assert told in line
    days = {
        "fi": ("niin kauan kuin luonnos", "vuorokauden", "kaksi tuntia"),
        "sv": ("så länge utkastet", "ett dygn", "två timmar"),
    }
    assert all(one in line for one in days.get(lang, ("as long as the draft", "a day", "two hours")))
