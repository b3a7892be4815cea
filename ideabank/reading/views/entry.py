"""What the page of one entry reads, piece by piece.

An empty address ("") always means "this person may not do this", and the template leaves the link or button out.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from ideabank.visit.face import Reading
from ideabank.visit.parts import ShownPart
from ideabank.visit.views import Card
from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text

SHORT_STORY = 500  # letters with their marks: what is not worth a fold
TOLD_SHORT = 3  # labelled answers that tell the whole in short, so that the story is for who wants to know more


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One labelled text of an entry, such as "who". `name` is the field's code."""

    name: str
    label: str
    text: Text


@dataclass(frozen=True, slots=True)
class Detail:
    """One labelled piece of data; each value may lead somewhere (`Go.url` may be empty)."""

    name: str
    label: str
    values: tuple[Go, ...]


@dataclass(frozen=True, slots=True)
class TextLanguage:
    """A language this entry is told in, or (with `missing`) could be."""

    code: str
    name: str
    url: str
    current: bool = False
    original: bool = False
    stale: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is told in another language than the reader's, in a sentence, and where it is translated."""

    words: str
    translate: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: slides of the pre-study, and a note."""

    note: Text = Text()
    slides: tuple[int, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningView:
    """What happened: `what` is a sentence, `glyph` a symbol of glyphs.svg, `reason` was given in public. `version`: the one that it made."""

    at: dt.datetime
    what: str
    glyph: str = "history"
    who: str = ""
    reason: Text = Text()
    url: str = ""
    status: Label | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class StatusForm:
    """For coordinators: fields status and reason (said in public)."""

    action: str
    choices: tuple[Choice, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True)
class Removed:
    """What moderators have taken out of somebody's own words, and the reason; for nobody else's eyes."""

    what: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Teller:
    """Who told it, and as what: the person's roles in words."""

    name: str
    initials: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """The list one came from: the way back to where one was in it, and what stands before and after this entry there."""

    back: str
    before: Card | None = None
    after: Card | None = None


@dataclass(frozen=True, kw_only=True)
class StoryPage(Page):
    """A page that tells what an entry is in people's own words (reading/_story.html), published or not yet."""

    heading: Text
    summary: Text = Text()
    body_html: Text = Text()
    tellings: tuple[LabelledText, ...] = ()

    @property
    def lead_html(self) -> Text:
        """What of the story stands open: all of a short one, the first paragraph of a long one; nothing where short answers tell it already."""
        return self._story()[0]

    @property
    def rest_html(self) -> Text:
        """What is folded below it; empty where nothing is."""
        return self._story()[1]

    @property
    def paragraphs(self) -> int:
        """How long that is."""
        return max(1, self.rest_html.value.count("<p>"))

    def _story(self) -> tuple[Text, Text]:
        body = self.body_html
        if len(body.value) < SHORT_STORY:
            return body, Text()
        if len(self.tellings) >= TOLD_SHORT or body.lang != self.heading.lang:
            return Text(), body
        lead, end, rest = body.value.partition("</p>")
        if not lead.startswith("<p>") or len(rest) < SHORT_STORY:
            return body, Text()
        return Text(lead + end, body.lang), Text(rest, body.lang)


@dataclass(frozen=True, kw_only=True)
class ShowPage(StoryPage):
    """One entry, such as /fi/usecases/12-ajanvaraus. A kind's own template extends reading/show.html."""

    template: ClassVar[str] = "reading/show.html"
    public: ClassVar[bool] = True
    kind: str
    kind_name: str
    kind_url: str
    kind_list: str
    trail: Trail | None = None
    code: str
    url: str
    details: tuple[Detail, ...] = ()
    tags: tuple[Go, ...] = ()
    theme: Go | None = None
    status: Label | None = None
    languages: tuple[TextLanguage, ...] = ()
    stale: bool = False
    translate: str = ""
    elsewhere: Elsewhere | None = None
    mark: Label | None = None
    mark_reason: str = ""
    removed: tuple[Removed, ...] = ()
    review_by: dt.date | None = None
    due: bool = False
    teller: Teller | None = None
    organisation: Go | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    met: Label | None = None
    words: Reading
    parts: Mapping[str, ShownPart]
    extra: object = None
    terms: tuple[object, ...] = ()
    md_url: str = ""
    json_url: str = ""
    edit: str = ""
    revisions: str = ""
    withdraw: str = ""
    publish_again: str = ""
    report: str = ""
    share: str = ""
    hide: str = ""
    is_hidden: bool = False
    blackout: str = ""
    status_form: StatusForm | None = None

    @property
    def is_refused(self) -> bool:
        """Whether some form on the page comes back with errors."""
        return any(part.is_refused for part in self.parts.values()) or bool(
            self.status_form and self.status_form.form.errors
        )
