"""From the rows of a list to the pages on which it is looked through."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.i18n import LANGUAGE_NAMES, N_, NN_
from ideabank.telling.forms import groups as form_groups
from ideabank.telling.lists.columns import Column, columns_of
from ideabank.telling.lists.models import BroughtList
from ideabank.telling.lists.queries import came_before, unfinished
from ideabank.telling.lists.reading import MOST_ROWS
from ideabank.telling.lists.rows import CHOICES, STATES, Row, Standing, row_of, standing
from ideabank.telling.lists.views import Group, ListPreviewPage, ListTakenPage, RowView, UploadPage
from ideabank.text.excerpts import excerpt
from ideabank.visit.similar import cards_of
from ideabank.visit.views import Card, FaultRow, Field
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Go, Text
from ideabank.web.request import whole

ON_PAGE = 200  # rows: each may send one choice, and a form takes 300 fields
MOST_OPEN = 60  # fields, a box to tick counted as one
MOST_FAULTS = 50
HEADINGS = {
    "fault": (N_("To be mended"), N_("Mend these here, or choose what becomes of them.")),
    "asks": (
        N_("Is this somebody's personal data?"),
        N_("Everybody can read what you publish. Take it out, or tell that it may be public."),
    ),
    "alike": (
        N_("These look like something in the bank"),
        N_("Compare, and choose. Nothing chosen, they are kept as your drafts."),
    ),
    "same": (
        N_("These have the very title of something in the bank"),
        N_("Nothing chosen, they are left out."),
    ),
    "new": (N_("New"), ""),
    "known": (N_("Taken in before"), N_("The bank has these rows already. They are left out.")),
    "twice": (N_("The same as an earlier row"), N_("They are left out.")),
}
COUNTED = {
    "fault": NN_("row to be mended", "rows to be mended"),
    "asks": NN_("row may have personal data", "rows may have personal data"),
    "alike": NN_("row looks like something in the bank", "rows look like something in the bank"),
    "same": NN_("row has the title of something in the bank", "rows have the title of something in the bank"),
    "new": NN_("new row", "new rows"),
    "known": NN_("row was taken in before", "rows were taken in before"),
    "twice": NN_("row says the same as an earlier one", "rows say the same as an earlier one"),
}
CHOSEN = {
    "mend": N_("Mend it first"),
    "own": N_("Publish"),
    "draft": N_("Keep as my draft"),
    "leave": N_("Leave out"),
}
FOR_ALL = {
    "own": N_("Publish all of these"),
    "draft": N_("Keep all of these as my drafts"),
    "leave": N_("Leave all of these out"),
}
Echo = Mapping[tuple[int, str], str]


def columns_for(visit: Visit, kind: Kind) -> tuple[Column, ...]:
    """The columns of this kind's lists."""
    return columns_of(kind, visit.face(kind).telling, visit.site.catalogues)


def upload_page(
    visit: Visit, kind: Kind, form: Form, problems: Sequence[Problem] = (), *, file_name: str = ""
) -> UploadPage:
    """Where a list is brought, and what was wrong with the one that was."""
    _, columns = visit.translator, columns_for(visit, kind)
    if problems:
        form.refuse("file", _("The file could not be taken in. Below is what is wrong and where; nothing was saved."))
    return UploadPage(
        title=_("%(kind)s from a list") % {"kind": kind.many[visit.lang]},
        kind=kind.code,
        kind_name=kind.many[visit.lang],
        action=visit.to(f"{kind.folder}:import:create"),
        back=visit.to(f"{kind.folder}:list"),
        form=form,
        languages=tuple(Choice(code, name, lang=code) for code, name in LANGUAGE_NAMES.items()),
        columns=tuple((one.names[visit.lang], one.required) for one in columns),
        templates=tuple(
            Go(name, visit.to(f"{kind.folder}:import:template", format=ending))
            for ending, name in (("xlsx", "Excel (.xlsx)"), ("csv", "CSV"))
        ),
        waiting=tuple(list_goes(visit, kind)),
        most=MOST_ROWS,
        faults=tuple(FaultRow(one.place, one.field, one.told(_)) for one in problems[:MOST_FAULTS]),
        file_name=file_name,
    )


def list_goes(visit: Visit, kind: Kind | None = None) -> Iterator[Go]:
    """The lists that wait for the viewer to look through them: of this kind, or of any."""
    _ = visit.translator
    for one in unfinished(visit.session, visit.viewer.person_id):
        its = visit.bank.kinds.get(one.kind)
        if its is not None and kind in (None, its):
            name = one.name or _("Pasted rows")
            words = _("List %(name)s, %(when)s") % {"name": name, "when": _.datetime(one.created_at)}
            yield Go(words, visit.to(f"{its.folder}:import:show", token=one.token))


def rows_in(brought: BroughtList) -> tuple[Row, ...]:
    """The rows of a list that has not been taken in."""
    return tuple(map(row_of, brought.rows))


def standings(visit: Visit, rows: Sequence[Row]) -> tuple[Standing, ...]:
    """How the rows stand before the bank as it is now."""
    return standing(tuple(rows), came_before(visit.session, {row.uuid for row in rows}, visit.viewer))


@dataclasses.dataclass(frozen=True)
class Shown:
    """A list as it shall be shown; `echo`: words that are shown once and kept nowhere."""

    brought: BroughtList
    rows: tuple[Row, ...]
    echo: Echo = dataclasses.field(default_factory=dict)
    form: Form = dataclasses.field(default_factory=Form)


