"""How a recipe is told, read and listed."""

from cookbook.fieldreports.compose import remarks
from cookbook.recipes.handlers import forking
from cookbook.recipes.handlers.decisions import decisions
from cookbook.recipes.handlers.pages import cookbook
from cookbook.recipes.questions import QuestionForm
from cookbook.recipes.showing import SHOWN, recipe_of
from cookbook.recipes.tasks import AddingTasks, TaskForm
from cookbook.recipes.variants import VariantForm
from ideabank.i18n import N_
from ideabank.pieces.adding import adding_pages
from ideabank.pieces.handlers import pages
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

recipe = Face(
    telling=Telling(act=N_("Add a recipe")),
    reading=Reading(
        template="recipes/show.html",
        own=recipe_of,
        story=N_("Begin here"),
        first=("start", "support", "when", "tasks", "risks", "needs", "requirements", "reports", "comments"),
        links=LinkWords(
            act=N_("Link a recipe"), told=frozenset(SHOWN), place=N_("In which task"), whole=N_("The whole recipe")
        ),
    ),
    listing=Listing(remarks=remarks, index=cookbook),
    pages=(
        *adding_pages(AddingTasks()),
        *pages(TaskForm()),
        ("GET", "/{ref}/decisions", decisions, "decisions"),
        *pages(QuestionForm()),
        *pages(VariantForm()),
        ("GET", "/{ref}/fork", forking.fork, "fork"),
        ("POST", "/{ref}/fork", forking.fork, "fork:create"),
    ),
)
