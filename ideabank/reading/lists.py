"""Lists of one kind: filters that combine, a sentence that says what is shown, sorting, pages."""

import dataclasses
import functools
from collections.abc import Mapping

from sqlalchemy.orm import Session

from ideabank.entries.facets import Tally
from ideabank.entries.kind import Kind
from ideabank.entries.queries import FOUND, Rows, Selection, joined_ends, page_of
from ideabank.entries.vocabulary import COUNTIES, MET, THEMES
from ideabank.i18n import LANGUAGE_NAMES, Words
from ideabank.reading.facets import facets, tallies_of
from ideabank.reading.looks import card_groups, list_cards, look_of, looks_of, ticking_of
from ideabank.reading.views.lists import ActiveFilter, FilterGroup, Filters, ListPage
from ideabank.search.answer import Portion
from ideabank.visit.cards import choices, status_choices
from ideabank.visit.rules import may_bring, may_tell
from ideabank.visit.visit import Visit
from ideabank.web.paging import decode, near, number_of, numbered
from ideabank.web.parts import Choice, Go, Pager

MOST_FOUND, MOST_QUERY = 500, 500
PLACES = ("after", "page")
KEPT = ("sort", "view")  # what filtering does not change
SORT_NAMES = {
    FOUND: Words("Parhaat osumat", "Bästa träffar", "Best matches"),
    "supported": Words("Eniten kannatetut", "Mest stöd", "Most supported"),
    "newest": Words("Uusimmat", "Nyaste", "Newest"),
    "discussed": Words("Eniten keskusteltu", "Mest diskuterade", "Most discussed"),
    "linked": Words("Eniten linkkejä", "Flest länkar", "Most linked"),
    "code": Words("Tunnuksen mukaan", "Enligt kod", "By code"),
}
GROUP_NAMES = {
    "theme": Words("Aihe", "Tema", "Theme"),
    "county": Words("Hyvinvointialue", "Välfärdsområde", "Wellbeing services county"),
    "status": Words("Tila", "Status", "Status"),
    "met": Words("Onko ratkaisua", "Finns det en lösning", "Is there a solution"),
    "language": Words("Kerrottu kielellä", "Finns på", "Languages"),
    "tag": Words("Avainsana", "Nyckelord", "Tag"),
    "due": Words("Ajantasaisuus", "Aktualitet", "Up to date"),
}
DUE = {"yes": Words("Tarkistuspäivä on mennyt", "Kontrolldagen har passerat", "Past its review date")}


def list_page(visit: Visit, kind: Kind) -> ListPage:
    """The list of this kind as the address asks for it."""
    _, face, tells = visit.translator, visit.face(kind), may_tell(visit.viewer, kind)
    groups = groups_of(visit, kind)
    selection, look = selected(visit, kind, groups), look_of(visit, kind)
    counted = tallies_of(visit).of(visit.session, selection, groups)
    selection = dataclasses.replace(selection, page=min(selection.page, numbered(counted.total, selection.limit)))
    in_groups = card_groups(visit, selection) if look == "groups" else ()
    rows = Rows(()) if in_groups else page_of(visit.session, selection)
    active = _active(visit, kind, groups, selection)
    return ListPage(
        title=kind.many[visit.lang],
        description=kind.intro[visit.lang],
        indexed=not active and selection.page == 1 and not visit.arg("after") and not visit.arg("view"),
        kind=kind.code,
        intro=kind.intro[visit.lang],
        sentence=_sentence(visit, kind, active=active, counted=counted),
        filters=_filters(visit, groups, selection, active=active, counted=counted),
        sortings=_sortings(visit, selection),
        cards=list_cards(visit, selection, rows.rows),
        groups=in_groups,
        pager=Pager() if in_groups else _pager(visit, selection, rows, counted.total),
        tell=visit.to(f"{kind.folder}:{face.telling.start or 'new'}") if tells else "",
        tell_words=_(face.telling.act),
        bring=_bring(visit, kind),
        bring_words=_("Import a list") if kind.exchange.lists else _("Import a file"),
        total=counted.total,
        empty=_("A team shows its own here when it wants to.")
        if kind.lifecycle.is_teams
        else _("Be the first to tell of something."),
        beside=tuple((one.kind, visit.to(one.url), _(one.name)) for one in face.listing.beside),
        look=look,
        looks=looks_of(visit, kind, look),
        support=face.reading.support,
        here=visit.url.query[:MOST_QUERY],
        ticking=ticking_of(visit, kind) if look == "table" else None,
        has_met=kind.lifecycle.has_met,
    )


