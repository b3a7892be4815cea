"""A recipe's page: the decision the reader is at, the tasks of the variant, reports, and both ends of its links."""

import dataclasses
import functools
from collections.abc import Mapping

from markupsafe import Markup

from cookbook.fieldreports.compose import reports_of
from cookbook.recipes.plan import Plan, Task
from cookbook.recipes.reading import stored
from cookbook.recipes.views import Answered, Decision, Offer, Origin, Reach, RecipeView, TaskView
from cookbook.recipes.ways import Way, way_of
from ideabank.entries.links import fits_of
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import Multilingual
from ideabank.entries.vocabulary import FITS
from ideabank.i18n import choose
from ideabank.linking.compose import links_of
from ideabank.linking.rules import may_link
from ideabank.linking.views import LinkRow
from ideabank.text.markdown import render
from ideabank.visit import rules
from ideabank.visit.cards import entry_url, label, sub_url
from ideabank.visit.parts import Showing
from ideabank.visit.similar import cards_of
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Text
from ideabank.web.request import whole

SHOWN = ("helps", "fulfils", "relies-on", "reports-on", "carries-out", "adapted-from")
MOST_REACHES = 8
FIELDS = ("when", "when_not", "preconditions", "risks")


def recipe_of(showing: Showing) -> RecipeView:
    """Everything a recipe shows beyond the common."""
    it, visit = showing.found, showing.visit
    plan = stored(showing.details.get("plan"))
    way = way_of(plan, visit.arg("way"))
    variant = way.variant.key if way.variant else ""
    rows = {
        group.relation + (":" + group.kind if group.relation == "helps" else ""): group.rows
        for group in showing.once(links_of).groups
        if group.forth or group.relation in ("carries-out", "reports-on")
    }
    tasks = plan.tasks_of(variant)
    platforms = rows.get("relies-on", ())
    may = showing.once(_may_change)
    begins = {"recipe": str(it.entry.id), "way": way.code if way.variant else "", "project": _project(visit)}
    needs = rows.get("helps:usecase", ())
    told = {f"{name}_html": _field(showing, name) for name in FIELDS}
    view = RecipeView(
        version=it.entry.revision,
        keeper=str(showing.details.get("keeper") or ""),
        contents=(),
        decision=_decision(showing, way) if plan.questions else None,
        tasks=tuple(_task(showing, plan, task, tasks, platforms) for task in tasks),
        hidden_tasks=len(plan.tasks) - len(tasks),
        all_tasks=_here(showing) + "#tasks",
        **told,
        reports=reports_of(visit, it.entry, rows.get("reports-on", ())),
        needs=needs,
        proposals=rows.get("helps:proposal", ()),
        requirements=tuple(sorted(rows.get("fulfils", ()), key=lambda row: row.other.code)),
        platforms=_once(platforms),
        reaches=reaches_of(visit, needs),
        projects=rows.get("carries-out", ()),
        origin=_origin(showing, rows.get("adapted-from", ())),
        start=visit.to("projects:start", **begins),
        fork=sub_url(visit, it.entry, "fork") if rules.may_tell(visit.viewer, it.kind) else "",
        edits=_edits(showing) if may else (),
        checklist=visit.to("requirements:export", format="xlsx", fulfilled=str(it.entry.id)),
    )
    return _with_contents(showing, view)


def reaches_of(visit: Visit, needs: tuple[LinkRow, ...]) -> tuple[Reach, ...]:
    """The solutions that meet the needs behind a recipe, best fit first."""
    found = fits_of(visit.session, [row.other_id for row in needs])
    order = sorted(found, key=lambda number: (found[number][0] != "full", -found[number][1], number))
    shown = cards_of(visit, order[:MOST_REACHES])
    return tuple(Reach(card, label(FITS, found[number][0], visit.lang), found[number][1]) for number, card in shown)


def _once(rows: tuple[LinkRow, ...]) -> tuple[LinkRow, ...]:
    """A platform that several tasks rely on stands once."""
    return tuple({row.other_id: row for row in reversed(rows)}.values())[::-1]


def _with_contents(showing: Showing, view: RecipeView) -> RecipeView:
    _ = showing.visit.translator
    parts = (
        ("decide", _("Decide first"), view.decision),
        ("when", _("When to use this"), view.when_html or view.when_not_html),
        ("before", _("What must be in place"), view.preconditions_html),
        ("tasks", _("Tasks"), view.tasks),
        ("risks", _("What can go wrong"), view.risks_html),
        ("requirements", _("Requirements it fulfils"), view.requirements),
        ("reports", _("How it went for others"), True),
        ("needs", _("Needs behind this"), view.needs or view.proposals),
        ("background", _("What this rests on"), showing.found.original.body),
        ("comments", _("Comments"), True),
    )
    return dataclasses.replace(view, contents=tuple(Go(name, f"#{code}") for code, name, there in parts if there))


