"""A row that a card is drawn from."""

import datetime as dt
from typing import Protocol


class CardRow(Protocol):
    """A row of `cards`: what a card shows of an entry, besides the kind's own details that stand on cards."""

    id: int
    kind: str
    code: str | None
    status: str
    theme: str
    county: str
    met: str
    support_count: int
    statement_count: int
    comment_count: int
    link_count: int
    published_at: dt.datetime | None
    version: int
    review_by: dt.date | None
    title: str
    summary: str
    slug: str
    lang: str
