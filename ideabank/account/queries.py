"""What a person finds on their own page."""

from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.card_row import CardRow
from ideabank.entries.models import Entry
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to
from ideabank.people.viewer import Viewer


def owned_by(session: Session, viewer: Viewer, language: str, *, most: int = 50) -> list[CardRow]:
    """Rows of cards of what this person has told, newest first."""
    query = cards(language).where(visible_to(viewer), col(Entry.owner_id) == viewer.id)
    return list(session.execute(query.order_by(col(Entry.id).desc()).limit(most)))
