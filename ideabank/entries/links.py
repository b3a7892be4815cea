"""Joining entries by typed links that carry evidence. Each change of a link is kept and seen at once from both ends."""

import dataclasses
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.database import now
from ideabank.entries.counters import recount
from ideabank.entries.events import bank_of, record
from ideabank.entries.models import Entry, Link, LinkChange
from ideabank.entries.queries import table_of
from ideabank.entries.reversal import Deed, Overtaken
from ideabank.entries.revisions import details
from ideabank.entries.undoable import ALONG, Before
from ideabank.entries.visibility import may_see, visible_to
from ideabank.entries.vocabulary import BASES, COUNTING_STATES, FITS
from ideabank.errors import Conflict, Refused
from ideabank.i18n import N_
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.text.plain import Json


@dataclasses.dataclass(frozen=True)
class Claim:
    """What a link says: how well the target answers the source, on what grounds."""

    fit: str = "unknown"
    basis: str = "judgement"
    evidence: dict[str, str] = dataclasses.field(default_factory=dict)
    slides: tuple[int, ...] = ()


def suggest(
    session: Session,
    source: Entry,
    target: Entry,
    relation: str,
    claim: Claim,
    *,
    anchor: str = "",
    by: Viewer = ANONYMOUS,
) -> Link:
    """A new link, or the old one of the same ends raised from withdrawal. `anchor` is the key of a step of the source.

    Raises Refused on an impossible pair or a step that is not there.
    """
    _require_claim(claim)
    _require_possible(session, source, target, relation, by)
    if anchor and anchor not in anchors_of(session, source):
        raise Refused(N_("This step is not there any more. Choose another."))
    link = find(session, source, target, relation, anchor)
    if link is not None and link.state != "withdrawn":
        raise Conflict("These two are already linked. Edit that link instead.")
    link = link or Link(source_id=source.id, target_id=target.id, relation=relation, anchor=anchor, state="withdrawn")
    stood = _as_stands(link)
    link.created_by_id = by.id
    _apply(link, claim, "suggested")
    return _keep(session, link, _Change("suggested", stood), by=by)


def edit(session: Session, link: Link, claim: Claim, *, by: Viewer = ANONYMOUS, based_on: int | None = None) -> Link:
    """Changes fit and evidence. Raises Conflict when the link was changed since `based_on`."""
    if based_on is not None and based_on != link.revision:
        raise Conflict("This link has changed while you were writing. Look at it again and save once more.")
    _require_claim(claim)
    state = "suggested" if link.state in ("contested", "withdrawn") else link.state
    stood = _as_stands(link)
    _apply(link, claim, state)
    return _keep(session, link, _Change("edited", stood), by=by)


def contest(session: Session, link: Link, *, by: Viewer, reason: str) -> Link:
    """Says that the claim is wrong, with the reason; a contested link no longer counts."""
    stood, link.state = _as_stands(link), "contested"
    return _keep(session, link, _Change("contested", stood, reason), by=by)


def confirm(session: Session, link: Link, *, by: Viewer, reason: str = "") -> Link:
    """Says that the claim holds."""
    stood, link.state = _as_stands(link), "confirmed"
    return _keep(session, link, _Change("confirmed", stood, reason), by=by)


def confirmer(session: Session, link: Link) -> int | None:
    """Id of the person who said last that the claim holds."""
    query = sa.select(col(LinkChange.person_id)).where(
        col(LinkChange.link_id) == link.id, col(LinkChange.action) == "confirmed"
    )
    return session.execute(query.order_by(col(LinkChange.id).desc()).limit(1)).scalar()


def withdraw(session: Session, link: Link, *, by: Viewer, reason: str = "") -> Link:
    """Takes the link away from both pages; its history stays."""
    stood, link.state = _as_stands(link), "withdrawn"
    return _keep(session, link, _Change("withdrawn", stood, reason), by=by)


def undo(session: Session, deed: Deed) -> None:
    """The link as it stood before. Raises Overtaken when it has changed since."""
    link = session.get(Link, deed.event.data["link"])
    if link is None or link.revision != deed.was["revision"]:
        raise Overtaken
    for name, value in deed.was["stood"].items():
        setattr(link, name, value)
    _keep(session, link, _Change("undone", _as_stands(link), told=deed.told), by=deed.by)


def find(session: Session, source: Entry, target: Entry, relation: str, anchor: str = "") -> Link | None:
    """The link between these two, whatever its state."""
    query = sa.select(Link).where(
        col(Link.source_id) == source.id,
        col(Link.target_id) == target.id,
        col(Link.relation) == relation,
        col(Link.anchor) == anchor,
    )
    return session.execute(query).scalar_one_or_none()


def going_out(session: Session, entry: Entry, relations: Collection[str]) -> list[Link]:
    """The links of these relations whose source this entry is, that neither are contested nor withdrawn; oldest first."""
    query = sa.select(Link).where(
        col(Link.source_id) == entry.id, col(Link.relation).in_(relations), col(Link.state).in_(COUNTING_STATES)
    )
    return list(session.execute(query.order_by(col(Link.id))).scalars())


