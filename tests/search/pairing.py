"""Word pairs: a query, a text, whether the one should find the other; and how well a chain tells them apart."""

import csv
import dataclasses
from pathlib import Path

from ideabank.search.chain import Chain
from ideabank.search.words import words

HERE = Path(__file__).parent


@dataclasses.dataclass(frozen=True)
class Told:
    """Shares of the pairs: of those that should match, and of those that do."""

    recall: float
    precision: float


def told_apart(chain: Chain, language: str, name: str) -> Told:
    """How a chain does on the pairs of a file."""
    right = wrong = missed = 0
    for query, text, expected in pairs(name):
        found = set(chain.index_terms(language, text))
        hit = all(chain.query_terms(word) & found for word in words(query))
        right += hit and expected
        wrong += hit and not expected
        missed += expected and not hit
    return Told(right / (right + missed), right / (right + wrong))


def pairs(name: str) -> list[tuple[str, str, bool]]:
    """(query, text, should they match) of each line."""
    with (HERE / f"{name}_pairs.tsv").open(encoding="utf-8") as file:
        return [
            (row["query"], row["text"], row["should_match"] == "yes") for row in csv.DictReader(file, delimiter="\t")
        ]
