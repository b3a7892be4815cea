"""Message catalogues: the English sentence is the key; fi.po and sv.po give it in Finnish and Swedish."""

import dataclasses
import datetime as dt
import functools
import io
import zoneinfo
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from babel.core import Locale
from babel.dates import format_date, format_datetime, format_timedelta
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from ideabank.i18n.words import LANGUAGES, Words

MINUTE, RECENT = dt.timedelta(minutes=1), dt.timedelta(days=30)
JUST_NOW = Words("juuri nyt", "just nu", "just now")
HOME = zoneinfo.ZoneInfo("Europe/Helsinki")
Messages = Mapping[str, str | tuple[str, ...]]


@dataclasses.dataclass(frozen=True)
class Translator:
    """Speaks one language: `_` and `ngettext` as templates and forms use them."""

    language: str
    messages: Messages
    locale: Locale

    def __call__(self, message: str) -> str:
        found = self.messages.get(message)
        if isinstance(found, tuple):
            return found[0]
        return found or message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        found = self.messages.get(singular)
        if isinstance(found, tuple):
            return found[0 if number == 1 else min(1, len(found) - 1)]
        return singular if number == 1 else plural

    def date(self, value: dt.date | None) -> str:
        """The day in Finland, as this language writes it."""
        if value is None:
            return ""
        return format_date(_local(value), format="long" if self.language == "en" else "medium", locale=self.locale)

    def datetime(self, value: dt.datetime | None) -> str:
        """The day and time in Finland."""
        return format_datetime(_local(value), format="short", locale=self.locale) if value else ""

    def ago(self, value: dt.datetime, *, now: dt.datetime) -> str:
        """How long ago, such as "3 days ago"; the day itself for what is over a month old, or still to come."""
        gone = now - value
        if not -MINUTE < gone < RECENT:
            return self.date(value)
        if gone < MINUTE:
            return JUST_NOW[self.language]
        return format_timedelta(-gone, add_direction=True, locale=self.locale)

    def number(self, value: int) -> str:
        return str(value) if 0 <= value < 1000 else format_decimal(value, locale=self.locale)


class Catalogues:
    """One translator per language, read once when the application is made."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._translators = {language: _translator(folders, language) for language in LANGUAGES}

    def __getitem__(self, language: str) -> Translator:
        return self._translators.get(language, self._translators["en"])


def _local(value: dt.date) -> dt.date:
    """The bank is Finland's: moments are stored in UTC and shown on Finnish clocks."""
    return value.astimezone(HOME) if isinstance(value, dt.datetime) else value


def _translator(folders: Sequence[Path], language: str) -> Translator:
    """What the first folder says of a sentence stands."""
    messages: dict[str, str | tuple[str, ...]] = {}
    for folder in folders:
        if (file := folder / f"{language}.po").exists():
            messages = {**_messages(file.read_bytes()), **messages}
    return Translator(language, messages, Locale.parse("en_GB" if language == "en" else f"{language}_FI"))


@functools.lru_cache(maxsize=2 * len(LANGUAGES))
def _messages(told: bytes) -> Messages:
    """Of what a .po file holds. Reading one takes most of the time an application needs to start: the same bytes are read once."""
    catalog: Catalog = read_po(io.BytesIO(told))
    messages: dict[str, str | tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, str):
            messages[message.id] = str(message.string or "")
        else:
            messages[message.id[0]] = tuple(str(form) for form in message.string or ())
    return MappingProxyType(messages)
