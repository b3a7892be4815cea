"""The questions of a recipe: their form, with rows of answers and where each leads."""

from collections.abc import Mapping, Sequence
from typing import Any

from cookbook.recipes import changing
from cookbook.recipes.plan import Answer, Plan, Question, Variant
from cookbook.recipes.reading import MOST_ANSWERS
from cookbook.recipes.structure import QUESTION, VARIANT
from cookbook.recipes.tasks import GONE
from cookbook.recipes.views import QuestionPage
from ideabank.entries.multilingual import free_key, in_language
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import NEW, Landing, PieceForm, Removal, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value
from ideabank.web.request import whole

MADE, TO, LEADS = "new:", "to:", "variant:"
MORE, SPARE = "more", 2


class QuestionForm(PieceForm[Plan, Question]):
    """The form of one question; "new" in the address begins one."""

    pieces = QUESTION
    parameters = ("question",)
    gone = GONE
    begins = True
    again = (MORE,)
    first = "answers"

    def new(self) -> Question:
        return Question(NEW, {})

    def name(self, at: Desk[Plan], piece: Question) -> str:
        return in_language(piece.text, at.language)

    def title(self, at: Desk[Plan], piece: Question) -> str:
        _ = at.visit.translator
        return _("Question") if piece.key != NEW else _("New question")

    def back(self, at: Desk[Plan], key: str) -> str:
        return at.to("decisions", **at.here())

    def removal(self, at: Desk[Plan], piece: Question) -> Removal | None:
        told = at.visit.translator(
            "The question is taken away, and the answers that lead to it. Older versions keep them."
        )
        return Removal(self.name(at, piece), told) if piece.key != NEW else None

    def fields(self, at: Desk[Plan], piece: Question) -> Sequence[Field]:
        return ()

    def typed(self, at: Desk[Plan], piece: Question) -> Form:
        rows = range(_rows(at, piece))
        return Form.read(at.visit, ["text", "help", *(f"{name}-{row}" for row in rows for name in ("answer", "goal"))])

    def filled(self, at: Desk[Plan], piece: Question) -> dict[str, Value]:
        values: dict[str, Value] = {"text": piece.text.get(at.language, ""), "help": piece.help.get(at.language, "")}
        for row, answer in enumerate(piece.answers):
            values[f"answer-{row}"] = answer.text.get(at.language, "")
            values[f"goal-{row}"] = f"{TO}{answer.to}" if answer.to else f"{LEADS}{answer.variant}"
        return values

    def understood(self, at: Desk[Plan], piece: Question, form: Form) -> Understood[Plan]:
        """The plan with the question as the form tells it, and with the variants it begins."""
        if not form.value("text").strip() and at.language == at.entry.language:
            form.refuse("text", at.visit.translator("Write the question."))
        plan, answers = _answered(at, piece, form)
        key = piece.key
        if key == NEW:
            key = free_key(form.value("text"), {*QUESTION.keys(plan), NEW}, "question")
        text, more = at.told(piece.text, form, "text"), at.told(piece.help, form, "help")
        return Understood(QUESTION.put(plan, Question(key, text, more, answers)), key)

    def moved(self, at: Desk[Plan], done: Understood[Plan], do: str) -> Landing[Plan]:
        plan = changing.first(done.value, done.key) if do == "first" else done.value
        return Landing(plan, self.back(at, done.key))

    def rows(self, at: Desk[Plan], piece: Question) -> Sequence[Row]:
        _, told = at.visit.translator, answer_lines(at.value, piece, at.language)
        return [
            Row(_("Question"), piece.text, in_language(piece.text, at.language)),
            Row(_("What helps to answer it"), piece.help, in_language(piece.help, at.language)),
            Row(_("Answers"), piece.answers, "\n".join(told)),
        ]

    def hidden(self, at: Desk[Plan], piece: Question) -> tuple[tuple[str, str], ...]:
        return (("rows", str(_shown_rows(at, piece))),)

    def page(self, at: Desk[Plan], piece: Question, common: Mapping[str, Any]) -> QuestionPage:
        _, rows = at.visit.translator, _shown_rows(at, piece)
        labels = {"text": _("Question"), "help": _("What helps to answer it"), "answers": _("Answers")}
        labels |= {f"answer-{row}": _("Answer %(number)d") % {"number": row + 1} for row in range(rows)}
        is_first = not at.value.questions or piece.key == at.value.questions[0].key
        return QuestionPage(
            **common, labels=labels, rows=tuple(range(rows)), goals=_goals(at, piece), is_first=is_first
        )


def answer_lines(plan: Plan, question: Question, language: str) -> tuple[str, ...]:
    """Each answer with where it leads."""
    return tuple(f"{in_language(one.text, language)} → {_goal(plan, one, language)}" for one in question.answers)


def _goal(plan: Plan, answer: Answer, language: str) -> str:
    question, variant = plan.question(answer.to), plan.variant(answer.variant)
    return in_language(question.text, language) if question else in_language(variant.name, language) if variant else ""


def _rows(at: Desk[Plan], question: Question, *, more: int = 0) -> int:
    """How many rows of answers the form has: what a browser says, within bounds."""
    sent = whole(at.visit.text("rows"))
    wanted = sent + more if sent else max(3, len(question.answers) + 1)
    return max(2, min(wanted, MOST_ANSWERS))


def _shown_rows(at: Desk[Plan], question: Question) -> int:
    return _rows(at, question, more=SPARE if at.visit.text("do") == MORE else 0)


def _answered(at: Desk[Plan], question: Question, form: Form) -> tuple[Plan, tuple[Answer, ...]]:
    """The plan with the variants that answers begin, and the answers."""
    plan, answers = at.value, list[Answer]()
    for row in range(_rows(at, question)):
        before = question.answers[row] if row < len(question.answers) else Answer("", {})
        text, goal = at.told(before.text, form, f"answer-{row}"), form.value(f"goal-{row}")
        only_here = not any(words for code, words in before.text.items() if code != at.language)
        if not form.value(f"answer-{row}").strip() and (only_here or at.language == at.entry.language):
            continue
        words = in_language(text, at.language)
        key = before.key or free_key(words, {one.key for one in (*question.answers, *answers)}, "answer")
        if goal == MADE:
            made = Variant(free_key(words, {*VARIANT.keys(plan), NEW}, "variant"), {at.language: words})
            plan, goal = VARIANT.put(plan, made), f"{LEADS}{made.key}"
        kind, _, to = goal.partition(":")
        question_key, variant_key = (to if f"{kind}:" == sort else "" for sort in (TO, LEADS))
        answers.append(Answer(key, text, question_key, variant_key))
    return plan, tuple(answers)


def _goals(at: Desk[Plan], question: Question) -> tuple[tuple[str, str], ...]:
    """Where an answer may lead: (what the form sends, its words)."""
    _, language = at.visit.translator, at.language
    asked = [one for one in at.value.questions if one.key != question.key]
    return (
        ("", _("Choose")),
        *((f"{TO}{one.key}", _("Question: %(name)s") % {"name": in_language(one.text, language)}) for one in asked),
        *((f"{LEADS}{one.key}", _("Variant: %(name)s") % {"name": in_language(one.name, language)}) for one in at.value.variants),
        (MADE, _("A new variant with the name of the answer")),
    )  # fmt: skip
