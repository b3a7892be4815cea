"""However long and odd a question is, analysing it takes a moment only; what is honest in it is found all the same."""

import random
import time
from collections.abc import Callable

import pytest

from tests.world import World

LETTERS = random.Random(11)  # the same words in every run


def word(length: int) -> str:
    return "".join(LETTERS.choice("aeioukstlnrm") for _ in range(length))


ODD = {
    "hyphens": "-".join(word(2) for _ in range(3_300)),
    "hyphenated words": " ".join("-".join(word(4) for _ in range(12)) for _ in range(165)),
    "long words": " ".join(word(60) for _ in range(160)),
    "many words": " ".join(word(8) for _ in range(1_100)),
    "beginnings": " ".join(f"{word(3)}*" for _ in range(2_000)),
    "phrases": " ".join(f'"{word(4)} {word(4)}"' for _ in range(700)),
    "ligatures": "\ufdfa" * 900,
}


@pytest.mark.parametrize("name", ODD)
def test_no_question_holds_the_search_for_long(world: World, name: str, figure: Callable[[str], None]) -> None:
    world.app.state.site.search.drain_all()
    client, text, worst = world.client(), ODD[name][:9_900], 0.0
    client.get("/fi/search?q=lämmittely")
    client.get("/fi/usecases/new?title=lämmittely")
    for path in ("/fi/search", "/fi/usecases", "/fi/search/titles"):
        began = time.process_time()
        assert client.get(path, params={"q": text}).status_code == 200
        worst = max(worst, time.process_time() - began)
    began = time.process_time()
    form = {
        "title": "Varaan ajan",
        "who": text[:1_000],
        "want": text[-1_000:],
        "situation": text[:900],
        "do": "preview",
    }
    assert client.post("/fi/usecases", data=form).status_code in (200, 303, 422)
    worst = max(worst, time.process_time() - began)
    figure(f"The longest odd question ({name}): {worst * 1000:.0f} ms")
    assert worst < 0.9


def test_a_long_honest_sentence_with_hyphens_is_understood(world: World) -> None:
    world.app.state.site.search.drain_all()
    sentence = "Haluaisin ehkä joskus varata ajan äitini puolesta, kun netti-yhteys ja verkko-palvelu eivät toimi"
    assert world.path("booking") in world.client().get("/fi/search", params={"q": sentence}).text
