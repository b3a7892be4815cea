"""Banks that grow old: seeded edits of documents, one at a time, and the questions whose answers must not change by age."""

import dataclasses
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ideabank.search.asking import understood
from ideabank.search.chain import Chain
from ideabank.search.likeness import key_words
from ideabank.search.port import Document, Engine, Query
from tests.search.starter import rows_of, starter_documents

PAIRS = ("finnish_pairs", "swedish_pairs", "english_pairs")
Answers = dict[str, tuple[object, ...]]


class Bank:
    """Documents that are edited as people edit entries: texts, comments, withdrawals, returns."""

    def __init__(self, documents: Sequence[Document], *, seed: int) -> None:
        self.luck = random.Random(seed)
        self.documents = {document.entry_id: document for document in documents}
        self._gone: dict[int, Document] = {}
        self._words = [word for document in documents for body in document.bodies.values() for word in body.split()]

    def edit(self, engine: Engine, *, position: int) -> None:
        """One change, in the bank and in the index."""
        luck = self.luck
        if self._gone and luck.random() < 0.06:
            back = self._gone.pop(luck.choice(list(self._gone)))
            self._put(engine, back, position)
        elif luck.random() < 0.08:
            number = luck.choice(list(self.documents))
            self._gone[number] = self.documents.pop(number)
            engine.update([], [number], position=position)
        else:
            self._put(engine, self._changed(luck.choice(list(self.documents.values()))), position)

    def _changed(self, document: Document) -> Document:
        language = self.luck.choice(list(document.bodies))
        said = " ".join(self.luck.sample(self._words, 12))
        body = document.bodies[language]
        if self.luck.random() < 0.3:  # rewritten in part, not only added to
            body = body[: len(body) // 2]
        return dataclasses.replace(document, bodies={**document.bodies, language: f"{body}\n{said}"})

    def _put(self, engine: Engine, document: Document, position: int) -> None:
        fresh = dataclasses.replace(document, version=document.version + 1)
        self.documents[fresh.entry_id] = fresh
        engine.update([fresh], position=position)

    def living(self) -> list[Document]:
        """The bank as a rebuild reads it."""
        return [self.documents[number] for number in sorted(self.documents)]


def starter_bank(*, seed: int, every: int = 1) -> Bank:
    """The starter bank, or every so manieth entry of it: analysing the whole takes seconds."""
    return Bank(starter_documents()[0][::every], seed=seed)


def edits_that_change_nothing(bank: Bank, engine: Engine, count: int) -> None:
    """A comment and its withdrawal, support, an edit and its undoing: the words stay as they were."""
    numbers = sorted(bank.documents)
    for turn in range(count):
        number = bank.luck.choice(numbers)
        document = bank.documents[number]
        before = document.bodies
        if turn % 2:
            said = {language: f"{body}\nKommentti xyzzy{turn}" for language, body in before.items()}
            engine.update([dataclasses.replace(document, version=document.version + 1, bodies=said)], position=2 + turn)
        bank.documents[number] = dataclasses.replace(document, version=document.version + 2)
        engine.update([bank.documents[number]], position=2 + turn)


def texts() -> Iterator[str]:
    """Some hundreds: needs told in other words, questions and sentences as people type them, and single words in three languages."""
    yield from (row["typed"] for row in rows_of("paraphrases"))
    yield from (row["title"] for row in rows_of("sets/paraphrases_open"))
    for name in ("questions_open", "sentences_open"):
        yield from (row["typed"] for row in rows_of(f"sets/{name}"))
    for name in PAIRS:
        yield from (row["query"] for row in rows_of(name)[::6])
    yield from ("aja*", "pa* -ajanvaraus", '"sähköinen asiointi"', "U-1")


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question as the engine gets it, analysed once: strict, of any of its words, and for likeness."""

    text: str
    strict: Query
    loose: Query
    alike: Sequence[Mapping[str, float]]


def questions(chain: Chain, given: Iterable[str]) -> list[Asked]:
    found = []
    for text in dict.fromkeys(given):
        strict = understood(chain, text)
        found.append(Asked(text, strict, dataclasses.replace(strict, least=1), key_words(chain, text)))
    return found


def answers(engine: Engine, asked: Iterable[Asked]) -> Answers:
    """What the engine says to each: what it finds with its counts, any of the words, what is alike, titles."""
    found: Answers = {}
    for one in asked:
        strict, loose = (engine.search(question, limit=20) for question in (one.strict, one.loose))
        alike = engine.nearest(one.alike, limit=5)
        titled = engine.titled([one.text.split()[0][:3].lower()], limit=10)
        found[one.text] = (strict.ids, strict.total, strict.counts, loose.ids, loose.total, alike, titled)
    return found
