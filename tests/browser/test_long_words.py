"""A word of sixty letters or three hundred, or an address, in every field: no page scrolls sideways at 320 px."""

from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page
from sqlmodel import SQLModel

from ideabank.i18n import LANGUAGES
from ideabank.text.markdown import render
from tests.banks import Banks
from tests.browser.addresses import PAGES
from tests.browser.seeding import enrich
from tests.browser.serving import Live, lit
from tests.browser.test_reach import STICKS_OUT

LONG = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
LONGER = "h" * 300
ADDRESS = "https://example.org/" + "polku_" * 30
ALL = f"{LONG} {LONGER} {ADDRESS}"
BODY = f"{ALL}\n\n# {ALL}\n\n- {ALL}\n  - {ALL}\n\n> {ALL}\n\n`{LONGER}`\n\n```\n{LONGER}\n```\n\n| {LONG} | {LONGER} |\n|---|---|\n| {ADDRESS} | {LONG} |\n"
# What people write by themselves, with the most that its column takes.
COLUMNS = {
    "entry_text.title": 200, "entry_text.summary": 0, "comment.body": 0, "person.name": 80, "tag.name": 60, "statement.words": 0,
    "report.words": 0, "decision.reason": 0, "event.reason": 0, "link_change.reason": 0, "revision.note": 300, "attachment.name": 80,
    "recipe.keeper": 120, "project_task.assignee": 80, "project_task.note": 0, "contest.reason": 0,
}  # fmt: skip


TEXTS = (
    "source",
    "note",
    "title",
    "summary",
    "body",
    "name",
    "text",
    "who",
    "how",
)  # keys of data that hold words of people


@pytest.fixture(scope="module")
def wordy(chromium: str, banks: Banks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A bank in which every word that somebody wrote is long."""
    with lit(banks, tmp_path_factory.mktemp("wordy"), enrich) as served:
        with served.world.database.writing() as session:
            for table in SQLModel.metadata.sorted_tables:
                _lengthen(session, table)
        served.world.client().get(
            served.world.path("booking"), follow_redirects=True
        )  # the analysers load while nobody waits
        yield served


@pytest.fixture(scope="module")
def seats(wordy: Live, browser: Browser) -> Iterator[dict[str, Page]]:
    windows: dict[str, Page] = {}
    for who in ("", "aino", "eero", "sanna", "kaisa", "mika"):
        windows[who] = wordy.open(browser, who, viewport={"width": 320, "height": 640}).new_page()
    yield windows
    for page in windows.values():
        page.context.close()


@pytest.mark.parametrize("name", [name for name, visit in PAGES.items() if not visit.demo])
def test_a_long_word_scrolls_nothing_sideways(name: str, wordy: Live, seats: dict[str, Page]) -> None:
    visit = PAGES[name]
    page = seats[visit.who]
    visit.open(page, wordy.url, wordy.world)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize(
    "path", [f"/search?q={LONG}", f"/search?q={LONGER}", f"/usecases?tag={LONG}", f"/{LONGER}", f"/handbook/{LONG}"]
)
def test_a_long_word_in_an_address_scrolls_nothing_sideways(path: str, wordy: Live, seats: dict[str, Page]) -> None:
    seats[""].goto(f"{wordy.url}/fi{path}")
    assert seats[""].evaluate(STICKS_OUT) == []


def _lengthen(session: sa.orm.Session, table: sa.Table) -> None:
    key = list(table.primary_key.columns)
    for row in list(session.execute(sa.select(table)).mappings()):
        new = {
            column.name: _long(f"{table.name}.{column.name}", row[column.name])
            for column in table.columns
            if not column.primary_key and column.computed is None
        }
        changed = {name: value for name, value in new.items() if value != row[name]}
        if table.name == "entry_text":
            changed |= {"body": BODY, "body_html": render(BODY)}
        if table.name == "comment":
            changed |= {"body_html": render(BODY)}
        if changed:
            session.execute(sa.update(table).where(*(column == row[column.name] for column in key)).values(**changed))


def _long(name: str, value: Any) -> Any:
    if isinstance(value, str) and name in COLUMNS:
        most = COLUMNS[name]
        return (LONG + LONGER)[: most - len(value)] + value if most else ALL
    if isinstance(value, dict | list):
        return _long_within(value, is_text=name.endswith((".fields", ".evidence", ".alt")))
    return value


def _long_within(value: Any, *, is_text: bool = False) -> Any:
    """The same data with each text made long: maps by language hold texts."""
    if isinstance(value, list):
        return [_long_within(one) for one in value]
    if isinstance(value, dict):
        texts = is_text or (bool(value) and set(value) <= set(LANGUAGES))
        return {
            key: (f"{LONG} {LONGER}" if texts or key in TEXTS else one)
            if isinstance(one, str) and one
            else _long_within(one)
            for key, one in value.items()
        }
    return value
