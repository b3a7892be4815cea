"""From the rows of a list to the pages on which it is looked through."""

import dataclasses
from collections.abc import Iterator, Sequence

from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.i18n import LANGUAGE_NAMES, N_, NN_
from ideabank.telling.lists.drawing import Drawing, Echo, columns_for
from ideabank.telling.lists.models import BroughtList
from ideabank.telling.lists.queries import came_before, unfinished
from ideabank.telling.lists.reading import MOST_ROWS
from ideabank.telling.lists.rows import CHOICES, STATES, Row, Standing, row_of, standing
from ideabank.telling.lists.views import Group, ListPreviewPage, ListTakenPage, RowView, UploadPage
from ideabank.visit.similar import cards_of
from ideabank.visit.views import FaultRow
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Choice, Go
from ideabank.web.request import whole

ON_PAGE = 200  # rows: each may send one choice, and a form takes 300 fields
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
FOR_ALL = {
    "own": N_("Publish all of these"),
    "draft": N_("Keep all of these as my drafts"),
    "leave": N_("Leave all of these out"),
}


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
    counts = {state: count for state in STATES if (count := sum(one.state == state for one in every))}
    last = max(0, (len(every) - 1) // ON_PAGE)
    at = min(max(whole(visit.arg("page")), 1) - 1, last)
    drawing, drawn = _drawn(visit, kind, shown, every[at * ON_PAGE : (at + 1) * ON_PAGE])
    return ListPreviewPage(
        title=f"{_('%(kind)s from a list') % {'kind': kind.many[visit.lang]}}: {_('Preview').lower()}",
        kind=kind.code,
        kind_name=kind.many[visit.lang],
        file_name=brought.name or _("Pasted rows"),
        action=visit.to(f"{kind.folder}:import:update", token=brought.token, page=at + 1),
        back=visit.to(f"{kind.folder}:list"),
        form=shown.form,
        mending=drawing.mending,
        summary=tuple((state, count, _.ngettext(*COUNTED[state], count)) for state, count in counts.items()),
        groups=tuple(_group(visit, state, counts[state], rows) for state, rows in drawn.items()),
        notes=tuple(Problem(**one).told(_) for one in brought.notes),
        hidden=_hidden(shown, drawing),
        pages=_pages(visit, kind, brought, at=at, last=last) if last else (),
        result=_result(visit, every),
        take=_("Take this in"),
    )


def _drawn(
    visit: Visit, kind: Kind, shown: Shown, here: Sequence[Standing]
) -> tuple[Drawing, dict[str, tuple[RowView, ...]]]:
    """The rows of this page as they are looked at, by how they stand, and what they were drawn with."""
    drawing = Drawing(visit, kind, shown.echo)
    drawing.find([one.entry_id for one in here])
    drawn = [(one.state, drawing.row(one)) for one in here]
    return drawing, {state: tuple(row for its, row in drawn if its == state) for state in dict(drawn)}


def _hidden(shown: Shown, drawing: Drawing) -> tuple[tuple[str, str], ...]:
    """What the form carries: the list as it was looked at, the cells that stand open, and that contact details are asked about
    here, row by row."""
    is_open = (f"{one.number}-{name}" for one in shown.rows for name in drawing.open.get(one.number, ()))
    return (("version", str(shown.brought.version)), ("open", " ".join(is_open)), ("confirmed", "yes"))


def _pages(visit: Visit, kind: Kind, brought: BroughtList, *, at: int, last: int) -> tuple[Go, ...]:
    return tuple(
        Go(
            visit.translator("Page %(number)d") % {"number": number + 1},
            visit.to(f"{kind.folder}:import:show", token=brought.token, page=number + 1),
            current=number == at,
        )
        for number in range(last + 1)
    )


def _group(visit: Visit, state: str, count: int, rows: tuple[RowView, ...]) -> Group:
    _ = visit.translator
    heading, intro = HEADINGS[state]
    for_all = tuple((f"all:{state}:{one}", _(FOR_ALL[one])) for one in CHOICES[state] if one in FOR_ALL)
    return Group(
        code=state,
        heading=_(heading),
        intro=_(intro) if intro else "",
        count=count,
        rows=rows,
        acts=for_all if len(CHOICES[state]) > 1 else (),
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
