"""What the templates read: frozen pages and pieces, with every word chosen and every address made.

No query, no session and no rule lives here. An empty address ("") always means "this person may not do this",
and the template leaves the link or button out. People's own words are `Text` and carry their language; words of
the bank are plain strings in the reader's language. `Label.code` picks glyph and hue, `Label.name` is read.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Text:
    """Words somebody wrote, in the language they are in. False when empty."""

    value: str = ""
    lang: str = "fi"

    def __bool__(self) -> bool:
        return bool(self.value)


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
    hint: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Form:
    """What was typed and what is wrong with it, per field; the field "" means the form as a whole."""

    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def error_list(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. `description` is for search engines and shared links."""

    template: ClassVar[str] = ""
    title: str
    description: str = ""


# ---------------------------------------- lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry in a list. `met` is empty for kinds that cannot be met; `facts` are short quiet words."""

    kind: str
    kind_name: str
    code: str
    url: str
    title: Text
    summary: Text = Text()
    status: Label | None = None
    met: Label | None = None
    facts: tuple[str, ...] = ()
    support: int = 0
    statements: int = 0
    comments: int = 0
    links: int = 0
    published: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging: an empty address hides the link."""

    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One question of the filter form. `many` draws checkboxes, else a select whose first choice is "all"."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter in use, in words, and the address of the list without it."""

    label: str
    value: str
    remove: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filter form. `keep` are hidden fields (such as the sorting) that filtering must not lose."""

    action: str
    groups: tuple[FilterGroup, ...]
    active: tuple[ActiveFilter, ...] = ()
    clear: str = ""
    keep: tuple[tuple[str, str], ...] = ()
    query: str = ""


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A list of one kind, such as /fi/usecases?theme=booking. `sentence` says what the filter shows."""

    template: ClassVar[str] = "entries/list.html"
    kind: str
    intro: str
    sentence: str
    filters: Filters
    sortings: tuple[Go, ...]
    cards: tuple[Card, ...]
    pager: Pager = Pager()
    tell: str = ""
    total: int | None = None


# ---------------------------------------- one entry, piece by piece


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
    """Who shares it. POST to `action` with support=yes|no; `sign_in` is set when one must sign in first."""

    count: int
    mine: bool = False
    action: str = ""
    sign_in: str = ""
    statements: tuple[Statement, ...] = ()
    organisations: tuple[Choice, ...] = ()
    statement_action: str = ""
    form: Form = Form()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link as seen from this end. `fit` is None where the relation has none."""

    id: int
    other: Card
    fit: Label | None
    state: Label
    basis: Label
    evidence: Text = Text()
    slides: tuple[int, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Links:
    """What answers it, or whom it answers. `met` is None for kinds that cannot be met."""

    groups: tuple[LinkGroup, ...] = ()
    met: Label | None = None
    add: tuple[Go, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment. `gone` says why there is nothing to read (withdrawn, hidden); empty when there is."""

    id: int
    author: str
    initials: str
    at: dt.datetime
    html: Text = Text()
    stance: Label | None = None
    organisation: Go | None = None
    edited: dt.datetime | None = None
    gone: str = ""
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
    form: Form = Form()
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
    sign_in: str = ""
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
    form: Form = Form()


@dataclass(frozen=True, kw_only=True)
class ShowPage(Page):
    """One entry, such as /fi/usecases/12-ajanvaraus. A kind's own template extends entries/show.html."""

    template: ClassVar[str] = "entries/show.html"
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
    author: str = ""
    organisation: Go | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    support: Support
    links: Links
    comments: Comments
    history: tuple[Happening, ...] = ()
    sources: tuple[Source, ...] = ()
    md_url: str = ""
    json_url: str = ""
    edit: str = ""
    revisions: str = ""
    withdraw: str = ""
    report: str = ""
    hide: str = ""
    status_form: StatusForm | None = None


class UseCasePage(ShowPage):
    template: ClassVar[str] = "usecases/show.html"


class ProposalPage(ShowPage):
    template: ClassVar[str] = "proposals/show.html"


class SolutionPage(ShowPage):
    template: ClassVar[str] = "solutions/show.html"


