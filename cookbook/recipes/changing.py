"""Writing a plan: one function per intention. Each gives a new plan; `save` makes it the recipe's next revision."""

import dataclasses
from collections.abc import Iterable

from sqlalchemy.orm import Session

from cookbook.recipes.plan import Plan, Task, plain
from ideabank.entries import actions, links
from ideabank.entries.content import Content, Text
from ideabank.entries.events import bank_of
from ideabank.entries.models import Entry, Revision
from ideabank.entries.multilingual import free_key
from ideabank.entries.revisions import details as details_of
from ideabank.entries.revisions import snapshot
from ideabank.people.viewer import Viewer

COPIED = ("relies-on", "fulfils", "helps")


def save(session: Session, entry: Entry, plan: Plan, *, by: Viewer, note: str = "") -> Revision | None:
    """The plan as the recipe's next revision; None when nothing has changed. Raises ContentRefused."""
    return actions.redetail(session, entry, {"plan": plain(plan)}, by=by, note=note)


def appended(plan: Plan, names: Iterable[str], language: str) -> Plan:
    """The plan with a new task at the end for each name."""
    tasks = list(plan.tasks)
    for name in names:
        tasks.append(Task(free_key(name, {one.key for one in tasks}, "task"), {language: name}))
    return dataclasses.replace(plan, tasks=tuple(tasks))


def without_task(plan: Plan, key: str) -> Plan:
    """The plan without one task; nobody waits for it any longer."""
    tasks = (
        dataclasses.replace(one, after=tuple(other for other in one.after if other != key))
        for one in plan.tasks
        if one.key != key
    )
    return dataclasses.replace(plan, tasks=tuple(tasks))


def first(plan: Plan, key: str) -> Plan:
    """The plan whose first question is this one: there one begins."""
    questions = sorted(plan.questions, key=lambda one: one.key != key)
    return dataclasses.replace(plan, questions=tuple(questions))


def without_question(plan: Plan, key: str) -> Plan:
    """The plan without one question; answers that led to it lead nowhere, and are taken away."""
    questions = (
        dataclasses.replace(one, answers=tuple(answer for answer in one.answers if answer.to != key))
        for one in plan.questions
        if one.key != key
    )
    return dataclasses.replace(plan, questions=tuple(questions))


def without_variant(plan: Plan, key: str) -> Plan:
    """The plan without one variant; tasks that were only for it are for all."""
    questions = (
        dataclasses.replace(one, answers=tuple(answer for answer in one.answers if answer.variant != key))
        for one in plan.questions
    )
    tasks = (
        dataclasses.replace(one, variants=tuple(other for other in one.variants if other != key)) for one in plan.tasks
    )
    variants = tuple(one for one in plan.variants if one.key != key)
    return Plan(tuple(questions), variants, tuple(tasks))


def fork(session: Session, origin: Entry, *, title: str, by: Viewer) -> Entry:
    """A new recipe with the origin's texts, plan and links; it knows the version it was made from."""
    kind, stands = bank_of(session).kinds[origin.kind], snapshot(session, origin)
    texts = {
        code: Text(one["title"], one["summary"], one["body"], one["fields"]) for code, one in stands["texts"].items()
    }
    content = Content(
        origin.language,
        {origin.language: dataclasses.replace(texts[origin.language], title=title)},
        theme=stands["theme"],
        county=stands["county"],
        details={**details_of(session, origin), "origin_revision": origin.revision, "keeper": ""},
        tags=tuple(stands["tags"]),
        sources=tuple(stands["sources"]),
    )
    made = actions.propose(session, kind, content, by=by)
    links.suggest(session, made, origin, "adapted-from", links.Claim(), by=by)
    for link in links.going_out(session, origin, COPIED):
        target = session.get(Entry, link.target_id)
        if target is not None and target.is_public:
            claim = links.Claim(link.fit, link.basis, dict(link.evidence), tuple(link.slides))
            links.suggest(session, made, target, link.relation, claim, anchor=link.anchor, by=by)
    return made
