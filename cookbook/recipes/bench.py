"""The bench of a recipe: what it takes, what comes out, the questions and where they lead, and the checklist to begin or go on with."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cookbook.models import Project, ProjectTask
from cookbook.projects.progress import next_of, progress_of
from cookbook.projects.vocabulary import STATES
from cookbook.recipes.comparing import task_of
from cookbook.recipes.plan import Task
from cookbook.recipes.tasklist import Work
from cookbook.recipes.views import Answered, Bench, Decision, Offer, Origin, Running
from cookbook.recipes.ways import BETWEEN
from cookbook.recipes.words import field_html, here, project_asked, words_of
from ideabank.entries.models import Entry
from ideabank.entries.queries import rows_of
from ideabank.entries.visibility import is_public
from ideabank.i18n import choose
from ideabank.linking.views import LinkRow
from ideabank.visit.cards import entry_url, label, sub_url
from ideabank.visit.parts import Showing
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Label, Text

MOST_RUNNING = 3
NEWLY = BETWEEN  # in an address: no answer yet, whatever one's team has answered before
Teams = Mapping[int, list[ProjectTask]]


def bench_of(showing: Showing, work: Work, running: Teams, adapted: tuple[LinkRow, ...]) -> Bench:
    """Everything the work begins with. `running`: the checklists of the reader's teams; `adapted`: what the recipe was made from."""
    visit, entry = showing.visit, showing.found.entry
    decision = _decision(showing, work) if work.plan.questions else None
    begins = {"recipe": str(entry.id), "way": work.way.code, "project": project_asked(visit)}
    return Bench(
        version=entry.revision,
        count=len(work.tasks),
        total=len(work.plan.tasks),
        decision=decision,
        platforms=_once(work.platforms),
        before_html=field_html(showing, "preconditions"),
        outcomes=tuple(filter(None, (words_of(showing, task.outcome) for task in _last(work.tasks)))),
        start=visit.to("projects:start", **begins) if is_public(entry) else "",
        running=_running(visit, entry, running),
        origin=_origin(showing, adapted),
    )


def way_taken(session: Session, running: Teams, recipe: Entry) -> str:
    """The answers of the team that has last worked on the recipe; empty without one."""
    project = session.get(Project, next(iter(running))) if running else None
    taken = [one for one in project.recipes if one["recipe"] == recipe.id] if project else []
    return str(taken[0].get("way") or "") if taken else ""


def states_of(running: Teams, lang: str) -> dict[str, Label]:
    """Where the team that has last worked on the recipe is with each task, by the task's key."""
    rows = next(iter(running.values()), [])
    return {str(row.task["key"]): label(STATES, row.state, lang) for row in rows}


def _last(tasks: tuple[Task, ...]) -> list[Task]:
    """The tasks that no other waits for: what comes out of them comes out of the whole."""
    waited = {key for task in tasks for key in task.after}
    return [task for task in tasks if task.key not in waited]


def _once(rows: tuple[LinkRow, ...]) -> tuple[LinkRow, ...]:
    """A platform that several tasks rely on stands once."""
    return tuple({row.other_id: row for row in reversed(rows)}.values())[::-1]


def _decision(showing: Showing, work: Work) -> Decision:
    way, asked = work.way, work.way.next
    return Decision(
        answered=tuple(
            Answered(
                words_of(showing, question.text), words_of(showing, answer.text), _to(showing, work, way.until(number))
            )
            for number, (question, answer) in enumerate(way.answered)
        ),
        question=showing.mark(words_of(showing, asked.text)) if asked else Text(),
        help=showing.mark(words_of(showing, asked.help)) if asked else Text(),
        offers=tuple(
            Offer(words_of(showing, answer.text), _to(showing, work, way.further(answer)))
            for answer in (asked.answers if asked else ())
        ),
        variant=words_of(showing, way.variant.name) if way.variant else Text(),
        variant_text=showing.mark(words_of(showing, way.variant.text)) if way.variant else Text(),
        here=_to(showing, work, way.code),
        again=_to(showing, work, ""),
    )


def _to(showing: Showing, work: Work, way: str) -> str:
    return here(showing, way=way or (NEWLY if work.states else "")) + "#decide"


def _running(visit: Visit, recipe: Entry, running: Teams) -> tuple[Running, ...]:
    shown = dict(list(running.items())[:MOST_RUNNING])
    names = rows_of(visit.session, shown, visit.lang, to=visit.viewer)
    report = visit.to("fieldreports:start", recipe=str(recipe.id))
    found = []
    for number, rows in shown.items():
        url, following = entry_url(visit, visit.bank.kinds["project"], number, names[number].slug), next_of(rows)
        title = Text(names[number].title, names[number].lang)
        found.append(Running(title, url, progress_of(rows), _next(visit, recipe, following, url), report))
    return tuple(found)


def _next(visit: Visit, recipe: Entry, row: ProjectTask | None, url: str) -> Go | None:
    if row is None:
        return None
    lang, name = choose(task_of(row.task).name, visit.lang, recipe.language) or ("", row.code)
    return Go(name, f"{url}#task-{row.id}", lang)


def _origin(showing: Showing, rows: tuple[LinkRow, ...]) -> Origin | None:
    if not rows:
        return None
    visit = showing.visit
    origin = visit.session.get(Entry, rows[0].other_id)
    made_from = int(showing.details.get("origin_revision") or 0)
    if origin is None or origin.revision <= made_from:
        return Origin(rows[0].other, False, "")
    compare = sub_url(visit, origin, "compare", **{"from": str(made_from), "to": str(origin.revision)})
    return Origin(rows[0].other, True, compare)
