"""In which order entries answer, and what else is asked along: the same with both engines."""

import dataclasses

import pytest

from ideabank.search.asking import Manner, understood
from ideabank.search.chain import Chain
from ideabank.search.names import Called, Names
from ideabank.search.order import REGISTER, grouped, page_of
from ideabank.search.port import Document, Engine

CHAIN = Chain()
REMOTE = Called(
    {
        "fi": ("etävastaanotto", "etäkäynti", "videovastaanotto"),
        "sv": ("distansmottagning", "distansbesök"),
        "en": ("remote appointment", "remote consultation", "Kanta PHR"),
    }
)
PLATFORM = Called({"fi": ("alusta",), "sv": ("plattform",)})
NAMES = Names(CHAIN, [REMOTE, PLATFORM], worth=REGISTER)
DOCUMENTS = [
    Document(1, 1, "usecase", titles={"fi": "Muu asia"}, told={"fi": "Lyhyesti"}, bodies={"fi": "Tässä on kuntoutus. " + "Sana. " * 9}),
    Document(2, 1, "usecase", titles={"fi": "Muu asia toinen"}, told={"fi": "Kerron kuntoutuksesta"}),
    Document(3, 1, "usecase", titles={"fi": "Kuntoutus alkaa kotona joka päivä"}),
    Document(4, 1, "usecase", titles={"fi": "Kuntoutus"}, bodies={"fi": "Pitkä teksti. " * 60}),
    Document(5, 1, "usecase", titles={"fi": "Kuntoutuksen"}, bodies={"fi": "Pitkä teksti. " * 60}),
    Document(6, 1, "usecase", titles={"sv": "Hälsostation i byn"}),
    Document(7, 1, "usecase", titles={"fi": "Kylän asema", "sv": "Hälsostation i byn", "en": "The station of the village with more words than others"}),
    Document(8, 1, "usecase", titles={"fi": "Laboratorion tulokset puhelimeen"}),
    Document(9, 1, "usecase", titles={"fi": "Tulokset kilpailusta"}, bodies={"fi": "Muuta. Laboratorio on kiinni."}),
    Document(10, 1, "usecase", titles={"fi": "Omat laboratorio-tulokset"}),
    Document(11, 1, "usecase", titles={"fi": "Etävastaanotto kotona"}),
    Document(12, 1, "usecase", titles={"en": "A remote appointment at home"}),
    Document(13, 1, "usecase", titles={"en": "An appointment by a remote control"}),
    Document(14, 1, "usecase", titles={"sv": "Besök"}, bodies={"sv": "Även distansbesök."}),
    Document(15, 1, "usecase", titles={"sv": "Plattform för tjänster"}),
    Document(16, 1, "usecase", titles={"fi": "Alku aina hankala"}),
]  # fmt: skip


def ids(engine: Engine, text: str, *, names: tuple[Names, ...] = (), language: str = "", apart: bool = False) -> list[int]:  # fmt: skip
    return list(engine.search(understood(CHAIN, text, manner=Manner(names, language, apart)), limit=20).ids)


def test_an_exact_title_leads_then_titles_then_what_is_told_then_the_body(engine: Engine) -> None:
    assert ids(engine, "kuntoutus") == [4, 5, 3, 2, 1]
    assert ids(engine, "Kuntoutuksen") == [5, 4, 3, 2, 1]
    assert ids(engine, "Kuntoutus alkaa kotona joka päivä")[0] == 3


def test_what_is_told_in_the_readers_language_comes_before_the_same_elsewhere(engine: Engine) -> None:
    assert ids(engine, "hälsostation byn", language="sv") == [6, 7]
    assert ids(engine, "hälsostation byn", language="fi") == [7, 6]


def test_parts_of_a_compound_count_only_side_by_side(engine: Engine) -> None:
    assert ids(engine, "laboratoriotulokset") == []
    assert sorted(ids(engine, "laboratoriotulokset", apart=True)) == [8, 10]


@pytest.mark.parametrize("text", ["distansmottagning", "etäkäynti", "videovastaanotto", "etävastaanottoja", "phr"])
def test_other_names_are_asked_along_in_every_language(engine: Engine, text: str) -> None:
    assert sorted(ids(engine, text, names=(NAMES,))) == [11, 12, 14]
    assert ids(engine, text, names=(NAMES,), language="fi")[0] == 11


def test_a_name_of_several_words_is_one_thing_and_the_words_typed_count_most(engine: Engine) -> None:
    found = ids(engine, "remote appointments", names=(NAMES,), language="en")
    assert sorted(found) == [11, 12, 14]
    assert found[0] == 12
    assert sorted(ids(engine, "remote appointments home", names=(NAMES,))) == [12]


def test_a_name_is_asked_for_in_its_base_form(engine: Engine) -> None:
    assert ids(engine, "plattform", names=(NAMES,)) == [15]
    assert sorted(ids(engine, "alku", names=(NAMES,))) == [16]
    assert 15 in ids(engine, "alusta", names=(NAMES,))


def test_so_many_words_are_enough_when_a_question_is_loosened(engine: Engine) -> None:
    asked = understood(CHAIN, "laboratorio tulokset kotona etävastaanotto")
    two, one = (dataclasses.replace(asked, least=least) for least in (2, 1))
    assert sorted(engine.search(two, limit=20).ids) == [8, 9, 10, 11]
    assert sorted(engine.search(one, limit=20).ids) == [3, 8, 9, 10, 11]
    assert engine.search(two, limit=2).total == 4


def test_equal_ones_stand_together_and_a_page_cuts_them(engine: Engine) -> None:
    twins = [Document(number, 1, "usecase", titles={"fi": "Kaksonen kylässä"}) for number in (33, 31, 32)]
    engine.update(twins, position=2)
    found = engine.search(understood(CHAIN, "kaksonen"), limit=2)
    assert found.groups == ((31, 32, 33),)
    assert (found.ids, found.total) == ((31, 32), 3)
    assert engine.search(understood(CHAIN, "kaksonen"), limit=2, offset=2).ids == (33,)
    engine.update([], [31, 32, 33], position=3)


def test_scores_that_hardly_differ_are_equal() -> None:
    assert grouped([(1, 0.50001, 7), (1, 0.50002, 3), (0, 0.1, 9)]) == ((9,), (3, 7))
    assert page_of(((9,), (3, 7)), offset=1, limit=1) == (3,)
