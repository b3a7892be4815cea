"""Linking two entries: find the other end, say how well it answers, contest, confirm, withdraw, look back."""

from ideabank.entries import links
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.relation import Relation
from ideabank.entries.vocabulary import FITS, LINK_STATES
from ideabank.errors import Conflict, Forbidden, Gone, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.linking.claiming import claim_page, end_card
from ideabank.linking.compose import link_row
from ideabank.linking.forms import claim_of, form_of
from ideabank.linking.picking import chosen_page, offered, pick_page, preset
from ideabank.linking.picks import MOST, make, picks_of, read_picks, ticked_in
from ideabank.linking.queries import LINK, NO_LINK, changes_of, ends_named, other_end
from ideabank.linking.rules import may_confirm, may_contest, may_judge, may_link, may_withdraw_link
from ideabank.linking.views import ContestPage, LinkChangeRow, LinkHistoryPage
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import chosen_text, label, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.people import shown_names
from ideabank.visit.ticked import ticked
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.action import prepares
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import whole

CHANGES = {
    "suggested": N_("Was suggested."),
    "edited": N_("Was changed."),
    "confirmed": N_("Was confirmed."),
    "contested": N_("Was contested."),
    "withdrawn": N_("Was taken away."),
    "undone": N_("The last change was undone."),
}
FIELDS = ("fit", "basis", "evidence", "slides", "based_on", "language")


def new(visit: Visit, kind: Kind) -> Response:
    """The form with the likeliest other ends, or with those that the address names (`other`) or its word (`q`) finds."""
    entry = _linkable(visit, kind)
    given: dict[str, str | list[str]] = {name: visit.arg(name) for name in ("kind", "anchor", "q")}
    named = [whole(one) for one in visit.query_params.getlist("other")]
    here = ends_named(visit.session, named, viewer=visit.viewer)
    given["other"] = [str(one) for one in dict.fromkeys(named) if one in here and one != entry.id]
    form = Form.of({"basis": "judgement", "language": visit.lang, **given})
    preset(visit, entry, form)
    return show(visit, pick_page(visit, entry, form, offered(visit, entry, form)))


def _search(visit: Visit, kind: Kind) -> Response | None:
    """Looks for more other ends with what is typed and ticked kept; before the writing begins, for others wait for that."""
    if visit.text("do") != "search":
        return None
    entry, form = _linkable(visit, kind), read_picks(visit)
    form.values["other"] = ticked_in(form)
    return unpublished(show(visit, pick_page(visit, entry, form, offered(visit, entry, form))))


@deed(N_("Make the link"))
@prepares(_search)
def create(visit: Visit, kind: Kind) -> Response:
    """Makes every link that was ticked, or none and shows what is missing where."""
    entry, form = _linkable(visit, kind), read_picks(visit)
    picks = picks_of(visit, entry, form)
    if form.is_valid:
        make(visit, picks, form)
    if form.is_valid:
        said = "linked" if len(picks) == 1 else "linked-many"
        return see_other(sub_url(visit, entry, "show") + "#links", said=said)
    visit.session.rollback()  # what was made before the first that could not be
    return show(visit, pick_page(visit, entry, form, [int(one) for one in form.many("other")]), status=422)


def chosen(visit: Visit, kind: Kind) -> Response:
    """Whom the entries ticked in a list may be linked to; without a tick, a sentence."""
    _require_maker(visit)
    ids = ticked(visit)
    found = ends_named(visit.session, ids, viewer=visit.viewer)
    entries = [found[one] for one in ids if one in found and found[one].kind == kind.code]
    if not entries:
        raise Refused(N_("Nothing is ticked that could be linked. Go back to the list and tick anew."))
    if len(entries) > MOST:
        raise Refused(N_("At most 50 can be linked at once. Go back to the list and take some ticks away."))
    return show(visit, chosen_page(visit, entries, query=visit.arg("q").strip()[:200]))


@deed(N_("Change the link"))
def edit(visit: Visit, kind: Kind) -> Response:
    """Changes what a link claims."""
    entry, link = _linkable(visit, kind), _standing(visit, kind)
    other = visit.session.get_one(Entry, other_end(link, entry))
    if visit.method == "POST":
        form = Form.read(visit, FIELDS)
        claim = claim_of(visit, form, before=link)
        if form.is_valid:
            try:
                links.edit(visit.session, link, claim, by=visit.viewer, based_on=whole(form.value("based_on")))
                return see_other(sub_url(visit, entry, "show") + "#links", said="link-saved")
            except Conflict as error:
                visit.session.rollback()
                form.refuse("", visit.translator(error.message))
    else:
        form = form_of(visit, link)
    page = claim_page(visit, entry, other, form=form, link=link)
    return show(visit, page, status=200 if form.is_valid else 422)


