"""The talk about an entry as the page shows it: two levels deep, however deep in the store."""

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.discussion.actions import STANCES
from ideabank.discussion.models import Comment
from ideabank.discussion.queries import why_hidden
from ideabank.discussion.rules import is_put_aside, may_edit_comment
from ideabank.discussion.views import Comment as CommentView
from ideabank.discussion.views import CommentForm, Comments
from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.people.viewer import initials
from ideabank.visit.cards import choices, label, sub_url
from ideabank.visit.parts import Line, Part, Showing
from ideabank.visit.people import organisation_goes, represented, shown_names
from ideabank.visit.rules import may_moderate
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form as FormView
from ideabank.web.parts import Go, Text

SHOWN = 200


def talk_of(showing: Showing) -> Comments:
    """The part of an entry's page where people talk."""
    return comments_view(showing.visit, showing.found.entry)


def comments_view(visit: Visit, entry: Entry, *, form: CommentForm | None = None) -> Comments:
    """The threads in the order they were begun. At most 200 comments at once; `more` leads to all."""
    rows = _rows(visit.session, entry, None if visit.arg("comments") == "all" else SHOWN)
    shown, hidden_rest = rows[:SHOWN] if len(rows) == SHOWN + 1 else rows, len(rows) == SHOWN + 1
    speakers = _Speakers(visit, shown)
    signed_in, open_ = visit.viewer.is_signed_in, is_public(entry)
    return Comments(
        count=entry.comment_count,
        items=_threads(visit, entry, shown, speakers),
        form=(form or comment_form(visit, entry)) if open_ else None,
        must_sign_in=open_ and not signed_in,
        more=sub_url(visit, entry, "show", comments="all") if hidden_rest else "",
    )


def comment_form(
    visit: Visit, entry: Entry, *, form: FormView | None = None, parent: Comment | None = None
) -> CommentForm:
    """The form under the talk, or under one comment when `parent` is answered."""
    author = shown_names(visit.session, {parent.author_id}).get(parent.author_id or 0, "") if parent else ""
    return CommentForm(
        action=sub_url(visit, entry, "comments"),
        stances=choices(STANCES, visit.lang),
        form=form or FormView({"stance": "neutral"}),
        organisations=represented(visit) if visit.viewer.organisations else (),
        parent=parent.id if parent else None,
        parent_author=author,
        cancel=sub_url(visit, entry, "show") if parent else "",
    )


class _Speakers:
    """Names and organisations of everybody in the talk, in two queries."""

    def __init__(self, visit: Visit, rows: list[Comment]) -> None:
        self.people = shown_names(visit.session, {row.author_id for row in rows})
        self.organisations: dict[int, Go] = organisation_goes(visit, {row.organisation_id for row in rows})
        self.nameless = visit.translator("Somebody")
        mine = [row.id for row in rows if row.hidden_at and _is_by(visit, row)]
        self.reasons = why_hidden(visit.session, mine)

    def name(self, row: Comment) -> str:
        return self.people.get(row.author_id or 0, self.nameless)


def _rows(session: Session, entry: Entry, limit: int | None) -> list[Comment]:
    query = sa.select(Comment).where(col(Comment.entry_id) == entry.id).order_by(col(Comment.id))
    return list(session.execute(query.limit(limit + 1) if limit else query).scalars())


def _threads(visit: Visit, entry: Entry, rows: list[Comment], speakers: _Speakers) -> tuple[CommentView, ...]:
    """First-level comments with all answers below them in time order, however deep they answer each other."""
    by_id = {row.id: row for row in rows}
    answers: dict[int, list[CommentView]] = {}
    first = [row for row in rows if row.parent_id not in by_id]
    for row in rows:
        if row.parent_id in by_id:
            answers.setdefault(_root(row, by_id), []).append(_view(visit, entry, row, speakers, ()))
    threads = (_view(visit, entry, row, speakers, tuple(answers.get(row.id, ()))) for row in first)
    return tuple(view for view in threads if view.replies or view.html or view.look or not view.gone)


def _root(row: Comment, by_id: dict[int, Comment]) -> int:
    while row.parent_id in by_id:
        row = by_id[row.parent_id or 0]
    return row.id


def _view(
    visit: Visit, entry: Entry, row: Comment, speakers: _Speakers, replies: tuple[CommentView, ...]
) -> CommentView:
    name, gone = speakers.name(row), _gone(visit, row)
    here = {"comment": str(row.id)}
    mine = may_edit_comment(visit.viewer, row)
    is_own = is_put_aside(row) and _is_by(visit, row)
    may_answer = visit.viewer.is_signed_in and is_public(entry) and not gone
    return CommentView(
        id=row.id,
        author=name,
        initials=initials(name),
        at=row.created_at,
        html=Text(Markup(row.body_html), row.language) if not gone or is_own else Text(),  # noqa: S704 sanitised on save
        stance=label(STANCES, row.stance, visit.lang) if not gone else None,
        organisation=speakers.organisations.get(row.organisation_id or 0),
        edited=row.edited_at,
        gone=gone,
        reason=speakers.reasons.get(row.id, ""),
        look=sub_url(visit, entry, "decision", **here) if is_put_aside(row) and may_moderate(visit.viewer) else "",
        reply=sub_url(visit, entry, "comments:reply", **here) if may_answer else "",
        edit=sub_url(visit, entry, "comments:edit", **here) if mine else "",
        withdraw=sub_url(visit, entry, "comments:withdrawal", **here) if mine else "",
        report=sub_url(visit, entry, "report", **here) if not gone and not mine else "",
        replies=replies,
    )


def _is_by(visit: Visit, row: Comment) -> bool:
    return visit.viewer.id is not None and row.author_id == visit.viewer.id


def _gone(visit: Visit, row: Comment) -> str:
    _ = visit.translator
    if is_put_aside(row) and may_moderate(visit.viewer):
        return _("Hidden by moderation.")
    if row.hidden_at:
        return _("A moderator has hidden this comment.")
    return _("The author has withdrawn this comment.") if row.withdrawn_at else ""


def _lines(showing: Showing, view: Comments) -> tuple[Line, ...]:
    return (Line(showing.visit.translator("What people say"), "comments", view.count),)


TALK = Part("comments", talk_of, "discussion/_comments.html", depends=frozenset({"talk", "viewer"}), lines=_lines)
