"""/fi/projects: one's own projects first, then what teams have published."""

from sqlalchemy.orm import Session

from cookbook.projects.desk import left_projects, own_projects, with_changes
from cookbook.projects.views import ProjectsPage
from ideabank.entries.kinds import Kind
from ideabank.reading.lists import list_page
from ideabank.web.pages import Response, show
from ideabank.web.request import Request


def projects(request: Request, session: Session, kind: Kind) -> Response:
    """The list."""
    common = list_page(request, session, kind)
    page = ProjectsPage(
        **common.values(),
        left=left_projects(request, session),
        mine=with_changes(request, session, own_projects(request, session)),
    )
    return show(request, page)
