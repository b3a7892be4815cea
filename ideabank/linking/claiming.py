"""The page of making a link, in two steps: finding the other end, and saying what the link claims."""

from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import rows_of
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.errors import NotFound
from ideabank.linking.forms import labels_of
from ideabank.linking.joining import places_named, relation_choices, steps_of
from ideabank.linking.queries import NO_END
from ideabank.linking.views import LinkFormPage
from ideabank.visit.cards import card, choices, sub_url
from ideabank.visit.similar import found_cards
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form


def search_page(visit: Visit, entry: Entry) -> LinkFormPage:
    """Step one: what a word finds, each with the address that chooses it."""
    query, wanted = visit.arg("q").strip()[:200], visit.arg("kind")
    return LinkFormPage(
        title=visit.translator("Link this"),
        this=end_card(visit, entry.id),
        search=sub_url(visit, entry, "links:new"),
        query=query,
        results=_results(visit, entry, query, wanted) if query else (),
        searched=bool(query),
        kept=tuple((name, visit.arg(name)) for name in ("kind", "anchor") if visit.arg(name)),
        back=sub_url(visit, entry, "show"),
    )


def claim_page(visit: Visit, entry: Entry, other: Entry, form: Form, *, link: Link | None = None) -> LinkFormPage:
    """Step two, and the form of a link that stands, whose ends and relation stay: how well it answers, on what grounds."""
    relations = () if link else relation_choices(visit, entry, other)
    codes = [link.relation] if link else [choice.value[:-1] for choice in relations]
    possible = [visit.bank.relations[code] for code in codes]
    fits = choices(FITS, visit.lang) if not possible or any(one.has_fit for one in possible) else ()
    steps = steps_of(visit, entry, other) if not link and any(one.at_step for one in possible) else ()
    place, whole = places_named(visit, entry, other) if steps else ("", "")
    hidden = ("other", "based_on", "language", *(() if fits else ("fit",)))
    return LinkFormPage(
        title=visit.translator("Edit the link") if link else visit.translator("Link this"),
        this=end_card(visit, entry.id),
        other=end_card(visit, other.id),
        action=sub_url(visit, entry, "links:edit", link=str(link.id))
        if link
        else sub_url(visit, entry, "links:create"),
        form=form,
        labels=labels_of(visit, relations=len(relations) > 1, place=place, fits=bool(fits)),
        relations=relations,
        fits=fits,
        bases=choices(BASES, visit.lang),
        hidden=tuple((name, form.value(name)) for name in hidden if form.value(name)),
        steps=steps,
        place=place,
        whole=whole,
        is_edit=link is not None,
        back=sub_url(visit, entry, "show"),
    )


def end_card(visit: Visit, entry_id: int) -> Card:
    """One end of a link, for who may see it."""
    row = rows_of(visit.session, [entry_id], visit.lang, to=visit.viewer).get(entry_id)
    if row is None:
        raise NotFound(NO_END)
    return card(visit, visit.bank, row)


def _results(visit: Visit, entry: Entry, query: str, wanted: str) -> tuple[tuple[Card, str], ...]:
    """Hits of kinds this entry can be joined to, each with the address that chooses it."""
    bank = visit.bank
    joinable = {
        code
        for code in bank.kinds
        if bank.relations_between(entry.kind, code) or bank.relations_between(code, entry.kind)
    }
    kinds = {wanted} & joinable or joinable
    found = found_cards(visit, query, kinds=kinds, limit=20)
    return tuple(
        (hit, sub_url(visit, entry, "links:new", other=str(number), kind=wanted, anchor=visit.arg("anchor")))
        for number, hit in found
        if number != entry.id
    )
