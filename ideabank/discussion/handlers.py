"""Supporting, stating and commenting: what the buttons and forms under an entry do."""

from sqlalchemy.orm import Session

from ideabank.discussion import actions
from ideabank.discussion.compose import comment_form, comments_view
from ideabank.discussion.models import Comment
from ideabank.discussion.queries import COMMENT, NO_COMMENT
from ideabank.discussion.rules import may_edit_comment
from ideabank.discussion.views import CommentForm, CommentPage
from ideabank.entries.content import tidy
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.errors import Forbidden, Gone
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import choices, sub_url
from ideabank.visit.fields import tell
from ideabank.visit.found import find, open_entry, told
from ideabank.visit.views import ConfirmPage
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import Request, whole


@deed(N_("Publish the comment"))
def comment(request: Request, session: Session, kind: Kind) -> Response:
    """A new comment, or an answer to one; with errors the page again, with every word."""
    entry = open_entry(request, session, kind)
    form = Form.read(request, ("body", "stance", "organisation", "parent"))
    parent = _parent(request, session, entry, form.value("parent"))
    body = _checked(request, form)
    if not form.is_valid:
        view = comment_form(request, session, entry, form=form, parent=parent)
        return _shown_again(request, session, kind, view)
    organisation = whole(form.value("organisation")) if form.value("organisation") else None
    new = actions.comment(
        session,
        entry,
        body,
        by=request.viewer,
        stance=form.value("stance"),
        parent=parent,
        organisation_id=organisation,
    )
    return see_other(sub_url(request, entry, "show") + f"#comment-{new.id}", said="comment-published")


def reply(request: Request, session: Session, kind: Kind) -> Response:
    """The form for answering one comment, on a page of its own."""
    entry, parent = open_entry(request, session, kind), _comment(request, session, kind)
    view = comment_form(request, session, entry, parent=parent)
    return show(request, _comment_page(request, session, kind, view, request.translator("Answer")))


@deed(N_("Change the comment"))
def edit(request: Request, session: Session, kind: Kind) -> Response:
    """Changes one's own comment: the form, and its saving."""
    entry, held = open_entry(request, session, kind), _own_comment(request, session, kind)
    if request.method == "POST":
        form = Form.read(request, ("body", "stance", "based_on"))
        body = _checked(request, form)
        if form.is_valid:
            base = whole(form.value("based_on"))
            actions.edit_comment(session, held, body, by=request.viewer, stance=form.value("stance"), based_on=base)
            return see_other(sub_url(request, entry, "show") + f"#comment-{held.id}", said="comment-saved")
    else:
        form = Form.of({"body": held.body, "stance": held.stance, "based_on": str(held.revision)})
    view = CommentForm(
        action=sub_url(request, entry, "comments:edit", comment=str(held.id)),
        stances=choices(actions.STANCES, request.lang),
        form=form,
        cancel=sub_url(request, entry, "show"),
    )
    page = _comment_page(request, session, kind, view, request.translator("Edit your comment"))
    return show(request, page, status=200 if form.is_valid else 422)


@deed(N_("Withdraw the comment"))
def withdrawal(request: Request, session: Session, kind: Kind) -> Response:
    """Asks, and takes one's own comment away."""
    entry, held = open_entry(request, session, kind), _own_comment(request, session, kind)
    if request.method == "POST":
        actions.withdraw_comment(session, held, by=request.viewer)
        return see_other(sub_url(request, entry, "show") + "#comments", said="comment-withdrawn")
    _ = request.translator
    page = ConfirmPage(
        title=_("Withdraw your comment?"),
        text=_("The words are deleted. Answers to it stay."),
        action=sub_url(request, entry, "comments:withdrawal", comment=str(held.id)),
        button=_("Withdraw"),
        back=sub_url(request, entry, "show"),
    )
    return show(request, page)


def _checked(request: Request, form: Form) -> str:
    body = tidy(form.value("body"))
    tell(request, form, tuple(actions.check_comment(body, form.value("stance"))))
    return body


def _shown_again(request: Request, session: Session, kind: Kind, view: CommentForm) -> Response:
    it = told(request, session, kind)
    comments = comments_view(request, session, it.entry, form=view)
    return show(request, show_page(request, session, it, comments=comments), status=422)


def _comment_page(request: Request, session: Session, kind: Kind, view: CommentForm, title: str) -> CommentPage:
    it = told(request, session, kind)
    return CommentPage(
        title=title,
        heading=Text(it.text.title, it.language),
        back=sub_url(request, it.entry, "show"),
        comment_form=view,
    )


def _comment(request: Request, session: Session, kind: Kind) -> Comment:
    """The comment the address names. One that is hidden is for deciding about only: nobody answers or changes it."""
    entry = find(request, session, kind)
    held = found_in(entry, COMMENT, request.path_params["comment"], session=session, viewer=request.viewer)
    if held.hidden_at:
        raise Gone(NO_COMMENT)
    return held


def _parent(request: Request, session: Session, entry: Entry, number: str) -> Comment | None:
    return found_in(entry, COMMENT, number, session=session, viewer=request.viewer) if number else None


def _own_comment(request: Request, session: Session, kind: Kind) -> Comment:
    held = _comment(request, session, kind)
    if not may_edit_comment(request.viewer, held):
        raise Forbidden("Only its author can change a comment.")
    return held
