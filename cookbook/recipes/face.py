"""How a recipe is told, read and listed."""

from cookbook.fieldreports.compose import remarks
from cookbook.recipes import decisions, tasks
from cookbook.recipes.handlers import forking, pages
from cookbook.recipes.showing import SHOWN, recipe_of
from ideabank.i18n import N_
from ideabank.visit.face import Face, LinkWords, Listing, Reading, Telling

recipe = Face(
    telling=Telling(act=N_("Add a recipe")),
    reading=Reading(
        template="recipes/show.html",
        own=recipe_of,
        first=("support", "comments"),
        links=LinkWords(
            act=N_("Link a recipe"), drawn=frozenset(SHOWN), place=N_("In which task"), whole=N_("The whole recipe")
        ),
    ),
    listing=Listing(remarks=remarks, index=pages.cookbook),
    pages=(
        ("GET", "/{ref}/tasks/new", tasks.add_tasks, "tasks:new"),
        ("POST", "/{ref}/tasks/new", tasks.add_tasks, "tasks:create"),
        ("GET", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:edit"),
        ("POST", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:update"),
        ("POST", "/{ref}/tasks/{task}/draft", tasks.save_draft, "tasks:draft"),
        ("GET", "/{ref}/tasks/{task}/removal", tasks.remove_task, "tasks:removal"),
        ("POST", "/{ref}/tasks/{task}/removal", tasks.remove_task, "tasks:remove"),
        ("GET", "/{ref}/decisions", decisions.decisions, "decisions"),
        ("GET", "/{ref}/questions/{question}/edit", decisions.edit_question, "questions:edit"),
        ("POST", "/{ref}/questions/{question}/edit", decisions.edit_question, "questions:update"),
        ("GET", "/{ref}/questions/{question}/removal", decisions.remove_question, "questions:removal"),
        ("POST", "/{ref}/questions/{question}/removal", decisions.remove_question, "questions:remove"),
        ("GET", "/{ref}/variants/{variant}/edit", decisions.edit_variant, "variants:edit"),
        ("POST", "/{ref}/variants/{variant}/edit", decisions.edit_variant, "variants:update"),
        ("GET", "/{ref}/fork", forking.fork, "fork"),
        ("POST", "/{ref}/fork", forking.fork, "fork:create"),
    ),
)
