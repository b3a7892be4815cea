"""Who may do what with a link, by role, by who made it and by where it stands."""

import pytest

from ideabank.entries.models import Entry, Link
from ideabank.linking.queries import other_end
from ideabank.linking.rules import may_confirm, may_contest, may_judge, may_link, may_withdraw_link
from ideabank.people.viewer import ANONYMOUS, Viewer


def somebody(*roles: str, number: int = 1) -> Viewer:
    return Viewer(number, "Joku", "fi", frozenset(roles))


def link(state: str = "suggested", by: int | None = 2) -> Link:
    return Link(source_id=10, target_id=20, relation="addressed-by", state=state, created_by_id=by)


@pytest.mark.parametrize(
    ("role", "links", "judges"),
    [("citizen", False, False), ("representative", False, True), ("designer", True, True), ("team", True, True),
     ("coordinator", True, True), ("moderator", False, False)],
)  # fmt: skip
def test_a_role_makes_links_and_judges_those_of_others(role: str, links: bool, judges: bool) -> None:
    assert (may_link(somebody(role)), may_judge(somebody(role))) == (links, judges)


@pytest.mark.parametrize(
    ("state", "may"), [("suggested", True), ("contested", True), ("confirmed", False), ("withdrawn", False)]
)
def test_a_link_is_confirmed_while_it_is_not_and_by_somebody_else(state: str, may: bool) -> None:
    assert may_confirm(somebody("designer"), link(state)) is may
    assert not may_confirm(somebody("designer"), link(state, by=1))
    assert not may_confirm(somebody("citizen"), link(state))


@pytest.mark.parametrize(
    ("state", "may"), [("suggested", True), ("confirmed", True), ("contested", False), ("withdrawn", False)]
)
def test_whoever_has_signed_in_contests_what_stands(state: str, may: bool) -> None:
    assert may_contest(somebody("citizen"), link(state)) is may
    assert not may_contest(ANONYMOUS, link(state))


@pytest.mark.parametrize(
    ("viewer", "may"),
    [(somebody("designer"), False), (somebody("designer", number=2), True), (somebody("coordinator"), True),
     (somebody("moderator"), True), (ANONYMOUS, False)],
)  # fmt: skip
def test_a_link_is_taken_back_by_who_made_it_and_by_who_keeps_order(viewer: Viewer, may: bool) -> None:
    assert may_withdraw_link(viewer, link()) is may


def test_nobodys_link_is_not_the_visitors() -> None:
    assert not may_withdraw_link(ANONYMOUS, link(by=None))


def test_the_other_end_is_the_one_that_one_does_not_stand_at() -> None:
    assert other_end(link(), Entry(id=10, kind="usecase", language="fi")) == 20
    assert other_end(link(), Entry(id=20, kind="solution", language="fi")) == 10
