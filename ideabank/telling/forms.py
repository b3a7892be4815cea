"""The form of a kind: its fields in order, and the way between what was typed and what is stored."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from ideabank.entries.content import FIELD_LIMIT, LIMITS, PAST, Content, Text, asked_about, check, is_day, tidy
from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.problem import Problem
from ideabank.entries.revisions import Snapshot
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, Words
from ideabank.text.plain import Json
from ideabank.visit.cards import choices
from ideabank.visit.face import Telling
from ideabank.visit.views import Field, FieldGroup
from ideabank.visit.visit import Visit
from ideabank.visit.wording import wording
from ideabank.web.forms import Form, Value
from ideabank.web.parts import Choice

CHOOSE_ONE = Words("Valitse", "Välj", "Choose")
LINKED = "linked"  # entries that the one being told will be linked to, chosen beside the form (see alike.py)


def single_names(kind: Kind) -> tuple[str, ...]:
    """Names of all fields with one value."""
    own = [field.name for field in (*_formed(kind), *_outlined(kind)) if not field.many]
    review = ("review_by",) if kind.lifecycle.has_review else ()
    return (*kind.text_names, "theme", "county", "tags", "language", *own, *review)


def many_names(kind: Kind) -> tuple[str, ...]:
    return (*(f.name for f in _formed(kind) if f.many), LINKED)


def read(visit: Visit, kind: Kind) -> Form:
    """What was typed, whole."""
    form = reopened(kind, Form.read(visit, single_names(kind), many_names(kind)).values)
    if form.value("language") not in LANGUAGES:
        form.values["language"] = visit.lang
    return form


def chosen_there(visit: Visit, kind: Kind) -> dict[str, str]:
    """The choices of the form that the address makes already, such as a type."""
    offered = [field for field in kind.details if field.form and field.options and not field.many]
    return {field.name: code for field in offered if (code := visit.arg(field.name)) in (field.options or ())}


def reopened(kind: Kind, values: Mapping[str, Value]) -> Form:
    """What was typed whenever, such as in a draft, with its choices by the codes of today."""
    return Form.of(kind.current(values))


@dataclasses.dataclass(frozen=True)
class ReadForm:
    """A form read for saving: the content, what forbids it, and what to ask about."""

    content: Content
    problems: tuple[Problem, ...]
    asks: tuple[Problem, ...]


def understand(visit: Visit, kind: Kind, form: Form, *, stands: Snapshot | None = None) -> ReadForm:
    """The content the form asks for. `stands`: the entry as it is, for what the form does not show; without it, it is new."""
    return understood(visit.face(kind).telling, kind, form, stands=stands)


def understood(telling: Telling, kind: Kind, form: Form, *, stands: Snapshot | None = None) -> ReadForm:
    """The same for a kind that is told so, wherever its form was filled.

    Another day of review than the one that stands must lie ahead.
    """
    details, review_by = (stands["details"], stands["review_by"]) if stands else (None, "")
    problems: list[Problem] = []
    pieces = {name: tidy(form.value(name)) for name in kind.text_names}
    language, tags = form.value("language"), tidy(form.value("tags"))
    given = {**(details or {}), **{f.name: _detail(f, form) for f in _formed(kind)}}
    if details is None:
        given |= _begun(kind, form, given, problems)
    text = Text(pieces["title"], pieces["summary"], pieces["body"], {f.name: pieces[f.name] for f in kind.texts})
    content = Content(
        language=language,
        texts={language: text},
        theme=form.value("theme"),
        county=form.value("county"),
        details=given,
        tags=tuple(tag.strip() for tag in tags.split(",") if tag.strip()),
        sources=tuple(stands["sources"]) if stands else (),
        review_by=form.value("review_by").strip() if kind.lifecycle.has_review else review_by,
    )
    if content.review_by != review_by and is_day(content.review_by) and content.review_by < str(dt.date.today()):
        problems.append(Problem("review_by", PAST))
    problems += [*_missing(telling, pieces), *check(kind, content)]
    return ReadForm(content, tuple(problems), tuple(asked_about(pieces)))


def _begun(kind: Kind, form: Form, details: Json, problems: list[Problem]) -> Json:
    """What is begun as lines of text. A line that is wrong is told at the field, so nothing more is said of it later."""
    found = {}
    for field in _outlined(kind):
        assert kind.structure is not None
        begun = kind.structure.begin(tidy(form.value(field.name)), details, form.value("language"))
        found[field.name] = begun.value
        problems += begun.problems
    return found


def fill(kind: Kind, content: Snapshot, language: str) -> dict[str, Value]:
    """A snapshot (see entries.revisions) as form values in one language."""
    text = content["texts"].get(language) or {"title": "", "summary": "", "body": "", "fields": {}}
    values: dict[str, Value] = {name: text[name] for name in ("title", "summary", "body")}
    values |= {field.name: text["fields"].get(field.name, "") for field in kind.texts}
    values |= {
        "theme": content["theme"],
        "county": content["county"],
        "review_by": content["review_by"],
        "language": language,
        "tags": ", ".join(content["tags"]),
    }
    for field in _formed(kind):
        values[field.name] = _typed(content["details"].get(field.name))
    return values


def groups(visit: Visit, kind: Kind, form: Form, *, languages: bool = True) -> tuple[FieldGroup, ...]:
    """First what must be filled; then, folded until used, what helps others to understand and how it is sorted."""
    _, first_asked = visit.translator, visit.face(kind).telling.first
    found = (
        FieldGroup("", _first(visit, kind, form, languages=languages)),
        FieldGroup(
            _("Tell more if you like"),
            tuple(_text_field(visit, kind, name) for name in kind.text_names if name not in first_asked),
            _("You can leave any of these empty and come back later."),
        ),
        FieldGroup(_("Where it belongs"), _sorting(visit, kind, languages=languages)),
    )
    return tuple(dataclasses.replace(group, open=not group.title or _is_used(form, group)) for group in found)


def _first(visit: Visit, kind: Kind, form: Form, *, languages: bool) -> tuple[Field, ...]:
    """What must be filled, and the lines that a structure is begun from."""
    texts = [_text_field(visit, kind, name, required=True) for name in visit.face(kind).telling.first]
    details = [_detail_field(field, visit.lang) for field in _formed(kind) if field.required]
    outlined = [field for field in _outlined(kind) if languages and _is_begun(kind, form, field)]
    return (*texts, *details, *(_outline_field(field, visit.lang) for field in outlined))


def _is_begun(kind: Kind, form: Form, field: DetailField) -> bool:
    """Whether a structure is begun as lines: not when what is chosen leaves nothing to begin, unless words stand there already."""
    details = {one.name: _detail(one, form) for one in _formed(kind)}
    return bool(form.value(field.name)) or kind.structure is None or kind.structure.begins(details)


def _sorting(visit: Visit, kind: Kind, *, languages: bool) -> tuple[Field, ...]:
    """How it is sorted and found; `languages`: in which one it is told, too."""
    _, lang = visit.translator, visit.lang
    sorting = [_select("theme", _("Theme"), choices(THEMES, lang))] if kind.has_theme else []
    sorting += [_detail_field(field, lang) for field in _formed(kind) if not field.required]
    sorting.append(
        _select(
            "county",
            _("Wellbeing services county"),
            choices(COUNTIES, lang),
            _("Choose one only if this concerns one county."),
        )
    )
    if kind.lifecycle.has_review:
        sorting.append(
            Field(
                name="review_by",
                label=_("To be looked at again by"),
                widget="date",
                hint=_("After this day everybody sees that nobody has checked it."),
            )
        )
    sorting.append(
        Field(name="tags", label=_("Tags"), hint=_("Words that help others find this, separated by commas."))
    )
    if languages:
        told = tuple(Choice(code, name, lang=code) for code, name in LANGUAGE_NAMES.items())
        sorting.append(
            Field(name="language", label=_("Language of the text"), widget="select", choices=told, required=True)
        )
    return tuple(sorting)


def _is_used(form: Form, group: FieldGroup) -> bool:
    names = [field.name for field in group.fields if field.name != "language"]
    return any(form.many(name) or name in form.errors for name in names)


def _text_field(visit: Visit, kind: Kind, name: str, *, required: bool = False) -> Field:
    label, hint = wording(visit, kind, name)
    limit = LIMITS.get(name, FIELD_LIMIT)
    widget, rows = ("text", 1) if name == "title" else ("textarea", {"body": 10, "who": 2}.get(name, 3))
    return Field(name=name, label=label, hint=hint, widget=widget, required=required, rows=rows, limit=limit)


def _detail_field(field: DetailField, lang: str) -> Field:
    if field.options is None:
        return Field(name=field.name, label=field.words[lang])
    options = choices(field.options, lang)
    if field.many:
        return Field(
            name=field.name, label=field.words[lang], widget="checkboxes", choices=options, required=field.required
        )
    select = _select(field.name, field.words[lang], options)
    # A choice that must be made begins with none made.
    none = Choice("", CHOOSE_ONE[lang])
    return dataclasses.replace(select, required=True, choices=(none, *options)) if field.required else select


def _outline_field(field: DetailField, lang: str) -> Field:
    hint = field.outline.hint[lang] if field.outline else ""
    return Field(
        name=field.name,
        label=field.words[lang],
        hint=hint,
        widget="textarea",
        rows=6,
        required=field.outline is not None and field.outline.required,
    )


def _select(name: str, label: str, options: tuple[Choice, ...], hint: str = "") -> Field:
    return Field(name=name, label=label, hint=hint, widget="select", choices=options)


def _formed(kind: Kind) -> list[DetailField]:
    return [field for field in kind.details if field.form and field.outline is None]


def _outlined(kind: Kind) -> list[DetailField]:
    return [field for field in kind.details if field.outline is not None]


def _detail(field: DetailField, form: Form) -> str | bool | list[str]:
    if field.many:
        return form.many(field.name)
    value = form.value(field.name)
    return value == "yes" if set(field.options or ()) == {"yes", "no"} else value


def _typed(value: object) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return [str(one) for one in value] if isinstance(value, list) else str(value or "")


def _missing(telling: Telling, pieces: dict[str, str]) -> list[Problem]:
    asked = {name: telling.question(name) for name in telling.first}
    return [
        Problem(name, question.missing)
        for name, question in asked.items()
        if question is not None and question.missing and not pieces[name]
    ]
