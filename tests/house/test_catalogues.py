"""Finnish and Swedish are complete at every commit."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from tests.house.messages import LANGUAGES, catalogue, extracted

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
HELP = "Run `make messages` and translate what is new in ideabank/i18n/messages/{language}.po."


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    return {str(message.id) for message in extracted() if message.id}


def strings(message: Message) -> Iterator[str]:
    yield from [message.string] if isinstance(message.string, str) else message.string or ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str, wanted: set[str]) -> None:
    held = {str(message.id): message for message in catalogue(language) if message.id}
    empty = {key for key, message in held.items() if not all(strings(message)) or not message.string}
    assert not (wanted - set(held)) | (empty & wanted), HELP.format(language=language)
    assert not set(held) - wanted, HELP.format(language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_stand_in_every_translation(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else message.id
            needed = set(PLACEHOLDER.findall(ids[-1]))
            for string in strings(message):
                assert set(PLACEHOLDER.findall(string)) == needed, string


def test_no_sentence_has_stray_spaces(wanted: set[str]) -> None:
    assert not [one for one in wanted if one != one.strip()]
