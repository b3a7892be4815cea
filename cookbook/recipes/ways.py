"""A way through a recipe's questions: the answers given so far, written in the address as their keys with dots between.

`/fi/recipes/12-…?way=oma.kanta` has answered the first question with "oma" and the next with "kanta".
"""

import dataclasses

from cookbook.recipes.plan import Answer, Plan, Question, Variant

BETWEEN = "."


@dataclasses.dataclass(frozen=True, slots=True)
class Way:
    """What has been answered, what is asked next, and the variant it has led to."""

    answered: tuple[tuple[Question, Answer], ...] = ()
    next: Question | None = None
    variant: Variant | None = None

    @property
    def code(self) -> str:
        return BETWEEN.join(answer.key for _, answer in self.answered)

    def further(self, answer: Answer) -> str:
        """The address part of this way with one more answer."""
        return BETWEEN.join(filter(None, (self.code, answer.key)))

    def until(self, number: int) -> str:
        """The address part of the first answers of this way."""
        return BETWEEN.join(answer.key for _, answer in self.answered[:number])


def way_of(plan: Plan, code: str) -> Way:
    """The way that an address tells, as far as its answers are still there."""
    at = plan.questions[0] if plan.questions else None
    answered: list[tuple[Question, Answer]] = []
    for key in code[:600].split(BETWEEN):
        answer = at.answer(key) if at else None
        if at is None or answer is None:
            break
        answered.append((at, answer))
        if answer.variant:
            return Way(tuple(answered), None, plan.variant(answer.variant))
        at = plan.question(answer.to)
    return Way(tuple(answered), at)
