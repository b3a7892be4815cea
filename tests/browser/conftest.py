"""Fixtures of the browser tests; they live in serving.py."""

from pathlib import Path

import pytest

from tests.browser.serving import (
    browser_type_launch_args,
    chromium,
    demo,
    fresh,
    live,
    sit,
)

__all__ = ["browser_type_launch_args", "chromium", "demo", "fresh", "live", "sit"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
