"""Failures we expect, each with the HTTP status it answers with. Anything else crashes loudly and is logged."""

from collections.abc import Callable
from typing import ClassVar


class IdeabankError(Exception):
    """Something a person can do something about. `message` is an English msgid, translated where it is shown."""

    status: ClassVar[int] = 400
    retry_after: int = 0  # seconds after which to try again, where waiting helps

    def __init__(self, message: str = "", **values: object) -> None:
        super().__init__(message or self.__doc__ or "")
        self.message = message
        self.values = values

    def told(self, _: Callable[[str], str] = str) -> str:
        """The sentence, in the words of `_`."""
        return _(self.message) % self.values if self.values else _(self.message)


class Unfit(IdeabankError):
    """The request could not be read."""


class NotFound(IdeabankError):
    """There is nothing at this address."""

    status = 404


class Forbidden(IdeabankError):
    """This is not yours to do."""

    status = 403


class SignInNeeded(IdeabankError):
    """Sign in first; what was typed is kept."""

    status = 401


class Gone(IdeabankError):
    """It was here and has been withdrawn."""

    status = 410


class Conflict(IdeabankError):
    """Somebody else was faster."""

    status = 409


class TooLarge(IdeabankError):
    """More was sent than we take."""

    status = 413


class TooMany(IdeabankError):
    """Too many tries; wait a while. `retry_after`: how many seconds."""

    status = 429

    def __init__(self, message: str = "", *, retry_after: int = 0, **values: object) -> None:
        super().__init__(message, **values)
        self.retry_after = retry_after


class Busy(IdeabankError):
    """Too many want to save at once, or the bank cannot be reached just now. Nothing was saved; what you wrote is below."""

    status = 503
    retry_after = 5


class Refused(IdeabankError):
    """A rule of the bank was broken; the form says which."""

    status = 422
