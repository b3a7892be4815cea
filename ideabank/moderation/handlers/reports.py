"""Reporting an entry or a comment; the moderators' queue; the public log."""

from ideabank.discussion.models import Comment
from ideabank.discussion.queries import COMMENT
from ideabank.discussion.rules import is_put_aside
from ideabank.entries.kind import Kind
from ideabank.entries.models import Decision, Entry, Report
from ideabank.entries.queries import rows_of, texts_of
from ideabank.entries.visibility import is_public, may_see
from ideabank.errors import Forbidden
from ideabank.i18n import N_
from ideabank.moderation import actions
from ideabank.moderation.queries import decisions, open_reports
from ideabank.moderation.views import Case, LogPage, QueuePage, ReportPage
from ideabank.moderation.views import Decision as DecisionView
from ideabank.moderation.words import told_words
from ideabank.text.excerpts import excerpt
from ideabank.text.markdown import plain
from ideabank.visit import rules
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import choices, entry_url, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Go, Pager, Text
from ideabank.web.request import whole

WHOLE = 2_000  # letters of each text that a moderator reads in the queue
DECISIONS = {
    "hide": N_("Hidden"),
    "keep": N_("Left as it is"),
    "restore": N_("Brought back"),
}
SAID = {"hide": "hidden", "keep": "kept", "restore": "restored"}
# What a decision asks for: the question and the button.
ASKED = {
    "hide": (N_("Hide this?"), N_("Hide")),
    "keep": (N_("Leave this as it is?"), N_("Leave as it is")),
    "restore": (N_("Bring this back?"), N_("Bring back")),
}
LOGGED = {
    **DECISIONS,
    "undo": N_("Took a decision back"),
    "blackout": N_("Blacked out a part"),
    "empty": N_("Took away an earlier version"),
}


