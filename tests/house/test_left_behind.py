"""What a killed run has left in memory goes with the next one; what somebody still uses stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import _take_away


def ended() -> int:
    """The id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


@pytest.mark.parametrize(
    ("users", "stays"), [("nobody yet", True), ("us", True), ("us and a dead one", True), ("a dead one", False)]
)
def test_only_what_nobody_uses_is_taken_away(tmp_path: Path, users: str, stays: bool) -> None:
    dead = ended()
    data = tmp_path / "left" / "data"
    data.mkdir(parents=True)
    listed = {"nobody yet": [], "us": [os.getpid()], "us and a dead one": [dead, os.getpid()], "a dead one": [dead]}
    (data / ".handle_pids.json").write_text(json.dumps(listed[users]))
    (data / "postmaster.pid").write_text(f"{dead}\n")
    _take_away(tmp_path / "left")
    assert data.exists() is stays
