"""Results in context: the words that were searched for marked in titles and summaries, else the place in the text or talk where they stand."""

import dataclasses
from collections.abc import Iterator

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.entries.queries import texts_of_many
from ideabank.search.highlight import Piece, mark, snippet
from ideabank.search.port import Query
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

Shown = list[tuple[int, Card]]
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
    return Text(_html(pieces), text.lang), any(piece.marked for piece in pieces)


def _passages(visit: Visit, ids: list[int], question: Query) -> dict[int, Text]:
    """entry id → the best place in what it says in any language, else in its comments. The reader's language comes first."""
    found: dict[int, Text] = {}
    for read in (_texts, _comments):
        missing = [number for number in ids if number not in found]
        if not missing:
            break
        for number, text in sorted(read(visit.session, missing), key=lambda one: one[1].lang != visit.lang):
            pieces = snippet(text.value, question, visit.search.chain, language=text.lang)
            if number not in found and any(piece.marked for piece in pieces):
                found[number] = Text(_html(pieces), text.lang)
    return found


def _texts(session: Session, ids: list[int]) -> Iterator[tuple[int, Text]]:
    for number, texts in texts_of_many(session, ids).items():
        for language, text in texts.items():
            yield number, Text(" ".join((text.title, text.summary, *text.fields.values(), text.body)), language)


def _comments(session: Session, ids: list[int]) -> Iterator[tuple[int, Text]]:
    query = sa.select(col(Comment.entry_id), col(Comment.body), col(Comment.language)).where(
        col(Comment.entry_id).in_(ids), col(Comment.hidden_at).is_(None), col(Comment.withdrawn_at).is_(None)
    )
    for entry_id, body, language in session.execute(query.order_by(col(Comment.id)).limit(MOST_COMMENTS)):
        yield entry_id, Text(body, language)


def _html(pieces: list[Piece]) -> Markup:
    return Markup("").join(Markup("<mark>%s</mark>") % one.text if one.marked else one.text for one in pieces)
