"""Tables about people. A session and a code are kept as hashes only: a stolen copy of the database signs nobody in."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now


class Person(SQLModel, table=True):
    """Somebody who has signed in at least once. Erasing empties the name and address and keeps the row."""

    id: int = Field(default=None, primary_key=True)
    uuid: str = Field(default_factory=lambda: str(uuid.uuid4()), max_length=36, unique=True)
    email: str | None = Field(default=None, max_length=254, unique=True)
    name: str = Field(default="", max_length=80)
    language: str = Field(default="fi", max_length=2)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    erased_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)


class PersonRole(SQLModel, table=True):
    """One role one person has, and who gave it."""

    __tablename__ = "person_role"

    person_id: int = Field(foreign_key="person.id", primary_key=True, ondelete="CASCADE")
    role: str = Field(max_length=20, primary_key=True)
    granted_by_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")
    granted_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Membership(SQLModel, table=True):
    """A person may speak for an organisation (an entry of kind organisation)."""

    person_id: int = Field(foreign_key="person.id", primary_key=True, ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    since: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class TeamMember(SQLModel, table=True):
    """A person belongs to the team of an entry, and sees it before it is published."""

    __tablename__ = "team_member"

    person_id: int = Field(foreign_key="person.id", primary_key=True, ondelete="CASCADE")
    entry_id: int = Field(foreign_key="entry.id", primary_key=True, index=True, ondelete="CASCADE")
    since: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class SignInCode(SQLModel, table=True):
    """A code on its way by e-mail, and the browser it was asked in. The row outlives its code to count tries and rates."""

    __tablename__ = "sign_in_code"

    id: int = Field(default=None, primary_key=True)
    email: str = Field(max_length=254, index=True)
    code_hash: str = Field(max_length=64)
    requester: str = Field(default="", max_length=64, index=True)  # keyed hash of the network, for a day
    asker_hash: str = Field(default="", max_length=64)  # "" when any browser may use it: then it is a long code
    known: bool = Field(default=False)  # asked in a browser that had signed in to this address before
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    expires_at: dt.datetime = Field(sa_type=UTCDateTime)
    tries: int = Field(default=0)
    used_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)


class SignInSession(SQLModel, table=True):
    """One signed-in browser. The cookie holds a random token; the row holds its hash."""

    __tablename__ = "sign_in_session"

    id: int = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    device: str = Field(default="", max_length=80)
    asker_hash: str = Field(default="", max_length=64)  # the browser, by the secret it asks codes with
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    expires_at: dt.datetime = Field(sa_type=UTCDateTime)
    revoked_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)


class KeptAct(SQLModel, table=True):
    """A form sent by somebody who had not signed in: kept for the browser that sent it (see people.acts)."""

    __tablename__ = "kept_act"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(default="", max_length=43, unique=True)
    browser: str = Field(default="", max_length=64, index=True)
    network: str = Field(default="", max_length=64, index=True)
    path: str = Field(max_length=2000)
    back: str = Field(default="", max_length=2000)
    deed: str = Field(default="", max_length=100)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", ondelete="CASCADE")
    fields: list[list[str]] = Field(default_factory=list, sa_type=sa.JSON)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    used_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)


class Mail(SQLModel, table=True):
    """A letter to send, written in the transaction that causes it. It ends as sent or dead, and then its body is empty.

    Whoever sends it holds a claim that runs out unless renewed: when the process dies, another takes the letter over.
    """

    id: int = Field(default=None, primary_key=True)
    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = Field(sa_type=sa.Text)
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    due_at: dt.datetime = Field(default_factory=now, index=True, sa_type=UTCDateTime)
    expires_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)  # set at the first try, unless before
    claim: str = Field(default="", max_length=32)
    claimed_until: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    dead_at: dt.datetime | None = Field(default=None, sa_type=UTCDateTime)
    tries: int = Field(default=0)
    error: str = Field(default="", max_length=40)  # a reply code or the name of an error, never what a server wrote


class Rate(SQLModel, table=True):
    """How often somebody has done one thing within one hour. The key is a hash of who, what and when: it names nobody."""

    key: str = Field(max_length=64, primary_key=True)
    count: int = Field(default=0)
    ends_at: dt.datetime = Field(sa_type=UTCDateTime, index=True)


class Fact(SQLModel, table=True):
    """A fact about this database itself: the secret it made, whether it is a demo."""

    name: str = Field(max_length=40, primary_key=True)
    value: str = Field(sa_type=sa.Text)