# ---------------------------------------- telling and changing


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of components/field.html. `widget`: text, email, textarea, select, radios, checkboxes."""

    name: str
    label: str
    hint: str = ""
    widget: str = "text"
    choices: tuple[Choice, ...] = ()
    required: bool = False
    rows: int = 3
    limit: int = 0


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together under one heading."""

    title: str
    fields: tuple[Field, ...]
    intro: str = ""


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """Telling or editing an entry, such as /fi/usecases/new. The first group is all that must be filled.

    `hidden` are hidden fields (draft token, base revision, language). `asks` may be personal data: the form
    then offers the box `confirmed`. Buttons post `do=save|preview|publish`; `draft_url` takes the form by fetch.
    """

    template: ClassVar[str] = "entries/form.html"
    kind: str
    intro: str = ""
    action: str
    form: Form
    groups: tuple[FieldGroup, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    similar: tuple[Card, ...] = ()
    draft_url: str = ""
    draft_saved: dt.datetime | None = None
    draft_link: str = ""
    is_edit: bool = False
    can_publish: bool = True
    sign_in: str = ""
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Page):
    """How it will look. `hidden` carries every field, so that going back or publishing loses nothing."""

    template: ClassVar[str] = "entries/preview.html"
    action: str
    kind: str
    kind_name: str
    heading: Text
    summary: Text = Text()
    body_html: Text = Text()
    tellings: tuple[Telling, ...] = ()
    details: tuple[Detail, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    can_publish: bool = True
    sign_in: str = ""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One saved version."""

    number: int
    at: dt.datetime
    who: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class RevisionsPage(Page):
    """All versions; a GET form picks two (`from`, `to`) to compare."""

    template: ClassVar[str] = "entries/revisions.html"
    heading: Text
    back: str
    compare: str
    rows: tuple[RevisionRow, ...]


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of words: op is same, ins or del."""

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class DiffField:
    """One field, compared. `lang` is the language of its words."""

    label: str
    parts: tuple[DiffPart, ...]
    lang: str = "fi"


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """What changed between two versions, word by word."""

    template: ClassVar[str] = "entries/compare.html"
    heading: Text
    back: str
    old: RevisionRow
    new: RevisionRow
    fields: tuple[DiffField, ...]


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field where two people wrote at once. `widget` as in Field."""

    name: str
    label: str
    theirs: Text
    mine: str
    widget: str = "textarea"
    differs: bool = True


@dataclass(frozen=True, kw_only=True)
class ConflictPage(Page):
    """Somebody saved first: their text beside yours, and a form to join them."""

    template: ClassVar[str] = "entries/conflict.html"
    heading: Text
    action: str
    who: str
    at: dt.datetime
    fields: tuple[ConflictField, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class LinkFormPage(Page):
    """Linking, in two steps: search the other end (GET `q`), then (with `other`) say how well it answers."""

    template: ClassVar[str] = "entries/link_form.html"
    this: Card
    search: str
    query: str = ""
    results: tuple[tuple[Card, str], ...] = ()
    searched: bool = False
    other: Card | None = None
    action: str = ""
    form: Form = Form()
    relations: tuple[Choice, ...] = ()
    fits: tuple[Choice, ...] = ()
    bases: tuple[Choice, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    is_edit: bool = False
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChangeRow:
    """One change of a link, newest first."""

    at: dt.datetime
    what: str
    who: str = ""
    fit: Label | None = None
    state: Label | None = None
    evidence: Text = Text()
    reason: Text = Text()


@dataclass(frozen=True, kw_only=True)
class LinkHistoryPage(Page):
    """The life of one link."""

    template: ClassVar[str] = "entries/link_history.html"
    source: Card
    target: Card
    relation: str
    rows: tuple[LinkChangeRow, ...]
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class ContestPage(Page):
    """Saying that a link's claim is wrong: one field, reason."""

    template: ClassVar[str] = "entries/contest_form.html"
    source: Card
    row: LinkRow
    relation: str
    action: str
    form: Form = Form()
    back: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(Page):
    """Asks before something that hurts: withdrawing, hiding, deleting. `reason_label` asks for a reason."""

    template: ClassVar[str] = "entries/confirm.html"
    text: str
    action: str
    button: str
    back: str
    reason_label: str = ""
    reason_required: bool = False
    form: Form = Form()
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommentPage(Page):
    """Editing one's own comment, or answering when there is no room for it on the entry's page."""

    template: ClassVar[str] = "entries/comment.html"
    heading: Text
    back: str
    comment_form: CommentForm


# ---------------------------------------- the roof's and other rooms' pages


@dataclass(frozen=True, slots=True)
class Share:
    """How many use cases are met, partly met and unmet."""

    met: int = 0
    partly: int = 0
    unmet: int = 0

    @property
    def total(self) -> int:
        return self.met + self.partly + self.unmet

    def percent(self, count: int) -> int:
        return round(100 * count / self.total) if self.total else 0


@dataclass(frozen=True, kw_only=True)
class FrontPage(Page):
    """The first page, /fi/. `numbers`: (kind code, how many, its words, address of the list)."""

    template: ClassVar[str] = "overview/front.html"
    tell: str
    numbers: tuple[tuple[str, int, str, str], ...]
    links: int
    share: Share
    supported: tuple[Card, ...]
    newest: tuple[Card, ...]
    unmet: tuple[Card, ...]
    unmet_url: str
    supported_url: str
    newest_url: str


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """Answers to a search, such as /fi/search?q=aika. `also`: words tried when the first found nothing."""

    template: ClassVar[str] = "search/results.html"
    query: str
    cards: tuple[Card, ...] = ()
    kinds: tuple[Go, ...] = ()
    total: int = 0
    also: str = ""
    pager: Pager = Pager()
    tell: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """Asking for the address: field email. `next` is where to go after; `keeps`: typed words wait."""

    template: ClassVar[str] = "people/sign_in.html"
    action: str
    form: Form = Form()
    next: str = ""
    keeps: bool = False
    demo: str = ""


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """Typing the six digits: field code."""

    template: ClassVar[str] = "people/code.html"
    action: str
    email: str
    form: Form = Form()
    hidden: tuple[tuple[str, str], ...] = ()
    again: str = ""
    minutes: int = 10


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One signed-in browser."""

    device: str
    since: dt.datetime
    current: bool = False
    revoke: str = ""


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """One's own account: name (fields name, language), sessions, own things, export, deletion."""

    template: ClassVar[str] = "people/account.html"
    email: str
    action: str
    form: Form
    languages: tuple[Choice, ...]
    roles: tuple[str, ...] = ()
    organisations: tuple[Go, ...] = ()
    sessions: tuple[SessionRow, ...] = ()
    drafts: tuple[Go, ...] = ()
    entries: tuple[Card, ...] = ()
    export: str = ""
    delete: str = ""
    saved: bool = False


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody one may try the demo as; POST person=value."""

    value: str
    name: str
    role: str
    about: str
    initials: str


@dataclass(frozen=True, kw_only=True)
class DemoPage(Page):
    """Trying the demo as each of a small cast."""

    template: ClassVar[str] = "people/demo.html"
    action: str
    cast: tuple[CastMember, ...]
    next: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportPage(Page):
    """Telling a moderator about an entry or a comment: fields reason (choices) and words."""

    template: ClassVar[str] = "moderation/report_form.html"
    about: Text
    action: str
    reasons: tuple[Choice, ...]
    form: Form = Form()
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One moderator's decision as the public log tells it."""

    at: dt.datetime
    what: str
    reason: Text
    about: Go | None = None


@dataclass(frozen=True, kw_only=True)
class LogPage(Page):
    """The public log of moderation."""

    template: ClassVar[str] = "moderation/log.html"
    decisions: tuple[Decision, ...]
    pager: Pager = Pager()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report that waits. POST do=hide|keep|restore with reason to `action`."""

    id: int
    about: Go
    at: dt.datetime
    why: str
    words: Text
    excerpt: Text
    action: str
    hidden: bool = False
    form: Form = Form()


@dataclass(frozen=True, kw_only=True)
class QueuePage(Page):
    """Reports that wait for a moderator."""

    template: ClassVar[str] = "moderation/queue.html"
    cases: tuple[Case, ...]
    log: str = ""


@dataclass(frozen=True, kw_only=True)
class TextPage(Page):
    """A page of prose."""

    template: ClassVar[str] = "pages/text.html"
    html: Text


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """Something is not here or not allowed. `kept` is text the person typed, given back to be copied."""

    template: ClassVar[str] = "errors/error.html"
    status: int
    text: str
    reason: Text = Text()
    links: tuple[Go, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    retry_after: int = 0