def preview_page(visit: Visit, kind: Kind, shown: Shown) -> ListPreviewPage:
    """The list with its rows in groups: first what somebody must look at."""
    _, brought = visit.translator, shown.brought
    every = sorted(standings(visit, shown.rows), key=lambda one: (STATES.index(one.state), one.row.number))
    last = max(0, (len(every) - 1) // ON_PAGE)
    page = min(max(whole(visit.arg("page")), 1) - 1, last)
    here = every[page * ON_PAGE : (page + 1) * ON_PAGE]
    drawing = _Drawing(visit, kind, shown.echo)
    drawing.find([one.entry_id for one in here])
    drawn = [(one.state, drawing.row(one)) for one in here]
    counts = {state: sum(one.state == state for one in every) for state in STATES}
    to = {
        name: visit.to(f"{kind.folder}:import:{name}", token=brought.token, page=page + 1)
        for name in ("show", "update")
    }
    return ListPreviewPage(
        title=_("%(kind)s from a list") % {"kind": kind.many[visit.lang]},
        kind=kind.code,
        kind_name=kind.many[visit.lang],
        file_name=brought.name or _("Pasted rows"),
        action=to["update"],
        back=visit.to(f"{kind.folder}:list"),
        form=shown.form,
        mending=drawing.mending,
        summary=tuple((state, count, _.ngettext(*COUNTED[state], count)) for state, count in counts.items() if count),
        groups=tuple(
            _group(visit, state, counts[state], drawn) for state in STATES if any(s == state for s, _one in drawn)
        ),
        notes=tuple(Problem(**one).told(_) for one in brought.notes),
        hidden=(
            ("version", str(brought.version)),
            (
                "open",
                " ".join(f"{one.number}-{name}" for one in shown.rows for name in drawing.open.get(one.number, ())),
            ),
            ("confirmed", "yes"),  # what looks like contact details is asked about here, row by row
        ),
        pages=_pages(visit, kind, brought, at=page, last=last) if last else (),
        result=_result(visit, every),
        take=_("Take this in"),
    )


def _pages(visit: Visit, kind: Kind, brought: BroughtList, *, at: int, last: int) -> tuple[Go, ...]:
    return tuple(
        Go(
            visit.translator("Page %(number)d") % {"number": number + 1},
            visit.to(f"{kind.folder}:import:show", token=brought.token, page=number + 1),
            current=number == at,
        )
        for number in range(last + 1)
    )


def _group(visit: Visit, state: str, count: int, drawn: Sequence[tuple[str, RowView]]) -> Group:
    _ = visit.translator
    heading, intro = HEADINGS[state]
    return Group(
        code=state,
        heading=_(heading),
        intro=_(intro) if intro else "",
        count=count,
        rows=tuple(view for its, view in drawn if its == state),
        acts=tuple((f"all:{state}:{one}", _(FOR_ALL[one])) for one in CHOICES[state] if one in FOR_ALL)
        if len(CHOICES[state]) > 1
        else (),
        is_folded=state in ("known", "twice"),
    )


def _result(visit: Visit, every: Sequence[Standing]) -> str:
    """What pressing the button would do, as it is chosen now."""
    _ = visit.translator
    told = []
    for choice, words in (
        ("own", NN_("%(number)s is published", "%(number)s are published")),
        ("draft", NN_("%(number)s is kept as your draft", "%(number)s are kept as your drafts")),
        ("leave", NN_("%(number)s is left out", "%(number)s are left out")),
        ("mend", NN_("%(number)s waits to be mended", "%(number)s wait to be mended")),
    ):
        if count := sum(one.choice == choice for one in every):
            told.append(_.ngettext(*words, count) % {"number": _.number(count)})
    return ", ".join(told) + "."


class _Drawing:
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
        return RowView(
            number=row.number,
            title=Text(row.title or _("Untitled"), row.language if row.title else self._visit.lang),
            rest=Text(excerpt(self._rest(row), 220), row.language),
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
            label = self._columns[name].names[self._visit.lang] if name in self._columns else field.label
            yield dataclasses.replace(field, name=key, label=label, hint="", limit=0)

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


def taken_page(visit: Visit, kind: Kind, brought: BroughtList) -> ListTakenPage:
    """What came of a list that has been taken in."""
    _ = visit.translator
    entries = [whole(str(one["entry"])) for one in brought.rows if "entry" in one]
    drafts = [(one["row"], str(one["draft"])) for one in brought.rows if "draft" in one]
    left = [str(one["row"]) for one in brought.rows if "entry" not in one and "draft" not in one]
    told = _.ngettext("%(number)s row was published.", "%(number)s rows were published.", len(entries))
    return ListTakenPage(
        title=_("The list is taken in"),
        kind=kind.code,
        file_name=brought.name or _("Pasted rows"),
        sentence=told % {"number": _.number(len(entries))},
        cards=tuple(card for _id, card in cards_of(visit, entries)),
        drafts=tuple(
            Go(_("Row %(number)d") % {"number": number}, visit.to(f"{kind.folder}:draft", token=token))
            for number, token in drafts
        ),
        left=", ".join(left),
        back=visit.to(f"{kind.folder}:list", sort="newest"),
        again=visit.to(f"{kind.folder}:import:new"),
    )
