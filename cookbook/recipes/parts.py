"""The parts that a recipe's page has beyond the common, in the order in which they are read."""

from collections.abc import Callable, Sequence

from cookbook.recipes.showing import recipe_of
from cookbook.recipes.views import Behind, Bench, Fulfilled, RecipeView, Reports, TaskList
from ideabank.i18n import N_
from ideabank.visit.parts import SIDE, Line, Part, Showing

TEXTS, LINKS = frozenset({"texts"}), frozenset({"texts", "links", "neighbours"})
Lines = Callable[[Showing, object], Sequence[Line]]


def _of(pick: Callable[[RecipeView], object]) -> Callable[[Showing], object]:
    """What is picked from the recipe; None when that is empty, and on the page of anything else."""

    def make(showing: Showing) -> object:
        view = recipe_of(showing)
        return (pick(view) or None) if view is not None else None

    return make


def _line(name: str, place: str) -> Lines:
    return lambda showing, view: (Line(showing.visit.translator(name), place),)


def _start(showing: Showing, view: Bench) -> tuple[Line, ...]:
    name = N_("Go on with the checklist") if view.running else N_("Start a checklist")
    return (Line(showing.visit.translator(name), "start"),) if view.start or view.running else ()


def _tasks(showing: Showing, view: TaskList) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("Tasks"), "tasks", view.count),)


def _needs(showing: Showing, view: Behind) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("Needs behind this"), "needs", len(view.needs)),)


def _requirements(showing: Showing, view: Fulfilled) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("Requirements it fulfils"), "requirements", len(view.rows)),)


def _reports(showing: Showing, view: Reports) -> tuple[Line, ...]:
    count = len(view.worked) + len(view.failed)
    return (Line(showing.visit.translator("How it went for others"), "reports", count),)


def _background(showing: Showing) -> object:
    return (showing.found.original.body or None) if recipe_of(showing) is not None else None


PARTS = (
    Part("start", _of(lambda it: it.bench), "recipes/_start.html", SIDE, LINKS | {"viewer"}, _start),
    Part("when", _of(lambda it: it.when), "recipes/_when.html", depends=TEXTS, lines=_line("When to use this", "when")),
    Part("tasks", _of(lambda it: it.tasks), "recipes/_tasks.html", depends=LINKS | {"viewer"}, lines=_tasks),
    Part("risks", _of(lambda it: it.risks_html), "recipes/_risks.html", depends=TEXTS, lines=_line("What can go wrong", "risks")),
    Part("needs", _of(lambda it: it.behind), "recipes/_needs.html", depends=LINKS, lines=_needs),
    Part("requirements", _of(lambda it: it.fulfilled), "recipes/_requirements.html", depends=LINKS, lines=_requirements),
    Part("reports", _of(lambda it: it.reports), "recipes/_reports.html", depends=LINKS, lines=_reports),
    Part("background", _background, "recipes/_background.html", depends=TEXTS),
    Part("projects", _of(lambda it: it.projects), "recipes/_projects.html", depends=LINKS),
)  # fmt: skip
