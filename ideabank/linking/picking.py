"""The page where several links are made at once: the likeliest other ends, those that a word finds, and what is asked about each."""

from collections.abc import Sequence

from ideabank.entries import links
from ideabank.entries.models import Entry
from ideabank.entries.queries import rows_of, texts_of
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.linking.forms import labels_of
from ideabank.linking.joining import joinable, places_named, relation_choices, steps_of
from ideabank.linking.queries import joined_to, most_linked
from ideabank.linking.views import ChosenPage, PickPage, PickRow
from ideabank.text.excerpts import first_sentence
from ideabank.visit.cards import card, choices, sub_url
from ideabank.visit.similar import cards_of, found_cards
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Text

LIKELIEST, FOUND = 10, 20
LEAD = 160
GLYPHS = {"full": "●", "partial": "◐", "none": "○", "unknown": "◌"}


def offered(visit: Visit, entry: Entry, form: Form) -> list[int]:
    """Whom the form offers as the other end: what the word in it finds, else the likeliest; those that are chosen come first."""
    chosen = [int(one) for one in form.many("other")]
    kinds, query = _kinds(visit, entry, form), form.value("q").strip()[:200]
    if query:
        return _once(chosen, [number for number, _ in found_cards(visit, query, kinds=kinds, limit=FOUND)], entry)
    return chosen or likeliest(visit, [entry], kinds=kinds, without={entry.id, *_taken(visit, entry)})


def likeliest(visit: Visit, entries: Sequence[Entry], *, kinds: set[str], without: set[int]) -> list[int]:
    """The entries of these kinds that have most to do with these; where they are too few, those that others have linked most."""
    words = "\n".join(_words(visit, entry) for entry in entries)
    near = visit.search.likely(words, kinds=kinds, without=without, limit=LIKELIEST)
    near = [number for number, _ in cards_of(visit, near)]  # an index may name what has gone meanwhile
    rest = most_linked(visit.session, kinds, without={*without, *near}, limit=LIKELIEST - len(near))
    return [*near, *rest]


def pick_page(visit: Visit, entry: Entry, form: Form, ids: Sequence[int]) -> PickPage:
    """The form with these other ends, as far as this reader may see them, in their order."""
    rows = rows_of(visit.session, {entry.id, *ids}, visit.lang, to=visit.viewer)
    ends = [card(visit, visit.bank, rows[one]) for one in ids if one in rows]
    made = _rows(visit, entry, ends)
    steps = steps_of(visit, entry, None) if any(_is_placed(visit, entry, one) for one in ends) else ()
    place, whole = places_named(visit, entry, None) if steps else ("", "")
    return PickPage(
        title=visit.translator("Link this"),
        this=card(visit, visit.bank, rows[entry.id]),
        action=sub_url(visit, entry, "links:create"),
        back=sub_url(visit, entry, "show"),
        form=form,
        rows=made,
        is_found=bool(form.value("q").strip()),
        bases=choices(BASES, visit.lang),
        steps=steps,
        place=place,
        whole=whole,
        labels=_labels(visit, made, place),
    )


def chosen_page(visit: Visit, entries: Sequence[Entry], *, query: str) -> ChosenPage:
    """Entries that were ticked in a list, and whom they may be linked to: the other end is where the links are made."""
    ids = [entry.id for entry in entries]
    kinds = joinable(visit, entries[0].kind)
    found = found_cards(visit, query, kinds=kinds, limit=FOUND) if query else []
    if not query:
        found = cards_of(visit, likeliest(visit, entries, kinds=kinds, without=set(ids)))
    ends = [(number, one) for number, one in found if number not in ids]
    folders = {code: kind.folder for code, kind in visit.bank.kinds.items()}
    return ChosenPage(
        title=visit.translator("Link those ticked"),
        chosen=tuple(one for _, one in cards_of(visit, ids)),
        ids=tuple(map(str, ids)),
        search=visit.to(f"{folders[entries[0].kind]}:chosen:links"),
        back=visit.to(f"{folders[entries[0].kind]}:list"),
        query=query,
        ends=tuple(
            (_row(visit, one), visit.to(f"{folders[one.kind]}:links:new", ref=str(number), other=list(map(str, ids))))
            for number, one in ends
        ),
    )


