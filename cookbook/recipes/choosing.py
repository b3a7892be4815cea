"""Recipes as something to choose: by the id of a form or an address, as a card, as the options of a list."""

from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.entries.queries import cards, rows_of
from ideabank.entries.visibility import visible_to
from ideabank.errors import NotFound
from ideabank.people.viewer import ANONYMOUS
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import card
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Choice


def recipe_named(session: Session, number: str) -> Entry | None:
    """The public recipe of this id; None without one. Raises NotFound."""
    if not number:
        return None
    found = entry_named(session, number, viewer=ANONYMOUS, kind="recipe")
    if found is None:
        raise NotFound("There is no such recipe.")
    return found


def recipe_card(visit: Visit, recipe: Entry) -> Card:
    """The card of a public recipe."""
    return card(visit, visit.bank, rows_of(visit.session, [recipe.id], visit.lang)[recipe.id])


def recipe_choices(visit: Visit) -> tuple[Choice, ...]:
    """Every public recipe, by its title."""
    query = cards(visit.lang).where(visible_to(), col(Entry.kind) == "recipe")
    rows = sorted(visit.session.execute(query), key=lambda row: (row.title.casefold(), row.id))
    return tuple(Choice(str(row.id), row.title, lang=row.lang) for row in rows)
