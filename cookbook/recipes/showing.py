"""A recipe's page: the bench, the tasks, reports, and both ends of its links, each a part of the page."""

from collections.abc import Mapping

from cookbook.fieldreports.compose import reports_of
from cookbook.projects.queries import running
from cookbook.recipes.bench import bench_of, states_of, way_taken
from cookbook.recipes.plan import Plan
from cookbook.recipes.reading import stored
from cookbook.recipes.tasklist import Work, task_list
from cookbook.recipes.views import Behind, Fulfilled, Reach, RecipeView, When
from cookbook.recipes.ways import way_of
from cookbook.recipes.words import field_html
from ideabank.entries.links import fits_of
from ideabank.entries.vocabulary import FITS
from ideabank.linking.compose import links_of
from ideabank.linking.views import LinkRow
from ideabank.visit.cards import label
from ideabank.visit.parts import Showing
from ideabank.visit.similar import cards_of
from ideabank.visit.visit import Visit
from ideabank.web.parts import Label

SHOWN = ("helps", "fulfils", "relies-on", "reports-on", "carries-out", "adapted-from")
MOST_REACHES = 8
Rows = Mapping[str, tuple[LinkRow, ...]]


def recipe_of(showing: Showing) -> RecipeView | None:
    """Everything a recipe shows beyond the common; None on the page of anything else."""
    return showing.once(_recipe) if showing.found.kind.code == "recipe" else None


def _recipe(showing: Showing) -> RecipeView:
    visit, entry, rows = showing.visit, showing.found.entry, _rows(showing)
    teams = running(visit.session, visit.viewer, entry.id)
    plan = stored(showing.details.get("plan"))
    work = _work(plan, visit.arg("way") or way_taken(visit.session, teams, entry), rows, states_of(teams, visit.lang))
    when = When(field_html(showing, "when"), field_html(showing, "when_not"))
    return RecipeView(
        bench=bench_of(showing, work, teams, rows.get("adapted-from", ())),
        when=when if when.yes_html or when.no_html else None,
        tasks=task_list(showing, work),
        risks_html=field_html(showing, "risks"),
        behind=_behind(visit, rows),
        fulfilled=_fulfilled(visit, entry.id, rows.get("fulfils", ())),
        reports=reports_of(visit, entry, rows.get("reports-on", ())),
        projects=rows.get("carries-out", ()),
    )


def _work(plan: Plan, code: str, rows: Rows, states: dict[str, Label]) -> Work:
    way = way_of(plan, code)
    tasks = plan.tasks_of(way.variant.key if way.variant else "")
    return Work(plan, way, tasks, rows.get("relies-on", ()), states)


def _rows(showing: Showing) -> Rows:
    """Links by what they tell on this page; of those that help, by what they help."""
    return {
        group.relation + (":" + group.kind if group.relation == "helps" else ""): group.rows
        for group in showing.once(links_of).groups
        if group.forth or group.relation in ("carries-out", "reports-on")
    }


def _behind(visit: Visit, rows: Rows) -> Behind | None:
    needs, proposals = rows.get("helps:usecase", ()), rows.get("helps:proposal", ())
    return Behind(needs, proposals, reaches_of(visit, needs)) if needs or proposals else None


def reaches_of(visit: Visit, needs: tuple[LinkRow, ...]) -> tuple[Reach, ...]:
    """The solutions that meet the needs behind a recipe, best fit first."""
    found = fits_of(visit.session, [row.other_id for row in needs])
    order = sorted(found, key=lambda number: (found[number][0] != "full", -found[number][1], number))
    shown = cards_of(visit, order[:MOST_REACHES])
    return tuple(Reach(card, label(FITS, found[number][0], visit.lang), found[number][1]) for number, card in shown)


def _fulfilled(visit: Visit, recipe: int, rows: tuple[LinkRow, ...]) -> Fulfilled | None:
    ordered = tuple(sorted(rows, key=lambda row: row.other.code))
    return Fulfilled(ordered, visit.to("requirements:export", format="xlsx", fulfilled=str(recipe))) if rows else None
