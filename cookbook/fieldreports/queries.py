"""What has been told of a recipe."""

from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.card_row import CardRow
from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to
from ideabank.people.viewer import Viewer


def told_by(session: Session, viewer: Viewer, recipe: Entry, language: str, *, most: int = 5) -> list[CardRow]:
    """What this person has already told of this recipe, as cards have it."""
    query = cards(language).join(Link, col(Link.source_id) == col(Entry.id))
    query = query.where(
        visible_to(),
        col(Entry.owner_id) == viewer.id,
        col(Link.target_id) == recipe.id,
        col(Link.relation) == "reports-on",
    )
    return list(session.execute(query.limit(most)))
