"""Words given back are told by what their field is called to people, and none is lost."""

from tests.world import World

LABELLED = '<dt>{}</dt><dd class="kept">{}</dd>'


def test_no_name_of_a_field_in_code_is_shown_on_the_way_through_sign_in(world: World) -> None:
    browser = world.client()
    form = {"body": "Soitan aina.", "stance": "experience"}
    door = browser.post(world.path("queue", "/comments", lang="sv"), data=form, follow_redirects=True).text
    assert LABELLED.format("Din kommentar", "Soitan aina.") in door
    for name in ("<dt>body", "<dt>stance", "experience<"):
        assert name not in door


def test_a_title_has_its_name_and_one_of_digits_alone_is_no_choice(world: World) -> None:
    lost = world.client("aino").post("/fi/projects", data={"title": "2026", "body": "112", "organisation": "5"})
    assert lost.status_code == 403
    assert LABELLED.format("Nimi", "2026") in lost.text
    assert LABELLED.format("Kuvaus", "112") in lost.text
    assert ">5<" not in lost.text


def test_words_in_a_field_for_choosing_are_given_back(world: World) -> None:
    lost = world.client("aino").post("/fi/projects", data={"outcome": "Ei toiminut meillä, koska"})
    assert "Ei toiminut meillä, koska" in lost.text


def test_a_file_that_is_too_large_is_not_told_to_be_shortened(world: World) -> None:
    path = world.path("booking", "/attachments/new").replace("usecases", "paths")
    answer = world.client("sanna").post(path, files={"file": ("a.png", b"\x89PNG" + b"0" * 12_100_000)})
    assert answer.status_code == 413
    assert "Valitse pienempi." in answer.text
    text = world.client("sanna").post(world.path("queue", "/comments"), data={"body": "a" * 2_100_000})
    assert text.status_code == 413
    assert "Valitse pienempi." not in text.text
