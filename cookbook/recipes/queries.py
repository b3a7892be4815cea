"""What the cookbook counts."""

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import Recipe
from ideabank.entries.models import Entry
from ideabank.entries.visibility import visible_to


def purposes(session: Session) -> Counter[str]:
    """How many public recipes answer each wish."""
    query = sa.select(col(Recipe.purpose)).join(Entry, col(Entry.id) == col(Recipe.entry_id)).where(visible_to())
    return Counter(code for told in session.execute(query).scalars() for code in set(told))
