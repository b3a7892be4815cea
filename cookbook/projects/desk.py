"""What all pages of a project share: whose it is, its name, the tasks of the address, the cards of recipes."""

import dataclasses
from collections.abc import Sequence

from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.models import ProjectTask
from cookbook.projects.changes import waiting
from cookbook.projects.queries import is_team
from cookbook.projects.vocabulary import LEFT
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.queries import cards, texts_of
from ideabank.entries.visibility import visible_to
from ideabank.errors import Forbidden, IdeabankError, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.belonging import Belonging, found_in
from ideabank.visit.cards import card
from ideabank.visit.found import find
from ideabank.visit.views import Card
from ideabank.web.forms import Form
from ideabank.web.parts import Text
from ideabank.web.request import Request, whole

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


def ours(request: Request, session: Session, kind: Kind) -> Entry:
    """The project in the address, when this person is of its team."""
    entry = find(request, session, kind)
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not is_team(request.viewer, entry):
        raise Forbidden(NO_PROJECT)
    return entry


def task_of_address(request: Request, session: Session, entry: Entry) -> ProjectTask:
    """The task of the checklist that the address names. Raises NotFound."""
    return found_in(entry, TASK, request.path_params["task"], session=session, viewer=request.viewer)


def title_of(session: Session, entry: Entry) -> Text:
    text = texts_of(session, entry.id or 0).get(entry.language)
    return Text(text.title if text else "", entry.language)


def own_projects(request: Request, session: Session) -> tuple[Card, ...]:
    """The projects of whose team this person is, the latest changed first."""
    viewer = request.viewer
    if not viewer.teams:
        return ()
    query = cards(request.lang).where(visible_to(viewer), col(Entry.kind) == "project", col(Entry.id).in_(viewer.teams))
    rows = session.execute(query.order_by(col(Entry.updated_at).desc(), col(Entry.id)).limit(50))
    return tuple(card(request, request.site.bank, row) for row in rows)


def left_projects(request: Request, session: Session) -> tuple[Card, ...]:
    """For an administrator: the projects whose team has left, the oldest first."""
    if not request.viewer.has("admin"):
        return ()
    left = (col(Entry.kind) == "project", col(Entry.owner_id).is_(None))
    rows = session.execute(
        cards(request.lang).where(visible_to(request.viewer), *left).order_by(col(Entry.id)).limit(50)
    )
    return tuple(card(request, request.site.bank, row) for row in rows)


def with_changes(request: Request, session: Session, mine: Sequence[Card]) -> tuple[Card, ...]:
    """The same cards, telling where recipes have changed."""
    told, found = request.translator.ngettext, waiting(session, [number_of(one) for one in mine])
    return tuple(
        dataclasses.replace(one, facts=(*one.facts, told(CHANGED[0], CHANGED[1], count) % {"n": count}))
        if (count := found.get(number_of(one), 0))
        else one
        for one in mine
    )


def number_of(project: Card) -> int:
    """The id of a card's entry, from its address."""
    return whole(project.url.rpartition("/")[2].partition("-")[0])


def refuse(request: Request, form: Form, field: str, error: IdeabankError) -> None:
    """Says on the form, in the reader's language, what was refused."""
    form.refuse(field, request.translator(error.message) % error.values)
