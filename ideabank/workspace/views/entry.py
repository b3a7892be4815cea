"""What the page of one entry reads, piece by piece.

An empty address ("") always means "this person may not do this", and the template leaves the link or button out.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ideabank.web.forms import Form
from ideabank.web.pages import Page
from ideabank.web.parts import Choice, Go, Label, Text
from ideabank.workspace.views.lists import Card


@dataclass(frozen=True, slots=True)
class Telling:
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
class Source:
    """Where something comes from: slides of the pre-study, and a note."""

    note: Text = Text()
    slides: tuple[int, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """An organisation's own word, counted apart from people's support."""

    organisation: Go
    text: Text
    at: dt.datetime
    withdraw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Who shares it. POST to `action` with support=yes|no; `must_sign_in`: the act waits until one has."""

    count: int
    mine: bool = False
    action: str = ""
    must_sign_in: bool = False
    statements: tuple[Statement, ...] = ()
    organisations: tuple[Choice, ...] = ()
    statement_action: str = ""
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link as seen from this end. `fit` is None where the relation has none. `step` names the step it belongs to, if any."""

    id: int
    other_id: int
    other: Card
    fit: Label | None
    state: Label
    basis: Label
    evidence: Text = Text()
    slides: tuple[int, ...] = ()
    anchor: str = ""
    step: str = ""
    by: str = ""
    at: dt.datetime | None = None
    reason: Text = Text()
    edit: str = ""
    confirm: str = ""
    contest: str = ""
    withdraw: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """All links of one relation, named from this end."""

    name: str
    kind: str
    rows: tuple[LinkRow, ...]
    relation: str = ""
    forth: bool = True


@dataclass(frozen=True, slots=True)
class Links:
    """What answers it, or whom it answers. `met` is None for kinds that cannot be met."""

    groups: tuple[LinkGroup, ...] = ()
    met: Label | None = None
    add: tuple[Go, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. `gone` says why there is nothing to read (withdrawn, hidden); empty when there is.

    A hidden one's own author still reads its words, and the `reason`.
    """

    id: int
    author: str
    initials: str
    at: dt.datetime
    html: Text = Text()
    stance: Label | None = None
    organisation: Go | None = None
    edited: dt.datetime | None = None
    gone: str = ""
    reason: str = ""
    reply: str = ""
    edit: str = ""
    withdraw: str = ""
    report: str = ""
    replies: tuple["Comment", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentForm:
    """The form under the talk: fields stance, body, organisation, parent."""

    action: str
    stances: tuple[Choice, ...]
    form: Form = field(default_factory=Form)
    organisations: tuple[Choice, ...] = ()
    parent: int | None = None
    parent_author: str = ""
    cancel: str = ""
    draft: str = ""
    is_edit: bool = False


@dataclass(frozen=True, slots=True)
class Comments:
    """The talk about an entry, two levels deep on the page however deep in the store."""

    count: int
    items: tuple[Comment, ...] = ()
    form: CommentForm | None = None
    must_sign_in: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened: `what` is a sentence, `glyph` a symbol of glyphs.svg, `reason` was given in public."""

    at: dt.datetime
    what: str
    glyph: str = "history"
    who: str = ""
    reason: Text = Text()
    url: str = ""
    status: Label | None = None


@dataclass(frozen=True, slots=True)
class StatusForm:
    """For coordinators: fields status and reason (said in public)."""

    action: str
    choices: tuple[Choice, ...]
    form: Form = field(default_factory=Form)


@dataclass(frozen=True, kw_only=True)
class ShowPage(Page):
    """One entry, such as /fi/usecases/12-ajanvaraus. A kind's own template extends entries/show.html."""

    template: ClassVar[str] = "entries/show.html"
    public: ClassVar[bool] = True
    kind: str
    kind_name: str
    kind_url: str
    code: str
    url: str
    heading: Text
    summary: Text
    body_html: Text = Text()
    tellings: tuple[Telling, ...] = ()
    details: tuple[Detail, ...] = ()
    tags: tuple[Go, ...] = ()
    theme: Go | None = None
    status: Label | None = None
    languages: tuple[TextLanguage, ...] = ()
    stale: bool = False
    translate: str = ""
    mark: Label | None = None
    mark_reason: str = ""
    review_by: dt.date | None = None
    due: bool = False
    author: str = ""
    organisation: Go | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    support: Support
    links: Links
    comments: Comments
    history: tuple[Happening, ...] = ()
    sources: tuple[Source, ...] = ()
    similar: tuple[Card, ...] = ()
    extra: Any = None
    terms: tuple[Any, ...] = ()
    md_url: str = ""
    json_url: str = ""
    edit: str = ""
    revisions: str = ""
    withdraw: str = ""
    report: str = ""
    hide: str = ""
    blackout: str = ""
    status_form: StatusForm | None = None
