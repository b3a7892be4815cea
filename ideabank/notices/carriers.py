"""Who takes a letter further: a mail server by SMTP, or the console when none is set. Nothing of the database here.

`open` may raise anything: then no letter can go now. `carry` never raises: what happens to one letter is that letter's outcome.
What a server writes beside its code may hold the address and is thrown away.
"""

import contextlib
import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Protocol

from ideabank.notices.letters import Letter, Outcome
from ideabank.settings import Settings
from ideabank.text.mail_address import UnfitAddress, plain_address

GREETING_SECONDS = 30.0
REPLY_SECONDS = 120.0


class Carrier(Protocol):
    """Takes letters, one after another."""

    offers_smtputf8: bool

    def open(self) -> None:
        """Makes ready, when it is not; raises when letters cannot go now."""

    def carry(self, letter: Letter) -> Outcome:
        """Tries one letter."""

    def cut(self) -> None:
        """Ends, from another thread, a try that takes too long."""

    def close(self) -> None:
        """Says goodbye."""


def carrier_of(settings: Settings) -> Carrier:
    """The one that the settings ask for."""
    return MailServer(settings) if settings.smtp_host else Console()


class Console:
    """Prints letters where the product was started."""

    offers_smtputf8 = True

    def open(self) -> None: ...

    def carry(self, letter: Letter) -> Outcome:
        try:
            print(f"\n--- Mail to {letter.recipient}: {letter.subject}\n{letter.body}\n---", flush=True)
        except Exception as error:
            return Outcome(error=type(error).__name__)
        return Outcome(sent=True)

    def cut(self) -> None: ...

    def close(self) -> None: ...


class MailServer:
    """One connection for as many letters as it lasts; a new one after whatever broke it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.offers_smtputf8 = False
        self._server: smtplib.SMTP | None = None

    def open(self) -> None:
        if self._server is not None:
            return
        server = smtplib.SMTP(self.settings.smtp_host, self.settings.smtp_port, timeout=GREETING_SECONDS)
        try:
            self._greet(server)
        except BaseException:
            server.close()
            raise
        self._server = server

    def _greet(self, server: smtplib.SMTP) -> None:
        if self.settings.smtp_starttls:
            server.starttls(context=ssl.create_default_context())
        if self.settings.smtp_user:
            server.login(self.settings.smtp_user, self.settings.smtp_password)
        server.ehlo_or_helo_if_needed()
        if server.sock is not None:
            server.sock.settimeout(REPLY_SECONDS)
        self.offers_smtputf8 = server.has_extn("smtputf8")

    def carry(self, letter: Letter) -> Outcome:
        try:
            assert self._server is not None, "open() comes first"
            sender, recipient = parseaddr(self.settings.mail_from)[1], plain_address(letter.recipient, smtputf8=True)
            message = written(letter, sender=self.settings.mail_from, recipient=recipient)
            self._server.send_message(message, from_addr=sender, to_addrs=[recipient])
        except Exception as error:
            if not isinstance(error, _ANSWERS) or self._server is None or self._server.sock is None:
                self._drop()
            return outcome_of(error)
        return Outcome(sent=True)

    def cut(self) -> None:
        server = self._server
        with contextlib.suppress(OSError, AttributeError):
            server.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(Exception):
                server.quit()
            server.close()

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()


# After these the connection stands as before; after anything else nobody knows how it stands.
_ANSWERS = (
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    UnfitAddress,
)


def outcome_of(error: Exception) -> Outcome:
    """What an error in one letter's try means for that letter.

    For good are only: an address that is none, one that the server cannot take, and a 5xx to this recipient or this text.
    A 5xx to the sender is a fault of the settings: somebody can mend it within the day.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), 0)
        return Outcome(refused=_is_final(code), error=str(code))
    if isinstance(error, smtplib.SMTPDataError):
        return Outcome(refused=_is_final(error.smtp_code), error=code_of(error))
    return Outcome(refused=isinstance(error, UnfitAddress | smtplib.SMTPNotSupportedError), error=code_of(error))


def _is_final(code: int) -> bool:
    """Whether the answer is about this letter and for good; that we should have signed in is about our settings (RFC 4954)."""
    return 500 <= code < 600 and code not in (530, 534, 535, 538)


def code_of(error: Exception) -> str:
    """The reply code, or the name of the error: nothing that could hold an address."""
    return str(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else type(error).__name__


def written(letter: Letter, *, sender: str, recipient: str) -> EmailMessage:
    """The letter as it is sent. Each try carries the same Message-ID: a letter doubled after a cut line can be known by it."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, recipient, letter.subject
    message["Date"] = format_datetime(letter.written)
    message["Message-ID"] = f"<{letter.id}.{letter.written:%Y%m%d%H%M%S%f}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    # Not every server takes eight bits.
    message.set_content(letter.body, cte="quoted-printable")
    return message