def _filters(
    visit: Visit,
    groups: tuple[FilterGroup, ...],
    selection: Selection,
    *,
    active: tuple[ActiveFilter, ...],
    counted: Tally,
) -> Filters:
    """The filter form as it was sent, and what it does now."""
    folder, word = selection.kind.folder, visit.arg("q")[:200]
    keep = tuple((name, visit.arg(name)[:20]) for name in KEPT if visit.arg(name))
    return Filters(
        action=visit.to(f"{folder}:list"),
        groups=facets(groups, selection, counted),
        active=active,
        clear=visit.to(f"{folder}:list", **dict(keep)) if active else "",
        keep=keep,
        query=word,
        plainly=bool(word.strip()) and not visit.search.is_ready,
        total=counted.total,
        lost=_lost(visit, selection, groups),
    )


def _lost(visit: Visit, selection: Selection, groups: tuple[FilterGroup, ...]) -> tuple[str, ...]:
    """Filters that the address asks for and the list does not have any more, such as an entry that has gone, by what they are called."""
    kind, lang = selection.kind, visit.lang
    names = {one.name: one.words[lang] for one in kind.link_filters} | {group.name: group.label for group in groups}
    return tuple(names[name] for name in names if visit.arg(name) and name not in selection.filters)


def _sortings(visit: Visit, selection: Selection) -> tuple[Go, ...]:
    """The orders to choose from; what a word found has one more, the best first."""
    names = visit.face(selection.kind).listing.sortings
    return tuple(
        Go(SORT_NAMES[name][visit.lang], _here(visit, selection.kind, sort=name), current=name == selection.sort)
        for name in ((FOUND, *names) if selection.only is not None else names)
    )


def _pager(visit: Visit, selection: Selection, rows: Rows, total: int) -> Pager:
    """Pages by number as far as they have one; beyond the last of those only onward, from the last row seen."""
    last, page = numbered(total, selection.limit), 0 if selection.cursor else selection.page
    if rows.next is None and page == 1:
        return Pager()
    begins = (page - 1) * selection.limit

    def at(number: int) -> str:
        return _here(visit, selection.kind, page=str(number) if number > 1 else "")

    onward = (
        at(page + 1) if 0 < page < last else _here(visit, selection.kind, after=rows.next.encode()) if rows.next else ""
    )
    return Pager(
        previous=at(page - 1) if page > 1 else "",
        next=onward,
        numbers=tuple(Go(str(one), at(one), current=one == page) if one else None for one in near(page, last)),
        span=f"{begins + 1}–{begins + len(rows.rows)} / {visit.translator.number(total)}" if page else "",
    )


def _bring(visit: Visit, kind: Kind) -> str:
    """Where a file can be brought in, for kinds that take files or lists, and who may bring one."""
    takes = any(name == "import:new" for _, _, _, name in visit.face(kind).pages) and may_tell(visit.viewer, kind)
    takes = takes or may_bring(visit.viewer, kind)
    return visit.to(f"{kind.folder}:import:new") if takes else ""


def groups_of(visit: Visit, kind: Kind) -> tuple[FilterGroup, ...]:
    """All the questions this kind's list can be narrowed by now."""
    if not kind.link_filters:
        return filter_groups(kind, visit.lang)
    lang = visit.lang
    joined = tallies_of(visit).ends.of(visit.session, (kind.code, lang), lambda: _joined(visit.session, kind, lang))
    return (*filter_groups(kind, visit.lang), *joined)


def selected(visit: Visit, kind: Kind, groups: tuple[FilterGroup, ...]) -> Selection:
    """What the address asks for, the word in the filter form included."""
    return _worded(visit, selection_of(visit, kind, groups))


