"""Handlers of a recipe's questions and variants."""

import dataclasses

from cookbook.recipes import changing
from cookbook.recipes.desk import GONE, Desk, asks_about, desk, saved
from cookbook.recipes.plan import Answer, Plan, Question, Variant
from cookbook.recipes.reading import LIMITS, MOST_ANSWERS, VARIANT_LIMIT
from cookbook.recipes.views import DecisionsPage, QuestionPage, Row
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import free_key, in_language
from ideabank.errors import NotFound
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form, Value
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import whole

NEW, TO, VARIANT = "new:", "to:", "variant:"
SPARE = 2


def decisions(visit: Visit, kind: Kind) -> Response:
    """All questions and variants, each leading to its form."""
    at, _ = desk(visit, kind), visit.translator
    goals = {answer.to or answer.variant for question in at.plan.questions for answer in question.answers}
    alone = [one for one in at.plan.questions[1:] if one.key not in goals]
    page = DecisionsPage(
        title=_("Questions and variants"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back("decide"),
        questions=tuple(
            Row(
                _text(at, one.text),
                at.to("questions:edit", question=one.key, **at.here()),
                tuple(
                    f"{in_language(answer.text, at.language)} → {_goal(at.plan, answer, at.language)}"
                    for answer in one.answers
                ),
            )
            for one in at.plan.questions
        ),
        variants=tuple(
            Row(
                _text(at, one.name),
                at.to("variants:edit", variant=one.key, **at.here()),
                (in_language(one.text, at.language),) if one.text else (),
            )
            for one in at.plan.variants
        ),
        new_question=at.to("questions:edit", question="new", **at.here()),
        new_variant=at.to("variants:edit", variant="new", **at.here()),
        unreached=tuple(
            _text(at, words)
            for words in [*(one.text for one in alone), *(v.name for v in at.plan.variants if v.key not in goals)]
        ),
    )
    return show(visit, page)


def edit_question(visit: Visit, kind: Kind) -> Response:
    """The form of one question; "new" in the address begins one."""
    at = desk(visit, kind)
    question = _question(at)
    if visit.method != "POST":
        return show(visit, _question_page(at, question, Form.of(_filled(at, question)), based_on=at.entry.revision))
    form, base = _typed(at, question), whole(visit.text("based_on"))
    if visit.text("do") == "more":
        return show(visit, _question_page(at, question, form, based_on=base, more=SPARE))
    plan = _understood(at, question, form)
    if visit.text("do") == "first":
        plan = changing.first(plan, question.key if question.key != "new" else plan.questions[-1].key)
    asks = asks_about(visit, form)
    if form.is_valid and not asks:
        theirs = _theirs(at, at.before(base), question)
        if theirs:
            page = _question_page(at, question, form, based_on=at.entry.revision, theirs=theirs)
            return show(visit, page, status=409)
        if saved(at, form, plan, fields=("text", "help", "answers"), otherwise="answers"):
            return see_other(at.to("decisions", **at.here()), said="saved")
    return show(visit, _question_page(at, question, form, based_on=base, asks=asks), status=422)


def remove_question(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the question away with the answers that led to it."""
    at, _ = desk(visit, kind), visit.translator
    question, form = _question(at), Form()
    plan = changing.without_question(at.plan, question.key)
    if visit.method == "POST" and saved(at, form, plan, fields=(), otherwise=""):
        return see_other(at.to("decisions", **at.here()), said="removed")
    page = ConfirmPage(
        title=_("Remove %(name)s?") % {"name": in_language(question.text, at.language)},
        text=_("The question is taken away, and the answers that lead to it. Older versions keep them."),
        action=at.to("questions:removal", question=question.key),
        button=_("Remove"),
        back=at.to("decisions"),
        form=form,
        hidden=(("language", at.language),),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def edit_variant(visit: Visit, kind: Kind) -> Response:
    """The form of one variant; "new" in the address begins one."""
    at, _ = desk(visit, kind), visit.translator
    variant = _variant(at)
    form = Form.of({"name": variant.name.get(at.language, ""), "text": variant.text.get(at.language, "")})
    asks: tuple[str, ...] = ()
    if visit.method == "POST":
        form = Form.read(visit, ("name", "text"))
        if visit.text("do") == "remove" and variant.key != "new":
            if leading := _leading(at, variant):
                form.refuse(
                    "", _("Answers of “%(name)s” lead here. Let them lead elsewhere first.") % {"name": leading}
                )
            elif saved(at, form, changing.without_variant(at.plan, variant.key), fields=(), otherwise=""):
                return see_other(at.to("decisions", **at.here()), said="removed")
            return show(visit, _variant_page(at, variant, form), status=422)
        changed = dataclasses.replace(
            variant, name=at.told(variant.name, form, "name"), text=at.told(variant.text, form, "text")
        )
        asks = asks_about(visit, form)
        if variant.key == "new":
            taken = {one.key for one in at.plan.variants} | {"new"}
            changed = dataclasses.replace(changed, key=free_key(form.value("name"), taken, "variant"))
        if not asks and saved(at, form, at.plan.with_variant(changed), fields=("name", "text"), otherwise="name"):
            return see_other(at.to("decisions", **at.here()), said="saved")
    page = _variant_page(at, variant, form, asks)
    return show(visit, page, status=200 if visit.method != "POST" else 422)


def _leading(at: Desk, variant: Variant) -> str:
    """The questions whose answers lead to a variant."""
    asked = (one for one in at.plan.questions if any(answer.variant == variant.key for answer in one.answers))
    return ", ".join(in_language(one.text, at.language) for one in asked)


def _variant_page(at: Desk, variant: Variant, form: Form, asks: tuple[str, ...] = ()) -> SmallFormPage:
    _ = at.visit.translator
    return SmallFormPage(
        title=_("Variant") if variant.key != "new" else _("New variant"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.to("decisions", **at.here()),
        action=at.to("variants:update", variant=variant.key),
        form=form,
        fields=(
            Field(name="name", label=_("Name of the variant"), required=True, limit=LIMITS["name"]),
            Field(name="text", label=_("What it means"), widget="textarea", rows=4, limit=VARIANT_LIMIT),
        ),
        button=_("Save"),
        hidden=(("language", at.language),),
        asks=asks,
        remove=variant.key != "new",
    )


def _question(at: Desk) -> Question:
    key = str(at.visit.path_params["question"])
    found = Question("new", {}) if key == "new" else at.plan.question(key)
    if found is None:
        raise NotFound(GONE)
    return found


def _variant(at: Desk) -> Variant:
    key = str(at.visit.path_params["variant"])
    found = Variant("new", {}) if key == "new" else at.plan.variant(key)
    if found is None:
        raise NotFound(GONE)
    return found


def _rows(at: Desk, question: Question, *, more: int = 0) -> int:
    """How many rows of answers the form has: what a browser says, within bounds."""
    sent = whole(at.visit.text("rows"))
    wanted = sent + more if sent else max(3, len(question.answers) + 1)
    return max(2, min(wanted, MOST_ANSWERS))


def _typed(at: Desk, question: Question) -> Form:
    rows = range(_rows(at, question))
    return Form.read(at.visit, ["text", "help", *(f"{name}-{row}" for row in rows for name in ("answer", "goal"))])


def _filled(at: Desk, question: Question) -> dict[str, Value]:
    values: dict[str, Value] = {
        "text": question.text.get(at.language, ""),
        "help": question.help.get(at.language, ""),
    }
    for row, answer in enumerate(question.answers):
        values[f"answer-{row}"] = answer.text.get(at.language, "")
        values[f"goal-{row}"] = f"{TO}{answer.to}" if answer.to else f"{VARIANT}{answer.variant}"
    return values


def _understood(at: Desk, question: Question, form: Form) -> Plan:
    """The plan with the question as the form tells it, and with the variants it begins."""
    plan, answers = at.plan, list[Answer]()
    if not form.value("text").strip() and at.language == at.entry.language:
        form.refuse("text", at.visit.translator("Write the question."))
    for row in range(_rows(at, question)):
        before = question.answers[row] if row < len(question.answers) else Answer("", {})
        text, goal = at.told(before.text, form, f"answer-{row}"), form.value(f"goal-{row}")
        only_here = not any(words for code, words in before.text.items() if code != at.language)
        if not form.value(f"answer-{row}").strip() and (only_here or at.language == at.entry.language):
            continue
        words = in_language(text, at.language)
        key = before.key or free_key(words, {one.key for one in (*question.answers, *answers)}, "answer")
        if goal == NEW:
            made = Variant(
                free_key(words, {one.key for one in plan.variants} | {"new"}, "variant"), {at.language: words}
            )
            plan, goal = plan.with_variant(made), f"{VARIANT}{made.key}"
        answers.append(Answer(key, text, *_led(goal)))
    key = question.key
    if key == "new":
        key = free_key(form.value("text"), {one.key for one in plan.questions} | {"new"}, "question")
    return plan.with_question(
        Question(key, at.told(question.text, form, "text"), at.told(question.help, form, "help"), tuple(answers))
    )


def _led(goal: str) -> tuple[str, str]:
    """(question, variant) of a choice such as "to:key"."""
    kind, _, key = goal.partition(":")
    return (key, "") if f"{kind}:" == TO else ("", key) if f"{kind}:" == VARIANT else ("", "")


def _theirs(at: Desk, before: Plan, question: Question) -> tuple[tuple[str, Text], ...]:
    old = before.question(question.key)
    if old is None or old == question:
        return ()
    answers = "\n".join(
        f"{in_language(one.text, at.language)} → {_goal(at.plan, one, at.language)}" for one in question.answers
    )
    _ = at.visit.translator
    return ((_("Question"), _text(at, question.text)), (_("Answers"), Text(answers, at.language)))


def _question_page(
    at: Desk,
    question: Question,
    form: Form,
    *,
    based_on: int,
    asks: tuple[str, ...] = (),
    theirs: tuple[tuple[str, Text], ...] = (),
    more: int = 0,
) -> QuestionPage:
    _, rows = at.visit.translator, _rows(at, question, more=more)
    goals = [("", _("Choose"))]
    goals += [(f"{TO}{one.key}", _("Question: %(name)s") % {"name": in_language(one.text, at.language)}) for one in at.plan.questions if one.key != question.key]  # fmt: skip
    goals += [(f"{VARIANT}{one.key}", _("Variant: %(name)s") % {"name": in_language(one.name, at.language)}) for one in at.plan.variants]  # fmt: skip
    goals.append((NEW, _("A new variant with the name of the answer")))
    labels = {"text": _("Question"), "help": _("What helps to answer it"), "answers": _("Answers")}
    labels |= {f"answer-{row}": _("Answer %(number)d") % {"number": row + 1} for row in range(rows)}
    return QuestionPage(
        labels=labels,
        title=_("Question") if question.key != "new" else _("New question"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.to("decisions", **at.here()),
        action=at.to("questions:update", question=question.key),
        form=form,
        rows=tuple(range(rows)),
        goals=tuple(goals),
        hidden=(("based_on", str(based_on)), ("language", at.language), ("rows", str(rows))),
        removal=at.to("questions:removal", question=question.key) if question.key != "new" else "",
        is_first=not at.plan.questions or question.key == at.plan.questions[0].key,
        asks=asks,
        theirs=theirs,
        who=at.changed_by() if theirs else "",
    )


def _goal(plan: Plan, answer: Answer, language: str) -> str:
    question, variant = plan.question(answer.to), plan.variant(answer.variant)
    return in_language(question.text, language) if question else in_language(variant.name, language) if variant else ""


def _text(at: Desk, told: dict[str, str]) -> Text:
    return Text(in_language(told, at.language), at.language)
