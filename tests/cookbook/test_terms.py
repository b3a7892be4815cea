"""The shared vocabulary: marked where it is used, explained in the reader's language, exported as SKOS, never in a circle."""

import html
import re
import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from cookbook.terms.glossary import Marker
from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text
from ideabank.entries.models import Entry
from ideabank.errors import Refused
from ideabank.visit.parts import Terms
from ideabank.web.parts import Text as Words
from tests.world import BANK, World, content

TERMS = {
    "path": ("palvelupolku", "servicestig", "Ryhmän askeleet.", "En grupps steg.", "asiakkaan polku"),
    "assessment": ("hoidon tarpeen arvio", "bedömning av vårdbehov", "Arvio.", "En bedömning.", ""),
    "platform": ("alusta", "plattform", "Perusta.", "En grund.", ""),
    "markup": ("<b>merkki</b>", "märke", 'Vaara "&".', "Fara.", ""),
}


@pytest.fixture
def bank(world: World) -> World:
    """The cast's bank with a vocabulary and a need that uses it."""
    add_terms(world)
    return world


def add_terms(world: World) -> None:
    with world.database.writing() as session:
        for name, (fi, sv, told, told_sv, others) in TERMS.items():
            texts = {"fi": Text(fi, told, "", {"synonyms": others}), "sv": Text(sv, told_sv)}
            made = actions.propose(session, BANK.kinds["term"], Content("fi", texts), by=world.people["sanna"])
            world.entries[f"term-{name}"] = made.id
        body = (
            "# Palvelupolku\n\nJoka palvelupolulla tehdään [palvelupolku](https://example.org) ja `palvelupolku`. "
            "Sama palvelupolku alusta asti. Hoidon tarpeen arviota ja hoidon tarpeen arvioita odotetaan."
        )
        need = content("Tarve", summary="Näin.", body=body, fields={"who": "Potilas"})
        world.entries["told"] = actions.propose(session, BANK.kinds["usecase"], need).id


