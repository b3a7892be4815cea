"""Results in context: the words that were searched for marked in titles and summaries, else the place in the text or talk where they stand."""

import dataclasses
from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from markupsafe import Markup
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import details_of, texts_of_many
from ideabank.search.highlight import Piece, mark, snippet
from ideabank.search.port import Query
from ideabank.text.markdown import plain
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

Shown = list[tuple[int, Card]]
Found = tuple[int, str, Text]  # entry id, the name of a place in its structure, what is told there
MOST_COMMENTS = 200


def in_context(visit: Visit, shown: Shown, question: Query) -> Shown:
    """The cards with marks; a card whose title and summary have none gets a passage instead of its summary."""
    marked = {number: _marked_card(visit, card, question) for number, card in shown}
    bare = [number for number, (card, is_marked) in marked.items() if not is_marked]
    passages = _passages(visit, bare, question) if bare else {}
    return [
        (number, dataclasses.replace(card, summary=passages.get(number, card.summary)))
        for number, (card, _is_marked) in marked.items()
    ]


def _marked_card(visit: Visit, card: Card, question: Query) -> tuple[Card, bool]:
    title, in_title = _marked(visit, card.title, question)
    summary, in_summary = _marked(visit, card.summary, question)
    return dataclasses.replace(card, title=title, summary=summary), in_title or in_summary


def _marked(visit: Visit, text: Text, question: Query) -> tuple[Text, bool]:
    pieces = mark(text.value, question, visit.search.chain, language=text.lang)
    return Text(_html(pieces), text.lang), _has_marks(pieces)


def _passages(visit: Visit, ids: list[int], question: Query) -> dict[int, Text]:
    """entry id → the best place in what it says, else in its structure, else in its comments.

    In the reader's language where the entry is told in it; comments in any, the reader's first.
    """
    told = texts_of_many(visit.session, ids)
    languages = {number: [visit.lang] if visit.lang in texts else list(texts) for number, texts in told.items()}
    found: dict[int, Text] = {}
    for read in (_texts(told, languages), _structures(visit, languages), _comments(visit, ids)):
        for number, place, text in read:
            if number not in found and (pieces := _placed(visit, place, text, question)):
                found[number] = Text(_html(pieces), text.lang)
    return found


def _placed(visit: Visit, place: str, text: Text, question: Query) -> list[Piece]:
    """The snippet after the name of its place in a structure, without the signs of Markdown; none where nothing in either is marked."""
    chain = visit.search.chain
    name = mark(f"{place}: ", question, chain, language=text.lang) if place else []
    said = [*name, *snippet(text.value, question, chain, language=text.lang)]
    if not _has_marks(said):  # most texts: rendering them costs more than looking
        return []
    pieces = [*name, *snippet(plain(text.value), question, chain, language=text.lang)]
    return pieces if _has_marks(pieces) else []


def _has_marks(pieces: list[Piece]) -> bool:
    return any(piece.marked for piece in pieces)


def _texts(told: Mapping[int, Mapping[str, EntryText]], languages: Mapping[int, list[str]]) -> Iterator[Found]:
    for number, texts in told.items():
        for language in languages[number]:
            text = texts[language]
            said = "\n\n".join((text.title, text.summary, *text.fields.values(), text.body))
            yield number, "", Text(said, language)


def _structures(visit: Visit, languages: Mapping[int, list[str]]) -> Iterator[Found]:
    """What each step of a path and each task of a recipe tells, under its name."""
    query = sa.select(col(Entry.id), col(Entry.kind)).where(col(Entry.id).in_(languages)).order_by(col(Entry.id))
    of_kind: dict[str, list[int]] = {}
    for number, code in visit.session.execute(query):
        of_kind.setdefault(code, []).append(number)
    for code, ids in of_kind.items():
        kind = visit.bank.kinds[code]
        if kind.structure is None:
            continue
        for number, details in details_of(visit.session, kind, ids).items():
            for language in languages[number]:
                for one in kind.structure.passages(details, language):
                    yield number, one.place, Text(one.words, language)


def _comments(visit: Visit, ids: list[int]) -> list[Found]:
    query = sa.select(col(Comment.entry_id), col(Comment.body), col(Comment.language)).where(
        col(Comment.entry_id).in_(ids), col(Comment.hidden_at).is_(None), col(Comment.withdrawn_at).is_(None)
    )
    rows = visit.session.execute(query.order_by(col(Comment.id)).limit(MOST_COMMENTS))
    found = [(entry_id, "", Text(body, language)) for entry_id, body, language in rows]
    return sorted(found, key=lambda one: one[2].lang != visit.lang)


def _html(pieces: list[Piece]) -> Markup:
    return Markup("").join(Markup("<mark>%s</mark>") % one.text if one.marked else one.text for one in pieces)
