"""From what a person typed to a Query. Every string is a valid question; nothing here raises."""

import re

from ideabank.search.chain import Chain, words
from ideabank.search.port import Query

LONGEST_QUERY = 2_000
MOST_WORDS = 30
_PIECE = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_CODE = re.compile(r"[a-z]{1,3}\d?-?\d{1,6}(?:-\d+){0,2}", re.IGNORECASE)
# Too common to ask for; a question of only these is asked as it is.
STOP = frozenset(
    "ja on ei se että tai kun jos mutta myös joka jotka ovat oli minä sinä hän me te he tämä nämä och att det som en ett är på i för "
    "med av till den om inte jag du han hon vi de and the of to a an is are in on for with or my i me we you it that this".split()
)


def understood(chain: Chain, text: str, *, kinds: tuple[str, ...] = (), apart: bool = False) -> Query:
    """The question in terms. `apart` asks for the parts of compounds instead, for a second try."""
    must: list[frozenset[str]] = []
    must_not: list[frozenset[str]] = []
    phrases: list[tuple[frozenset[str], ...]] = []
    codes: list[str] = []
    count = 0
    for minus, phrase, dash, word in _PIECE.findall(text[:LONGEST_QUERY]):
        for piece in [phrase] if phrase else [word]:
            count += 1
            if count > MOST_WORDS:
                break
            sets = _sets(chain, piece, apart)
            if minus or dash:
                must_not.extend(sets)
            elif phrase and len(sets) > 1:
                phrases.append(tuple(sets))
            elif _CODE.fullmatch(piece):
                codes.append(piece.upper())
            else:
                must.extend(sets)
    return Query(_asked(must), tuple(must_not), tuple(phrases), tuple(codes), kinds)


def _sets(chain: Chain, piece: str, apart: bool) -> list[frozenset[str]]:
    found = []
    for word in list(words(piece))[:MOST_WORDS]:
        found.extend((chain.part_terms(word) if apart else []) or [chain.query_terms(word) | _plain(word)])
    return found


def _plain(word: str) -> frozenset[str]:
    """Stop words keep themselves, so that they can be told and left out below."""
    return frozenset({word}) if word in STOP else frozenset()


def _asked(must: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    meant = [terms for terms in must if not terms & STOP]
    return tuple(meant or must)[:MOST_WORDS]
