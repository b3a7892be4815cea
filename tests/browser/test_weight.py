"""What a first view costs, and that nothing comes from anywhere else. Bytes are those on the wire, headers included."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.serving import Live
from tests.browser.watching import Watch

FIRST_VIEW = 45_000  # on the wire
REQUESTS = 6
STYLES = 13_000
VIEWS = {"front page": "/fi/", "list": "/fi/usecases", "use case": ""}


@pytest.mark.parametrize("view", VIEWS)
def test_a_first_view_is_light_and_asks_nobody_else(view: str, live: Live, browser: Browser) -> None:
    context = live.open(browser)
    page = context.new_page()
    watch = Watch(page)
    page.goto(live.url + VIEWS[view] if VIEWS[view] else live.path("booking"), wait_until="networkidle")
    answers = [answer for answer in watch.answers if not 300 <= answer.status < 400]
    sizes = {urlsplit(answer.url).path: weight(answer) for answer in answers}
    hosts = {urlsplit(answer.url).netloc for answer in answers}
    context.close()
    assert watch.complaints == []
    assert hosts == {urlsplit(live.url).netloc}
    assert len([path for path in sizes if path.endswith(".css")]) == 1
    assert sum(size for path, size in sizes.items() if path.endswith(".css")) <= STYLES
    assert sum(sizes.values()) <= FIRST_VIEW, sizes
    assert len(sizes) <= REQUESTS, sizes


def weight(answer: Response) -> int:
    sizes = answer.request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def test_a_second_view_fetches_the_page_alone(live: Live, browser: Browser) -> None:
    context = live.open(browser)
    page = context.new_page()
    page.goto(f"{live.url}/fi/", wait_until="networkidle")
    page.goto(f"{live.url}/fi/usecases", wait_until="networkidle")
    travelled = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.transferSize > 0).map((one) => one.name)"
    )
    context.close()
    assert travelled == []


def test_every_static_file_is_named_by_its_content_and_kept_for_a_year(
    live: Live, sit: Callable[[str], tuple[Page, Watch]]
) -> None:
    page, watch = sit("")
    watch.clear()
    page.goto(f"{live.url}/fi/about", wait_until="networkidle")
    static = [answer for answer in watch.answers if "/static/" in answer.url]
    assert static
    assert all("immutable" in answer.headers["cache-control"] for answer in static)
