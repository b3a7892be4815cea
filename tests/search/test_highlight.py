"""What is marked in a text that was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.highlight import Piece, mark, snippet

CHAIN = Chain()


def marked(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize(
    ("language", "query", "text", "expected"),
    [
        ("fi", "palvelupolku", "Asiakkaan palvelupolun alku", ["palvelupolun"]),
        ("fi", "varaus", "Ajanvarauspalvelussa varataan.", ["Ajanvarauspalvelussa"]),
        ("fi", "koulu", "Koulutus henkilöstölle", []),
        ("fi", '"lähetteen tila" -aika', "Näen lähetteen tilan ajoissa", ["lähetteen", "tilan"]),
        ("fi", "PK2-06-1", "Vertaa ehdotukseen PK2-06-1.", ["PK2-06-1"]),
        ("sv", "servicestig", "Kundens servicestigarna ritas", ["servicestigarna"]),
        ("en", "referral", "Two referrals, one REFERRAL", ["referrals", "REFERRAL"]),
        ("en", "", "Nothing was asked", []),
    ],
)
def test_words_are_marked_in_any_inflection(language: str, query: str, text: str, expected: list[str]) -> None:
    assert marked(mark(text, understood(CHAIN, query), CHAIN, language=language)) == expected


def test_a_snippet_shows_the_place_and_not_the_beginning() -> None:
    text = "Alkusanat. " * 60 + "Näen lähetteen tilan heti. " + "Loppusanat. " * 60
    pieces = snippet(text, understood(CHAIN, "lähete tila"), CHAIN, language="fi", width=120)
    assert marked(pieces) == ["lähetteen", "tilan"]
    assert pieces[0] == Piece("… ")
    assert pieces[-1] == Piece(" …")
    assert len("".join(piece.text for piece in pieces)) <= 200


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("Näen tilan.", understood(CHAIN, "muuta"), CHAIN, language="fi") == [Piece("Näen tilan.")]


@given(text=st.text(max_size=300), query=st.text(max_size=30))
def test_nothing_of_a_text_is_lost_or_doubled(text: str, query: str) -> None:
    import unicodedata

    question = understood(CHAIN, query)
    whole = "".join(piece.text for piece in mark(text, question, CHAIN, language="fi"))
    assert whole == unicodedata.normalize("NFC", text)
    snippet(text, question, CHAIN, language="sv", width=40)
