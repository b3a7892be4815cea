"""What of the bank is indexed, and the words that have been analysed. Part of the roof."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import Database
from ideabank.discussion.models import Comment
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry, EntryTag, EntryText, Tag
from ideabank.entries.queries import details_of, texts_of_many
from ideabank.entries.visibility import visible_to
from ideabank.search.chain import MOST_REMEMBERED, Chain, Word
from ideabank.search.judging import Lead
from ideabank.search.models import SearchChange, SearchWord
from ideabank.search.port import Document
from ideabank.search.words import Bases

BATCH = 200
WORDS_AT_ONCE = 300
BREATH = 0.005  # seconds
KEY = sa.tuple_(col(SearchWord.language), col(SearchWord.word))
# Support changes no word that can be found, and a neighbour's change none of this entry.
SILENT = frozenset({"neighbour", "statement", "statement-undone"})


def enqueue_change(session: Session, entry_id: int, name: str) -> None:
    """Writes the entry into the log of changes, in the transaction of the change."""
    if name not in SILENT:
        session.add(SearchChange(entry_id=entry_id))


def all_documents(session: Session) -> Iterator[Document]:
    """Every public entry, a few hundred at a time."""
    last = 0
    while True:
        query = sa.select(col(Entry.id)).where(visible_to(), col(Entry.id) > last).order_by(col(Entry.id)).limit(BATCH)
        ids = [number for number in session.execute(query).scalars() if number]
        if not ids:
            return
        yield from documents_of(session, ids)
        last = ids[-1]


def documents_of(session: Session, ids: Collection[int]) -> Iterator[Document]:
    """Those of these entries that everybody may see, as documents."""
    query = sa.select(Entry).where(visible_to(), col(Entry.id).in_(ids)).order_by(col(Entry.id))
    entries = list(session.execute(query).scalars())
    texts = texts_of_many(session, ids)
    talk, tags, kinds = _talk(session, ids), _tags(session, ids), bank_of(session).kinds
    details = _details(session, entries)
    for entry in entries:
        number = entry.id
        told = list(texts[number].values())
        bodies = {text.language: text.body for text in told}
        for language, said in [*details.get(number, {}).items(), *talk.get(number, [])]:
            bodies[language] = f"{bodies.get(language, '')}\n{said}"
        yield Document(
            entry_id=number,
            version=entry.version,
            kind=entry.kind,
            code=entry.code or f"{kinds[entry.kind].prefix}-{number}",
            theme=entry.theme,
            county=entry.county,
            status=entry.status,
            titles={text.language: text.title for text in told},
            told={text.language: " \n".join((text.summary, *text.fields.values())) for text in told},
            bodies=bodies,
            tags=" ".join(tags.get(number, [])),
        )


def leads_of(session: Session, ids: Collection[int]) -> dict[int, Lead]:
    """What these entries say first; only of those that everybody may see."""
    asked = sa.select(
        col(EntryText.entry_id), col(EntryText.language), col(EntryText.title), col(EntryText.summary), col(EntryText.fields)
    )  # fmt: skip
    asked = asked.join(Entry, col(Entry.id) == col(EntryText.entry_id)).where(visible_to(), col(Entry.id).in_(ids))
    found: dict[int, Lead] = {}
    for number, language, title, summary, fields in session.execute(asked) if ids else ():
        lead = found.setdefault(number, Lead({}, {}, {}))
        lead.titles[language], lead.summaries[language] = title, summary
        lead.answers[language] = answered(fields)
    return found


def answered(fields: Mapping[str, str]) -> str:
    """What is told in answer to the questions of a form, in the same order wherever it is kept."""
    return " ".join(fields[name] for name in sorted(fields))


def recall(session: Session, chain: Chain) -> None:
    """Gives the chain the words that have been analysed before, by analysers like its own."""
    made_by = {language: analyser.identity for language, analyser in chain.analysers.items()}
    query = sa.select(
        col(SearchWord.language), col(SearchWord.word), col(SearchWord.made_by), col(SearchWord.whole), col(SearchWord.parts)
    )  # fmt: skip
    chain.remember(
        {
            (language, word): Bases(frozenset(whole.split()), frozenset(parts.split()))
            for language, word, maker, whole, parts in session.execute(query.limit(MOST_REMEMBERED))
            if made_by.get(language) == maker
        }
    )


def keep_words(database: Database, chain: Chain, learnt: Mapping[Word, Bases]) -> None:
    """Keeps what has been analysed, some hundreds of words a transaction; what another analyser had made of a word is replaced."""
    rows = [
        {
            "language": language,
            "word": word,
            "made_by": chain.analysers[language].identity,
            "whole": " ".join(sorted(bases.whole)),
            "parts": " ".join(sorted(bases.parts)),
        }
        for (language, word), bases in sorted(learnt.items())
    ]
    new = (sqlite if database.is_sqlite else postgresql).insert(SearchWord)
    replaced = {name: new.excluded[name] for name in ("made_by", "whole", "parts")}
    keep = new.on_conflict_do_update(index_elements=["language", "word"], set_=replaced)
    for start in range(0, len(rows), WORDS_AT_ONCE):
        with database.writing() as session:
            session.execute(keep, rows[start : start + WORDS_AT_ONCE])


def forget_words(database: Database, chain: Chain, frequencies: Callable[[Collection[str]], Mapping[str, int]]) -> int:
    """Forgets the words whose base forms no public text has any longer; gives how many. `frequencies` asks the index."""
    last: Word = ("", "")
    forgotten = 0
    while words := _kept_after(database, last):
        last = words[-1][0]
        known = frequencies({term for _word, terms in words for term in terms})
        gone = [word for word, terms in words if not terms & known.keys()]
        if gone:
            with database.writing() as session:
                session.execute(sa.delete(SearchWord).where(KEY.in_(gone)))
            chain.forget(gone)
            forgotten += len(gone)
        time.sleep(BREATH)  # those who search come between
    return forgotten


def _kept_after(database: Database, last: Word) -> list[tuple[Word, frozenset[str]]]:
    query = sa.select(col(SearchWord.language), col(SearchWord.word), col(SearchWord.whole))
    query = query.where(sa.tuple_(*map(sa.literal, last)) < KEY).order_by(*KEY.clauses).limit(WORDS_AT_ONCE)
    with database.reading() as session:
        return [((language, word), frozenset(whole.split())) for language, word, whole in session.execute(query)]


def _details(session: Session, entries: list[Entry]) -> dict[int, Mapping[str, str]]:
    """Words by language of the details that hold any, one query a kind."""
    found: dict[int, Mapping[str, str]] = {}
    for code in {entry.kind for entry in entries}:
        kind = bank_of(session).kinds[code]
        if kind.structure is not None:
            ids = [entry.id for entry in entries if entry.kind == code]
            details = details_of(session, kind, ids)
            found |= {number: kind.structure.words(told) for number, told in details.items()}
    return found


def _talk(session: Session, ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """(language, words) of the comments everybody can read."""
    query = sa.select(col(Comment.entry_id), col(Comment.language), col(Comment.body))
    query = query.where(
        col(Comment.entry_id).in_(ids), col(Comment.hidden_at).is_(None), col(Comment.withdrawn_at).is_(None)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for number, language, body in session.execute(query):
        found.setdefault(number, []).append((language, body))
    return found


def _tags(session: Session, ids: Iterable[int]) -> dict[int, list[str]]:
    query = sa.select(col(EntryTag.entry_id), col(Tag.name)).join(Tag, col(Tag.id) == col(EntryTag.tag_id))
    found: dict[int, list[str]] = {}
    for number, name in session.execute(query.where(col(EntryTag.entry_id).in_(ids))):
        found.setdefault(number, []).append(name)
    return found
