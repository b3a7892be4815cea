"""One row of the preview as it is drawn: its words, what it looks like, the fields that are open to be mended, what may become of it."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.telling.forms import groups as form_groups
from ideabank.telling.lists.rows import CHOICES, Row, Standing
from ideabank.telling.lists.views import RowView
from ideabank.text.excerpts import excerpt
from ideabank.visit.columns import Column, columns_of
from ideabank.visit.similar import cards_of
from ideabank.visit.views import Card, Field
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Go, Text

MOST_OPEN = 60  # fields, a box to tick counted as one
CHOSEN = {
    "mend": N_("Mend it first"),
    "own": N_("Publish"),
    "draft": N_("Keep as my draft"),
    "leave": N_("Leave out"),
}
Echo = Mapping[tuple[int, str], str]


def columns_for(visit: Visit, kind: Kind) -> tuple[Column, ...]:
    """The columns of this kind's lists."""
    return columns_of(kind, visit.face(kind).telling, visit.site.catalogues)


class Drawing:
    """The rows of one page while they are drawn: how many fields may still be opened, and the entries that they look like."""

    def __init__(self, visit: Visit, kind: Kind, echo: Echo) -> None:
        self._visit, self._kind, self._echo = visit, kind, echo
        self._columns = {one.name: one for one in columns_for(visit, kind)}
        self._fields = {one.name: one for group in form_groups(visit, kind, Form()) for one in group.fields}
        self._cards: dict[int, Card] = {}
        self._left = MOST_OPEN
        self.open: dict[int, list[str]] = {}
        self.mending = Form()

    def find(self, ids: Sequence[int]) -> None:
        """The cards of these entries, in one query."""
        self._cards = dict(cards_of(self._visit, sorted({one for one in ids if one})))

    def row(self, one: Standing) -> RowView:
        row, _ = one.row, self._visit.translator
        wrong = row.wrong() if one.state in ("fault", "asks") else {}
        fields = tuple(self._opened(row, wrong))
        opened = self.open.get(row.number, [])
        like = self._like(one)
        language = row.language if row.language in LANGUAGES else self._visit.lang
        return RowView(
            number=row.number,
            title=Text(row.title or _("Untitled"), language if row.title else self._visit.lang),
            rest=Text(excerpt(self._rest(row), 220), language),
            facts=tuple(self._facts(row)),
            like=like,
            like_words=self._like_words(one, like),
            fields=fields,
            told=tuple(self._told(problem) for name, problem in wrong.items() if name not in opened),
            asks=tuple(problem.told(_) for problem in row.asks) if one.state == "asks" else (),
            choices=self._choices(one, like),
            choice=one.choice,
        )

    def _opened(self, row: Row, wrong: Mapping[str, Problem]) -> Iterator[Field]:
        """The fields to mend, as long as one form can take more."""
        for name, problem in wrong.items():
            field = self._fields.get(name)
            cost = 1 + (len(field.choices) if field is not None and field.widget == "checkboxes" else 0)
            if field is None or self._left < cost:
                continue
            self._left -= cost
            self.open.setdefault(row.number, []).append(name)
            key = f"{row.number}-{name}"
            words = self._echo.get((row.number, name))
            self.mending.values[key] = words if words is not None else row.form.values.get(name, "")
            self.mending.refuse(key, problem.told(self._visit.translator))
            strange = self._strange(row, field)
            label = self._columns[name].names[self._visit.lang] if name in self._columns else field.label
            yield dataclasses.replace(
                field, name=key, label=label, hint="", limit=0, choices=(*strange, *field.choices)
            )

    def _strange(self, row: Row, field: Field) -> tuple[Choice, ...]:
        """What the cell says that is none of the choices stays chosen until somebody chooses otherwise."""
        known = {one.value for one in field.choices}
        words = self._visit.translator("“%(what)s”, which is none of these")
        told = [one for one in row.form.many(field.name) if one not in known] if field.choices else []
        return tuple(Choice(one, words % {"what": one[:60]}) for one in told)

    def _told(self, problem: Problem) -> str:
        words, column = problem.told(self._visit.translator), self._columns.get(problem.field)
        return f"{column.names[self._visit.lang]}: {words}" if column else words

    def _rest(self, row: Row) -> str:
        told = [row.form.value(name) for name in self._kind.text_names if name != "title"]
        return " · ".join(" ".join(one.split()) for one in told if one)

    def _facts(self, row: Row) -> Iterator[str]:
        """What is sorted by, in words."""
        lang = self._visit.lang
        for name, column in self._columns.items():
            if name != "language" and column.options:
                chosen = [column.options[one][lang] for one in row.form.many(name) if one in column.options]
                yield from chosen
        if row.language != lang and row.language in LANGUAGE_NAMES:
            yield LANGUAGE_NAMES[row.language]

    def _like(self, one: Standing) -> Go | None:
        if one.entry_id in self._cards:
            card = self._cards[one.entry_id]
            return Go(f"{card.code} {card.title.value}", card.url, card.title.lang)
        return None

    def _like_words(self, one: Standing, like: Go | None) -> str:
        _ = self._visit.translator
        if one.state == "twice":
            return _("The same as row %(number)d.") % {"number": one.first}
        if one.state == "known" and like is None:
            return _("It waits among your drafts, or was withdrawn.")
        return (
            {"known": _("It is:"), "alike": _("Looks like"), "same": _("The same title:")}.get(one.state, "")
            if like
            else ""
        )

    def _choices(self, one: Standing, like: Go | None) -> tuple[Choice, ...]:
        possible, _ = CHOICES[one.state], self._visit.translator
        if len(possible) == 1:
            return ()
        code = like.name.partition(" ")[0] if like else ""
        linked = _("Publish, linked to %(code)s") % {"code": code}
        return tuple(Choice(name, linked if name == "own" and code else _(CHOSEN[name])) for name in possible)
