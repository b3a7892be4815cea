"""The page of changing a link, and the cards of its ends."""

from ideabank.entries.models import Entry, Link
from ideabank.entries.queries import rows_of
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.errors import NotFound
from ideabank.linking.forms import labels_of
from ideabank.linking.queries import NO_END
from ideabank.linking.views import LinkFormPage
from ideabank.visit.cards import card, choices, sub_url
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form


def claim_page(visit: Visit, entry: Entry, other: Entry, *, form: Form, link: Link) -> LinkFormPage:
    """The form of a link that stands, whose ends and relation stay: how well it answers, on what grounds."""
    fits = choices(FITS, visit.lang) if visit.bank.relations[link.relation].has_fit else ()
    hidden = ("based_on", "language", *(() if fits else ("fit",)))
    return LinkFormPage(
        title=visit.translator("Edit the link"),
        this=end_card(visit, entry.id),
        other=end_card(visit, other.id),
        action=sub_url(visit, entry, "links:edit", link=str(link.id)),
        form=form,
        labels=labels_of(visit, relations=False, place="", fits=bool(fits)),
        fits=fits,
        bases=choices(BASES, visit.lang),
        hidden=tuple((name, form.value(name)) for name in hidden if form.value(name)),
        back=sub_url(visit, entry, "show"),
    )


def end_card(visit: Visit, entry_id: int) -> Card:
    """One end of a link, for who may see it."""
    row = rows_of(visit.session, [entry_id], visit.lang, to=visit.viewer).get(entry_id)
    if row is None:
        raise NotFound(NO_END)
    return card(visit, visit.bank, row)
