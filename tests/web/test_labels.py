"""Words that are given back stand under the labels that people saw, in their language, and never under names of columns."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.requests import Request

from ideabank.entries.models import Entry
from ideabank.i18n import LANGUAGES
from ideabank.web.labels import label_of
from tests.journeys.test_journeys import NEED
from tests.web.test_hostile_forms import FORMS, IDS, Form, filled, places
from tests.web.test_waiting import held
from tests.world import World

WORDS = "Minun omat sanani"


def given_back(html: str) -> list[tuple[str, str]]:
    """(label, words) of everything that a page gives back."""
    return [
        (unescape(label), unescape(words))
        for label, words in re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", html, re.S)
    ]


@pytest.mark.parametrize(
    ("rest", "form", "label"),
    [
        (
            "/comments",
            {"body": WORDS, "stance": "for"},
            {"fi": "Kommenttisi", "sv": "Din kommentar", "en": "Your comment"},
        ),
        ("/links/1/contest", {"reason": WORDS}, {"en": "Why it does not hold"}),
        ("/report", {"words": WORDS, "reason": "other"}, {"en": "In your own words"}),
        ("/status", {"reason": WORDS, "status": "accepted"}, {"en": "Reason"}),
        ("/comments", {"unheard-of": WORDS}, {"fi": "Kirjoittamasi", "en": "What you wrote"}),
    ],
)
def test_words_come_back_under_the_label_of_their_field(
    world: World, rest: str, form: dict[str, str], label: dict[str, str]
) -> None:
    with world.database.writing() as session:
        session.get_one(Entry, world.entries["booking"]).merged_into_id = world.entries["queue"]
    for lang, told in label.items():
        answer = world.client("eero").post(world.path("booking", rest, lang), data=form)
        assert answer.status_code == 409
        back = dict(given_back(answer.text))
        assert back[told] == WORDS
        assert "for" not in back.values()  # what is chosen from a list with one press is no word of anybody's


@pytest.mark.parametrize(
    ("address", "field", "label"),
    [
        ("/en/projects/start", "title", "Name of the project"),
        ("/en/projects/7-moving/tasks", "name", "What is done"),
        ("/en/projects/7-moving/tasks/sovi", "assignee", "Who does it"),
        ("/en/fieldreports", "because", "Why? What helped, what got in the way?"),
        ("/en/account", "name", "Name shown to others"),
        ("/en/elsewhere", "name", "Name"),
    ],
)
def test_a_section_says_what_the_fields_of_its_own_forms_are_called(
    world: World, address: str, field: str, label: str
) -> None:
    request = Request({"type": "http", "path": address, "app": world.app, "headers": []})
    assert label_of(request, world.app.state.site.catalogues["en"], field) == label


def test_the_form_of_a_kind_comes_back_with_its_questions_and_choices_in_words(world: World) -> None:
    world.app.state.site.limits.patience = 0.05
    with held(world):
        answer = world.client("aino").post("/fi/usecases", data={**NEED, "theme": "booking", "do": "publish"})
    back = dict(given_back(answer.text))
    assert back["Mitä haluat pystyä tekemään?"] == NEED["title"]
    assert back["Kenelle tämä on?"] == NEED["who"]
    assert back["Avainsanat"] == NEED["tags"]
    assert "booking" not in back.values()
    assert not {"title", "who", "tags", "theme"} & set(back)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_no_form_gives_words_back_under_the_name_of_a_column(
    world: World, who: str, path: str, form: Form, fields: tuple[str, ...], lang: str
) -> None:
    world.app.state.site.limits.patience = 0.05
    sent: dict[str, Any] = {**filled(world, form), **dict.fromkeys(fields, WORDS)}
    with held(world):
        answer = world.client(who).post(path.format(**places(world)).replace("/fi/", f"/{lang}/", 1), data=sent)
    assert answer.status_code == 503 or path.endswith("/sign-in")
    labels = {label for label, _ in given_back(answer.text)}
    assert not [one for one in labels if one in sent]
    assert all(one[0].isupper() for one in labels), labels
