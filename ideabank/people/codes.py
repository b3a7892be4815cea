"""Codes for signing in: whom they belong to, how many there may be, and what guessing them is worth (decision 0014).

A code of six digits belongs to the browser that asked for it: ten minutes, five tries, and nobody else's tries or wishes count.
Others who ask for an address at most make its letters fewer and its codes longer: beyond ten short codes an hour, or ten wrong
guesses a week, a browser that has not signed in to the address before gets one code of sixteen digits, which works in any browser
for an hour and is sent once in that hour.

What guessing is worth: short codes of unknown browsers can be guessed nine times before the tenth closes them for a week, and at
that moment ten more codes of five tries may be out: 59 guesses a week at one in a million each, 0.3 % in a year of attack without a
pause, of which the owner's letters tell. Of the 10^16 long codes a thousand guesses a second find one in 300 000 years.
"""

import dataclasses
import datetime as dt
import hmac
import re
import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.errors import Refused, TooMany
from ideabank.people.keys import keyed
from ideabank.people.models import Mail, Person, SignInCode, SignInSession

CODE_LIFE = dt.timedelta(minutes=10)
LONG_LIFE = dt.timedelta(hours=1)
DIGITS = 6
LONG_DIGITS = 16
TRIES = 5
HOUR = dt.timedelta(hours=1)
PER_BROWSER = 5  # codes an hour to one address
PER_ADDRESS = 10  # short codes an hour from browsers that have not signed in there before
PER_NETWORK = 60  # codes an hour to whomever, from such browsers
WRONG_GUESSES = 10  # in such browsers, before the address has only long codes for them
WATCHED = dt.timedelta(days=7)
NETWORK_KEPT = dt.timedelta(days=1)


class WrongCode(Refused):
    """The code is wrong, used or too old."""


class TooManyCodes(TooMany):
    """Too many codes have been asked for; `wait` says for how long there are no more."""

    def __init__(self, message: str, wait: dt.timedelta) -> None:
        super().__init__(message)
        self.wait = wait


@dataclasses.dataclass(frozen=True)
class Asker:
    """Who asks: the browser by its secret ("" when it keeps none), and the network it is in."""

    browser: str
    network: str = ""


@dataclasses.dataclass(frozen=True)
class Wording:
    """The words of a letter, in which %(code)s stands for the code."""

    subject: str
    short: str
    long: str


@dataclasses.dataclass(frozen=True)
class Sent:
    """The code that now waits to be written: a long one may have been sent before, at the time of an earlier wish."""

    is_long: bool
    at: dt.datetime
    is_new: bool = True


def send_code(session: Session, address: str, *, asker: Asker, words: Wording) -> Sent:
    """Writes a letter with a fresh code, or names the long one already sent. Raises TooManyCodes."""
    browser = _browser(session, asker.browser)
    known = _is_known(session, address, browser)
    if not known and (long := _living_long(session, address)):
        return Sent(True, long.created_at, is_new=False)
    network = keyed(session, "network", asker.network)
    _require_patience(session, address, browser, network="" if known else network)
    is_long = not known and _is_besieged(session, address)
    digits = LONG_DIGITS if is_long else DIGITS
    code = f"{secrets.randbelow(10**digits):0{digits}d}"
    row = SignInCode(
        email=address,
        code_hash=_hash(session, address, code),
        requester=network,
        asker_hash="" if is_long else browser,
        known=known,
        expires_at=now() + (LONG_LIFE if is_long else CODE_LIFE),
    )
    shown = " ".join(re.findall("....", code)) if is_long else code
    body = (words.long if is_long else words.short) % {"code": shown}
    session.add_all([row, Mail(recipient=address, subject=words.subject, body=body, expires_at=row.expires_at)])
    return Sent(is_long, row.created_at)


def awaited(session: Session, address: str, *, browser: str) -> Sent | None:
    """The code that this browser may write now, if there is one."""
    mine = _newest(session, address, _browser(session, browser)) if browser else None
    if mine and not mine.used_at and mine.expires_at > now():
        return Sent(False, mine.created_at)
    long = _living_long(session, address)
    return Sent(True, long.created_at, is_new=False) if long else None


