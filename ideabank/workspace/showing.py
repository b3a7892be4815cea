"""The page of one entry, put together: texts, details, support, links, talk, history."""

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from ideabank.entries.kinds import DetailField, Kind
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.entries.revisions import tags as tags_of
from ideabank.entries.visibility import is_public, may_see
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.errors import Gone, NotFound
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, choose
from ideabank.web.forms import Form
from ideabank.web.parts import Go, Text
from ideabank.web.request import Request, whole
from ideabank.workspace import rules
from ideabank.workspace.cards import entry_url, filter_go, status_choices, status_label, sub_url
from ideabank.workspace.describing import described, told_at
from ideabank.workspace.happenings import happenings
from ideabank.workspace.linkrows import links_view
from ideabank.workspace.people import organisation_goes, shown_names
from ideabank.workspace.reasons import mark_of, reason_of
from ideabank.workspace.similar import neighbours
from ideabank.workspace.support import support_view
from ideabank.workspace.talk import comments_view
from ideabank.workspace.views.entry import Detail, Links, ShowPage, Source, StatusForm, Telling, TextLanguage


class Moved(Exception):
    """The entry is told better at another address."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclasses.dataclass(frozen=True)
class Told:
    """An entry with its texts and the language this reader gets."""

    entry: Entry
    kind: Kind
    texts: dict[str, EntryText]
    language: str

    @property
    def text(self) -> EntryText:
        return self.texts[self.language]

    @property
    def original(self) -> EntryText:
        return self.texts[self.entry.language]

    def is_stale(self, language: str) -> bool:
        """True when the original has changed since this translation was made."""
        return (
            language != self.entry.language
            and self.texts[language].made_from_revision < self.original.made_from_revision
        )


@dataclasses.dataclass(frozen=True)
class Showing:
    """What a kind's own part of its page is made from."""

    request: Request
    session: Session
    told: Told
    details: dict[str, Any]
    links: Links
    mark: Callable[[Text], Text]
    mark_html: Callable[[Text], Text]


def told(request: Request, session: Session, kind: Kind) -> Told:
    """The entry the address names, as this reader may see it. Raises NotFound, Gone or Moved."""
    entry = find(request, session, kind)
    texts = texts_of(session, entry.id or 0)
    wanted = request.arg("in") or request.lang
    found = choose(texts, wanted, entry.language)
    if found is None:
        raise NotFound("There is nothing at this address.")
    return Told(entry, kind, texts, found[0])


def find(request: Request, session: Session, kind: Kind) -> Entry:
    """The entry of `/123-any-words`. Raises NotFound for what this reader may not see, Gone and Moved for what has ended."""
    number = str(request.path_params["ref"]).partition("-")[0]
    entry = session.get(Entry, whole(number))
    if entry is None or entry.kind != kind.code or (entry.published_at is None and not may_see(request.viewer, entry)):
        raise NotFound("There is nothing at this address.")
    if entry.merged_into_id:
        raise Moved(entry_url(request, kind, entry.merged_into_id))
    if not may_see(request.viewer, entry):
        if entry.withdrawn_at or entry.erased_at:
            raise Gone("This was in the bank and has been withdrawn by whoever told it.")
        if entry.hidden_at:
            raise Gone("A moderator has hidden this. The reason is in the public log.")
        raise NotFound("There is nothing at this address.")
    return entry


def show_page(request: Request, session: Session, it: Told, **regions: Any) -> ShowPage:
    """Everything the page shows. `regions` replace a part, such as a comment form with errors."""
    entry, kind, text, lang = it.entry, it.kind, it.text, request.lang
    details = details_of(session, entry)
    people = shown_names(session, {entry.owner_id})
    parts: dict[str, Any] = {
        "support": support_view(request, session, entry),
        "links": links_view(request, session, entry),
        "comments": comments_view(request, session, entry),
        "history": happenings(request, session, entry),
    }
    parts.update(regions)
    parts.update(_texts(request, session, it, details, parts["links"]))
    linked = {row.other.url for group in parts["links"].groups for row in group.rows if row.other}
    page_type, mark = _page_type(kind.template), mark_of(request, entry)
    return page_type(
        title=text.title,
        description=described(request, kind, it.texts, here=it.language),
        indexed=is_public(entry),
        addresses=told_at(request, kind, it.texts, here=it.language),
        kind=kind.code,
        kind_name=kind.one[lang],
        kind_url=request.to(f"{kind.folder}:list"),
        code=entry.code or f"{kind.prefix}-{entry.id}",
        url=entry_url(request, kind, entry.id or 0, text.slug),
        details=tuple(detail_views(request, kind, entry, details)),
        tags=tuple(filter_go(request, kind, "tag", tag, tag) for tag in tags_of(session, entry.id or 0)),
        theme=filter_go(request, kind, "theme", entry.theme, THEMES[entry.theme][lang])
        if entry.theme in THEMES
        else None,
        status=status_label(entry.status, lang),
        languages=tuple(_languages(request, it)),
        stale=it.is_stale(it.language),
        translate=_translate(request, it),
        mark=mark,
        mark_reason=reason_of(session, entry, mark),
        review_by=entry.review_by,
        due=entry.review_by is not None and entry.review_by < dt.date.today(),
        author=people.get(entry.owner_id or 0, ""),
        organisation=organisation_goes(request, session, {entry.organisation_id}).get(entry.organisation_id or 0),
        published=entry.published_at,
        updated=entry.updated_at,
        sources=tuple(sources(entry, lang)),
        similar=neighbours(request, session, entry, it.original, without=linked),
        **{**_addresses(request, entry, text), **parts},
    )