def preset(visit: Visit, entry: Entry, form: Form) -> None:
    """Those that are named in the address are ticked: their fit is not known yet, and nothing else is asked before somebody says so."""
    ids = [int(one) for one in form.many("other")]
    for number, row in rows_of(visit.session, ids, visit.lang, to=visit.viewer).items():
        ways = relation_choices(visit, entry, row)
        form.values[f"fit-{number}"] = "unknown" if len(ways) == 1 or _has_fit(visit, ways) else ""


def _kinds(visit: Visit, entry: Entry, form: Form) -> set[str]:
    possible = joinable(visit, entry.kind)
    return {form.value("kind")} & possible or possible


def _taken(visit: Visit, entry: Entry) -> set[int]:
    """Whom it is linked to already: they are not offered, but where one may be linked at several steps."""
    bank = visit.bank

    def may_again(kind: str) -> bool:
        ways = (*bank.relations_between(entry.kind, kind), *bank.relations_between(kind, entry.kind))
        return any(one.at_step and one.by_hand for one in ways)

    return {number for number, kind in joined_to(visit.session, entry).items() if not may_again(kind)}


def _once(chosen: list[int], found: list[int], entry: Entry) -> list[int]:
    return [one for one in dict.fromkeys((*chosen, *found)) if one != entry.id]


def _words(visit: Visit, entry: Entry) -> str:
    text = texts_of(visit.session, entry.id)[entry.language]
    return "\n".join((text.title, text.summary, *text.fields.values()))


def _rows(visit: Visit, entry: Entry, ends: Sequence[Card]) -> tuple[PickRow, ...]:
    placed = {one.id for one in ends if _is_placed(visit, one, entry)}
    places = links.places_of(visit.session, placed, visit.lang)
    steps: dict[int, list[Choice]] = {}
    for (number, key), name in places.items():
        steps.setdefault(number, []).append(Choice(key, name))
    return tuple(_row(visit, one, entry=entry, steps=tuple(steps.get(one.id, ()))) for one in ends)


def _row(visit: Visit, one: Card, *, entry: Entry | None = None, steps: tuple[Choice, ...] = ()) -> PickRow:
    ways = relation_choices(visit, entry, one) if entry is not None else ()
    place, whole = places_named(visit, one, None) if steps else ("", "")
    fits = tuple(Choice(code, f"{GLYPHS[code]} {words[visit.lang]}") for code, words in FITS.items())
    return PickRow(
        number=str(one.id),
        card=one,
        lead=Text(first_sentence(one.summary.value, LEAD), one.summary.lang),
        fits=fits if _has_fit(visit, ways) else (),
        relations=ways if len(ways) > 1 else (),
        steps=steps,
        place=place,
        whole=whole,
    )


def _has_fit(visit: Visit, ways: Sequence[Choice]) -> bool:
    return any(visit.bank.relations[one.value[:-1]].has_fit for one in ways)


def _is_placed(visit: Visit, source: Entry | Card, target: Entry | Card) -> bool:
    """Whether a link from the one to the other may belong to a step of it."""
    return any(one.at_step and one.by_hand for one in visit.bank.relations_between(source.kind, target.kind))


def _labels(visit: Visit, rows: Sequence[PickRow], place: str) -> dict[str, str]:
    """The names of the fields, for telling what is wrong where: those of one entry are called like it."""
    common = labels_of(visit, relations=True, place=place, fits=True)
    asked = {name: common.pop(name) for name in ("fit", "relation")} | {"evidence": common["evidence"]}
    own = {f"{name}-{row.number}": f"{label}: {row.card.title.value}" for row in rows for name, label in asked.items()}
    return {**common, **own}
