"""What all pages of a project share: whose it is, its name, the tasks of the address, the cards of recipes."""

import dataclasses
from collections.abc import Sequence

from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import ProjectTask
from cookbook.projects.changes import waiting
from cookbook.projects.queries import is_team
from cookbook.projects.vocabulary import LEFT
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.queries import cards, texts_of
from ideabank.entries.visibility import visible_to
from ideabank.errors import Forbidden, IdeabankError, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.belonging import Belonging, found_in
from ideabank.visit.cards import card
from ideabank.visit.found import find
from ideabank.visit.views import Card
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Text
from ideabank.web.request import whole

CHANGED = (
    "%(n)s task has changed in the recipes.",
    "%(n)s tasks have changed in the recipes.",
)  # as the checklist says
NO_PROJECT = N_("Only the team of a project does this. Ask them for a link to join.")

TASK = Belonging(
    ProjectTask,
    N_("This task is not in the checklist any more."),
    lambda row, entry: row.project_id == entry.id and row.state != LEFT,
)


def ours(visit: Visit, kind: Kind) -> Entry:
    """The project in the address, when this person is of its team."""
    entry = find(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not is_team(visit.viewer, entry):
        raise Forbidden(NO_PROJECT)
    return entry


def task_of_address(visit: Visit, entry: Entry) -> ProjectTask:
    """The task of the checklist that the address names. Raises NotFound."""
    return found_in(entry, TASK, visit.path_params["task"], session=visit.session, viewer=visit.viewer)


def title_of(session: Session, entry: Entry) -> Text:
    text = texts_of(session, entry.id).get(entry.language)
    return Text(text.title if text else "", entry.language)


def own_projects(visit: Visit) -> tuple[Card, ...]:
    """The projects of whose team this person is, the latest changed first."""
    viewer = visit.viewer
    if not viewer.teams:
        return ()
    query = cards(visit.lang).where(visible_to(viewer), col(Entry.kind) == "project", col(Entry.id).in_(viewer.teams))
    rows = visit.session.execute(query.order_by(col(Entry.updated_at).desc(), col(Entry.id)).limit(50))
    return tuple(card(visit, visit.bank, row) for row in rows)


def left_projects(visit: Visit) -> tuple[Card, ...]:
    """For an administrator: the projects whose team has left, the oldest first."""
    if not visit.viewer.has("admin"):
        return ()
    left = (col(Entry.kind) == "project", col(Entry.owner_id).is_(None))
    rows = visit.session.execute(
        cards(visit.lang).where(visible_to(visit.viewer), *left).order_by(col(Entry.id)).limit(50)
    )
    return tuple(card(visit, visit.bank, row) for row in rows)


def with_changes(visit: Visit, mine: Sequence[Card]) -> tuple[Card, ...]:
    """The same cards, telling where recipes have changed."""
    told, found = visit.translator.ngettext, waiting(visit.session, [number_of(one) for one in mine])
    return tuple(
        dataclasses.replace(one, facts=(*one.facts, told(CHANGED[0], CHANGED[1], count) % {"n": count}))
        if (count := found.get(number_of(one), 0))
        else one
        for one in mine
    )


def number_of(project: Card) -> int:
    """The id of a card's entry, from its address."""
    return whole(project.url.rpartition("/")[2].partition("-")[0])


def refuse(visit: Visit, form: Form, field: str, error: IdeabankError) -> None:
    """Says on the form, in the reader's language, what was refused."""
    form.refuse(field, visit.translator(error.message) % error.values)
