"""Linking two entries: find the other end, say how well it answers, contest, confirm, withdraw, look back."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries import links
from ideabank.entries.kinds import Kind, Relation
from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.queries import cards
from ideabank.entries.visibility import visible_to
from ideabank.entries.vocabulary import BASES, FITS, LINK_STATES
from ideabank.errors import Conflict, Forbidden, Gone, NotFound, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.linking.compose import link_row
from ideabank.linking.forms import claim_of, form_of, labels_of
from ideabank.linking.joining import ends_of, relation_choices, steps_of
from ideabank.linking.queries import LINK, NO_END, NO_LINK, other_end
from ideabank.linking.rules import may_confirm, may_contest, may_link, may_withdraw_link
from ideabank.linking.views import ContestPage, LinkChangeRow, LinkFormPage, LinkHistoryPage
from ideabank.visit.belonging import entry_named, found_in
from ideabank.visit.cards import card, choices, chosen_text, label, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.people import shown_names
from ideabank.visit.similar import found_cards
from ideabank.visit.views import Card, ConfirmPage
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import Request, whole

CHANGES = {
    "suggested": N_("Was suggested."),
    "edited": N_("Was changed."),
    "confirmed": N_("Was confirmed."),
    "contested": N_("Was contested."),
    "withdrawn": N_("Was taken away."),
}
FIELDS = ("other", "relation", "anchor", "fit", "basis", "evidence", "slides", "based_on", "language")


def new(request: Request, session: Session, kind: Kind) -> Response:
    """Step one: search the other end. Step two, with `other` in the address: the claim."""
    entry = _linkable(request, session, kind)
    other = _other(request, session, request.arg("other"))
    given = {"other": request.arg("other"), "anchor": request.arg("anchor"), "language": request.lang}
    form = Form.of({"fit": "unknown", "basis": "judgement", **given})
    return show(request, _form_page(request, session, entry, other, form))


@deed(N_("Make the link"))
def create(request: Request, session: Session, kind: Kind) -> Response:
    """Makes the link, or shows what is missing."""
    entry = _linkable(request, session, kind)
    form = Form.read(request, FIELDS)
    other = _other(request, session, form.value("other"))
    if other is None:
        raise NotFound(NO_END)
    claim = claim_of(request, form)
    pair = ends_of(request, entry, other, form.value("relation"))
    if pair is None:
        form.refuse("relation", request.translator("Choose how the two belong together."))
    if form.is_valid and pair is not None:
        try:
            anchor = form.value("anchor") if request.site.bank.relations[pair[2]].at_step else ""
            links.suggest(session, pair[0], pair[1], pair[2], claim, anchor=anchor, by=request.viewer)
            return see_other(sub_url(request, entry, "show") + "#links", said="linked")
        except (Conflict, Refused) as error:
            form.refuse("", request.translator(error.message))
    return show(request, _form_page(request, session, entry, other, form), status=422)


@deed(N_("Change the link"))
def edit(request: Request, session: Session, kind: Kind) -> Response:
    """Changes what a link claims."""
    entry, link = _linkable(request, session, kind), _standing(request, session, kind)
    other = session.get(Entry, other_end(link, entry))
    if request.method == "POST":
        form = Form.read(request, FIELDS)
        claim = claim_of(request, form, before=link)
        if form.is_valid:
            try:
                links.edit(session, link, claim, by=request.viewer, based_on=whole(form.value("based_on")))
                return see_other(sub_url(request, entry, "show") + "#links", said="link-saved")
            except Conflict as error:
                session.rollback()
                form.refuse("", request.translator(error.message))
    else:
        form = form_of(request, link)
    page = _form_page(request, session, entry, other, form, link=link)
    return show(request, page, status=200 if form.is_valid else 422)


@deed(N_("Contest the link"))
def contest(request: Request, session: Session, kind: Kind) -> Response:
    """Says with a reason that the claim does not hold."""
    entry, link = _signed_in(request, session, kind), _standing(request, session, kind)
    if not may_contest(request.viewer, link):
        raise Forbidden("This link cannot be contested now.")
    form = Form.read(request, ("reason",))
    if request.method == "POST":
        reason = words_of(request, form, "reason", missing=N_("Tell why, so that it can be put right."))
        if form.is_valid:
            links.contest(session, link, by=request.viewer, reason=reason)
            return see_other(sub_url(request, entry, "show") + "#links", said="link-contested")
    page = ContestPage(
        title=request.translator("Contest this link"),
        source=_card(request, session, entry.id or 0),
        row=link_row(request, session, entry, link),
        relation=_relation_name(request, entry, link),
        action=sub_url(request, entry, "links:contest", link=str(link.id)),
        form=form,
        back=sub_url(request, entry, "show"),
    )
    return show(request, page, status=200 if form.is_valid else 422)


@deed(N_("Confirm the link"))
def confirm(request: Request, session: Session, kind: Kind) -> Response:
    """Says that the claim holds."""
    entry, link = _signed_in(request, session, kind), _standing(request, session, kind)
    if not may_confirm(request.viewer, link):
        raise Forbidden("Somebody else than who suggested a link confirms it.")
    links.confirm(session, link, by=request.viewer)
    return see_other(sub_url(request, entry, "show") + "#links", said="link-confirmed")


@deed(N_("Take the link away"))
def withdrawal(request: Request, session: Session, kind: Kind) -> Response:
    """Asks, and takes the link away."""
    entry, link = _signed_in(request, session, kind), _standing(request, session, kind)
    if not may_withdraw_link(request.viewer, link):
        raise Forbidden("Only who made a link, or a coordinator, can take it away. You can contest it.")
    form, _ = Form.read(request, ("reason",)), request.translator
    reason = words_of(request, form, "reason")
    if request.method == "POST" and form.is_valid:
        links.withdraw(session, link, by=request.viewer, reason=reason)
        return see_other(sub_url(request, entry, "show") + "#links", said="link-withdrawn")
    page = ConfirmPage(
        title=_("Take this link away?"),
        text=_("It disappears from both pages. Its history is kept."),
        action=sub_url(request, entry, "links:withdrawal", link=str(link.id)),
        button=_("Take away"),
        back=sub_url(request, entry, "show"),
        reason_label=_("Why? (shown to everybody)"),
        form=form,
    )
    return show(request, page, status=200 if form.is_valid else 422)


def history(request: Request, session: Session, kind: Kind) -> Response:
    """The life of one link, newest first."""
    entry, link = find(request, session, kind), _link(request, session, kind)
    query = sa.select(LinkChange).where(col(LinkChange.link_id) == link.id).order_by(col(LinkChange.id).desc())
    changes = list(session.execute(query.limit(100)).scalars())
    people = shown_names(session, {change.person_id for change in changes})
    relation = request.site.bank.relations[link.relation]
    page = LinkHistoryPage(
        title=request.translator("History of the link"),
        source=_card(request, session, link.source_id),
        target=_card(request, session, link.target_id),
        relation=relation.forth[request.lang],
        rows=tuple(_change(request, relation, change, people.get(change.person_id or 0, "")) for change in changes),
        back=sub_url(request, entry, "show"),
    )
    return show(request, page)


def _change(request: Request, relation: Relation, change: LinkChange, who: str) -> LinkChangeRow:
    after, lang = change.after, request.lang
    return LinkChangeRow(
        at=change.at,
        what=request.translator(CHANGES[change.action]),
        who=who,
        fit=label(FITS, after["fit"], lang) if relation.has_fit else None,
        state=label(LINK_STATES, after["state"], lang),
        evidence=chosen_text(after.get("evidence", {}), lang),
        reason=Text(change.reason, str(after.get("language", lang))) if change.reason else Text(),
    )


def _form_page(
    request: Request, session: Session, entry: Entry, other: Entry | None, form: Form, *, link: Link | None = None
) -> LinkFormPage:
    lang, query, wanted = request.lang, request.arg("q").strip()[:200], request.arg("kind")
    relations = relation_choices(request, entry, other) if other else ()
    if len(relations) == 1:
        form.values.setdefault("relation", relations[0].value)
    results = () if other or not query else _results(request, session, entry, query, wanted)
    possible = [request.site.bank.relations[choice.value[:-1]] for choice in relations]
    fits = choices(FITS, lang) if (link is None or _relation(request, link).has_fit) else ()
    if possible and not any(relation.has_fit for relation in possible):
        fits = ()
    action = (
        sub_url(request, entry, "links:edit", link=str(link.id)) if link else sub_url(request, entry, "links:create")
    )
    steps = steps_of(request, session, entry, other) if any(one.at_step for one in possible) and not link else ()
    return LinkFormPage(
        labels=labels_of(request, relations=len(relations) > 1 and not link, steps=bool(steps), fits=bool(fits)),
        title=request.translator("Edit the link") if link else request.translator("Link this"),
        this=_card(request, session, entry.id or 0),
        search=sub_url(request, entry, "links:new"),
        query=query,
        results=results,
        searched=bool(query) and other is None,
        other=_card(request, session, other.id or 0) if other else None,
        action=action,
        form=form,
        relations=() if link else relations,
        fits=fits,
        bases=choices(BASES, lang),
        hidden=tuple(
            (name, form.value(name))
            for name in ("other", "based_on", "language", *(() if fits else ("fit",)))
            if form.value(name)
        ),
        kept=tuple((name, request.arg(name)) for name in ("kind", "anchor") if request.arg(name)),
        steps=steps,
        is_edit=link is not None,
        back=sub_url(request, entry, "show"),
    )


def _results(request: Request, session: Session, entry: Entry, query: str, wanted: str) -> tuple[tuple[Card, str], ...]:
    """Hits of kinds this entry can be joined to, each with the address that chooses it."""
    bank = request.site.bank
    joinable = {
        code
        for code in bank.kinds
        if bank.relations_between(entry.kind, code) or bank.relations_between(code, entry.kind)
    }
    kinds = {wanted} & joinable or joinable
    found = found_cards(request, session, query, kinds=kinds, limit=20)
    return tuple(
        (hit, sub_url(request, entry, "links:new", other=str(number), kind=wanted, anchor=request.arg("anchor")))
        for number, hit in found
        if number != entry.id
    )


def _relation_name(request: Request, entry: Entry, link: Link) -> str:
    relation = _relation(request, link)
    words = relation.forth if link.source_id == entry.id else relation.back
    return str(words[request.lang])


def _relation(request: Request, link: Link) -> Relation:
    relation: Relation = request.site.bank.relations[link.relation]
    return relation


def _card(request: Request, session: Session, entry_id: int) -> Card:
    row = session.execute(cards(request.lang).where(col(Entry.id) == entry_id, visible_to(request.viewer))).first()
    if row is None:
        raise NotFound(NO_END)
    return card(request, request.site.bank, row)


def _other(request: Request, session: Session, number: str) -> Entry | None:
    return entry_named(session, number, viewer=request.viewer) if number else None


def _link(request: Request, session: Session, kind: Kind) -> Link:
    entry = find(request, session, kind)
    return found_in(entry, LINK, request.path_params["link"], session=session, viewer=request.viewer)


def _standing(request: Request, session: Session, kind: Kind) -> Link:
    """The link, while it stands: of one that was taken away only the history is left."""
    link = _link(request, session, kind)
    if link.state == "withdrawn":
        raise Gone(NO_LINK)
    return link


def _linkable(request: Request, session: Session, kind: Kind) -> Entry:
    entry = _signed_in(request, session, kind)
    if not may_link(request.viewer):
        raise Forbidden(
            "Designers, project teams and coordinators make links. You can say in a comment what should be linked."
        )
    return entry


def _signed_in(request: Request, session: Session, kind: Kind) -> Entry:
    entry = find(request, session, kind)
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    return entry
