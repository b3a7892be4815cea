"""Reporting an entry or a comment; the moderators' queue; the public log."""

from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.models import Comment
from ideabank.discussion.queries import COMMENT
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Decision, Entry, Report
from ideabank.entries.queries import cards
from ideabank.entries.visibility import is_public, visible_to
from ideabank.errors import Forbidden
from ideabank.i18n import N_
from ideabank.moderation import actions
from ideabank.moderation.queries import decisions, open_reports
from ideabank.moderation.views import Case, LogPage, QueuePage, ReportPage
from ideabank.moderation.views import Decision as DecisionView
from ideabank.text.excerpts import excerpt
from ideabank.text.markdown import plain
from ideabank.visit import rules
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import choices, entry_url, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.views import ConfirmPage
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Go, Pager, Text
from ideabank.web.request import Request, whole

DECISIONS = {
    "hide": N_("Hidden"),
    "keep": N_("Left as it is"),
    "restore": N_("Brought back"),
}
LOGGED = {**DECISIONS, "blackout": N_("Blacked out a part"), "empty": N_("Took away an earlier version")}


def report(request: Request, session: Session, kind: Kind) -> Response:
    """Tells a moderator; no account is needed."""
    entry = find(request, session, kind)
    number = request.text("comment") or request.arg("comment")
    comment = _comment_of(request, session, entry, number)
    form = Form.read(request, ("reason", "words", "comment"))
    if request.method == "POST":
        words = _checked(request, form)
        if form.is_valid:
            actions.report(session, entry, reason=form.value("reason"), words=words, by=request.viewer, comment=comment)
            return see_other(sub_url(request, entry, "show"), said="reported")
    form.values["comment"] = number
    it = _title(request, session, entry)
    page = ReportPage(
        title=request.translator("Tell a moderator"),
        about=Text(excerpt(plain(comment.body), 200), comment.language) if comment else Text(it.name, it.lang),
        action=sub_url(request, entry, "report", comment=number),
        reasons=choices(actions.REASONS, request.lang),
        form=form,
        back=sub_url(request, entry, "show"),
    )
    return show(request, page, status=200 if form.is_valid else 422)


@deed(N_("Decide about a report"))
def decision(request: Request, session: Session, kind: Kind) -> Response:
    """A moderator hides, keeps or restores, with a reason everybody can read."""
    entry = find(request, session, kind)
    _require_moderator(request)
    number = request.text("comment") or request.arg("comment")
    comment = _comment_of(request, session, entry, number)
    do = request.text("do") or ("restore" if (comment or entry).hidden_at else "hide")
    form = Form.read(request, ("reason",))
    if request.method == "POST":
        reason = words_of(request, form, "reason", missing=N_("Tell why. Everybody can read it in the log."))
        if do not in DECISIONS:
            form.refuse("", request.translator("Choose one of the options in the list."))
        if form.is_valid:
            actions.decide(session, entry, action=do, reason=reason, by=request.viewer, comment=comment)
            return see_other(
                request.to("moderation:queue"), said={"hide": "hidden", "keep": "kept"}.get(do, "restored")
            )
    _ = request.translator
    page = ConfirmPage(
        title=_("Bring this back?") if do == "restore" else _("Hide this?"),
        text=_("The reason is shown to everybody in the public log."),
        action=sub_url(request, entry, "decision"),
        button=_("Bring back") if do == "restore" else _("Hide"),
        back=sub_url(request, entry, "show"),
        reason_label=_("Reason (shown to everybody)"),
        reason_required=True,
        form=form,
        hidden=(("do", do), ("comment", number)),
    )
    return show(request, page, status=200 if form.is_valid else 422)


def queue(request: Request, session: Session) -> Response:
    """What waits for a moderator."""
    _require_moderator(request)
    cases = tuple(_case(request, session, *one) for one in open_reports(session, request.viewer))
    page = QueuePage(title=request.translator("Reports"), cases=cases, log=request.to("moderation:log"))
    return show(request, page)


def log(request: Request, session: Session) -> Response:
    """All decisions, in public, without anybody's name."""
    before = request.arg("before")
    rows = decisions(session, before=whole(before))
    more, rows = len(rows) > 50, rows[:50]
    page = LogPage(
        title=request.translator("Moderation log"),
        decisions=tuple(_decision(request, session, row) for row in rows),
        pager=Pager(next=request.to("moderation:log", before=rows[-1].id) if more else ""),
    )
    return show(request, page)


def _case(request: Request, session: Session, row: Report, entry: Entry) -> Case:
    comment = session.get(Comment, row.comment_id) if row.comment_id else None
    about = _title(request, session, entry)
    words = comment.body if comment else ""
    return Case(
        id=row.id or 0,
        about=about,
        at=row.created_at,
        why=actions.REASONS[row.reason][request.lang] if row.reason in actions.REASONS else row.reason,
        words=Text(row.words, ""),
        excerpt=Text(excerpt(plain(words), 300), comment.language) if comment else Text(about.name, about.lang),
        action=sub_url(request, entry, "decision", comment=row.comment_id or ""),
        hidden=bool(comment.hidden_at) if comment else not is_public(entry),
    )


def _decision(request: Request, session: Session, row: Decision) -> DecisionView:
    entry = session.get(Entry, row.entry_id)
    _ = request.translator
    what = _(LOGGED.get(row.action, DECISIONS["keep"]))
    kind = request.site.bank.kinds[entry.kind].one[request.lang] if entry else ""
    thing = _("comment") if row.comment_id else kind
    about = _title(request, session, entry) if entry and is_public(entry) else None
    return DecisionView(at=row.at, what=f"{what}: {thing}", reason=Text(row.reason, ""), about=about)


def _title(request: Request, session: Session, entry: Entry) -> Go:
    kind = request.site.bank.kinds[entry.kind]
    row = session.execute(cards(request.lang).where(col(Entry.id) == entry.id, visible_to(request.viewer))).first()
    if row is None:
        return Go(f"{kind.prefix}-{entry.id}", entry_url(request, kind, entry.id or 0))
    return Go(row.title, entry_url(request, kind, row.id, row.slug), row.lang)


def _checked(request: Request, form: Form) -> str:
    if form.value("reason") not in actions.REASONS:
        form.refuse("reason", request.translator("Choose what is wrong."))
    return words_of(request, form, "words")


def _comment_of(request: Request, session: Session, entry: Entry, number: str) -> Comment | None:
    return found_in(entry, COMMENT, number, session=session, viewer=request.viewer) if number else None


def _require_moderator(request: Request) -> None:
    if not rules.may_moderate(request.viewer):
        raise Forbidden("Only moderators decide about reports.")
