"""What forms of all rooms share: problems shown at fields, a short text that is asked for."""

from ideabank.entries.content import CHOOSE, check_words, tidy
from ideabank.entries.problem import Problem
from ideabank.i18n import LANGUAGES
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form


def show_problems(visit: Visit, form: Form, problems: tuple[Problem, ...]) -> Form:
    """Puts the problems onto the form in the reader's language."""
    _ = visit.translator
    for problem in problems:
        form.refuse(problem.field, problem.told(_))
    return form


def words_of(visit: Visit, form: Form, field: str, *, missing: str = "") -> str:
    """A short text of a form, tidy and free of personal data; `missing` says what to do when there must be one."""
    words = tidy(form.value(field))
    show_problems(visit, form, tuple(check_words({field: words})))
    if missing and not words:
        form.refuse(field, visit.translator(missing))
    return words


def language_in(visit: Visit, form: Form) -> str:
    """The language that the form's words are in, else the reader's; one that is none of ours is refused."""
    told = form.value("language")
    if told and told not in LANGUAGES:
        form.refuse("", visit.translator(CHOOSE))
    return told if told in LANGUAGES else visit.lang