def _texts(request: Request, session: Session, it: Told, details: dict[str, Any], links: Links) -> dict[str, Any]:
    """The texts in the order in which the page shows them; in each the first mention of a term is marked."""
    marker = request.site.extras["glossary"].marker(request, session, without=it.entry.id or 0)
    showing = Showing(request, session, it, details, links, marker.text, marker.html)
    return {
        "heading": Text(it.text.title, it.language),
        "summary": marker.text(Text(it.text.summary, it.language)),
        "extra": it.kind.extra(showing) if it.kind.extra else None,
        "tellings": tuple(dataclasses.replace(one, text=marker.text(one.text)) for one in tellings(it, request.lang)),
        "body_html": marker.html(body_of(it)),
        "terms": tuple(marker.notes),
    }


@functools.cache
def _page_type(template: str) -> type[ShowPage]:
    """The page class of a kind that draws itself with a template of its own."""
    return type("KindPage", (ShowPage,), {"template": template})


def body_of(it: Told) -> Text:
    """The rendered body in the chosen language, else the original's: a translated title need not hide the full text."""
    language = it.language if it.text.body_html else it.entry.language
    return Text(Markup(it.texts[language].body_html), language)  # noqa: S704 sanitised on save by text.markdown


def tellings(it: Told, lang: str) -> tuple[Telling, ...]:
    """The labelled texts of this kind that have words in the chosen language or the original."""
    found = []
    for field in it.kind.texts:
        by_language = {code: text.fields.get(field.name, "") for code, text in it.texts.items()}
        best = choose(by_language, it.language, it.entry.language)
        if best:
            found.append(Telling(field.name, field.words[lang], Text(best[1], best[0])))
    return tuple(found)


def detail_views(request: Request, kind: Kind, entry: Entry, details: dict[str, Any]) -> list[Detail]:
    """The entry's data in words; what its list can be filtered by leads there."""
    views = []
    for field in kind.details:
        value = details.get(field.name)
        if value in (None, "", []) or field.name == kind.code_from or not field.show:
            continue
        values = value if isinstance(value, list) else [value]
        views.append(
            Detail(field.name, field.words[request.lang], tuple(_value(request, kind, field, one) for one in values))
        )
    if entry.county in COUNTIES:
        county = filter_go(request, kind, "county", entry.county, COUNTIES[entry.county][request.lang])
        views.append(Detail("county", _county_word(request.lang), (county,)))
    return views


def sources(entry: Entry, lang: str) -> list[Source]:
    """Slides and notes of where the entry comes from."""
    found = []
    for source in entry.sources:
        note = choose(source.get("note") or {}, lang)
        text = Text(note[1], note[0]) if note else Text()
        found.append(Source(text, tuple(source.get("slides") or ()), str(source.get("url") or "")))
    return found


def _value(request: Request, kind: Kind, field: DetailField, value: Any) -> Go:
    stored = ("yes" if value else "no") if isinstance(value, bool) else value
    words = field.say(stored, request.lang)
    return filter_go(request, kind, field.name, stored, words) if field.filter else Go(words, "")


def _county_word(lang: str) -> str:
    from ideabank.workspace.lists import GROUP_NAMES

    return GROUP_NAMES["county"][lang]


def _languages(request: Request, it: Told) -> list[TextLanguage]:
    may_translate = rules.may_edit(request.viewer, it.entry, it.kind)
    rows = []
    for code in LANGUAGES:
        here = entry_url(request, it.kind, it.entry.id or 0, it.text.slug, **{"in": code})
        if code in it.texts:
            stale = it.is_stale(code)
            rows.append(
                TextLanguage(code, LANGUAGE_NAMES[code], here, code == it.language, code == it.entry.language, stale)
            )
        elif may_translate:
            rows.append(
                TextLanguage(
                    code, LANGUAGE_NAMES[code], sub_url(request, it.entry, "edit", **{"in": code}), missing=True
                )
            )
    return rows


def _translate(request: Request, it: Told) -> str:
    """Where to bring a stale translation up to date."""
    if it.is_stale(it.language) and rules.may_edit(request.viewer, it.entry, it.kind):
        return sub_url(request, it.entry, "edit", **{"in": it.language})
    return ""


def _addresses(request: Request, entry: Entry, text: EntryText) -> dict[str, Any]:
    viewer = request.viewer
    kind = request.site.bank.kinds[entry.kind]
    public = is_public(entry)
    base = entry_url(request, kind, entry.id or 0, text.slug)
    status_form = None
    if rules.may_set_status(viewer, entry) and len(kind.statuses) > 1:
        values: dict[str, str | list[str]] = {"status": entry.status}
        status_form = StatusForm(sub_url(request, entry, "status"), status_choices(kind, request.lang), Form.of(values))
    return {
        "md_url": f"{base}.md" if public else "",
        "json_url": f"{base}.json" if public else "",
        "edit": sub_url(request, entry, "edit", **{"in": text.language})
        if rules.may_edit(viewer, entry, kind) and rules.is_open(viewer, entry)
        else "",
        "revisions": sub_url(request, entry, "revisions"),
        "withdraw": sub_url(request, entry, "withdrawal")
        if rules.may_withdraw(viewer, entry) and rules.is_open(viewer, entry)
        else "",
        "report": sub_url(request, entry, "report") if public else "",
        "hide": sub_url(request, entry, "decision") if rules.may_moderate(viewer) else "",
        "blackout": sub_url(request, entry, "blackout") if rules.may_moderate(viewer) else "",
        "status_form": status_form,
    }
