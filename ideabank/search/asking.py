"""From what a person typed to a Query. Every string is a valid question; nothing here raises."""

import dataclasses
import re
from collections.abc import Mapping

from ideabank.search.chain import Chain
from ideabank.search.names import TYPED, Names
from ideabank.search.order import APART
from ideabank.search.port import Name, Query, Way
from ideabank.search.small import is_small
from ideabank.search.titles import typed as typed_title
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


@dataclasses.dataclass
class _Asked:
    """What has been understood so far."""

    must: list[str] = dataclasses.field(default_factory=list)
    must_not: list[frozenset[str]] = dataclasses.field(default_factory=list)
    phrases: list[tuple[frozenset[str], ...]] = dataclasses.field(default_factory=list)
    codes: list[str] = dataclasses.field(default_factory=list)
    prefixes: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass(frozen=True)
class Manner:
    """How a question is understood: with which other names, for a reader of which language; `apart`: compounds taken apart as well."""

    names: tuple[Names, ...] = ()
    language: str = ""
    apart: bool = False


def understood(chain: Chain, text: str, *, filters: Filters = (), manner: Manner = Manner()) -> Query:
    """The question in terms."""
    asked = _Asked()
    pieces = list(_PIECE.findall(_as_asked(text)))
    for minus, phrase, dash, word in pieces[:MOST_WORDS]:
        piece = phrase or word
        typed = list(tokens(piece))[:MOST_WORDS]
        if minus or dash:
            asked.must_not.extend(map(chain.query_terms, typed))
        elif phrase and len(typed) > 1:
            asked.phrases.append(tuple(map(chain.query_terms, typed)))
        elif code := code_in(piece):
            asked.codes.append(code)
        elif beginning := _beginning(piece):
            asked.prefixes.append(beginning)
        else:
            asked.must.extend(typed)
    must = _meant(chain, asked.must)
    sets = tuple(map(chain.query_terms, must))
    others = _others(chain, must, sets, manner)
    return Query(
        must=sets,
        others=others,
        parts=frozenset(place for place, ways in enumerate(others) if any(way.worth == TYPED for way in ways)),
        must_not=tuple(asked.must_not[:MOST_WORDS]),
        phrases=tuple(asked.phrases[:MOST_COSTLY]),
        codes=tuple(asked.codes),
        prefixes=tuple(asked.prefixes[:MOST_COSTLY]),
        filters=filters,
        title="" if asked.must_not or asked.prefixes or len(pieces) > MOST_WORDS else typed_title(text),
        language=manner.language,
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


def _meant(chain: Chain, typed: list[str]) -> list[str]:
    """The words that say something, a bounded number; all of them when none does."""
    meant = [word for word in typed if not is_small(chain, word.lower())]
    return (meant or typed)[:MOST_WORDS]


def _others(
    chain: Chain, must: list[str], sets: tuple[frozenset[str], ...], manner: Manner
) -> tuple[tuple[Way, ...], ...]:
    """For each word the other ways to say it."""
    by_names = [names.others(sets) for names in manner.names]
    apart = [_apart(chain, word) if manner.apart else () for word in must]
    found = [tuple(way for ways in one for way in ways) for one in zip(apart, *by_names, strict=True)]
    return tuple(found) if any(found) else ()


def _apart(chain: Chain, word: str) -> tuple[Way, ...]:
    return tuple(Way(one.words, APART, Name(one.written, one.language)) for one in chain.apart(word))
