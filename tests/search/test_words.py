"""What a word is: signs that attach endings, numbers in groups, codes, abbreviations, and signs that nobody sees."""

import pytest

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.highlight import mark
from ideabank.search.words import forms, plain, spans, tokens, words


@pytest.fixture(scope="module", params=["auto", "pyvoikko"])
def chain(request: pytest.FixtureRequest) -> Chain:
    return Chain(request.param)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("THL:n STM:lle GDPR:ään PDF:ien", "thl stm gdpr pdf"),
        ("THL’n NHS’s NHS's show'n", "thl nhs nhs show"),
        ("THL:s EU:s KD:are", "thl eu kd"),
        ("EU- HUS-lle U-1:n", "eu hus u1"),
        ("e.g. t.ex. bl.a. i.e.", "eg tex bla ie"),
        ("116117, 116 117, 116\u00a0117, 116-117", "116117 116117 116117 116117"),
        ("09 310 1234 tai 040-1234567", "093101234 tai 0401234567"),
        ("10 000 asukasta vuonna 2025 300 asukasta", "10000 asukasta vuonna 2025 300 asukasta"),
        ("24/7", "24/7"),
        ("pal\u00advelu\u200bpolku U\u20111 U\u20131 pk2\u201307\u20131", "palvelupolku u1 u1 pk2-07-1"),
        ("vaa'an don't linja-auto", "vaa'an don't linja-auto"),
        ("suomi.fi:stä", "suomi.fi"),
    ],
)
def test_a_word_is_the_same_however_it_is_written(written: str, expected: str) -> None:
    assert " ".join(forms(word)[0] for word in words(written)) == expected


def test_the_parts_of_a_word_that_a_sign_holds_together_are_words_too() -> None:
    assert forms("suomi.fi-tunnistus") == ["suomi.fi-tunnistus", "suomi", "fi", "tunnistus"]
    assert forms("116-117") == ["116117", "116", "117"]
    assert forms("2025-2026") == ["2025-2026", "2025", "2026"]


@pytest.mark.parametrize(
    "text", ["THL:n 116\u202f117, U\u20111!", "pal\u00advelu 09 310 1234 \u201427", "e.g. 2025\u20132026 ﬁ"]
)
def test_words_are_found_where_they_stand(text: str) -> None:
    assert [word for match in spans(text) for word in tokens(match[0])] == list(tokens(text))
    assert all(text[match.start()] == match[0][0] for match in spans(text))


def test_plain_signs_stay_as_they_are() -> None:
    assert plain("Ajan varaus: 3-5 päivää, ks. U-12.") == "Ajan varaus: 3-5 päivää, ks. U-12."


@pytest.mark.parametrize(
    ("query", "language", "text", "found"),
    [
        ("THL", "fi", "THL:n ohje", True),
        ("thl", "fi", "THL:n ohje", True),
        ("GDPR:n", "fi", "GDPR ja STM:n ohje", True),
        ("THL", "sv", "THL:s anvisning", True),
        ("NHS", "en", "the NHS’s app", True),
        ("HUS", "sv", "sjukhuset", False),
        ("hus", "sv", "sjukhuset vid sjukhus", False),
        ("hus", "sv", "huset", True),
        ("HUS", "fi", "HUSin ja HUS:n potilaat", True),
        ("UNI", "fi", "hyvä uni", True),
        ("116117", "fi", "Soita 116 117", True),
        ("116 117", "fi", "Soita 116117", True),
        ("117", "fi", "Soita 116 117", True),
        ("24/7", "sv", "öppet 24/7", True),
        ("palvelupolku", "fi", "palve\u00adlupolun", True),
    ],
)
def test_what_is_asked_for_is_found(chain: Chain, query: str, language: str, text: str, found: bool) -> None:
    terms = set(chain.index_terms(language, text))
    asked = understood(chain, query)
    assert all(one & terms for one in asked.must) is found
    assert any(piece.marked for piece in mark(text, asked, chain, language=language)) is found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("u1", "U-1"),
        ("U 1", "U-1"),
        ("u-1", "U-1"),
        ("U\u20111", "U-1"),
        ("U\u20131:n", "U-1"),
        ("pk2 07 1", "PK2-07-1"),
        ("PK2-07-1:n", "PK2-07-1"),
        ("pk2-7-1", "PK2-07-1"),
        ("katso pk2 07 1 nyt", "PK2-07-1"),
    ],
)
def test_a_code_of_the_bank_is_understood_in_any_spelling(chain: Chain, typed: str, code: str) -> None:
    asked = understood(chain, typed)
    assert asked.codes == (code,)
    assert any(one.marked for one in mark(f"Vertaa: {code}:een.", asked, chain, language="fi"))


def test_two_words_before_a_number_are_no_code(chain: Chain) -> None:
    assert understood(chain, "yli 65 vuotiaat").codes == ()


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("laboratoriotulokset", ["laboratorio tulos"]),
        ("ajanvaraus", ["aika varaus"]),
        ("tidsbokning", ["tid bokning"]),
        ("omahoito", []),  # what is one's own says nothing about care
        ("etävastaanotto", []),  # "etä" is no word
        ("qwertyhoito", []),  # only its end is known
        ("THL", []),
    ],
)
def test_a_compound_falls_apart_into_words_that_mean_something(chain: Chain, word: str, parts: list[str]) -> None:
    assert [one.written for one in chain.apart(word)] == parts


def test_a_part_is_indexed_only_as_what_it_means_there(chain: Chain) -> None:
    assert "ajaa" not in chain.index_terms("fi", "ajanvaraus")
    assert not {"vasta", "vastata", "vastaan"} & set(chain.index_terms("fi", "etävastaanotto"))
    assert not {"kuv", "palvelust", "t-palvelu"} & set(chain.index_terms("fi", "chat-palvelusta css-kuvapistettä"))


@pytest.mark.parametrize(("word", "base"), [("kilsaa", "kilometri"), ("oonks", "olla"), ("haluisinks", "haluta"), ("hammaslekurille", "hammaslääkäri"), ("tää", "tämä")])  # fmt: skip
def test_everyday_words_are_those_that_are_written(chain: Chain, word: str, base: str) -> None:
    assert base in chain.whole("fi", word)


@pytest.mark.parametrize("word", ["personal", "hospital", "boknings", "details", "mottagningens", "talks", "formal"])
def test_words_of_other_languages_are_not_heard_as_spoken_finnish(chain: Chain, word: str) -> None:
    assert all(term.startswith("~") for term in chain.whole("fi", word))
