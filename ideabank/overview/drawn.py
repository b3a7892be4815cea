"""One service path, drawn: how it feels step by step, and where a need is that nothing meets."""

import dataclasses
from collections.abc import Mapping

from sqlalchemy.orm import Session

from ideabank.entries.kept import Kept
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import Multilingual
from ideabank.entries.queries import Selection, details_of, page_of
from ideabank.entries.vocabulary import MET
from ideabank.i18n import LANGUAGES, choose
from ideabank.overview.queries import met_at_steps
from ideabank.overview.views import DrawnPath, DrawnStep
from ideabank.visit.cards import label
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text
from segments.sheets.curve import STEP, curve_of
from segments.sheets.reading import stored
from segments.sheets.schema import FEELINGS, type_of
from segments.sheets.views.sheet import Curve

WORST = ("unmet", "partly", "met")
MOST_STEPS = 12


@dataclasses.dataclass(frozen=True)
class Step:
    """A step in all languages: how it feels, and how well the needs that arise there are met; empty when none does."""

    name: Multilingual
    feeling: int | None
    met: str


@dataclasses.dataclass(frozen=True)
class Path:
    """What is drawn of a path: plain values."""

    entry_id: int
    steps: tuple[Step, ...]
    curve: Curve | None


class Paths:
    """The path that is drawn; looked for again when something has changed."""

    def __init__(self) -> None:
        self._kept = Kept[Path | None](1)

    def drawn(self, session: Session, kind: Kind) -> Path | None:
        """Of the paths with the most links; None while there is none with steps."""
        return self._kept.of(session, kind.code, lambda: _found(session, kind))


def _found(session: Session, kind: Kind) -> Path | None:
    rows = page_of(session, Selection(kind, LANGUAGES[0], sort="linked", limit=1)).rows
    if not rows:
        return None
    number = rows[0].id
    details = details_of(session, kind, [number]).get(number, {})
    sheet = stored(details.get("sheet"), type_of(details))
    if not 2 <= len(sheet.columns) <= MOST_STEPS:
        return None
    states = met_at_steps(session, number)
    steps = (Step(one.name, _value(one.feeling()), _worst(states.get(one.key, set()))) for one in sheet.columns)
    return Path(number, tuple(steps), curve_of(sheet))


def _value(feeling: object) -> int | None:
    return getattr(feeling, "value", None)


def _worst(states: set[str]) -> str:
    return next((one for one in WORST if one in states), "")


def drawn_path(visit: Visit, path: Path, card: Card) -> DrawnPath:
    """The path in the reader's language; `card` is its own."""
    lang = visit.lang
    steps = tuple(
        DrawnStep(
            number,
            _text(step.name, lang),
            FEELINGS[step.feeling][lang] if step.feeling is not None else "",
            label(MET, step.met, lang) if step.met else None,
        )
        for number, step in enumerate(path.steps, 1)
    )
    gaps = len([step for step in path.steps if step.met == "unmet"])
    return DrawnPath(card, steps, path.curve, gaps, STEP * len(path.steps))


def _text(told: Mapping[str, str], lang: str) -> Text:
    found = choose(told, lang)
    return Text(found[1], found[0]) if found else Text("–", lang)
