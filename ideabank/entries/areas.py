"""How the pre-study sorts its proposals (slides 46-49): main areas, sub-areas and channels, from one vocabulary file."""

import functools
from pathlib import Path

import yaml

from ideabank.i18n import Words


@functools.cache
def areas(name: str) -> dict[str, Words]:
    """`main_areas`, `sub_areas` or `channels` by key."""
    file = Path(__file__).with_suffix(".yml")
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))[name]
    return {row["key"]: Words(**row["title"]) for row in rows}
