"""How it is done: recipes, requirements, the shared vocabulary, projects and field reports, and the handbook of this very product."""

from cookbook.fieldreports import face as fieldreports
from cookbook.fieldreports.kind import fieldreport
from cookbook.projects import face as projects
from cookbook.projects.kind import project
from cookbook.projects.reversals import REVERSALS
from cookbook.recipes import face as recipes
from cookbook.recipes.kind import recipe
from cookbook.recipes.parts import PARTS
from cookbook.relations import RELATIONS
from cookbook.requirements import face as requirements
from cookbook.requirements.kind import requirement
from cookbook.routes import routes
from cookbook.terms import face as terms
from cookbook.terms.kind import term
from cookbook.terms.queries import called
from ideabank.i18n import N_
from ideabank.visit.section import Section
from ideabank.web.parts import MenuItem

MENU = (
    MenuItem("recipe", "recipes:list", N_("Cookbook"), covers=("requirement", "term", "project", "fieldreport")),
    MenuItem("recipe", "recipes:list", N_("Recipes"), is_main=False, under="recipe"),
    MenuItem("requirement", "requirements:list", N_("Requirements"), is_main=False, under="recipe"),
    MenuItem("term", "terms:list", N_("Terms"), is_main=False, under="recipe"),
    MenuItem("project", "projects:list", N_("Projects"), is_main=False, under="recipe"),
)
NOTICES = {
    "checklist-started": N_("The checklist is ready. Only your team sees it."),
    "recipes-added": N_("The tasks are added to the project."),
    "task-set": N_("The task is changed."),
    "change-taken": N_("The change is in your checklist now."),
    "change-left": N_("Yours stays as it was. The same change is not shown again."),
    "joined": N_("You are in the team now."),
    "handed-on": N_("The project has a new owner."),
    "left-team": N_("You have left the team."),
    "member-removed": N_("The person is not in the team any more."),
    "invited": N_("The link to join is made. It is shown only now."),
    "uninvited": N_("The link to join no longer works."),
    "shown": N_("Everybody sees the project now."),
    "concealed": N_("Only your team sees the project now."),
    "report-told": N_("Your report is published. Thank you!"),
}
LABELS = {
    "/projects/start": {"title": N_("Name of the project")},
    "/tasks": {"name": N_("What is done")},
    "": {
        "assignee": N_("Who does it"),
        "because": N_("Why? What helped, what got in the way?"),
        "context": N_("Where and with whom"),
    },
}

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
    parts=PARTS,
    menu=MENU,
    routes=routes,
    notices=NOTICES,
    reversals=REVERSALS,
    labels=LABELS,
    names={"term": called},
)