def use_code(session: Session, address: str, code: str, *, browser: str) -> None:
    """Returns when the code opens this address. Raises WrongCode after counting the try, which must be kept."""
    digits = re.sub(r"\D", "", code)
    if len(digits) not in (DIGITS, LONG_DIGITS) and awaited(session, address, browser=browser):
        raise WrongCode("Write all the digits of the code, and nothing else.")  # no guess, so it spends none
    if len(digits) == LONG_DIGITS:
        row = _living_long(session, address)
    else:
        row = _newest(session, address, _browser(session, browser)) if browser else None
    if row is None:
        raise WrongCode("This browser has not asked for this code. Ask for a new one here, or write the code in the browser where you asked for it.")  # fmt: skip
    if row.used_at or row.expires_at < now() or row.tries >= TRIES:
        raise WrongCode("This code no longer works. Ask for a new one.")
    if row.asker_hash:  # others may guess at a long code as often as they like: that must not spend it
        session.execute(sa.update(SignInCode).where(col(SignInCode.id) == row.id).values(tries=SignInCode.tries + 1))
    if not hmac.compare_digest(row.code_hash, _hash(session, address, digits)):
        raise WrongCode("The code is not right. Check the digits in the newest message.")
    row.used_at = now()


def forget(session: Session) -> None:
    """Networks and codes are forgotten in a day, that there was one in a week: until then its wrong guesses count."""
    session.execute(sa.delete(SignInCode).where(col(SignInCode.created_at) < now() - WATCHED))
    old = col(SignInCode.created_at) < now() - NETWORK_KEPT
    session.execute(
        sa.update(SignInCode).where(old, col(SignInCode.requester) != "").values(requester="", code_hash="")
    )


def _newest(session: Session, address: str, browser: str) -> SignInCode | None:
    mine = (col(SignInCode.email) == address, col(SignInCode.asker_hash) == browser)
    query = sa.select(SignInCode).where(*mine).order_by(col(SignInCode.id).desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def _living_long(session: Session, address: str) -> SignInCode | None:
    row = _newest(session, address, "")
    return row if row and not row.used_at and row.expires_at > now() else None


def _is_known(session: Session, address: str, browser: str) -> bool:
    """Whether this browser has signed in to this address, for as long as that sign-in would have lasted."""
    query = (
        sa.select(col(SignInSession.id))
        .join(Person, col(Person.id) == col(SignInSession.person_id))
        .where(col(Person.email) == address, col(SignInSession.asker_hash) == browser, col(SignInSession.expires_at) > now())
    )  # fmt: skip
    return session.execute(query.limit(1)).scalar() is not None


def _require_patience(session: Session, address: str, browser: str, *, network: str) -> None:
    """Raises when this browser has had its codes, or this network, unless it is "", all of its own."""
    mine = sa.and_(col(SignInCode.email) == address, col(SignInCode.asker_hash) == browser)
    for condition, most in ((mine, PER_BROWSER), (_counts_for(network), PER_NETWORK)):
        recent = sa.select(sa.func.count(), sa.func.min(col(SignInCode.created_at)))
        count, oldest = session.execute(recent.where(condition, col(SignInCode.created_at) > now() - HOUR)).one()
        if count >= most:
            wait = max(oldest + HOUR - now(), dt.timedelta(seconds=1))
            raise TooManyCodes(
                "Too many codes have been asked for. Use the newest code you have, or wait an hour.", wait
            )


def _counts_for(network: str) -> sa.ColumnElement[bool]:
    if not network:
        return sa.false()
    return sa.and_(col(SignInCode.requester) == network, col(SignInCode.known).is_(False))


def _is_besieged(session: Session, address: str) -> bool:
    """Whether strangers have had their short codes for this address, or their guesses."""
    short = (col(SignInCode.email) == address, col(SignInCode.known).is_(False), col(SignInCode.asker_hash) != "")
    wrong = sa.case((col(SignInCode.used_at).is_(None), col(SignInCode.tries)), else_=col(SignInCode.tries) - 1)
    query = sa.select(
        sa.func.count().filter(col(SignInCode.created_at) > now() - HOUR), sa.func.coalesce(sa.func.sum(wrong), 0)
    )
    asked, guessed = session.execute(query.where(*short, col(SignInCode.created_at) > now() - WATCHED)).one()
    return bool(asked >= PER_ADDRESS or guessed >= WRONG_GUESSES)


def _browser(session: Session, secret: str) -> str:
    return keyed(session, "browser", secret)


def _hash(session: Session, address: str, code: str) -> str:
    return keyed(session, "code", f"{code}:{address}")
