"""What a write has done travels in one cookie to the page it leads to: a code, an event and a place, and nothing that is not ours."""

import pytest
from starlette.responses import Response

from ideabank.web import notices
from ideabank.web.notices import SENTENCES, Notice

PAGE = "/fi/usecases/12"


def carried(notice: Notice) -> dict[str, str]:
    """The cookie as the browser sends it back."""
    response = Response()
    notices.put(response, f"{PAGE}-jono", notice)
    name, _, rest = response.headers["set-cookie"].partition("=")
    return {name: rest.partition(";")[0].strip('"')}


@pytest.mark.parametrize(
    "notice",
    [
        Notice("saved"),
        Notice("linked", event=7, place="links"),
        Notice("task-set", event=7, still=True),
        Notice("saved", {"n": "3"}),
    ],
)
def test_what_is_put_is_read_on_the_page_with_and_without_its_slug(notice: Notice) -> None:
    sentences = {**SENTENCES, "task-set": SENTENCES["saved"]}
    for path in (PAGE, f"{PAGE}-uusi-nimi"):
        assert notices.waiting(path, carried(notice), sentences) == notice
    assert notices.waiting("/fi/usecases/13", carried(notice), sentences) is None


@pytest.mark.parametrize("event", ["-1", "x", "1e3", "99999999999999", "٣"])
@pytest.mark.parametrize("place", ["//evil", "javascript:alert(1)", "A", "a" * 70, "<b>"])
def test_a_forged_cookie_names_no_event_and_no_place(event: str, place: str) -> None:
    [name] = carried(Notice("saved"))
    found = notices.waiting(PAGE, {name: f"=saved&%3Devent={event}&%3Dplace={place}"}, SENTENCES)
    assert found == Notice("saved")
    assert notices.waiting(PAGE, {name: "=x&%3Devent=1"}, SENTENCES) is None
