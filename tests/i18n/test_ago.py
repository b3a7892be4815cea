"""How long ago something was, in three languages, with the full time beside it."""

import datetime as dt

import pytest

from ideabank.i18n import Catalogues
from tests.world import World

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("gone", "fi", "sv", "en"),
    [
        (dt.timedelta(seconds=20), "juuri nyt", "just nu", "just now"),
        (dt.timedelta(minutes=5), "5 minuuttia sitten", "för 5 minuter sedan", "5 minutes ago"),
        (dt.timedelta(days=1, hours=1), "1 päivä sitten", "för 1 dag sedan", "1 day ago"),
        (dt.timedelta(days=3), "3 päivää sitten", "för 3 dagar sedan", "3 days ago"),
        (dt.timedelta(days=40), "19.10.2026", "19 okt. 2026", "19 October 2026"),
        (-dt.timedelta(days=3), "1.12.2026", "1 dec. 2026", "1 December 2026"),
    ],
)
def test_what_is_recent_is_told_by_how_long_ago_it_was(gone: dt.timedelta, fi: str, sv: str, en: str) -> None:
    spoken = Catalogues([])
    assert [spoken[language].ago(NOW - gone, now=NOW) for language in ("fi", "sv", "en")] == [fi, sv, en]


def test_the_full_time_stands_in_the_title(world: World) -> None:
    world.client("aino").post(world.path("booking", "/comments"), data={"body": "Sama meillä.", "stance": "for"})
    html = world.client().get(world.path("booking", lang="en"), follow_redirects=True).text
    comment = html.partition("Sama meillä.")[0].rpartition("<time")[2]
    assert 'datetime="' in comment
    assert 'title="' in comment
    assert ">just now</time>" in comment
