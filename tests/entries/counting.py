"""How long a whole list is, counted by reading it."""

import dataclasses

from sqlalchemy.orm import Session

from ideabank.entries.queries import Selection, page_of


def count_of(session: Session, selection: Selection) -> int:
    """How many rows the list has, on whatever pages."""
    return len(page_of(session, dataclasses.replace(selection, limit=10_000)).rows)
