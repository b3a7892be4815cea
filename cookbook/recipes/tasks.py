"""Handlers of a recipe's tasks: adding them, the form of one, its draft, taking one away."""

import dataclasses
from typing import Any

from cookbook.recipes import changing
from cookbook.recipes.comparing import PARTS, task_words
from cookbook.recipes.desk import Desk, asks_about, desk, saved
from cookbook.recipes.plan import TOLD, Plan, Task
from cookbook.recipes.reading import LIMITS
from cookbook.recipes.views import TaskPage
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import in_language
from ideabank.i18n import LANGUAGES, N_, Words
from ideabank.linking.compose import links_view
from ideabank.linking.rules import may_link
from ideabank.telling import drafts
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed, never_later
from ideabank.web.forms import Form, Value
from ideabank.web.pages import JSONResponse, Response, see_other, show
from ideabank.web.parts import Choice, Go, Text
from ideabank.web.request import whole

HINTS = {
    "who": Words("Rooli tai kaksi, ei nimiä.", "En roll eller två, inga namn.", "A role or two, no names."),
    "how": Words(
        "Markdownia. Kopioitavaksi tarkoitettu teksti ``` -rivien väliin.",
        "Markdown. Text som är till för att kopieras mellan rader med ```.",
        "Markdown. Text that is meant to be copied between lines of ```.",
    ),
    "check": Words(
        "Jotain, minkä voi nähdä tai laskea.",
        "Något som går att se eller räkna.",
        "Something that can be seen or counted.",
    ),
}


