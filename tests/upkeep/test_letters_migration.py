"""The bank of before goes on: letters whose end nobody knows are sent, stale codes are not, addresses are kept as letters reach them."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from ideabank.database import Database, UTCDateTime, now
from ideabank.upkeep import schema as store

COLUMNS = ("recipient", "subject", "body", "tries", "error", "sent_at", "created_at")


def test_letters_and_addresses_of_before_go_on(bank_of: Callable[[str], Database]) -> None:
    before = bank_of("0005")  # as it was before letters had claims
    mail = _table("mail", "recipient subject body tries error", "sent_at created_at")
    person = _table("person", "uuid email name language", "created_at")
    code = _table("sign_in_code", "email code_hash requester tries", "created_at expires_at")
    just, yesterday = now(), now() - dt.timedelta(days=2)
    with before.engine.begin() as connection:
        rows: list[tuple[str, str, str, int, str, dt.datetime | None, dt.datetime]] = [
            ("sent@example.org", "s", "", 1, "", just, just),
            ("claimed@example.org", "s", "words", 1, "", just, just),
            ("waits@example.org", "s", "words", 2, "450 waits@example.org", None, just),
            ("old@example.org", "s", "words", 5, "450 old@example.org", None, yesterday),
            ("code@example.org", "s", "123456", 0, "", None, just + dt.timedelta(milliseconds=1)),
        ]
        connection.execute(mail.insert(), [dict(zip(COLUMNS, row, strict=True)) for row in rows])
        asked = {"email": "code@example.org", "code_hash": "x", "requester": "y", "tries": 0}
        connection.execute(code.insert(), [asked | {"created_at": just, "expires_at": just}])
        people = ("aino@päivä.fi", "eero@example.org", "both@päivä.fi", "both@xn--piv-qlac.fi")
        told = [{"uuid": one, "email": one, "name": "", "language": "fi", "created_at": just} for one in people]
        connection.execute(person.insert(), told)
    store.upgrade(before)
    with before.engine.connect() as connection:
        seen = _table("mail", "recipient body error", "sent_at dead_at")
        found = {row.recipient: row for row in connection.execute(sa.select(seen))}
        addresses = set(connection.execute(sa.select(person.c.email)).scalars())
        assert connection.execute(sa.select(sa.func.count()).select_from(code)).scalar() == 0
    ends = {name: (bool(row.sent_at), bool(row.dead_at), row.body) for name, row in found.items()}
    assert ends == {
        "sent@example.org": (True, False, ""),
        "claimed@example.org": (False, False, "words"),
        "waits@example.org": (False, False, "words"),
        "old@example.org": (False, True, ""),
    }
    assert not any(row.error for row in found.values())
    assert addresses == {"aino@xn--piv-qlac.fi", "eero@example.org", "both@päivä.fi", "both@xn--piv-qlac.fi"}


def _table(name: str, words: str, moments: str) -> sa.TableClause:
    """A table as it stood then: the models of today have other columns."""
    timed = [sa.column(one, UTCDateTime()) for one in moments.split()]
    return sa.table(name, *(sa.column(one) for one in words.split()), *timed)
