"""The project: a team's checklist, made from one or several recipes; its team's alone until it is published."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cookbook.models import Project
from cookbook.projects.queries import states_of
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle
from ideabank.entries.models import Entry
from ideabank.i18n import Words
from ideabank.text.plain import Json


def _tasks(session: Session, entries: Sequence[Entry]) -> dict[int, Json]:
    """How many tasks stand how, for documents and exports."""
    return {number: {"tasks": found} for number, found in states_of(session, [entry.id for entry in entries]).items()}


project = Kind(
    code="project",
    folder="projects",
    prefix="H",
    one=Words("Hanke", "Projekt", "Project"),
    many=Words("Hankkeet", "Projekt", "Projects"),
    intro=Words(
        "Tiimien tarkistuslistoja keittokirjan ohjeista. Hanke on tiimin oma, kunnes se julkaistaan.",
        "Teamens checklistor utifrån kokboken. Ett projekt är teamets eget tills det publiceras.",
        "Teams' checklists made from recipes. A project is its team's own until it is published.",
    ),
    detail=Project,
    details=(DetailField("recipes", Words("Ohjeet", "Anvisningar", "Recipes"), many=True, form=False, show=False),),
    has_theme=False,
    lifecycle=Lifecycle(statuses=("new",), is_own=True, is_teams=True),
    exchange=Exchange(facts=_tasks),
)
