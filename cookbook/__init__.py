"""How it is done: recipes, requirements, the shared vocabulary, projects and field reports, and the handbook of this very product."""

from cookbook.fieldreports import face as fieldreports
from cookbook.fieldreports.kind import fieldreport
from cookbook.projects import face as projects
from cookbook.projects.kind import project
from cookbook.recipes import face as recipes
from cookbook.recipes.kind import recipe
from cookbook.relations import RELATIONS
from cookbook.requirements import face as requirements
from cookbook.requirements.kind import requirement
from cookbook.routes import routes
from cookbook.terms import face as terms
from cookbook.terms.kind import term
from ideabank.i18n import N_
from ideabank.visit.section import Section
from ideabank.web.parts import MenuItem

MENU = (
    MenuItem("recipe", "recipes:list", N_("Cookbook"), covers=("requirement", "term", "project", "fieldreport")),
    MenuItem("requirement", "requirements:list", N_("Requirements"), is_main=False),
    MenuItem("project", "projects:list", N_("Projects"), is_main=False),
    MenuItem("term", "terms:list", N_("Terms"), is_main=False),
)

section = Section(
    name="cookbook",
    kinds=(recipe, requirement, term, project, fieldreport),
    faces={
        "recipe": recipes.recipe,
        "requirement": requirements.requirement,
        "term": terms.term,
        "project": projects.project,
        "fieldreport": fieldreports.fieldreport,
    },
    relations=RELATIONS,
    menu=MENU,
    routes=routes,
)
