"""The translation desk: the original beside each field, what is missing, what is stale, and what waits."""

import re

from ideabank.entries import actions
from ideabank.web.paging import Cursor
from tests.world import BANK, World, content

FORM = {
    "language": "en",
    "title": "I book a time for my mother",
    "summary": "One can book for another.",
    "who": "A carer",
}


def change_the_original(world: World) -> None:
    """Aino tells another way who it is about."""
    form = {"language": "fi", "title": "Varaan ajan äitini puolesta", "summary": "Ajan saa varattua toisen puolesta."}
    form |= {"body": "Pitkä *kertomus*.", "who": "Tytär", "want": "Varata ajan", "why": "Aika löytyy ajoissa"}
    form |= {"situation": "Äiti ei käytä puhelinta.", "theme": "booking", "based_on": "1"}
    answer = world.client("aino").post(world.path("booking"), data=form)
    assert answer.status_code == 303


def looked(world: World, name: str, lang: str, *, who: str = "", told_in: str = "") -> str:
    """The entry's page."""
    asked = f"?in={told_in}" if told_in else ""
    return world.client(who).get(world.path(name, lang=lang) + asked, follow_redirects=True).text


def beside(html: str, name: str) -> str:
    """What stands beside a field."""
    found = re.search(rf'<div class="translated">((?:(?!<div class="translated">).)*?)id="field-{name}"', html, re.S)
    assert found is not None, name
    return found[1]


def test_a_translation_shows_the_original_beside_each_field_and_says_what_is_missing(world: World) -> None:
    html = world.client("sanna").get(world.path("booking", "/edit?in=en", "en")).text
    assert "Omaishoitaja" in beside(html, "who")
    assert "Not translated" not in beside(html, "who")
    assert "Varata ajan" in beside(html, "want")
    assert "Not translated" in beside(html, "want")


def test_a_translation_says_which_fields_have_changed_since_and_how(world: World) -> None:
    change_the_original(world)
    html = world.client("sanna").get(world.path("booking", "/edit?in=en", "en")).text
    assert "The original has changed since" in beside(html, "who")
    assert "Omaishoitaja</del>" in re.sub(r"<span.*?</span>", "", beside(html, "who"))
    assert "The original has changed since" not in beside(html, "summary")


def test_the_original_itself_has_nothing_beside_it(world: World) -> None:
    assert "translated" not in world.client("sanna").get(world.path("booking", "/edit?in=fi")).text


def test_a_translation_that_still_holds_is_up_to_date_once_it_is_saved_as_it_stands(world: World) -> None:
    change_the_original(world)
    sanna = world.client("sanna")
    form = FORM | {"based_on": "2", "theme": "booking"}
    assert "(older)" in looked(world, "booking", "en", who="sanna", told_in="fi")
    assert sanna.post(world.path("booking", lang="en"), data=form).status_code == 303
    assert "(older)" not in looked(world, "booking", "en", who="sanna", told_in="fi")


def test_what_is_not_translated_waits_by_language_and_kind(world: World) -> None:
    sanna = world.client("sanna")
    into_swedish = sanna.get("/en/translations?to=sv&of=usecases").text
    assert world.path("booking", "/edit?in=sv", "en") in into_swedish
    assert world.path("omakanta", "/edit?in=sv", "en") not in into_swedish
    into_english = sanna.get("/en/translations?to=en&of=usecases").text
    assert world.path("booking", "/edit?in=en", "en") not in into_english
    assert world.path("queue", "/edit?in=en", "en") in into_english
    assert world.path("omakanta", "/edit?in=en", "en") in sanna.get("/en/translations?to=en&of=solutions").text


def test_what_is_told_in_part_waits_apart(world: World) -> None:
    html = world.client("sanna").get("/en/translations?to=en&of=usecases&state=partly").text
    assert world.path("booking", "/edit?in=en", "en") in html
    assert world.path("queue", "/edit?in=en", "en") not in html


def test_what_has_fallen_behind_waits_apart(world: World) -> None:
    sanna, address = world.client("sanna"), "/en/translations?to=en&of=usecases&state=stale"
    edit = world.path("booking", "/edit?in=en", "en")
    assert edit not in sanna.get(address).text
    change_the_original(world)
    assert edit in sanna.get(address).text


def test_the_list_is_walked_to_its_end_and_tells_each_once(world: World) -> None:
    with world.database.writing() as session:
        for number in range(45):
            actions.propose(session, BANK.kinds["usecase"], content(f"Tarve {number}"))
    sanna, address, found = world.client("sanna"), "/en/translations?to=sv&of=usecases", []
    for _ in range(5):
        html = sanna.get(address).text
        found += re.findall(r"/usecases/(\d+)/edit\?in=sv", html)
        following = re.search(r'rel="next" href="([^"]+)"', html)
        if following is None:
            break
        address = following[1].replace("&amp;", "&")
    assert len(found) == len(set(found)) == 47


def test_the_list_is_for_those_who_edit_what_others_told_and_takes_nonsense_for_nothing(world: World) -> None:
    assert world.client().get("/en/translations").headers["location"].startswith("/en/sign-in")
    assert world.client("aino").get("/en/translations").status_code == 403
    assert world.client("sanna").get("/en/translations?to=xx&of=nothing&state=odd&after=%00").status_code == 200


def test_a_place_that_is_none_of_this_list_is_taken_for_its_beginning(either: World) -> None:
    sanna, address = either.client("sanna"), "/en/translations?to=sv&of=usecases"
    odd = Cursor(("words", "where numbers are")).encode()
    answer = sanna.get(f"{address}&after={odd}")
    assert answer.status_code == 200
    assert either.path("booking", lang="en") in answer.text


def test_one_notice_says_once_what_is_not_told_in_the_readers_language(world: World) -> None:
    html = looked(world, "queue", "en")
    assert html.count("Told only in Finnish.") == 1
    assert "Translate it" not in html
    assert "Kerrottu vain" not in looked(world, "queue", "fi")
    assert "Translate it" in looked(world, "queue", "en", who="sanna")


def test_the_notice_says_what_there_is_in_the_readers_language(world: World) -> None:
    html = looked(world, "booking", "en")
    assert "Told in English: the title, in short, who" in html
    assert html.count("told only in Finnish") == 1
    swedish = looked(world, "booking", "sv")
    assert "Berättat bara på finska och på engelska." in swedish


def test_a_reader_who_asks_for_another_language_is_not_told_that_it_is_another(world: World) -> None:
    assert "told-elsewhere" not in looked(world, "booking", "en", told_in="fi")
