"""A report waits once for each person who makes it, with everything they said."""

import sqlalchemy as sa

from ideabank.entries.models import Report
from tests.world import World


def reports(world: World) -> list[tuple[str, str]]:
    with world.database.reading() as session:
        return [(one.reason, one.words) for one in session.execute(sa.select(Report)).scalars()]


def tell(world: World, who: str, reason: str, words: str) -> None:
    sent = world.client(who).post(world.path("booking", "/report"), data={"reason": reason, "words": words})
    assert sent.status_code == 303


def test_the_same_person_reports_one_thing_once_and_no_word_is_lost(world: World) -> None:
    tell(world, "aino", "other", "Tämä on väärin.")
    tell(world, "aino", "other", "Tämä on väärin.")
    assert reports(world) == [("other", "Tämä on väärin.")]
    tell(world, "aino", "wrong", "Puhelinnumero on vanha.")
    assert reports(world) == [("wrong", "Tämä on väärin.\n\nPuhelinnumero on vanha.")]


def test_others_and_those_who_are_not_signed_in_report_for_themselves(world: World) -> None:
    for who in ("aino", "eero", "", ""):
        tell(world, who, "other", "Sama asia.")
    assert reports(world) == [("other", "Sama asia.")] * 4


def test_what_was_decided_can_be_reported_anew(world: World) -> None:
    tell(world, "aino", "other", "Ensin.")
    moderator = world.client("mika")
    where = world.path("booking", "/decision")
    decided = moderator.post(where, data={"do": "keep", "reason": "Ei ole väärin."})
    assert decided.status_code == 303, decided.text
    tell(world, "aino", "other", "Taas.")
    assert [words for _, words in reports(world)] == ["Ensin.", "Taas."]


def test_the_queue_shows_all_the_words_that_are_reported(world: World) -> None:
    world.client().post(world.path("booking", "/report"), data={"reason": "other", "words": "Katsokaa tämä."})
    html = world.client("mika").get("/fi/moderation").text
    for words in ("Katsokaa tämä.", "Ajan saa varattua toisen puolesta.", "Omaishoitaja", "Pitkä kertomus."):
        assert words in html


def test_a_long_comment_that_is_reported_is_read_whole_in_the_queue(world: World) -> None:
    long = " ".join(["sana"] * 200) + " loppu"
    world.client("aino").post(world.path("booking", "/comments"), data={"body": long, "stance": "for"})
    world.client().post(world.path("booking", "/report"), data={"reason": "other", "words": "", "comment": "1"})
    assert "loppu" in world.client("mika").get("/fi/moderation").text
