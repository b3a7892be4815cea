"""What may already exist: what is probably the same as the entry being told, and folded beneath it what else to look at. Quiet, never a
step on the way; each can be opened, supported or linked at once, and what has been typed stays."""

import re

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries import links
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.relation import Relation
from ideabank.entries.visibility import is_public
from ideabank.errors import NotFound, SignInNeeded
from ideabank.linking.rules import may_link
from ideabank.search.judging import Like, Likes
from ideabank.support.actions import support
from ideabank.support.models import Vote
from ideabank.telling.forms import LINKED
from ideabank.telling.views import Alike, AlikeEntry, ToLink
from ideabank.visit.belonging import entry_named
from ideabank.visit.similar import MOST_LETTERS, cards_of, like
from ideabank.visit.site import Search
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.request import whole

MOST = 5
MOST_LINKED = 10
# "variation-of>12": the entry being told is a variation of entry 12; with "<" the link leads the other way.
_LINK = re.compile(r"([a-z-]{1,30})([<>])(\d{1,9})")


def found_alike(visit: Visit, kind: Kind, form: Form) -> Likes:
    """What may already exist, as the search says: asked before anything is written."""
    kinds = {kind.code, *visit.face(kind).telling.alike}
    return like(visit, _words(kind, form), title=form.value("title"), kinds=kinds, limit=MOST)


def held_alike(search: Search, kind: Kind, form: Form) -> list[int]:
    """Ids of entries of the very kind that are probably what is told here, most alike first: the strongest voice alone."""
    words = _words(kind, form)[:MOST_LETTERS]
    if not words.strip():
        return []
    found = search.similar(words, title=form.value("title")[:MOST_LETTERS], kinds={kind.code}, limit=1)
    return [one.entry_id for one in found.same]


def alike(visit: Visit, kind: Kind, form: Form, *, found: Likes) -> Alike:
    """The region beside the form, or on its preview, with what was `found_alike`."""
    to_link = _to_link(visit, kind, form)
    chosen = {one.entry_id for one in to_link}
    cards = {number: card for number, card in cards_of(visit, found.ids) if number not in chosen}
    supported = _supported(visit, list(cards))

    def told(likes: tuple[Like, ...]) -> tuple[AlikeEntry, ...]:
        return tuple(
            AlikeEntry(number, card, one.words, number in supported, *_offer(visit, kind, card.kind, number))
            for one in likes
            if (card := cards.get(number := one.entry_id))
        )

    pressed = whole(visit.text("do").partition(":")[2])
    return Alike(
        same=told(found.same),
        look=told(found.look),
        to_link=to_link,
        is_asked=bool(_words(kind, form).strip()),
        is_unfolded=pressed in {one.entry_id for one in found.look},
    )


def _words(kind: Kind, form: Form) -> str:
    return "\n".join(form.value(name) for name in kind.text_names)


def act(visit: Visit, form: Form, do: str) -> str | None:
    """Does what a button of the region says; gives the code of what was done (see web.notices), or None when `do` is none of its buttons."""
    what, _colon, which = do.partition(":")
    if what == "similar":
        return ""
    if what in ("support", "unsupport"):
        return _support(visit, whole(which), wanted=what == "support")
    if what == "link" and _LINK.fullmatch(which):
        chosen = [one for one in form.many(LINKED) if one != which]
        form.values[LINKED] = [*chosen, which][-MOST_LINKED:]
        return "to-link"
    if what == "unlink":
        form.values[LINKED] = [one for one in form.many(LINKED) if one != which]
        return "not-to-link"
    return None


def join(visit: Visit, kind: Kind, entry: Entry, form: Form) -> None:
    """Makes the links that were chosen while writing. One that has become impossible meanwhile is left out."""
    for one in _to_link(visit, kind, form):
        relation, way, number = _parts(one.value)
        other = entry_named(visit.session, number, viewer=visit.viewer)
        if other is None:
            continue
        source, target = (entry, other) if way == ">" else (other, entry)
        if links.find(visit.session, source, target, relation) is None:
            links.suggest(visit.session, source, target, relation, links.Claim(basis="experience"), by=visit.viewer)


def _support(visit: Visit, number: int, *, wanted: bool) -> str:
    entry = entry_named(visit.session, number, viewer=visit.viewer)
    if entry is None or not is_public(entry):
        raise NotFound("This is not in the bank any more.")
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    support(visit.session, entry, by=visit.viewer, wanted=wanted)
    return "supported" if wanted else "unsupported"


def _to_link(visit: Visit, kind: Kind, form: Form) -> tuple[ToLink, ...]:
    """What was chosen to be linked, as far as it is possible and still there."""
    chosen = {number: one for one in form.many(LINKED)[:MOST_LINKED] if (number := _parts(one)[2])}
    told = []
    for number, card in cards_of(visit, list(chosen)):
        value, words = _offer(visit, kind, card.kind, number)
        if value == chosen[number]:  # a value that was not offered is somebody's own invention
            told.append(ToLink(number, value, card, words))
    return tuple(told)


def _offer(visit: Visit, kind: Kind, other: str, number: int) -> tuple[str, str]:
    """How what is being told could be joined to that entry: the button's value and the relation's name. A claim of how well it fits is
    for those who may link; anybody may say that theirs is a variation of another."""
    bank, lang = visit.bank, visit.lang
    forth = [(relation, ">") for relation in bank.relations_between(kind.code, other)]
    back = [(relation, "<") for relation in bank.relations_between(other, kind.code)]
    possible = [one for one in (*forth, *back) if one[0].by_hand and not one[0].at_step]
    possible = [one for one in possible if not one[0].has_fit or may_link(visit.viewer)]
    if not possible:
        return "", ""
    relation, way = min(possible, key=_preference)
    return f"{relation.code}{way}{number}", (relation.forth if way == ">" else relation.back)[lang]


def _preference(one: tuple[Relation, str]) -> tuple[bool, bool]:
    return one[0].code != "variation-of", one[1] != ">"


def _parts(value: str) -> tuple[str, str, int]:
    found = _LINK.fullmatch(value)
    return (found[1], found[2], whole(found[3])) if found else ("", "", 0)


def _supported(visit: Visit, ids: list[int]) -> set[int]:
    if not visit.viewer.is_signed_in or not ids:
        return set()
    query = sa.select(col(Vote.entry_id)).where(col(Vote.person_id) == visit.viewer.id, col(Vote.entry_id).in_(ids))
    return set(visit.session.execute(query).scalars())