def report(visit: Visit, kind: Kind) -> Response:
    """Tells a moderator; no account is needed."""
    entry = find(visit, kind)
    number = visit.text("comment") or visit.arg("comment")
    comment = _comment_of(visit, entry, number)
    form = Form.read(visit, ("reason", "words", "comment"))
    if visit.method == "POST":
        words = _checked(visit, form)
        if form.is_valid:
            about = actions.Matter(entry, comment)
            actions.report(visit.session, about, reason=form.value("reason"), words=words, by=visit.viewer)
            return see_other(sub_url(visit, entry, "show"), said="reported")
    form.values["comment"] = number
    page = ReportPage(
        title=visit.translator("Tell a moderator"),
        about=_about(visit, entry, comment),
        action=sub_url(visit, entry, "report", comment=number),
        reasons=choices(actions.REASONS, visit.lang),
        form=form,
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


@deed(N_("Decide about a report"))
def decision(visit: Visit, kind: Kind) -> Response:
    """A moderator hides, keeps or restores, with a reason everybody can read."""
    entry = find(visit, kind)
    _require_moderator(visit)
    number = visit.text("comment") or visit.arg("comment")
    comment = _comment_of(visit, entry, number)
    form, do = Form.read(visit, ("reason",)), visit.text("do")
    if visit.method == "POST":
        reason = words_of(visit, form, "reason", missing=N_("Tell why. Everybody can read it in the log."))
        if do not in DECISIONS:
            form.refuse("", visit.translator("Choose one of the options in the list."))
        if form.is_valid:
            actions.decide(visit.session, actions.Matter(entry, comment), action=do, reason=reason, by=visit.viewer)
            return see_other(visit.to("moderation:queue"), said=SAID[do])
    if do not in DECISIONS:
        do = "restore" if (comment or entry).hidden_at else "hide"
    return show(visit, _asking(visit, entry, comment, do, form), status=200 if form.is_valid else 422)


def _asking(visit: Visit, entry: Entry, comment: Comment | None, do: str, form: Form) -> ConfirmPage:
    _ = visit.translator
    title, button = ASKED[do]
    return ConfirmPage(
        title=_(title),
        text=_("The reason is shown to everybody in the public log."),
        about=_about(visit, entry, comment),
        action=sub_url(visit, entry, "decision"),
        button=_(button),
        back=sub_url(visit, entry, "show") + _place(comment),
        reason_label=_("Reason (shown to everybody)"),
        reason_required=True,
        form=form,
        hidden=(("do", do), ("comment", str(comment.id) if comment else "")),
    )


def queue(visit: Visit) -> Response:
    """What waits for a moderator."""
    _require_moderator(visit)
    cases = tuple(_case(visit, *one) for one in open_reports(visit.session, visit.viewer))
    page = QueuePage(title=visit.translator("Reports"), cases=cases, log=visit.to("moderation:log"))
    return show(visit, page)


def log(visit: Visit) -> Response:
    """All decisions, in public, without anybody's name."""
    before = visit.arg("before")
    rows = decisions(visit.session, before=whole(before))
    more, rows = len(rows) > 50, rows[:50]
    page = LogPage(
        title=visit.translator("Moderation log"),
        decisions=tuple(_decision(visit, row) for row in rows),
        pager=Pager(next=visit.to("moderation:log", before=rows[-1].id) if more else ""),
    )
    return show(visit, page)


def _case(visit: Visit, row: Report, entry: Entry) -> Case:
    comment = visit.session.get(Comment, row.comment_id) if row.comment_id else None
    about = _title(visit, entry, comment)
    return Case(
        id=row.id,
        about=about,
        at=row.created_at,
        why=actions.REASONS[row.reason][visit.lang] if row.reason in actions.REASONS else row.reason,
        words=Text(row.words, ""),
        excerpt=_said(comment, WHOLE) or Text(about.name, about.lang),
        said=()
        if comment
        else told_words(visit, visit.bank.kinds[entry.kind], texts_of(visit.session, entry.id)[entry.language], WHOLE),
        action=sub_url(visit, entry, "decision", comment=row.comment_id or ""),
        hidden=bool(comment.hidden_at) if comment else not is_public(entry),
    )


def _decision(visit: Visit, row: Decision) -> DecisionView:
    entry = visit.session.get(Entry, row.entry_id)
    _ = visit.translator
    what = _(LOGGED.get(row.action, DECISIONS["keep"]))
    kind = visit.bank.kinds[entry.kind].one[visit.lang] if entry else ""
    comment = visit.session.get(Comment, row.comment_id) if row.comment_id else None
    thing = _("comment") if row.comment_id else kind
    about = _title(visit, entry, comment) if entry and _is_shown(visit, entry) else None
    look = _look(visit, entry, comment) if entry and about else ""
    return DecisionView(at=row.at, what=f"{what}: {thing}", reason=Text(row.reason, ""), about=about, look=look)


def _is_shown(visit: Visit, entry: Entry) -> bool:
    """Whether the log names the entry: moderators find from there what they have hidden."""
    return is_public(entry) or (rules.may_moderate(visit.viewer) and may_see(visit.viewer, entry))


def _look(visit: Visit, entry: Entry, comment: Comment | None) -> str:
    """Where a moderator looks at what is hidden, and brings it back; for nobody else."""
    if not rules.may_moderate(visit.viewer):
        return ""
    if comment is not None:
        return sub_url(visit, entry, "decision", comment=str(comment.id)) if is_put_aside(comment) else ""
    return sub_url(visit, entry, "decision") if entry.hidden_at else ""


def _said(comment: Comment | None, limit: int) -> Text:
    return Text(excerpt(plain(comment.body), limit), comment.language) if comment else Text()


def _place(comment: Comment | None) -> str:
    """Where it stands on the page of its entry."""
    return f"#comment-{comment.id}" if comment is not None and not comment.withdrawn_at else ""


def _title(visit: Visit, entry: Entry, comment: Comment | None = None) -> Go:
    place = (
        _place(comment) if comment is not None and (not comment.hidden_at or rules.may_moderate(visit.viewer)) else ""
    )
    kind = visit.bank.kinds[entry.kind]
    row = rows_of(visit.session, [entry.id], visit.lang, to=visit.viewer).get(entry.id)
    if row is None:
        return Go(f"{kind.prefix}-{entry.id}", entry_url(visit, kind, entry.id) + place)
    return Go(row.title, entry_url(visit, kind, row.id, row.slug) + place, row.lang)


def _about(visit: Visit, entry: Entry, comment: Comment | None) -> Text:
    """What is reported or decided about, for the page to show."""
    if comment is not None:
        return _said(comment, 1000)
    title = _title(visit, entry)
    return Text(title.name, title.lang)


def _checked(visit: Visit, form: Form) -> str:
    if form.value("reason") not in actions.REASONS:
        form.refuse("reason", visit.translator("Choose what is wrong."))
    return words_of(visit, form, "words")


def _comment_of(visit: Visit, entry: Entry, number: str) -> Comment | None:
    return found_in(entry, COMMENT, number, session=visit.session, viewer=visit.viewer) if number else None


def _require_moderator(visit: Visit) -> None:
    if not rules.may_moderate(visit.viewer):
        raise Forbidden("Only moderators decide about reports.")
