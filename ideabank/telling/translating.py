"""The translation desk: the original beside each field, what is missing and what is stale, and a list of what waits."""

import dataclasses
from collections.abc import Mapping

from ideabank.entries.card_row import CardRow
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import texts_of
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.reading.handlers.versions import diff_parts
from ideabank.reading.tongues import OF_ALL, words_in
from ideabank.reading.views.changes import DiffField
from ideabank.telling.queries import MISSING, PARTLY, STALE, Desk, to_translate
from ideabank.telling.views import Original, TranslationsPage, Waiting
from ideabank.text.plain import Json
from ideabank.visit.belonging import version_of
from ideabank.visit.cards import card
from ideabank.visit.views import FieldGroup
from ideabank.visit.visit import Visit
from ideabank.web.paging import decode
from ideabank.web.parts import Go, Pager, Text

STATES = {MISSING: N_("Not translated"), PARTLY: N_("Translated in part"), STALE: N_("The original has changed since")}


def originals(visit: Visit, entry: Entry, language: str) -> dict[str, Original]:
    """The original of each text that has words, by its name, with how the translation stands to it; none when it is the original itself."""
    texts, kind = texts_of(visit.session, entry.id), visit.bank.kinds[entry.kind]
    source, told = texts[entry.language], texts.get(language)
    if language == entry.language:
        return {}
    was = _as_it_was(visit, entry, told) if is_stale(source, told) else None
    found = {name: _original(source, told, name, was) for name in kind.text_names}
    return {name: one for name, one in found.items() if one.text or one.changed}


def is_stale(source: EntryText, told: EntryText | None) -> bool:
    """Whether the original has changed after this translation was made."""
    return told is not None and told.made_from_revision < source.made_from_revision


def opened(groups: tuple[FieldGroup, ...], beside: Mapping[str, Original]) -> tuple[FieldGroup, ...]:
    """The groups of a translation: those with something to translate stand open, what is the same in all languages is folded."""
    return tuple(
        dataclasses.replace(group, open=not group.title or any(field.name in beside for field in group.fields))
        for group in groups
    )


def desk_page(visit: Visit) -> TranslationsPage:
    """What waits to be translated into one language: the entries of one kind that lack it, or that have fallen behind."""
    kinds = [kind for kind in visit.bank.kinds.values() if not kind.lifecycle.is_own and not kind.lifecycle.is_teams]
    kind = next((one for one in kinds if one.folder == visit.arg("of")), kinds[0])
    into = visit.arg("to") if visit.arg("to") in LANGUAGES else _usual(visit.lang)
    state = visit.arg("state") if visit.arg("state") in STATES else MISSING
    here = {"to": into, "state": state, "of": kind.folder}
    after = decode(visit.arg("after"), 2)
    rows = to_translate(visit.session, Desk(kind, into, state), shown_in=visit.lang, after=after)
    return TranslationsPage(
        title=visit.translator("Translations"),
        languages=tuple(_go(visit, LANGUAGE_NAMES[code], here, to=code) for code in LANGUAGES),
        states=tuple(_go(visit, visit.translator(name), here, state=code) for code, name in STATES.items()),
        kinds=tuple(_go(visit, one.many[visit.lang], here, of=one.folder) for one in kinds),
        waiting=tuple(_waiting(visit, kind, row, into) for row in rows.rows),
        pager=Pager(next=visit.to("translations", **here, after=rows.next.encode()) if rows.next else ""),
    )


def _usual(lang: str) -> str:
    """What one most likely translates into: one's own language, unless it is the one that most is told in."""
    return lang if lang != LANGUAGES[0] else LANGUAGES[1]


def _go(visit: Visit, name: str, here: Mapping[str, str], **change: str) -> Go:
    return Go(
        name, visit.to("translations", **{**here, **change}), change.get("to", ""), {**here, **change} == dict(here)
    )


def _waiting(visit: Visit, kind: Kind, row: CardRow, into: str) -> Waiting:
    return Waiting(card(visit, visit.bank, row), visit.to(f"{kind.folder}:edit", ref=str(row.id), **{"in": into}))


def _original(source: EntryText, told: EntryText | None, name: str, was: Mapping[str, str] | None) -> Original:
    now = words_in(source, name)
    changed = was is not None and was.get(name, "") != now
    state = STALE if changed else MISSING if now and not words_in(told, name) else ""
    parts = diff_parts(was.get(name, ""), now) if was is not None and changed else ()
    return Original(Text(now, source.language), state, (DiffField("", parts, source.language),) if parts else ())


def _as_it_was(visit: Visit, entry: Entry, told: EntryText | None) -> dict[str, str] | None:
    """The original's texts when the translation was made; None where that version is not to be read any more."""
    assert told is not None
    try:
        version = version_of(visit.session, entry, told.made_from_revision, viewer=visit.viewer)
    except NotFound:
        return None
    text: Json | None = version.snapshot["texts"].get(entry.language) if version.snapshot else None
    return {**text["fields"], **{name: text[name] for name in OF_ALL}} if text else None
