"""The smallest pieces templates read: words somebody wrote, labels, links, choices.

People's own words are `Text` and carry their language; words of the bank are plain strings already in the reader's language.
`Label.code` picks glyph and hue, `Label.name` is what is read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody wrote, in the language they are in. False when empty."""

    value: str = ""
    lang: str = "fi"

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place of the main menu. `glyph` is also its hue; `page` names where it leads; `covers`: kinds whose pages belong to it.

    `is_main`: a place of its own in the header. Else it is a room: of the place whose glyph `under` names, or of none, then it stands
    at the foot of every page. `is_act`: the first thing one comes to do; the header shows it as a button.
    """

    glyph: str
    page: str
    name: str
    covers: tuple[str, ...] = ()
    is_main: bool = True
    under: str = ""
    is_act: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A word of a closed list: a status, a fit, a stance."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Go:
    """A link: what it says and where it leads."""

    name: str
    url: str
    lang: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select, radios or checkboxes."""

    value: str
    name: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """The way through a list: an empty address hides the link. `numbers`: pages by number, None where some are left out; `span`: which rows these are, in words."""

    previous: str = ""
    next: str = ""
    numbers: tuple[Go | None, ...] = ()
    span: str = ""
