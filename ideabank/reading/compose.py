"""The page of one entry, put together: texts, details, support, links, talk, history."""

import dataclasses
import datetime as dt
import functools

from markupsafe import Markup

from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.revisions import tags as tags_of
from ideabank.entries.visibility import is_public
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, choose
from ideabank.linking.compose import links_of
from ideabank.people.queries import named
from ideabank.people.viewer import initials
from ideabank.people.vocabulary import ROLE_NAMES
from ideabank.reading.coming import trail_of
from ideabank.reading.describing import described, told_at
from ideabank.reading.lists import GROUP_NAMES
from ideabank.reading.reasons import mark_of, may_bring_back, reason_of, removed_from
from ideabank.reading.tongues import elsewhere
from ideabank.reading.views.entry import Detail, LabelledText, ShowPage, StatusForm, Teller, TextLanguage
from ideabank.text.plain import Json
from ideabank.visit import rules
from ideabank.visit.cards import entry_url, filter_go, status_choices, status_label, sub_url
from ideabank.visit.found import Found
from ideabank.visit.parts import PageParts, Showing, Terms, shown
from ideabank.visit.people import organisation_goes
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Go, Text


def show_page(visit: Visit, it: Found, *, status_form: StatusForm | None = None, **views: object) -> ShowPage:
    """Everything the page shows. `views` stand in place of a part's own, by its name, such as a comment form with errors."""
    entry, kind, text, lang = it.entry, it.kind, it.text, visit.lang
    face = visit.face(kind).reading
    showing = Showing(visit, it, visit.site.keeper(Terms).marker(visit, without=entry.id))
    return _page_type(face.template)(
        title=text.title,
        description=described(visit, kind, it.texts, here=it.language),
        indexed=is_public(entry),
        addresses=told_at(visit, kind, it.texts, here=it.language),
        kind=kind.code,
        kind_name=kind.one[lang],
        kind_url=visit.to(f"{kind.folder}:list"),
        kind_list=kind.many[lang],
        trail=trail_of(visit, kind, entry),
        code=entry.code or f"{kind.prefix}-{entry.id}",
        url=entry_url(visit, kind, entry.id, text.slug),
        **_marked(showing),
        details=tuple(detail_views(visit, kind, entry, showing.details)),
        tags=tuple(filter_go(visit, kind, "tag", tag, tag) for tag in tags_of(visit.session, entry.id)),
        theme=_theme(visit, entry, kind),
        status=status_label(entry.status, lang) if entry.status != "new" or face.shows_new else None,
        words=face,
        met=showing.once(links_of).met,
        languages=tuple(_languages(visit, it)),
        stale=it.is_stale(it.language),
        translate=_translate(visit, it),
        elsewhere=elsewhere(visit, it),
        **_warned(visit, entry),
        **_tellers(visit, entry),
        published=entry.published_at,
        updated=entry.updated_at,
        status_form=status_form or _status_form(visit, entry, kind),
        parts=shown(face.arranged(visit.site.keeper(PageParts)), showing, instead=views),
        **_addresses(visit, entry, text),
    )


def _marked(showing: Showing) -> Json:
    """The texts in the order in which the page shows them; in each the first mention of a term is marked."""
    it, marker = showing.found, showing.marker
    return {
        "heading": Text(it.text.title, it.language),
        "summary": marker.text(Text(it.text.summary, it.language)),
        "extra": own(showing) if (own := showing.visit.face(it.kind).reading.own) else None,
        "tellings": tuple(
            dataclasses.replace(one, text=marker.text(one.text)) for one in labelled_texts(it, showing.visit.lang)
        ),
        "body_html": marker.html(body_of(it)),
        "terms": tuple(marker.notes),
    }


def _warned(visit: Visit, entry: Entry) -> Json:
    """What to know before one relies on it: a mark and its reason, what was taken out, whether it is past its review."""
    mark = mark_of(visit, entry)
    return {
        "mark": mark,
        "mark_reason": reason_of(visit.session, entry, mark),
        "removed": removed_from(visit, entry),
        "review_by": entry.review_by,
        "due": entry.review_by is not None and entry.review_by < dt.date.today(),
    }


def _tellers(visit: Visit, entry: Entry) -> Json:
    """Who told it, and in whose name."""
    return {
        "teller": _teller(visit, entry),
        "organisation": organisation_goes(visit, {entry.organisation_id}).get(entry.organisation_id or 0),
    }


def _teller(visit: Visit, entry: Entry) -> Teller | None:
    name, roles = named(visit.session, entry.owner_id) if entry.owner_id else ("", frozenset())
    said = roles - {"citizen"}  # everybody is one
    found = tuple(words[visit.lang] for code, words in ROLE_NAMES.items() if code in said)
    return Teller(name, initials(name), found) if name else None


