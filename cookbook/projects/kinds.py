"""The project: a team's checklist, made from one or several recipes; its team's alone until it is published."""

from cookbook.models import Project
from cookbook.projects import exchanging, pages, starting, tasks, team, updates
from cookbook.projects.queries import states_of
from cookbook.projects.showing import project_of
from ideabank.entries.kinds import DetailField, Kind
from ideabank.i18n import Words

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
    first=("title",),
    has_theme=False,
    statuses=("new",),
    sortings=("newest", "discussed", "linked"),
    template="projects/show.html",
    extra=project_of,
    facts=lambda session, entries: {
        number: {"tasks": found} for number, found in states_of(session, [entry.id for entry in entries]).items()
    },
    is_own=True,
    start="start",
    is_teams=True,
    index=pages.projects,
    pages=(
        ("GET", "/start", starting.start, "start"),
        ("POST", "/start", starting.start, "begin"),
        ("GET", "/join/{token}", team.join, "join"),
        ("POST", "/join/{token}", team.join, "joined"),
        ("POST", "/{ref}/tasks", tasks.add_task, "tasks:create"),
        ("POST", "/{ref}/tasks/{task}", tasks.update_task, "tasks:update"),
        ("GET", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:edit"),
        ("POST", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:save"),
        ("GET", "/{ref}/changes", updates.changes, "changes"),
        ("POST", "/{ref}/changes", updates.changes, "changes:update"),
        ("GET", "/{ref}/team", team.team, "team"),
        ("POST", "/{ref}/team", team.team, "team:update"),
        ("GET", "/{ref}/hand-on", team.hand_on, "hand-on"),
        ("POST", "/{ref}/hand-on", team.hand_on, "handed-on"),
        ("GET", "/{ref}/publishing", team.publishing, "publishing"),
        ("POST", "/{ref}/publishing", team.publishing, "publish"),
        ("GET", "/{ref}/export/{format}", exchanging.export, "export"),
        ("GET", "/{ref}/import", exchanging.bring, "import"),
        ("POST", "/{ref}/import", exchanging.bring, "import:update"),
    ),
)
