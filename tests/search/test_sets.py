"""How good the search is for people nobody tuned it to: sets that were written first, asked of the whole starter bank through the pages.

Of the kept halves only figures are shown, in failures too: whoever tunes must not read their rows.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import mean

import pytest

from cookbook.terms.queries import listed
from ideabank.exchange.content import EntryFile
from ideabank.i18n import LANGUAGES
from tests.search.sets import HALVES, Asked, new_needs, paraphrases, questions, sentences
from tests.search.whole_bank import WholeBank, whole_bank
from tests.starter import starter_names, starter_of

Figure = Callable[[str], None]
FEW, SOME, PAGE = 5, 10, 20

# What the engine reached on the day the sets were written, a little loosened; whoever betters it raises these.
LEAST_RECALL = {"title": 0.55, "title and more": 0.70}  # of both voices together, at so many false alarms:
# New needs of the open half were chosen near to what the bank holds; the aim is for those of the kept one.
MOST_ALARMS = {"open": {"title": 0.50, "title and more": 0.58}, "kept": {"title": 0.45, "title and more": 0.45}}
LEAST_PRECISION, LEAST_SENTENCES = 0.60, 0.80
LEAST_NAMES = {"other names": 0.93, "names to avoid": 0.90, "names in the other languages": 0.92}

by_half = pytest.mark.parametrize("half", HALVES)
by_length = pytest.mark.parametrize("length", ["title", "title and more"])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def bank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeBank]:
    folder = tmp_path_factory.mktemp("whole")
    on_postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_postgres else f"sqlite:///{folder / 'bank.sqlite3'}"
    with whole_bank(folder, url) as made:
        yield made


@by_length
@by_half
def test_a_need_that_the_bank_holds_is_among_the_first_five(bank: WholeBank, half: str, length: str, figure: Figure) -> None:  # fmt: skip
    missed = [
        told
        for told in paraphrases(half)
        if not told.expected & set(bank.alike(told, more=length != "title")[:FEW])
    ]  # fmt: skip
    recall = 1 - len(missed) / len(paraphrases(half))
    figure(f"May already exist ({bank.store}, {half}, {length}): recall@5 {recall:.3f}")
    assert recall >= LEAST_RECALL[length], _open_only(half, (told.title for told in missed))


@by_length
@by_half
def test_how_often_a_need_that_is_new_raises_an_alarm(bank: WholeBank, half: str, length: str, figure: Figure) -> None:
    alarmed = [told for told in new_needs(half) if bank.alike(told, more=length != "title")]
    alarms = len(alarmed) / len(new_needs(half))
    figure(f"May already exist ({bank.store}, {half}, {length}): false alarms {alarms:.3f}")
    assert alarms <= MOST_ALARMS[half][length], _open_only(half, (told.title for told in alarmed))


@by_half
def test_most_of_the_first_five_are_what_a_short_question_means(bank: WholeBank, half: str, figure: Figure) -> None:
    """A question with fewer than five relevant entries is whole when all of them are among the first five."""
    found = [bank.found(asked.typed, language=asked.language)[:FEW] for asked in questions(half)]
    pairs = list(zip(questions(half), found, strict=True))
    shares = [_precision(asked, first) for asked, first in pairs]
    shown = mean(len(asked.wanted & set(first)) / len(first) if first else 0.0 for asked, first in pairs)
    blank = sum(share == 0 for share in shares)
    figure(
        f"Search ({bank.store}, {half}): precision@5 {mean(shares):.3f}, of what is shown {shown:.3f}, "
        f"nothing right for {blank} of {len(shares)}"
    )
    worst = [asked.typed for asked, share in zip(questions(half), shares, strict=True) if share < 1]
    assert mean(shares) >= LEAST_PRECISION, _open_only(half, worst)


@by_half
def test_a_whole_sentence_finds_an_answer_among_the_first_ten(bank: WholeBank, half: str, figure: Figure) -> None:
    found = [set(bank.found(asked.typed, language=asked.language)[:SOME]) for asked in sentences(half)]
    pairs = list(zip(sentences(half), found, strict=True))
    missed = [asked.typed for asked, first in pairs if not asked.wanted & first]
    recall = 1 - len(missed) / len(pairs)
    all_of_them = mean(len(asked.wanted & first) / len(asked.wanted) for asked, first in pairs)
    figure(f"Sentences ({bank.store}, {half}): recall@10 {recall:.3f}, of all that answer {all_of_them:.3f}")
    assert recall >= LEAST_SENTENCES, _open_only(half, missed)


@pytest.mark.parametrize("which", LEAST_NAMES)
def test_another_name_finds_what_the_preferred_name_finds(bank: WholeBank, which: str, figure: Figure) -> None:
    """Both are asked in the preferred name's language; compared are the first twenty."""
    shares = [
        share
        for term in starter_of("term")
        for language in LANGUAGES
        for share in _shares(bank, term, language, which)
    ]  # fmt: skip
    figure(
        f"Terms ({bank.store}): {which} find {mean(shares):.3f} of what the preferred one finds, {len(shares)} names"
    )
    assert mean(shares) >= LEAST_NAMES[which]


def test_the_sets_name_entries_that_the_bank_has() -> None:
    known = set(starter_names())
    for half in HALVES:
        named = [one.expected for one in paraphrases(half)]
        named += [one.wanted for one in (*questions(half), *sentences(half))]
        assert all(named)
        assert set(itertools.chain.from_iterable(named)) <= known


def test_no_half_gives_away_what_the_other_asks() -> None:
    for read in (paraphrases, new_needs):
        assert not {one.title.casefold() for one in read("open")} & {one.title.casefold() for one in read("kept")}
    for asking in (questions, sentences):
        assert not {one.typed.casefold() for one in asking("open")} & {one.typed.casefold() for one in asking("kept")}


def _precision(asked: Asked, found: Sequence[str]) -> float:
    return len(asked.wanted & set(found)) / min(FEW, len(asked.wanted))


def _shares(bank: WholeBank, term: EntryFile, language: str, which: str) -> list[float]:
    """For each name of this sort, how much it finds of what the term's title in this language finds."""
    if language not in term.content.texts:
        return []
    title = term.content.texts[language].title
    names = [name for name in _names(term, language, which) if name.casefold() != title.casefold()]
    by_title = set(bank.found(title, language=language)[:PAGE]) if names else set()
    if not by_title:
        return []
    return [len(by_title & set(bank.found(name, language=language)[:PAGE])) / len(by_title) for name in names]


def _names(term: EntryFile, language: str, which: str) -> list[str]:
    texts = term.content.texts
    if which == "names in the other languages":
        return [text.title for other, text in texts.items() if other != language]
    return listed(texts[language].fields.get("synonyms" if which == "other names" else "avoid", ""))


def _open_only(half: str, rows: Iterable[str]) -> str:
    """The rows to look at, of the open half alone."""
    return "\n".join(rows) if half == "open" else "The kept half: its rows are not shown."
