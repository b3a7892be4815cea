"""How a project is told, read and listed."""

from cookbook.projects.handlers import exchanging, pages, starting, tasks, team, updates
from cookbook.projects.showing import project_of
from ideabank.i18n import N_
from ideabank.pieces.handlers import pages as piece_pages
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

project = Face(
    telling=Telling(act=N_("Start a checklist"), first=("title",), start="start"),
    reading=Reading(
        template="projects/show.html",
        own=project_of,
        without=frozenset({"similar", "sources"}),
        links=LinkWords(act=N_("Link a project"), drawn=frozenset({"carries-out"})),
    ),
    listing=Listing(sortings=("newest", "discussed", "linked"), index=pages.projects),
    pages=(
        ("GET", "/start", starting.start, "start"),
        ("POST", "/start", starting.start, "begin"),
        ("GET", "/join/{token}", team.join, "join"),
        ("POST", "/join/{token}", team.join, "joined"),
        ("POST", "/{ref}/tasks", tasks.add_task, "tasks:create"),
        ("POST", "/{ref}/tasks/{task}", tasks.update_task, "tasks:update"),
        *piece_pages(tasks.TeamTaskForm()),
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
