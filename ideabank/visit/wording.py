"""Labels and hints of form fields: plain questions to a person, not names of columns."""

from collections.abc import Mapping

from ideabank.entries.bank import Bank
from ideabank.entries.kind import Kind
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.i18n import N_, Translator, Words
from ideabank.visit.face import Face
from ideabank.visit.visit import Visit

SORTING: dict[str, tuple[str, Mapping[str, Words]]] = {
    "theme": (N_("Theme"), THEMES),
    "county": (N_("Wellbeing services county"), COUNTIES),
    "tags": (N_("Tags"), {}),
    "review_by": (N_("To be looked at again by"), {}),
}


def wording(visit: Visit, kind: Kind, name: str) -> tuple[str, str]:
    """(label, hint) of a text field of this kind, in the reader's language."""
    return _words(visit.translator, kind, visit.face(kind), name)


def told_field(
    bank: Bank, faces: Mapping[str, Face], folder: str, field: tuple[str, str], *, translate: Translator
) -> tuple[str, str] | None:
    """A field (name, value) of a kind's own form as people saw it: its label, and what was written or chosen. None for no kind's."""
    kind, (name, value), lang = bank.kind_in(folder), field, translate.language
    if kind is None:
        return None
    if name in kind.text_names:
        return _words(translate, kind, faces[kind.code], name)[0], value
    if name in SORTING:
        label, choices = SORTING[name]
        return translate(label), choices[value][lang] if value in choices else value
    detail = kind.detail_field(name)
    return (detail.words[lang], detail.say(value, lang)) if detail is not None else ("", value)


def _words(translate: Translator, kind: Kind, face: Face, name: str) -> tuple[str, str]:
    question, lang = face.telling.question(name), translate.language
    if question is None:
        field = next(field for field in kind.texts if field.name == name)
        return field.words[lang], field.hint[lang] if field.hint else ""
    return translate(question.label), translate(question.hint) if question.hint else ""