def selection_of(
    visit: Visit, kind: Kind, groups: tuple[FilterGroup, ...], asked: Mapping[str, str] | None = None
) -> Selection:
    """What the address asks for, or whatever else `asked`, by the same names; values that are not on the list are left out."""
    asked = visit.query_params if asked is None else asked
    filters, current = {}, kind.current({group.name: asked.get(group.name, "") for group in groups})
    for group in groups:
        value = current.get(group.name, "")
        if any(choice.value == value for choice in group.choices):
            filters[group.name] = value
    if tag := asked.get("tag", "")[:60].replace("\x00", ""):
        filters["tag"] = tag
    sortings, sort = visit.face(kind).listing.sortings, asked.get("sort", "")
    place, page = decode(asked.get("after", ""), 2), number_of(asked.get("page", ""))
    return Selection(kind, visit.lang, filters, sort if sort in sortings else sortings[0], place, page)


def _worded(visit: Visit, selection: Selection) -> Selection:
    """Narrowed to what the word in the filter form finds."""
    text = visit.arg("q")[:200].strip()
    if not text:
        return selection
    among, portion = (("kind", (selection.kind.code,)),), Portion(MOST_FOUND)
    found = visit.search.find(visit.session, text, filters=among, language=visit.lang, portion=portion)
    sort = selection.sort if visit.arg("sort") in visit.face(selection.kind).listing.sortings else FOUND
    return dataclasses.replace(selection, only=tuple(found.ids), sort=sort)


@functools.cache
def filter_groups(kind: Kind, lang: str) -> tuple[FilterGroup, ...]:
    """The questions this kind's list can be narrowed by."""
    groups = []
    if kind.has_theme:
        groups.append(_group("theme", choices(THEMES, lang), lang))
    if kind.lifecycle.has_met:
        groups.append(_group("met", choices(MET, lang), lang))
    groups += [FilterGroup(f.name, f.words[lang], choices(f.options or {}, lang)) for f in kind.details if f.filter]
    groups.append(_group("county", choices(COUNTIES, lang), lang))
    if len(kind.lifecycle.statuses) > 1:
        groups.append(_group("status", status_choices(kind, lang), lang))
    groups.append(
        _group("language", tuple(Choice(code, name, lang=code) for code, name in LANGUAGE_NAMES.items()), lang)
    )
    if kind.lifecycle.has_review:
        groups.append(_group("due", choices(DUE, lang), lang))
    return tuple(groups)


def _joined(session: Session, kind: Kind, lang: str) -> tuple[FilterGroup, ...]:
    """The questions that are answered by entries of the bank, such as which platform a recipe relies on."""
    ends = joined_ends(session, kind, lang)
    return tuple(
        FilterGroup(one.name, one.words[lang], tuple(Choice(str(number), title) for number, title in ends[one.name]))
        for one in kind.link_filters
        if ends[one.name]
    )


def _group(name: str, options: tuple[Choice, ...], lang: str) -> FilterGroup:
    return FilterGroup(name, GROUP_NAMES[name][lang], options)


def _active(
    visit: Visit, kind: Kind, groups: tuple[FilterGroup, ...], selection: Selection
) -> tuple[ActiveFilter, ...]:
    names = {group.name: group for group in groups}
    text = visit.arg("q")[:200].strip()
    active = [ActiveFilter(visit.translator("Word in the text"), text, _here(visit, kind, q=""))] if text else []
    for name, value in selection.filters.items():
        group = names.get(name)
        word = next((c.name for c in group.choices if c.value == value), value) if group else value
        title = group.label if group else GROUP_NAMES["tag"][visit.lang]
        active.append(ActiveFilter(title, word, _here(visit, kind, **{name: ""})))
    return tuple(active)


def _sentence(visit: Visit, kind: Kind, *, active: tuple[ActiveFilter, ...], counted: Tally) -> str:
    """What is listed; what only its team sees is not, though it may stand above the list as one's own."""
    _, total = visit.translator, counted.total
    number = _.number(total)
    if kind.lifecycle.is_teams and not active:
        return _.ngettext("%(number)s is shown to everybody.", "%(number)s are shown to everybody.", total) % {
            "number": number
        }
    if not active:
        return _.ngettext("%(number)s entry in all.", "%(number)s entries in all.", total) % {"number": number}
    return _("%(number)s of %(every)s") % {"number": number, "every": _.number(counted.every)}


def _here(visit: Visit, kind: Kind, /, **changes: str) -> str:
    """This list with something changed; a changed filter or sorting begins again from the first page."""
    kept = {name: value for name, value in visit.query_params.items() if name not in PLACES and len(value) < 200}
    return visit.to(f"{kind.folder}:list", **{**kept, **changes})
