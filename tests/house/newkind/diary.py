"""The diary on the page of a trial, and the form that lets it grow."""

import dataclasses

from ideabank.entries.actions import redetail
from ideabank.entries.events import record
from ideabank.entries.kind import Kind
from ideabank.entries.revisions import details
from ideabank.entries.structure import Details
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.visit.cards import sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import Found, editable, read_entry
from ideabank.visit.parts import Showing
from ideabank.visit.rules import may_edit
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from tests.house.newkind.structure import Day, DiaryStructure

DIARY = DiaryStructure()


@dataclasses.dataclass(frozen=True, slots=True)
class DiaryView:
    """The days in order, and where one more is sent; no address for those who may not."""

    days: tuple[Day, ...]
    lang: str
    action: str = ""
    form: Form = dataclasses.field(default_factory=Form)

    @property
    def is_refused(self) -> bool:
        return not self.form.is_valid


def diary_of(showing: Showing) -> DiaryView | None:
    """The part of a trial's page; None on every other kind's."""
    return _view(showing.visit, showing.found, showing.details) if showing.found.kind.code == "trial" else None


def ask_of(showing: Showing) -> str:
    """A part that every entry's page has: where to tell of a trial of it."""
    return showing.visit.to("trials:new")


@deed(N_("Add to the diary"))
def observe(visit: Visit, kind: Kind) -> Response:
    """One more day."""
    entry = editable(visit, kind)
    form = Form.read(visit, ("said",))
    said = words_of(visit, form, "said", missing=N_("Tell what was seen."))
    if not form.is_valid:
        it = read_entry(visit, kind)
        return show(
            visit, show_page(visit, it, diary=_view(visit, it, details(visit.session, entry), form)), status=422
        )
    diary = DIARY.stored(details(visit.session, entry)).grown(said)
    redetail(visit.session, entry, {"diary": DIARY.plain(diary)}, by=visit.viewer)
    record(visit.session, entry.id, "trial-observed", by=visit.viewer)
    return see_other(sub_url(visit, entry, "show"), said="observed")


def _view(visit: Visit, it: Found, stored: Details, form: Form | None = None) -> DiaryView:
    action = sub_url(visit, it.entry, "observe") if may_edit(visit.viewer, it.entry, it.kind) else ""
    return DiaryView(DIARY.stored(stored).days, it.entry.language, action, form or Form())
