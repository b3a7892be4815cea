"""Labels and hints of form fields: plain questions to a person, not names of columns."""

from ideabank.entries.kind import Kind
from ideabank.visit.visit import Visit


def wording(visit: Visit, kind: Kind, name: str) -> tuple[str, str]:
    """(label, hint) of a text field of this kind, in the reader's language."""
    _, question = visit.translator, visit.face(kind).telling.question(name)
    if question is None:
        field = next(field for field in kind.texts if field.name == name)
        return field.words[visit.lang], field.hint[visit.lang] if field.hint else ""
    return _(question.label), _(question.hint) if question.hint else ""
