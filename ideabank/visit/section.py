"""A section of the bank: what it hands in, and nothing else knows of it."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from ideabank.entries.happening import Happening
from ideabank.entries.kind import Kind
from ideabank.entries.relation import Relation
from ideabank.entries.reversal import Reversal
from ideabank.search.names import Called
from ideabank.visit.face import Face
from ideabank.visit.parts import Part
from ideabank.web.notices import Saying
from ideabank.web.parts import MenuItem
from ideabank.web.routing import BaseRoute


@dataclasses.dataclass(frozen=True, kw_only=True)
class Section:
    """Kinds with their faces (by code; a kind without one gets the plain face), relations, addresses of its own,
    parts of every entry's page (a part gives None where it has nothing to show), happenings, reversals of its own events, places of the
    menu, and `notices`: what its writes have done, by the code that a response says (see web.notices). `labels`: what the fields of its own forms
    are called, by the end of the address they are sent to ("" anywhere); words that are given back stand under them. `names`: what else
    things are called, by the kind whose public entries say so; search asks other names along.

    `home`: a folder with files it brings along: `templates/`; `static/` with symbols (glyphs.svg) and style sheets (css/index.txt);
    `messages/` with fi.po and sv.po. Each may be missing.
    """

    name: str
    kinds: tuple[Kind, ...]
    faces: Mapping[str, Face] = dataclasses.field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    routes: Callable[[], Sequence[BaseRoute]] = tuple
    parts: tuple[Part, ...] = ()
    happenings: tuple[Happening, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    notices: Mapping[str, str | Saying] = dataclasses.field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    names: Mapping[str, Callable[[Session], Sequence[Called]]] = dataclasses.field(default_factory=dict)
    home: Path | None = None