def fits_of(session: Session, needs: Collection[int]) -> dict[int, tuple[str, int]]:
    """What meets these needs: id of the answer → (its best fit, how many of them it meets at least in part)."""
    relations = [relation.code for relation in bank_of(session).meeting_relations()]
    query = sa.select(col(Link.target_id), col(Link.fit)).where(
        col(Link.source_id).in_(needs),
        col(Link.relation).in_(relations),
        col(Link.state).in_(COUNTING_STATES),
        col(Link.fit).in_(("full", "partial")),
    )
    kinds = {code for relation in bank_of(session).meeting_relations() for code in relation.meets}
    query = query.join(Entry, col(Entry.id) == col(Link.target_id)).where(visible_to(), col(Entry.kind).in_(kinds))
    found: dict[int, tuple[str, int]] = {}
    for number, fit in session.execute(query) if needs else ():
        best, count = found.get(number, ("", 0))
        found[number] = ("full" if "full" in (best, fit) else fit, count + 1)
    return found


def anchors_of(session: Session, entry: Entry, language: str = "") -> Mapping[str, str]:
    """The places of this entry that a link may belong to, key → name; none for most kinds."""
    kind = bank_of(session).kinds[entry.kind]
    return kind.structure.places(details(session, entry), language or entry.language) if kind.structure else {}


def places_of(session: Session, ids: Collection[int], language: str) -> dict[tuple[int, str], str]:
    """(entry, key) → name of the places of these entries that links may belong to: one column is read, in one query a kind that has places."""
    found: dict[tuple[int, str], str] = {}
    for kind in bank_of(session).kinds.values() if ids else ():
        structure = kind.structure
        if structure is not None and structure.has_places and kind.detail is not None:
            table = table_of(kind.detail)
            query = sa.select(table.c.entry_id, table.c[structure.field]).where(table.c.entry_id.in_(ids))
            for number, data in session.execute(query):
                names = structure.places({structure.field: data}, language)
                found |= {(number, key): name for key, name in names.items()}
    return found


def drop_lost(session: Session, entry: Entry, *, by: Viewer = ANONYMOUS) -> None:
    """Takes away the links of steps that the entry no longer has."""
    structure = bank_of(session).kinds[entry.kind].structure
    if structure is None or not structure.has_places:
        return
    query = sa.select(Link).where(
        col(Link.source_id) == entry.id, col(Link.anchor) != "", col(Link.state) != "withdrawn"
    )
    there = anchors_of(session, entry)
    for link in session.execute(query).scalars().all():
        if link.anchor not in there:
            withdraw(session, link, by=by)


def _require_possible(session: Session, source: Entry, target: Entry, code: str, by: Viewer) -> None:
    relation = bank_of(session).relations.get(code)
    if relation is None or source.kind not in relation.sources or target.kind not in relation.targets:
        raise Refused("These two kinds of entries cannot be joined in this way.")
    if source.id == target.id:
        raise Refused("An entry cannot be linked to itself.")
    if not (may_see(by, source) and may_see(by, target)):
        raise Refused("The other end of the link is not public.")
    if relation.is_tree and _leads_back(session, target, source, code):
        raise Refused(
            N_("These two would lead in a circle. The wider of the two stands above, and never below, the narrower.")
        )


def _leads_back(session: Session, start: Entry, goal: Entry, relation: str) -> bool:
    """Whether links of this relation lead from one entry to the other, step by step upwards."""
    met: set[int] = set()
    at = {start.id}
    while at:
        if goal.id in at:
            return True
        met |= at
        query = sa.select(col(Link.target_id)).where(
            col(Link.source_id).in_(at), col(Link.relation) == relation, col(Link.state) != "withdrawn"
        )
        at = set(session.execute(query).scalars()) - met
    return False


def _require_claim(claim: Claim) -> None:
    if claim.fit not in FITS or claim.basis not in BASES:
        raise Refused("Choose one of the options in the list.")


def _apply(link: Link, claim: Claim, state: str) -> None:
    link.fit, link.basis, link.state = claim.fit, claim.basis, state
    link.evidence, link.slides = dict(claim.evidence), list(claim.slides)


def _as_stands(link: Link) -> Json:
    """What a change of the link may change."""
    return {name: getattr(link, name) for name in ("fit", "basis", "evidence", "slides", "state", "created_by_id")}


@dataclasses.dataclass(frozen=True)
class _Change:
    """What is done to a link: how it stood before, why, and what else its event tells."""

    action: str
    stood: Json
    reason: str = ""
    told: Json = dataclasses.field(default_factory=dict)


def _keep(session: Session, link: Link, change: _Change, *, by: Viewer) -> Link:
    link.updated_at = now()
    link.revision = (link.revision or 0) + (1 if link.id else 0)
    session.add(link)
    session.flush()  # the change needs the link's id
    after: Json = {"fit": link.fit, "basis": link.basis, "state": link.state, "evidence": link.evidence}
    after["language"] = by.language
    session.add(LinkChange(link_id=link.id, person_id=by.id, action=change.action, after=after, reason=change.reason))
    undone_with = Before({"stood": change.stood, "revision": link.revision})
    ends = ((link.source_id, link.target_id, undone_with), (link.target_id, link.source_id, ALONG))
    for end, other, before in ends:
        recount(session, end)
        record(
            session,
            end,
            f"link-{change.action}",
            by=by,
            reason=change.reason,
            data={"link": link.id, "other": other, "fit": link.fit, **change.told},
            before=before,
        )
    return link
