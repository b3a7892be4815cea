"""The shares of the front page."""

import pytest

from ideabank.overview.views import Share


@pytest.mark.parametrize(
    ("share", "percents"),
    [(Share(), [0, 0, 0]), (Share(1, 1, 2), [25, 25, 50]), (Share(1, 1, 1), [33, 33, 33]), (Share(met=7), [100, 0, 0])],
)
def test_a_share_is_a_whole_percentage_of_all_and_nothing_of_nothing(share: Share, percents: list[int]) -> None:
    assert [share.percent(count) for count in (share.met, share.partly, share.unmet)] == percents
    assert share.total == share.met + share.partly + share.unmet
