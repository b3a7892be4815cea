"""The page of a recipe's questions and variants."""

from cookbook.recipes.questions import answer_lines
from cookbook.recipes.views import DecisionsPage, Row
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import Multilingual, in_language
from ideabank.pieces.desk import structure_desk
from ideabank.visit.visit import Visit
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text


def decisions(visit: Visit, kind: Kind) -> Response:
    """All questions and variants, each leading to its form."""
    at, _ = structure_desk(visit, kind), visit.translator
    plan, lang, here = at.value, at.language, at.here()
    goals = {answer.to or answer.variant for question in plan.questions for answer in question.answers}
    alone = [one.text for one in plan.questions[1:] if one.key not in goals]
    alone += [one.name for one in plan.variants if one.key not in goals]
    page = DecisionsPage(
        title=_("Questions and variants"),
        kind=at.entry.kind,
        entry_title=at.title(),
        back=at.back("decide"),
        questions=tuple(
            Row(_text(one.text, lang), at.to("questions:edit", question=one.key, **here), answer_lines(plan, one, lang))
            for one in plan.questions
        ),
        variants=tuple(
            Row(
                _text(one.name, lang),
                at.to("variants:edit", variant=one.key, **here),
                (in_language(one.text, lang),) if one.text else (),
            )
            for one in plan.variants
        ),
        new_question=at.to("questions:edit", question="new", **here),
        new_variant=at.to("variants:edit", variant="new", **here),
        unreached=tuple(_text(words, lang) for words in alone),
    )
    return show(visit, page)


def _text(told: Multilingual, language: str) -> Text:
    return Text(in_language(told, language), language)
