"""What differs between two plans, task by task. Tasks, questions and variants are matched by their keys."""

from cookbook.recipes.plan import TOLD, Plan, Question, Task
from cookbook.recipes.reading import Reader, stored
from ideabank.entries.multilingual import in_language
from ideabank.entries.structure import Details, Difference
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, Words

PARTS = {
    "name": Words("Nimi", "Namn", "Name"),
    "who": Words("Kuka tekee", "Vem gör det", "Who does it"),
    "how": Words("Miten tehdään", "Så här gör man", "How it is done"),
    "outcome": Words("Mitä syntyy", "Resultat", "What comes out"),
    "check": Words("Mistä tietää, että onnistui", "Hur man vet att det lyckades", "How to tell it worked"),
    "after": Words("Ensin pitää olla tehty", "Måste göras först", "Must be done first"),
    "variants": Words("Vain näissä vaihtoehdoissa", "Bara i dessa alternativ", "Only in these variants"),
}
_ORDER = Words("Tehtävien järjestys", "Uppgifternas ordning", "Order of the tasks")
_QUESTION = Words("Kysymys", "Fråga", "Question")
_VARIANT = Words("Vaihtoehto", "Alternativ", "Variant")


def task_words(task: Task | None, plan: Plan, language: str) -> dict[str, str]:
    """Each part of a task as text in one language; what has no language is told with the first."""
    if task is None:
        return {}
    found = {name: getattr(task, name).get(language, "") for name in TOLD}
    if language == LANGUAGES[0]:
        found["after"] = ", ".join(_name(plan, key, language) for key in task.after)
        found["variants"] = ", ".join(
            in_language(one.name, language) if (one := plan.variant(key)) else key for key in task.variants
        )
    return found


def _task_differences(old: Task | None, new: Task | None, before: Plan, after: Plan, lang: str) -> list[Difference]:
    """What one task said and says now, part by part and language by language."""
    shown = new or old
    prefix = f"{in_language(shown.name, lang) or shown.key} · " if shown else ""
    found = []
    for language in LANGUAGES:
        was, now = task_words(old, before, language), task_words(new, after, language)
        for name, words in PARTS.items():
            if was.get(name, "") != now.get(name, ""):
                label = f"{prefix}{words[lang]} ({LANGUAGE_NAMES[language]})"
                found.append(Difference(label, was.get(name, ""), now.get(name, ""), language))
    return found


def said_differences(old: Task | None, new: Task | None, plan: Plan, language: str, lang: str) -> list[Difference]:
    """What a reader of one language sees differ in a task; labels are in `lang`, names of other tasks from `plan`."""
    was, now = _said(old, plan, language), _said(new, plan, language)
    return [
        Difference(words[lang], was.get(name, ""), now.get(name, ""), language)
        for name, words in PARTS.items()
        if was.get(name, "") != now.get(name, "")
    ]


def _said(task: Task | None, plan: Plan, language: str) -> dict[str, str]:
    if task is None:
        return {}
    found = {name: in_language(getattr(task, name), language) for name in TOLD}
    return {**found, "after": ", ".join(_name(plan, key, language) for key in task.after)}


def differences(old: Details, new: Details, lang: str) -> list[Difference]:
    """Everything that differs between the plans of two sets of details."""
    before, after = stored(old.get("plan")), stored(new.get("plan"))
    found: list[Difference] = []
    for key in dict.fromkeys([task.key for task in (*after.tasks, *before.tasks)]):
        found += _task_differences(before.task(key), after.task(key), before, after, lang)
    orders = [[task.key for task in plan.tasks] for plan in (before, after)]
    both = set(orders[0]) & set(orders[1])
    if [key for key in orders[0] if key in both] != [key for key in orders[1] if key in both]:
        told = [" → ".join(_name(plan, task.key, lang) for task in plan.tasks) for plan in (before, after)]
        found.append(Difference(_ORDER[lang], told[0], told[1], lang))
    for language in LANGUAGES:
        for key in dict.fromkeys([one.key for one in (*after.questions, *before.questions)]):
            asked = [_asked(plan, plan.question(key), language) for plan in (before, after)]
            if asked[0] != asked[1]:
                found.append(
                    Difference(f"{_QUESTION[lang]} ({LANGUAGE_NAMES[language]})", asked[0], asked[1], language)
                )
        for key in dict.fromkeys([one.key for one in (*after.variants, *before.variants)]):
            named = [_varied(plan, key, language) for plan in (before, after)]
            if named[0] != named[1]:
                found.append(Difference(f"{_VARIANT[lang]} ({LANGUAGE_NAMES[language]})", named[0], named[1], language))
    return found


def _name(plan: Plan, key: str, language: str) -> str:
    task = plan.task(key)
    return in_language(task.name, language) if task else key


def _asked(plan: Plan, question: Question | None, language: str) -> str:
    if question is None:
        return ""
    lines = [question.text.get(language, ""), question.help.get(language, "")]
    for answer in question.answers:
        goal = plan.question(answer.to) if answer.to else plan.variant(answer.variant)
        where = in_language(goal.text if isinstance(goal, Question) else goal.name, language) if goal else ""
        lines.append(f"– {answer.text.get(language, '')} → {where}")
    return "\n".join(line for line in lines if line)


def _varied(plan: Plan, key: str, language: str) -> str:
    variant = plan.variant(key)
    return "\n".join(filter(None, (variant.name.get(language, ""), variant.text.get(language, "")))) if variant else ""


def task_of(data: Details) -> Task:
    """A task from the plain data in which a project keeps it."""
    return Reader(is_checked=True).task(data)
