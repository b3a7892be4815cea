"""How it is done: recipes, requirements, the shared vocabulary, projects and field reports, and the handbook of this very product."""

from cookbook.fieldreports.kinds import fieldreport
from cookbook.projects.kinds import project
from cookbook.recipes.kinds import recipe
from cookbook.relations import RELATIONS
from cookbook.requirements.kinds import requirement
from cookbook.routes import routes
from cookbook.terms.kinds import term
from ideabank.entries.kinds import Section

section = Section(
    name="cookbook",
    kinds=(recipe, requirement, term, project, fieldreport),
    relations=RELATIONS,
    routes=routes,
)
