"""A happening: a sort of event that is told of an entry. Pages, feeds and letters read the same table of events."""

import dataclasses

from ideabank.i18n import Words


@dataclasses.dataclass(frozen=True)
class Happening:
    """`code` is the name of the event (see events.record), `sentence` what is told of it, `glyph` a symbol of glyphs.svg."""

    code: str
    sentence: Words
    glyph: str = "history"
