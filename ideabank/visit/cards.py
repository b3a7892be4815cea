"""From rows of the kernel to what the templates read: cards, labels, addresses."""

import datetime as dt
from collections.abc import Mapping

from ideabank.entries.bank import Bank
from ideabank.entries.card_row import CardRow
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.vocabulary import COUNTIES, MET, STATUSES, THEMES
from ideabank.i18n import Words, choose
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.parts import Choice, Go, Label, Text


def card(visit: Visit, bank: Bank, row: CardRow) -> Card:
    """One row of `queries.cards` as a card in the reader's language."""
    kind, lang = bank.kinds[row.kind], visit.lang
    return Card(
        id=row.id,
        kind=kind.code,
        kind_name=kind.one[lang],
        code=row.code or f"{kind.prefix}-{row.id}",
        url=entry_url(visit, kind, row.id, row.slug),
        title=Text(row.title, row.lang),
        summary=Text(row.summary, row.lang),
        status=status_label(row.status, lang) if row.status != "new" else None,
        met=label(MET, row.met, lang) if row.met else None,
        facts=_facts(kind, row, lang),
        due=row.review_by is not None and row.review_by < dt.date.today(),
        support=row.support_count,
        statements=row.statement_count,
        comments=row.comment_count,
        links=row.link_count,
        published=row.published_at,
    )


def _facts(kind: Kind, row: CardRow, lang: str) -> tuple[str, ...]:
    shared = [words[lang] for words in (THEMES.get(row.theme), COUNTIES.get(row.county)) if words]
    own = [
        field.say(one, lang) for field in kind.details if field.card for one in _listed(getattr(row, field.name, None))
    ]
    return (*own, *shared)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def entry_url(visit: Visit, kind: Kind, entry_id: int, slug: str = "", /, **query: object) -> str:
    """The address of an entry: its id, and its slug for people to read."""
    return visit.to(f"{kind.folder}:show", ref=reference(entry_id, slug), **query)


def reference(entry_id: int, slug: str) -> str:
    """How an address names an entry: the id decides, the slug is for people."""
    return f"{entry_id}-{slug}" if slug else str(entry_id)


def sub_url(visit: Visit, entry: Entry, name: str, /, **params: object) -> str:
    """The address of something below an entry, such as `edit` or `links:new`."""
    folder = visit.bank.kinds[entry.kind].folder
    return visit.to(f"{folder}:{name}", ref=str(entry.id), **params)


def label(words: Mapping[str, Words], code: str, lang: str) -> Label:
    """A code of a closed list with its word."""
    return Label(code, words[code][lang]) if code in words else Label(code, code)


def status_label(code: str, lang: str) -> Label:
    """A status; the glyph and hue follow its kind."""
    status = STATUSES.get(code)
    return Label(status.kind, status.words[lang]) if status else Label("new", code)


def choices(words: Mapping[str, Words], lang: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, name[lang]) for code, name in words.items())


def status_choices(kind: Kind, lang: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, STATUSES[code].words[lang]) for code in kind.lifecycle.statuses)


def chosen_text(texts: Mapping[str, str], wanted: str) -> Text:
    """The best of a map of texts by language."""
    found = choose(texts, wanted)
    return Text(found[1], found[0]) if found else Text("", wanted)


def filter_go(visit: Visit, kind: Kind, name: str, value: str, words: str, /) -> Go:
    """A link to the kind's list filtered by one value."""
    return Go(words, visit.to(f"{kind.folder}:list", **{name: value}))