def page(world: World, name: str, lang: str = "fi", who: str = "") -> str:
    answer = world.client(who).get(world.path(name, lang=lang), follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def marked(text: str) -> list[str]:
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', text)


def test_the_first_mention_of_a_term_is_marked_in_whatever_form_it_stands(bank: World) -> None:
    assert marked(page(bank, "told")) == ["palvelupolulla", "Hoidon tarpeen arviota"]


def test_a_word_that_may_be_several_words_is_left_alone(bank: World) -> None:
    assert "alusta" not in marked(page(bank, "told"))


def test_a_term_explains_itself_in_swedish_to_a_swedish_reader(bank: World) -> None:
    swedish = page(bank, "told", "sv")
    assert "palvelupolulla" in marked(swedish)
    assert 'lang="sv">En grupps steg.' in swedish
    assert 'href="/sv/terms/' in swedish
    assert "Ryhmän askeleet." not in swedish


def test_a_terms_own_page_does_not_mark_it(bank: World) -> None:
    with bank.database.writing() as session:
        entry = session.get(Entry, bank.entries["term-path"])
        assert entry is not None
        text = Text("palvelupolku", "Palvelupolku on askeleita.", "", {"synonyms": ""})
        actions.revise(session, entry, Content("fi", {"fi": text}), based_on=1)
    assert marked(page(bank, "term-path")) == []


def test_what_a_moderator_hides_is_no_longer_marked_or_listed(bank: World) -> None:
    mika = bank.client("mika")
    hide = {"do": "hide", "reason": "Syy"}
    assert mika.post(bank.path("term-path", "/decision"), data=hide).status_code == 303
    assert marked(page(bank, "told")) == ["Hoidon tarpeen arviota"]
    for where in ("/fi/terms", "/fi/terms/skos.ttl", "/fi/terms/skos.jsonld"):
        assert "Ryhmän askeleet." not in bank.client().get(where).text, where


def marker(world: World) -> Any:
    glossary = world.app.state.site.keeper(Terms)

    class Reader:
        lang = "fi"

        def to(self, name: str, **params: Any) -> str:
            return f'/fi/terms/{params["ref"]}"<'

    with world.database.reading() as session:
        names = glossary.names(session)
    return lambda: Marker(names, Reader(), 0)  # type: ignore[arg-type]


PIECES = [*"<>&\"'; -\nä", "palvelupolku", "palvelupolulla", " ", "&amp;", "alusta", "merkki"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def test_marking_changes_no_word_and_lets_no_markup_in(bank: World) -> None:
    made = marker(bank)

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def holds(text: str) -> None:
        found = made().text(Words(text, "fi")).value
        bare = re.sub(r'<a class="term" href="[^"<]*" data-term="\d+">([^<]*)</a>', r"\1", str(found))
        assert (html.unescape(bare) if isinstance(found, Markup) else bare) == text
        assert not isinstance(found, Markup) or "<" not in bare

    holds()


def test_marking_html_leaves_its_tags_as_they_are(bank: World) -> None:
    source = '<h3>palvelupolku</h3><p title="palvelupolku">Se <a href="/palvelupolku">palvelupolku</a> ja palvelupolku &lt;b&gt;.</p>'
    found = str(marker(bank)().html(Words(source, "fi")).value)
    assert re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", found) == source
    assert len(marked(found)) == 1


def test_the_list_is_in_the_readers_alphabet(bank: World) -> None:
    with bank.database.writing() as session:
        for title in ("äly", "zoomi", "ansio"):
            actions.propose(session, BANK.kinds["term"], content(title, summary="Sana."))
    told = bank.client().get("/fi/terms").text
    order = [told.index(f">{name}<") for name in ("alusta", "ansio", "palvelupolku", "zoomi", "äly")]
    assert order == sorted(order)
    assert "(asiakkaan polku)" in told


def test_no_term_stands_above_itself(bank: World) -> None:
    with bank.database.writing() as session:
        a, b, c = (session.get(Entry, bank.entries[f"term-{name}"]) for name in ("path", "assessment", "platform"))
        assert a is not None
        assert b is not None
        assert c is not None
        for narrow, wide in ((a, b), (b, c)):
            links.suggest(session, narrow, wide, "broader", links.Claim())
        for narrow, wide in ((c, a), (b, a), (a, a)):
            with pytest.raises(Refused):
                links.suggest(session, narrow, wide, "broader", links.Claim())
    form = {"other": str(bank.entries["term-path"]), "relation": "broader>", "fit": "unknown", "basis": "judgement"}
    refused = bank.client("sanna").post(bank.path("term-platform", "/links"), data=form)
    assert refused.status_code == 422
    assert "kehä" in refused.text


def test_both_forms_of_skos_say_the_same(bank: World) -> None:
    from rdflib import Graph
    from rdflib.compare import isomorphic
    from rdflib.namespace import SKOS

    turtle, linked = (bank.client().get(f"/fi/terms/skos.{ending}") for ending in ("ttl", "jsonld"))
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert linked.headers["content-type"].startswith("application/ld+json")
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # rdflib's own reader of JSON-LD uses what rdflib deprecates
        graphs = Graph().parse(data=turtle.text, format="turtle"), Graph().parse(data=linked.text, format="json-ld")
    assert isomorphic(*graphs)
    labels = {(str(label), label.language) for label in graphs[0].objects(None, SKOS.prefLabel)}  # type: ignore[attr-defined]
    assert ("servicestig", "sv") in labels
    assert ("<b>merkki</b>", "fi") in labels
    assert "asiakkaan polku" in {str(label) for label in graphs[0].objects(None, SKOS.altLabel)}
    assert bank.client().get("/fi/terms/skos.xml").status_code == 404


def test_a_term_is_found_by_its_other_name(bank: World) -> None:
    bank.app.state.site.search.drain_all()
    assert bank.path("term-path") in bank.client().get("/fi/search?q=asiakkaan+polulla").text