def _decision(showing: Showing, way: Way) -> Decision:
    asked = way.next
    return Decision(
        answered=tuple(
            Answered(
                _text(showing, question.text),
                _text(showing, answer.text),
                _here(showing, way.until(number)) + "#decide",
            )
            for number, (question, answer) in enumerate(way.answered)
        ),
        question=showing.mark(_text(showing, asked.text)) if asked else Text(),
        help=showing.mark(_text(showing, asked.help)) if asked else Text(),
        offers=tuple(
            Offer(_text(showing, answer.text), _here(showing, way.further(answer)) + "#decide")
            for answer in asked.answers
        )
        if asked
        else (),
        variant=_text(showing, way.variant.name) if way.variant else Text(),
        variant_text=showing.mark(_text(showing, way.variant.text)) if way.variant else Text(),
        here=_here(showing, way.code) + "#decide",
        again=_here(showing) + "#decide",
    )


def _may_change(showing: Showing) -> bool:
    viewer, it = showing.visit.viewer, showing.found
    return rules.may_edit(viewer, it.entry, it.kind) and rules.is_open(viewer, it.entry)


def _task(
    showing: Showing, plan: Plan, task: Task, shown: tuple[Task, ...], platforms: tuple[LinkRow, ...]
) -> TaskView:
    """One task; it is numbered among those that are shown, and waits only for them."""
    visit, entry = showing.visit, showing.found.entry
    may = showing.once(_may_change)
    numbers = {one.key: number for number, one in enumerate(shown, 1)}
    waits = tuple(
        Go(f"{numbers[one.key]}. {_text(showing, one.name).value}", f"#task-{one.key}", _text(showing, one.name).lang)
        for one in shown
        if one.key in task.after
    )
    how = _text(showing, task.how)
    return TaskView(
        key=task.key,
        number=numbers[task.key],
        name=_text(showing, task.name),
        who=_text(showing, task.who),
        how_html=showing.mark_html(Text(shown_markdown(how.value), how.lang)) if how else Text(),
        outcome=showing.mark(_text(showing, task.outcome)),
        check=showing.mark(_text(showing, task.check)),
        waits=waits,
        variants=tuple(_text(showing, one.name) for one in plan.variants if one.key in task.variants),
        relies=tuple(row for row in platforms if row.anchor == task.key),
        edit=sub_url(visit, entry, "tasks:edit", task=task.key) if may else "",
        link=sub_url(visit, entry, "links:new", kind="solution", anchor=task.key)
        if may and may_link(visit.viewer)
        else "",
    )


@functools.lru_cache(maxsize=4_096)
def shown_markdown(source: str) -> Markup:
    """The Markdown of a task as HTML; the same task is read again and again."""
    return Markup(render(source))  # noqa: S704 sanitised by text.markdown


def _field(showing: Showing, name: str) -> Text:
    """One of the recipe's own texts, as HTML: its lines may be a list."""
    it = showing.found
    found = choose({code: text.fields.get(name, "") for code, text in it.texts.items()}, it.language, it.entry.language)
    return showing.mark_html(Text(shown_markdown(found[1]), found[0])) if found else Text()


def _text(showing: Showing, told: Multilingual | Mapping[str, str]) -> Text:
    found = choose(dict(told), showing.found.language, showing.found.entry.language)
    return Text(found[1], found[0]) if found else Text()


def _here(showing: Showing, way: str = "") -> str:
    it, visit = showing.found, showing.visit
    kept = {"in": visit.arg("in"), "way": way, "project": _project(visit)}
    return entry_url(visit, it.kind, it.entry.id, it.text.slug, **kept)


def _project(visit: Visit) -> str:
    """The project for whose sake the questions are answered, when one came from there."""
    return str(whole(visit.arg("project")) or "")


def _origin(showing: Showing, rows: tuple[LinkRow, ...]) -> Origin | None:
    if not rows:
        return None
    visit = showing.visit
    origin = visit.session.get(Entry, rows[0].other_id)
    made_from = int(showing.details.get("origin_revision") or 0)
    moved = origin is not None and origin.revision > made_from
    newest = str(origin.revision) if origin is not None else ""
    compare = visit.to("recipes:compare", ref=str(rows[0].other_id), **{"from": str(made_from), "to": newest})
    return Origin(rows[0].other, moved, compare if moved else "")


def _edits(showing: Showing) -> tuple[Go, ...]:
    visit, entry, _ = showing.visit, showing.found.entry, showing.visit.translator
    return (
        Go(_("Add tasks"), sub_url(visit, entry, "tasks:new")),
        Go(_("Questions and variants"), sub_url(visit, entry, "decisions")),
    )