@functools.cache
def _page_type(template: str) -> type[ShowPage]:
    """The page class of a kind that draws itself with a template of its own."""
    return type("KindPage", (ShowPage,), {"template": template})


def body_of(it: Found) -> Text:
    """The rendered body in the chosen language, else the original's: a translated title need not hide the full text."""
    language = it.language if it.text.body_html else it.entry.language
    return Text(Markup(it.texts[language].body_html), language)  # noqa: S704 sanitised on save by text.markdown


def labelled_texts(it: Found, lang: str) -> tuple[LabelledText, ...]:
    """The labelled texts of this kind that have words in the chosen language or the original."""
    found = []
    for field in it.kind.texts:
        by_language = {code: text.fields.get(field.name, "") for code, text in it.texts.items()}
        best = choose(by_language, it.language, it.entry.language)
        if best:
            found.append(LabelledText(field.name, field.words[lang], Text(best[1], best[0])))
    return tuple(found)


def detail_views(visit: Visit, kind: Kind, entry: Entry, details: Json) -> list[Detail]:
    """The entry's data in words; what its list can be filtered by leads there."""
    views = []
    for field in kind.details:
        value = details.get(field.name)
        if value in (None, "", []) or field.name == kind.code_from or not field.show:
            continue
        values = value if isinstance(value, list) else [value]
        views.append(
            Detail(field.name, field.words[visit.lang], tuple(_value(visit, kind, field, one) for one in values))
        )
    if entry.county in COUNTIES:
        county = filter_go(visit, kind, "county", entry.county, COUNTIES[entry.county][visit.lang])
        views.append(Detail("county", GROUP_NAMES["county"][visit.lang], (county,)))
    return views


def _value(visit: Visit, kind: Kind, field: DetailField, value: object) -> Go:
    stored = ("yes" if value else "no") if isinstance(value, bool) else value
    words = field.say(stored, visit.lang)
    return filter_go(visit, kind, field.name, str(stored), words) if field.filter else Go(words, "")


def _theme(visit: Visit, entry: Entry, kind: Kind) -> Go | None:
    known = THEMES.get(entry.theme)
    return filter_go(visit, kind, "theme", entry.theme, known[visit.lang]) if known else None


def _languages(visit: Visit, it: Found) -> list[TextLanguage]:
    may_translate = rules.may_edit(visit.viewer, it.entry, it.kind)
    rows = []
    for code in LANGUAGES:
        here = entry_url(visit, it.kind, it.entry.id, it.text.slug, **{"in": code})
        if code in it.texts:
            stale = it.is_stale(code)
            rows.append(
                TextLanguage(code, LANGUAGE_NAMES[code], here, code == it.language, code == it.entry.language, stale)
            )
        elif may_translate:
            rows.append(
                TextLanguage(code, LANGUAGE_NAMES[code], sub_url(visit, it.entry, "edit", **{"in": code}), missing=True)
            )
    return rows


def _translate(visit: Visit, it: Found) -> str:
    """Where to bring a stale translation up to date."""
    if it.is_stale(it.language) and rules.may_edit(visit.viewer, it.entry, it.kind):
        return sub_url(visit, it.entry, "edit", **{"in": it.language})
    return ""


def _status_form(visit: Visit, entry: Entry, kind: Kind) -> StatusForm | None:
    if not rules.may_set_status(visit.viewer, entry) or len(kind.lifecycle.statuses) < 2:
        return None
    values: dict[str, str | list[str]] = {"status": entry.status}
    return StatusForm(sub_url(visit, entry, "status"), status_choices(kind, visit.lang), Form.of(values))


def _addresses(visit: Visit, entry: Entry, text: EntryText) -> Json:
    viewer = visit.viewer
    kind = visit.bank.kinds[entry.kind]
    public = is_public(entry)
    base = entry_url(visit, kind, entry.id, text.slug)
    return {
        "md_url": f"{base}.md" if public else "",
        "json_url": f"{base}.json" if public else "",
        "edit": sub_url(visit, entry, "edit", **{"in": text.language})
        if rules.may_edit(viewer, entry, kind) and rules.is_open(viewer, entry)
        else "",
        "revisions": sub_url(visit, entry, "revisions"),
        "withdraw": sub_url(visit, entry, "withdrawal")
        if rules.may_withdraw(viewer, entry) and rules.is_open(viewer, entry)
        else "",
        "publish_again": sub_url(visit, entry, "publication") if may_bring_back(visit, entry) else "",
        "report": sub_url(visit, entry, "report") if public else "",
        "share": sub_url(visit, entry, "share") if public else "",
        "hide": sub_url(visit, entry, "decision") if rules.may_moderate(viewer) else "",
        "is_hidden": entry.hidden_at is not None,
        "blackout": sub_url(visit, entry, "blackout") if rules.may_moderate(viewer) else "",
    }
