"""Labels and hints of form fields: plain questions to a person, not names of columns."""

from ideabank.entries.kinds import Kind
from ideabank.i18n import N_, Translator

# What begins an entry of a kind, on buttons and above its form.
ACTS = {
    "usecase": N_("Tell a need"),
    "solution": N_("Add a solution"),
    "proposal": N_("Make a proposal"),
    "segment": N_("Add a segment"),
    "path": N_("Add a service path"),
    "artefact": N_("Add a design artefact"),
    "recipe": N_("Add a recipe"),
    "requirement": N_("Add a requirement"),
    "term": N_("Add a term"),
    "organisation": N_("Add an organisation"),
    "project": N_("Start a checklist"),
    "fieldreport": N_("Tell how it went"),
}

QUESTIONS = {
    ("usecase", "title"): (
        N_("What do you want to be able to do?"),
        N_("One sentence is enough. For example: I book a time for my mother."),
    ),
    ("usecase", "who"): (
        N_("For whom is this?"),
        N_("For example: somebody who cares for an old parent. Do not give names."),
    ),
    ("usecase", "want"): (N_("What exactly should happen?"), ""),
    ("usecase", "why"): (N_("Why does it matter?"), N_("What gets easier, or what goes wrong today.")),
    ("usecase", "situation"): (N_("When does this come up?"), ""),
    ("usecase", "summary"): (N_("In short"), N_("One or two sentences that are shown in lists.")),
    ("usecase", "body"): (
        N_("The whole story"),
        N_("You can use Markdown. Do not tell your own or anybody else's health details."),
    ),
    ("", "title"): (N_("Name"), ""),
    ("", "summary"): (N_("In short"), N_("One or two sentences that are shown in lists.")),
    ("", "body"): (N_("Description"), N_("You can use Markdown.")),
}


def wording(translate: Translator, kind: Kind, name: str, lang: str) -> tuple[str, str]:
    """(label, hint) of a text field of this kind."""
    found = QUESTIONS.get((kind.code, name)) or QUESTIONS.get(("", name))
    if found is None:
        field = next(field for field in kind.texts if field.name == name)
        return field.words[lang], field.hint[lang] if field.hint else ""
    return translate(found[0]), translate(found[1]) if found[1] else ""