@deed(N_("Contest the link"))
def contest(visit: Visit, kind: Kind) -> Response:
    """Says with a reason that the claim does not hold."""
    entry, link = _signed_in(visit, kind), _standing(visit, kind)
    if not may_contest(visit.viewer, link):
        raise Forbidden("This link cannot be contested now.")
    form = Form.read(visit, ("reason",))
    if visit.method == "POST":
        reason = words_of(visit, form, "reason", missing=N_("Tell why, so that it can be put right."))
        if form.is_valid:
            links.contest(visit.session, link, by=visit.viewer, reason=reason)
            return see_other(sub_url(visit, entry, "show") + "#links", said="link-contested")
    page = ContestPage(
        title=visit.translator("Contest this link"),
        source=end_card(visit, entry.id),
        row=link_row(visit, entry, link),
        relation=_relation_name(visit, entry, link),
        action=sub_url(visit, entry, "links:contest", link=str(link.id)),
        form=form,
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


@deed(N_("Confirm the link"))
def confirm(visit: Visit, kind: Kind) -> Response:
    """Says that the claim holds; who has said so already has nothing left to do."""
    entry, link = _signed_in(visit, kind), _standing(visit, kind)
    if visit.text("state") != "confirmed":
        raise Refused("Choose one of the options in the list.")
    if not may_judge(visit.viewer):
        raise Forbidden("Designers, teams, coordinators and those who speak for an organisation confirm links.")
    if link.created_by_id == visit.viewer.id:
        raise Forbidden("Someone other than the author confirms a link.")
    if may_confirm(visit.viewer, link):
        links.confirm(visit.session, link, by=visit.viewer)
    elif links.confirmer(visit.session, link) != visit.viewer.id:
        raise Conflict("This link has been confirmed already.")
    return see_other(sub_url(visit, entry, "show") + "#links", said="link-confirmed")


@deed(N_("Take the link away"))
def withdrawal(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the link away."""
    entry, link = _signed_in(visit, kind), _standing(visit, kind)
    if not may_withdraw_link(visit.viewer, link):
        raise Forbidden("Only who made a link, or a coordinator, can take it away. You can contest it.")
    form, _ = Form.read(visit, ("reason",)), visit.translator
    reason = words_of(visit, form, "reason")
    if visit.method == "POST" and form.is_valid:
        links.withdraw(visit.session, link, by=visit.viewer, reason=reason)
        return see_other(sub_url(visit, entry, "show") + "#links", said="link-withdrawn")
    page = ConfirmPage(
        title=_("Take this link away?"),
        text=_("It disappears from both pages. Its history is kept."),
        action=sub_url(visit, entry, "links:withdrawal", link=str(link.id)),
        button=_("Remove"),
        back=sub_url(visit, entry, "show"),
        reason_label=_("Why? (shown to everybody)"),
        form=form,
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def history(visit: Visit, kind: Kind) -> Response:
    """The life of one link, newest first."""
    entry, link = find(visit, kind), _link(visit, kind)
    changes = changes_of(visit.session, link)
    people = shown_names(visit.session, {change.person_id for change in changes})
    relation = visit.bank.relations[link.relation]
    page = LinkHistoryPage(
        title=visit.translator("History of the link"),
        source=end_card(visit, link.source_id),
        target=end_card(visit, link.target_id),
        relation=relation.forth[visit.lang],
        rows=tuple(_change(visit, relation, change, people.get(change.person_id or 0, "")) for change in changes),
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page)


def _change(visit: Visit, relation: Relation, change: LinkChange, who: str) -> LinkChangeRow:
    after, lang = change.after, visit.lang
    return LinkChangeRow(
        at=change.at,
        what=visit.translator(CHANGES[change.action]),
        who=who,
        fit=label(FITS, after["fit"], lang) if relation.has_fit else None,
        state=label(LINK_STATES, after["state"], lang),
        evidence=chosen_text(after.get("evidence", {}), lang),
        reason=Text(change.reason, str(after.get("language", lang))) if change.reason else Text(),
    )


def _relation_name(visit: Visit, entry: Entry, link: Link) -> str:
    relation: Relation = visit.bank.relations[link.relation]
    words = relation.forth if link.source_id == entry.id else relation.back
    return str(words[visit.lang])


def _link(visit: Visit, kind: Kind) -> Link:
    entry = find(visit, kind)
    return found_in(entry, LINK, visit.path_params["link"], session=visit.session, viewer=visit.viewer)


def _standing(visit: Visit, kind: Kind) -> Link:
    """The link, while it stands: of one that was taken away only the history is left."""
    link = _link(visit, kind)
    if link.state == "withdrawn":
        raise Gone(NO_LINK)
    return link


def _linkable(visit: Visit, kind: Kind) -> Entry:
    entry = find(visit, kind)
    _require_maker(visit)
    return entry


def _require_maker(visit: Visit) -> None:
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    if not may_link(visit.viewer):
        raise Forbidden(
            "Designers, project teams and coordinators make links. You can say in a comment what should be linked."
        )


def _signed_in(visit: Visit, kind: Kind) -> Entry:
    entry = find(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    return entry
