"""The strip at the top of a page, put together: what was done, where to see it, whom to show it, how to undo it."""

from urllib.parse import quote

from ideabank.entries.models import Entry, Event
from ideabank.entries.queries import rows_of
from ideabank.entries.undoable import is_open
from ideabank.entries.visibility import is_public, may_see
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.action import is_htmx
from ideabank.web.notices import LOG, SHARE, Act, Notice, Strip, Undo
from ideabank.web.request import Request, asked, whole

UNDOING = {"undone": "undo", "undo-late": "history", "undo-overtaken": "history", "undo-twice": "undo"}


def strip(request: Request, notice: Notice) -> Strip | None:
    """What the notice says, with what one can do next; None for words that are none of ours."""
    assert isinstance(request, Visit)
    visit, words = request, notice.words(request.translator, request.site.notices)
    if not words:
        return None
    saying, event = visit.site.notices[notice.code], _event(visit, notice)
    entry = _entry(visit, event)
    return Strip(
        words=_after(visit, notice, event) or words,
        tone=saying.tone,
        glyph=UNDOING.get(notice.code, "check" if saying.tone == "good" else "close"),
        acts=(
            *_see(visit, notice, entry),
            *(sharing(visit, entry) if SHARE in saying.steps else ()),
            *_log(visit, saying.steps),
        ),
        undo=_undo(visit, notice),
        takes_focus=not (is_htmx(visit) or notice.still),
    )


def _event(visit: Visit, notice: Notice) -> Event | None:
    """The event it tells of, for the one who did it."""
    event = visit.session.get(Event, notice.event) if notice.event else None
    return event if event is not None and event.person_id is not None and event.person_id == visit.viewer.id else None


def _entry(visit: Visit, event: Event | None) -> Entry | None:
    """The entry it tells of: the event's, else that of the page."""
    number = event.entry_id if event else whole(str(visit.path_params.get("ref", "")).partition("-")[0])
    entry = visit.session.get(Entry, number) if number else None
    return entry if entry is not None and may_see(visit.viewer, entry) else None


def _after(visit: Visit, notice: Notice, event: Event | None) -> str:
    """After an undoing: how to change it by hand from now on."""
    reversal = visit.site.reversals.get(event.name) if event and notice.code in UNDOING else None
    if reversal is None:
        return ""
    if notice.code == "undone":
        return visit.translator(reversal.said)
    return f"{notice.words(visit.translator, visit.site.notices)} {visit.translator(reversal.by_hand)}"


def _see(visit: Visit, notice: Notice, entry: Entry | None) -> tuple[Act, ...]:
    """Where it is: a place on this page, or the entry when the page is another."""
    _ = visit.translator
    if notice.place:
        return (Act(_("See it"), f"#{notice.place}", "forth"),)
    if entry is None or visit.scope["path"].startswith(_address(visit, entry)):
        return ()
    return (Act(_("See it"), _address(visit, entry), "forth"),)


def sharing(visit: Visit, entry: Entry | None) -> tuple[Act, ...]:
    """Ways to show others what everybody may read."""
    if entry is None or not is_public(entry):
        return ()
    row = rows_of(visit.session, [entry.id], visit.lang).get(entry.id)
    if row is None:
        return ()
    _, address = visit.translator, _address(visit, entry, row.slug)
    subject, body = quote(row.title), quote(f"{row.title}\n{visit.settings.public_url.rstrip('/')}{address}\n")
    return (
        Act(_("Copy link"), address, "copy", _("Link copied")),
        Act(_("Share by e-mail"), f"mailto:?subject={subject}&body={body}", "share"),
    )


def _log(visit: Visit, steps: tuple[str, ...]) -> tuple[Act, ...]:
    return (Act(visit.translator("Public log"), visit.to("moderation:log"), "history"),) if LOG in steps else ()


def _undo(visit: Visit, notice: Notice) -> Undo | None:
    if notice.code in UNDOING or not notice.event or not is_open(visit.session, notice.event, by=visit.viewer):
        return None
    back = asked(visit.scope) if visit.method == "GET" else ""
    return Undo(visit.to("undo"), notice.event, back)


def _address(visit: Visit, entry: Entry, slug: str = "") -> str:
    return entry_url(visit, visit.bank.kinds[entry.kind], entry.id, slug)
