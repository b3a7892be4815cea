"""/fi/projects: one's own projects first, then what teams have published."""

from cookbook.projects.desk import left_projects, own_projects, with_changes
from cookbook.projects.views import ProjectsPage
from ideabank.entries.kind import Kind
from ideabank.reading.lists import list_page
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show


def projects(visit: Visit, kind: Kind) -> Response:
    """The list."""
    common = list_page(visit, kind)
    page = ProjectsPage(
        **common.values(),
        left=left_projects(visit),
        mine=with_changes(visit, own_projects(visit)),
    )
    return show(visit, page)
