"""From what a person typed to a Query. Every string is a valid question; nothing here raises."""

import dataclasses
import re
from collections.abc import Mapping

from ideabank.search.chain import Chain
from ideabank.search.port import Query
from ideabank.search.words import WORD, forms, plain, tokens, words

LONGEST_QUERY = 2_000
MOST_WORDS = 30
MOST_COSTLY = 4  # phrases, and beginnings of words
SHORTEST_BEGINNING = 3
Filters = tuple[tuple[str, tuple[str, ...]], ...]
_PIECE = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
# Codes of the bank in any spelling: "U-12", "u12", "U 12" alone in the box; "PK2-07-1", "pk2 07 1".
_CODE = re.compile(r"([A-Z]{1,3})-?(\d{1,6})|([A-Z]{1,3}\d)-(\d{1,2})(?:-(\d{1,2}))?")
_ALONE = re.compile(r"\s*([a-z])\s+(\d{1,6}\S*)\s*", re.IGNORECASE)
_IN_THREE = re.compile(r"(?<![\w-])([a-z]{1,3}\d)[ -](\d{1,2})[ -](\d{1,2})(?![\w-])", re.IGNORECASE)
# Too common to ask for; a question of only these is asked as it is.
STOP = frozenset(
    "ja on ei se että tai kun jos mutta myös joka jotka ovat oli minä sinä hän me te he tämä nämä och att det som en ett är på i för "
    "med av till den om inte jag du han hon vi de and the of to a an is are in on for with or my i me we you it that this".split()
)


@dataclasses.dataclass
class _Asked:
    """What has been understood so far."""

    must: list[frozenset[str]] = dataclasses.field(default_factory=list)
    must_not: list[frozenset[str]] = dataclasses.field(default_factory=list)
    phrases: list[tuple[frozenset[str], ...]] = dataclasses.field(default_factory=list)
    codes: list[str] = dataclasses.field(default_factory=list)
    prefixes: list[str] = dataclasses.field(default_factory=list)


def understood(chain: Chain, text: str, *, filters: Filters = (), apart: bool = False) -> Query:
    """The question in terms. `apart` asks for the parts of compounds instead, for a second try."""
    asked = _Asked()
    for minus, phrase, dash, word in list(_PIECE.findall(_as_asked(text)))[:MOST_WORDS]:
        piece = phrase or word
        sets = _sets(chain, piece, apart)
        if minus or dash:
            asked.must_not.extend(sets)
        elif phrase and len(sets) > 1:
            asked.phrases.append(tuple(sets))
        elif code := code_in(piece):
            asked.codes.append(code)
        elif beginning := _beginning(piece):
            asked.prefixes.append(beginning)
        else:
            asked.must.extend(sets)
    return Query(
        must=_meant(asked.must),
        must_not=tuple(asked.must_not[:MOST_WORDS]),
        phrases=tuple(asked.phrases[:MOST_COSTLY]),
        codes=tuple(asked.codes),
        prefixes=tuple(asked.prefixes[:MOST_COSTLY]),
        filters=filters,
    )


def reworded(text: str, instead: Mapping[str, str]) -> str:
    """The question with some words put right, everything else as it was typed."""
    return WORD.sub(lambda match: instead.get(plain(match[0]).lower(), match[0]), text[:LONGEST_QUERY])


def code_in(piece: str) -> str:
    """The code of the bank that a word spells, as the bank writes it; "" for any other word."""
    match = _CODE.fullmatch(forms(piece)[0].upper())
    if match is None:
        return ""
    letters, number, area, card, statement = match.groups()
    if letters:
        return f"{letters}-{number}"
    return f"{area}-{card:0>2}" + (f"-{statement}" if statement else "")


def _as_asked(text: str) -> str:
    """The question with the signs that the bank's words and codes have."""
    asked = plain(text[:LONGEST_QUERY])[:LONGEST_QUERY]
    return _IN_THREE.sub(r"\1-\2-\3", _ALONE.sub(r"\1-\2", asked) if _ALONE.fullmatch(asked) else asked)


def _beginning(piece: str) -> str:
    """The beginning of a word that "ajanv*" asks for; "" for anything else."""
    found = list(words(piece[:-1])) if piece.endswith("*") else []
    return found[0] if len(found) == 1 and len(found[0]) >= SHORTEST_BEGINNING else ""


def _sets(chain: Chain, piece: str, apart: bool) -> list[frozenset[str]]:
    found = []
    for word in list(tokens(piece))[:MOST_WORDS]:
        found.extend((chain.part_terms(word) if apart else []) or [chain.query_terms(word) | _plain(word.lower())])
    return found


def _plain(word: str) -> frozenset[str]:
    """Stop words keep themselves, so that they can be told and left out below."""
    return frozenset({word}) if word in STOP else frozenset()


def _meant(must: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    meant = [terms for terms in must if not terms & STOP]
    return tuple(meant or must)[:MOST_WORDS]
