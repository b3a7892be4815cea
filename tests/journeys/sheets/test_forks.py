"""A fork shows what was changed, and when its origin moves on."""

import re

from tests.journeys.pages import form_of
from tests.world import World


def test_a_fork_shows_exactly_what_was_changed_and_when_its_origin_moves_on(paths: World) -> None:
    sanna, title = paths.client("sanna"), "Polku iäkkäälle"
    refused = sanna.post(paths.path("path", "/fork"), data={"title": "polku vastaanotolle", "links": "yes"})
    assert refused.status_code == 422
    made = sanna.post(paths.path("path", "/fork"), data={"title": title, "links": "yes", "segment": ""})
    assert made.status_code == 303
    at = made.headers["location"].split("-")[0]
    for step, words in (
        ("huomaa", "Ei näe pientä tekstiä."),
        ("soittaa", "Numero vaihtui."),
        ("kay", "Matka on pitkä."),
    ):
        where = f"{at}/steps/{step}/edit"
        assert sanna.post(where, data=form_of(sanna.get(where)) | {"pain": words}).status_code == 303
    sides = paths.client().get(f"{at}/sides").text
    assert sides.count('class="pair differs"') == 3
    assert "3 askelta eroaa" in sides
    assert "Numero vaihtui." in sides
    page = paths.client().get(at, follow_redirects=True).text
    assert "Polku vastaanotolle" in page
    assert "muuttunut haarautuksen jälkeen" not in page
    assert page.count("Varaan ajan äitini puolesta") >= 1  # its step's need came along
    origin = paths.path("path", "/steps/kay/edit")
    assert sanna.post(origin, data=form_of(sanna.get(origin)) | {"opportunity": "Etävastaanotto"}).status_code == 303
    behind = sanna.get(at, follow_redirects=True).text
    action = re.search(r'action="([^"]+/origin)"', behind)
    assert action
    assert "Käy vastaanotolla" in behind
    assert sanna.post(action[1]).status_code == 303
    assert not re.search(r'action="([^"]+/origin)"', sanna.get(at, follow_redirects=True).text)