@deed(N_("Add tasks"))
def add_tasks(visit: Visit, kind: Kind) -> Response:
    """New tasks at the end, one a line."""
    at, _ = desk(visit, kind), visit.translator
    form = Form.read(visit, ("names",))
    asks: tuple[str, ...] = ()
    if visit.method == "POST":
        lines = [tidy for line in form.value("names").splitlines() if (tidy := " ".join(line.split()))]
        if not lines:
            form.refuse("names", _("Write at least one name."))
        plan = changing.appended(at.plan, lines, at.language)
        asks = asks_about(visit, form)
        if form.is_valid and not asks and saved(at, form, plan, fields=("names",), otherwise="names"):
            first = plan.tasks[len(at.plan.tasks)]
            return see_other(at.to("tasks:edit", task=first.key, **at.here()), said="added")
    page = SmallFormPage(
        title=_("Add tasks"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back(),
        action=at.to("tasks:create"),
        form=form,
        fields=(Field(name="names", label=_("Names, one a line"), widget="textarea", rows=4, required=True),),
        button=_("Add"),
        hidden=(("language", at.language),),
        asks=asks,
    )
    return show(visit, page, status=200 if visit.method != "POST" else 422)


@deed(N_("Save the changes"))
def edit_task(visit: Visit, kind: Kind) -> Response:
    """The form of one task: GET shows it, POST saves and goes where the button says."""
    at = desk(visit, kind)
    task = at.task()
    if visit.method == "POST":
        return _save(at, task, kind)
    draft = drafts.by_token(visit.session, visit.arg("draft"), kind, visit.viewer)
    if draft is not None and draft.entry_id == at.entry.id and draft.published_id is None:
        language = str(draft.values.get("language") or "")
        at = dataclasses.replace(at, language=language if language in LANGUAGES else at.language)
        form = Form.of({**_filled(at, task), **draft.values})
        return show(visit, _page(at, task, form, based_on=draft.base_revision, token=draft.token))
    return show(visit, _page(at, task, Form.of(_filled(at, task)), based_on=at.entry.revision))


@never_later
def save_draft(visit: Visit, kind: Kind) -> Response:
    """The autosave of a task's form."""
    at = desk(visit, kind)
    task = at.task()
    values: dict[str, Value] = {**_typed(at).values, "place": f"tasks/{task.key}/edit", "language": at.language}
    values["title"] = in_language(task.name, at.language)
    kept, problems = drafts.keep(
        visit.session,
        visit.text("draft"),
        kind,
        values,
        by=visit.viewer,
        entry_id=at.entry.id,
        base_revision=whole(visit.text("based_on")),
    )
    _ = visit.translator
    wrong = [{"field": problem.field, "message": _(problem.message)} for problem in problems]
    return JSONResponse({"draft": kept.token, "saved": _.datetime(kept.updated_at), "problems": wrong})


def remove_task(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the task away; its links go with it, older versions keep it."""
    at, _ = desk(visit, kind), visit.translator
    task, form = at.task(), Form()
    plan = changing.without_task(at.plan, task.key)
    if visit.method == "POST" and saved(at, form, plan, fields=(), otherwise=""):
        return see_other(at.back(), said="removed")
    page = ConfirmPage(
        title=_("Remove %(name)s?") % {"name": in_language(task.name, at.language)},
        text=_("The task and its links are taken away. Older versions and the projects that have it keep it."),
        action=at.to("tasks:removal", task=task.key),
        button=_("Remove"),
        back=at.to("tasks:edit", task=task.key),
        form=form,
        hidden=(("language", at.language),),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def _typed(at: Desk) -> Form:
    return Form.read(at.visit, TOLD, ("after", "variants"))


def _filled(at: Desk, task: Task) -> dict[str, Value]:
    values: dict[str, Value] = {name: getattr(task, name).get(at.language, "") for name in TOLD}
    return {**values, "after": list(task.after), "variants": list(task.variants)}


def _understood(at: Desk, task: Task, form: Form) -> Task:
    told: dict[str, Any] = {name: at.told(getattr(task, name), form, name) for name in TOLD}
    one = dataclasses.replace(task, **told, after=tuple(form.many("after")), variants=tuple(form.many("variants")))
    if not one.name.get(at.language) and (at.language == at.entry.language or not one.name):
        form.refuse("name", at.visit.translator("Tell in a few words what is done in this task."))
    return one


def _save(at: Desk, task: Task, kind: Kind) -> Response:
    visit, form, base = at.visit, _typed(at), whole(at.visit.text("based_on"))
    changed = _understood(at, task, form)
    asks = asks_about(visit, form)
    if form.is_valid and not asks:
        if theirs := _theirs(at, at.before(base), task):
            page = _page(at, task, form, based_on=at.entry.revision, theirs=theirs)
            return show(visit, page, status=409)
        plan, goal = _moved(at, at.plan.with_task(changed), task.key)
        if saved(at, form, plan, fields=(*TOLD, "after", "variants"), otherwise="name"):
            drafts.close(at.visit.session, visit.text("draft"), kind, by=visit.viewer, published_id=at.entry.id)
            return see_other(goal, said="saved")
    return show(visit, _page(at, task, form, based_on=base, asks=asks), status=422)


def _moved(at: Desk, plan: Plan, key: str) -> tuple[Plan, str]:
    """What the button asks for beyond saving, and where to go."""
    do = at.visit.text("do", "save")
    if do in ("earlier", "later"):
        plan = changing.moved(plan, key, -1 if do == "earlier" else 1)
        return plan, at.to("tasks:edit", task=key, **at.here())
    following = _neighbour(plan, key, 1)
    if do == "next" and following is not None:
        return plan, at.to("tasks:edit", task=following.key, **at.here())
    return plan, at.back(f"task-{key}")


def _neighbour(plan: Plan, key: str, by: int) -> Task | None:
    place = [task.key for task in plan.tasks].index(key) + by
    return plan.tasks[place] if 0 <= place < len(plan.tasks) else None


def _theirs(at: Desk, before: Plan, task: Task) -> tuple[tuple[str, Text], ...]:
    """What somebody else has changed in this task since the form was opened."""
    old = before.task(task.key)
    if old is None or old == task:
        return ()
    now = task_words(task, at.plan, at.language)
    shown = {name: now.get(name, "") for name in PARTS if getattr(old, name) != getattr(task, name)}
    return tuple((PARTS[name][at.visit.lang], Text(words, at.language)) for name, words in shown.items())


def _page(
    at: Desk,
    task: Task,
    form: Form,
    *,
    based_on: int,
    token: str = "",
    asks: tuple[str, ...] = (),
    theirs: tuple[tuple[str, Text], ...] = (),
) -> TaskPage:
    visit, _ = at.visit, at.visit.translator
    number = [one.key for one in at.plan.tasks].index(task.key) + 1
    rows = links_view(visit, at.entry)
    return TaskPage(
        title=_("Edit task %(number)d: %(name)s") % {"number": number, "name": in_language(task.name, at.language)},
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back(f"task-{task.key}"),
        action=at.to("tasks:update", task=task.key),
        form=form,
        fields=tuple(_fields(at, task)),
        hidden=(
            ("based_on", str(based_on)),
            ("language", at.language),
            ("draft", token or visit.text("draft") or drafts.new_token()),
        ),
        number=number,
        count=len(at.plan.tasks),
        draft_url=at.to("tasks:draft", task=task.key),
        removal=at.to("tasks:removal", task=task.key),
        previous=_go(at, _neighbour(at.plan, task.key, -1)),
        next=_go(at, _neighbour(at.plan, task.key, 1)),
        relies=tuple(row for group in rows.groups for row in group.rows if row.anchor == task.key),
        add_link=at.to("links:new", kind="solution", anchor=task.key) if may_link(visit.viewer) else "",
        asks=asks,
        theirs=theirs,
        who=at.changed_by() if theirs else "",
    )


def _fields(at: Desk, task: Task) -> list[Field]:
    lang = at.visit.lang
    fields = []
    for name in TOLD:
        hint = HINTS[name][lang] if name in HINTS else ""
        shown = getattr(task, name)
        if not shown.get(at.language) and shown:  # a translation: the words that stand are shown beside
            hint = f"{hint} {in_language(shown, at.entry.language)}".strip()[:700]
        widget, rows = ("textarea", 10) if name == "how" else ("text", 1)
        fields.append(
            Field(
                name=name,
                label=PARTS[name][lang],
                hint=hint,
                widget=widget,
                rows=rows,
                required=name == "name",
                limit=LIMITS[name],
            )
        )
    others = tuple(Choice(one.key, in_language(one.name, at.language)) for one in at.plan.tasks if one.key != task.key)
    if others:
        fields.append(Field(name="after", label=PARTS["after"][lang], widget="checkboxes", choices=others))
    variants = tuple(Choice(one.key, in_language(one.name, at.language)) for one in at.plan.variants)
    if variants:
        fields.append(Field(name="variants", label=PARTS["variants"][lang], widget="checkboxes", choices=variants))
    return fields


def _go(at: Desk, task: Task | None) -> Go | None:
    if task is None:
        return None
    return Go(in_language(task.name, at.language), at.to("tasks:edit", task=task.key, **at.here()))
