"""How much one person, or one network address whose people have not signed in, may write in an hour.

Generous for honest use: a workshop of thirty people behind one address notices nothing. What is refused changes nothing, and the
words come back on the page. `IDEABANK_LIMITS` multiplies all of it; 0 takes the limits away.
"""

import dataclasses
import datetime as dt
import hashlib
import math

from sqlalchemy.orm import Session

from ideabank.database import now
from ideabank.errors import TooMany
from ideabank.i18n import N_
from ideabank.people.models import Rate
from ideabank.people.viewer import Viewer

HOUR = 3_600
OFTEN = N_(
    "This has been done very often in a short time, so nothing was saved. What you wrote is below: keep it, and try again in %(minutes)d minutes."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Limit:
    """So often an hour: one person who has signed in, and together all who have not at one network address."""

    person: int
    network: int = 0


LIMITS = {
    "entry": Limit(120),  # a designer who types in the notes of a workshop, one every half minute
    "row": Limit(2_000),  # rows of lists, which somebody has looked through: four of the longest
    "edit": Limit(1_200),  # a sheet filled cell by cell, with every press of a button a save
    "comment": Limit(120),  # a quick talk; nobody writes two thoughts a minute for an hour
    "statement": Limit(120),  # an association that goes through a list of needs
    "support": Limit(600),  # reading a list and pressing as one reads
    "link": Limit(2_400),  # each link counts at both ends, and a fork takes its links along
    "file": Limit(120),  # ten files are the most an entry has
    "report": Limit(60, 120),  # needs no account, and a person reads each
    "draft": Limit(600, 300),  # thirty people at one address, ten drafts each; saving the same draft again is free
}
# What an event counts as; whatever is not named is an edit.
COUNTED = {
    "published": "entry",
    "started": "entry",
    "listed": "row",
    "commented": "comment",
    "comment-edited": "comment",
    "statement": "statement",
    "attached": "file",
    "link-suggested": "link",
    "link-edited": "link",
    "link-confirmed": "link",
    "link-contested": "link",
    "link-withdrawn": "link",
    "link-undone": "link",
}


def spend(session: Session, what: str, *, by: Viewer) -> None:
    """Counts one deed within the transaction that does it. Raises TooMany beyond the hour's limit.

    Only what comes over the web is counted: whoever runs a command or loads content has no network address.
    """
    factor = session.info.get("limits", 1.0)
    if not by.network or not factor:
        return
    limit = LIMITS[what]
    hour, passed = divmod(int(now().timestamp()), HOUR)
    who = f"person {by.id}" if by.is_signed_in else f"network {by.network}"
    key = hashlib.sha256(f"{who} {what} {hour}".encode()).hexdigest()
    row = session.get(Rate, key)
    if row is None:
        row = Rate(key=key, ends_at=dt.datetime.fromtimestamp((hour + 1) * HOUR, dt.UTC))
        session.add(row)
    if row.count >= math.ceil((limit.person if by.is_signed_in else limit.network) * factor):
        left = HOUR - passed
        raise TooMany(OFTEN, retry_after=left, minutes=math.ceil(left / 60))
    row.count += 1
