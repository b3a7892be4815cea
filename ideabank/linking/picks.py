"""What was ticked in a form that makes several links: for each its fit, way of joining, place and grounds, or what is wrong with it.

A field of one entry is called after its id, such as fit-12; what it leaves empty is answered for all of them.
"""

import dataclasses
from collections.abc import Sequence

from ideabank.entries import links
from ideabank.entries.content import check_words, tidy
from ideabank.entries.models import Entry
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.errors import Conflict, NotFound, Refused
from ideabank.linking.forms import slides_of
from ideabank.linking.joining import ends_of, relation_choices
from ideabank.linking.queries import NO_END, ends_named
from ideabank.visit.fields import language_in, show_problems
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.request import whole

MOST = 50  # at once
FOR_ALL = ("basis", "evidence", "slides", "language", "anchor", "kind", "q")
OF_EACH = ("fit", "relation", "anchor", "evidence")


@dataclasses.dataclass(frozen=True)
class Pick:
    """A link to be made, seen from the entry one stands at. `number`: the other end's id as the form names its fields."""

    number: str
    source: Entry
    target: Entry
    relation: str
    anchor: str
    claim: links.Claim


def read_picks(visit: Visit) -> Form:
    """The form as it was sent. A fit or way of joining that is said once is each one's."""
    form = Form.read(visit, FOR_ALL)
    numbers = [str(one) for one in dict.fromkeys(map(whole, visit.texts("other"))) if one]
    form.values["other"] = numbers
    said = {"fit": visit.text("fit"), "relation": visit.text("relation")}
    form.values |= {
        f"{name}-{number}": visit.text(f"{name}-{number}") or said.get(name, "")
        for number in numbers
        for name in OF_EACH
    }
    return form


def ticked_in(form: Form) -> list[str]:
    """The numbers of those that a fit or a way of joining was chosen for: choosing is the tick."""
    return [one for one in form.many("other") if form.value(f"fit-{one}") or form.value(f"relation-{one}")]


def picks_of(visit: Visit, entry: Entry, form: Form) -> list[Pick]:
    """The links that were asked for; what is wrong is said in the form, at its field. Raises NotFound when none of their ends is here."""
    _, numbers = visit.translator, ticked_in(form)
    others = ends_named(visit.session, [int(one) for one in numbers], viewer=visit.viewer)
    if numbers and not others:
        raise NotFound(NO_END)
    if not numbers:
        form.refuse("", _("Choose what to link: how well it answers, or how the two belong together."))
    if len(numbers) > MOST:
        form.refuse("", _("At most %(most)d can be linked at once. Leave some for another time.") % {"most": MOST})
    if len(others) < len(numbers):
        form.refuse("", _("One of those you chose is not here any more. It is left out below."))
    form.values["language"] = language_in(visit, form)
    common = _common(visit, form)
    found = [_pick(visit, entry, others[int(one)], form=form, common=common) for one in numbers if int(one) in others]
    return [one for one in found if one is not None]


def make(visit: Visit, picks: Sequence[Pick], form: Form) -> None:
    """Makes all of them, or says at each what is in the way; then nothing of it must be kept."""
    for one in picks:
        try:
            links.suggest(
                visit.session, one.source, one.target, one.relation, one.claim, anchor=one.anchor, by=visit.viewer
            )
        except (Conflict, Refused) as error:
            form.refuse(f"fit-{one.number}", visit.translator(error.message))


def _common(visit: Visit, form: Form) -> links.Claim:
    """What is said once for all."""
    if form.value("basis") not in BASES:
        form.refuse("basis", visit.translator("Choose what this is based on."))
    slides = slides_of(visit, form)
    return links.Claim("unknown", form.value("basis"), _grounds(visit, form, "evidence"), slides)


def _pick(visit: Visit, entry: Entry, other: Entry, *, form: Form, common: links.Claim) -> Pick | None:
    number, _ = str(other.id), visit.translator
    ways = relation_choices(visit, entry, other)
    way = form.value(f"relation-{number}") or (ways[0].value if len(ways) == 1 else "")
    ends = ends_of(visit, entry, other, way)
    if ends is None:
        form.refuse(f"relation-{number}", _("Choose how the two belong together."))
        return None
    relation = visit.bank.relations[ends[2]]
    fit = form.value(f"fit-{number}") or ("" if relation.has_fit else "unknown")
    if fit not in FITS:
        form.refuse(f"fit-{number}", _("Choose how well it answers."))
    evidence = _grounds(visit, form, f"evidence-{number}") or common.evidence
    if not evidence and fit != "unknown":
        form.refuse("evidence", _("Tell on what grounds, in a sentence."))
    anchor = form.value(f"anchor-{number}") or form.value("anchor") if relation.at_step else ""
    claim = dataclasses.replace(common, fit=fit, evidence=evidence)
    return Pick(number, ends[0], ends[1], ends[2], anchor, claim)


def _grounds(visit: Visit, form: Form, name: str) -> dict[str, str]:
    """Evidence in the language that the form says it is written in."""
    words = tidy(form.value(name))
    show_problems(visit, form, tuple(check_words({name: words})))
    return {form.value("language"): words} if words else {}
