"""The columns of a list: what each is called in each language, and what may stand in it. They are the fields of the kind's form."""

import dataclasses
from collections.abc import Iterator, Mapping

from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.i18n import LANGUAGES, N_, Catalogues, Words
from ideabank.visit.face import DESCRIPTION, IN_SHORT, NAME, Telling
from ideabank.visit.wording import SORTING

# Languages as the cells of a list may call them, beside their codes.
LANGUAGE_WORDS = {
    "fi": Words("suomi", "finska", "Finnish"),
    "sv": Words("ruotsi", "svenska", "Swedish"),
    "en": Words("englanti", "engelska", "English"),
}
# The names of columns that every kind has, as sentences of the catalogues.
COMMON = {"title": N_("Title"), "summary": IN_SHORT.label, "body": DESCRIPTION.label, "language": N_("Language")}
# What people call the same in lists of their own.
ALSO = {
    "title": (Words("Tarve", "Behov", "Need"), Words("Aihe lyhyesti", "Ämne", "Subject")),
    "summary": (Words("Tiivistelmä", "Sammanfattning", "Summary"),),
    "body": (Words("Kertomus", "Berättelse", "Story"), Words("Teksti", "Text", "Text")),
    "county": (Words("Hyvinvointialue", "Välfärdsområde", "County"),),
    "theme": (Words("Teema", "Tema", "Topic"),),
    "tags": (Words("Avainsanat", "Nyckelord", "Keywords"),),
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Column:
    """One column: the field of the form that it fills, its name by language, what else it may be called, and what may be chosen in it."""

    name: str
    names: Mapping[str, str]
    others: tuple[str, ...] = ()
    options: Mapping[str, Words] | None = None
    many: bool = False
    required: bool = False


def columns_of(kind: Kind, telling: Telling, catalogues: Catalogues) -> tuple[Column, ...]:
    """The columns of this kind's lists: first what must be told, then the other texts, then how it is sorted."""
    made = {one.name: one for one in (*_texts(kind, telling, catalogues), *_sorting(kind, catalogues))}
    first = [name for name in telling.first if name in made]
    required = [one.name for one in made.values() if one.required and one.name not in first]
    rest = [name for name in made if name not in first and name not in required]
    return tuple(made[name] for name in (*first, *required, *rest))


def _texts(kind: Kind, telling: Telling, catalogues: Catalogues) -> Iterator[Column]:
    own = {field.name: field.words.by_language() for field in kind.texts}
    for name in kind.text_names:
        names = own.get(name) or _said(COMMON[name], catalogues)
        question = telling.question(name)
        asked = _said(question.label, catalogues).values() if question is not None else ()
        also = _said(NAME.label, catalogues).values() if name == "title" else ()
        others = (name, *asked, *also, *_also(name))
        yield Column(name=name, names=names, others=others, required=name in ("title", *telling.first))


def _sorting(kind: Kind, catalogues: Catalogues) -> Iterator[Column]:
    for field in kind.details:
        if field.form:
            yield _detail(field)
    for name, options in (("theme", THEMES), ("county", COUNTIES)):
        if name != "theme" or kind.has_theme:
            names = _said(SORTING[name][0], catalogues)
            yield Column(name=name, names=names, others=(name, *_also(name)), options=options)
    if kind.lifecycle.has_review:
        yield Column(name="review_by", names=_said(SORTING["review_by"][0], catalogues), others=("review_by",))
    yield Column(name="tags", names=_said(SORTING["tags"][0], catalogues), others=("tags", *_also("tags")))
    names = _said(COMMON["language"], catalogues)
    yield Column(name="language", names=names, others=("language",), options=LANGUAGE_WORDS)


def _detail(field: DetailField) -> Column:
    required = field.required or (field.outline is not None and field.outline.required)
    return Column(
        name=field.name,
        names=field.words.by_language(),
        others=(field.name,),
        options=field.options,
        many=field.many,
        required=required,
    )


def _said(sentence: str, catalogues: Catalogues) -> dict[str, str]:
    return {language: catalogues[language](sentence) for language in LANGUAGES}


def _also(name: str) -> tuple[str, ...]:
    return tuple(word for words in ALSO.get(name, ()) for word in words.by_language().values())


def by_name(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Each column by every name it may have, as `plainly` spells it; where two could be meant, the one whose own name it is."""
    found = {plainly(name): one for one in reversed(columns) for name in one.names.values()}
    for one in columns:
        for name in one.others:
            found.setdefault(plainly(name), one)
    return found


def plainly(words: str) -> str:
    """Words as they are compared: without the difference of letters, spaces, and marks such as * after a name."""
    return " ".join(words.casefold().split()).strip(" *:")
