"""Supporting, stating and commenting: what the buttons and forms under an entry do."""

from ideabank.discussion import actions
from ideabank.discussion.compose import comment_form, comments_view
from ideabank.discussion.models import Comment
from ideabank.discussion.queries import COMMENT, NO_COMMENT
from ideabank.discussion.rules import may_edit_comment
from ideabank.discussion.views import CommentForm, CommentPage
from ideabank.entries.content import tidy
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.errors import Forbidden, Gone
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import choices, sub_url
from ideabank.visit.fields import show_problems
from ideabank.visit.found import find, open_entry, read_entry
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text
from ideabank.web.request import whole


@deed(N_("Publish the comment"))
def comment(visit: Visit, kind: Kind) -> Response:
    """A new comment, or an answer to one; with errors the page again, with every word."""
    entry = open_entry(visit, kind)
    form = Form.read(visit, ("body", "stance", "organisation", "parent"))
    parent = _parent(visit, entry, form.value("parent"))
    body = _checked(visit, form)
    if not form.is_valid:
        view = comment_form(visit, entry, form=form, parent=parent)
        return _shown_again(visit, kind, view)
    organisation = whole(form.value("organisation")) if form.value("organisation") else None
    remark = actions.Remark(body, form.value("stance"), organisation)
    new = actions.comment(visit.session, entry, remark, by=visit.viewer, parent=parent)
    return see_other(sub_url(visit, entry, "show") + f"#comment-{new.id}", said="comment-published")


def reply(visit: Visit, kind: Kind) -> Response:
    """The form for answering one comment, on a page of its own."""
    entry, parent = open_entry(visit, kind), _comment(visit, kind)
    view = comment_form(visit, entry, parent=parent)
    return show(visit, _comment_page(visit, kind, view, visit.translator("Answer")))


@deed(N_("Change the comment"))
def edit(visit: Visit, kind: Kind) -> Response:
    """Changes one's own comment: the form, and its saving."""
    entry, held = open_entry(visit, kind), _own_comment(visit, kind)
    if visit.method == "POST":
        form = Form.read(visit, ("body", "stance", "based_on"))
        body = _checked(visit, form)
        if form.is_valid:
            remark, base = actions.Remark(body, form.value("stance")), whole(form.value("based_on"))
            actions.edit_comment(visit.session, held, remark, by=visit.viewer, based_on=base)
            return see_other(sub_url(visit, entry, "show") + f"#comment-{held.id}", said="comment-saved")
    else:
        form = Form.of({"body": held.body, "stance": held.stance, "based_on": str(held.revision)})
    view = CommentForm(
        action=sub_url(visit, entry, "comments:edit", comment=str(held.id)),
        stances=choices(actions.STANCES, visit.lang),
        form=form,
        cancel=sub_url(visit, entry, "show"),
        is_edit=True,
    )
    page = _comment_page(visit, kind, view, visit.translator("Edit your comment"))
    return show(visit, page, status=200 if form.is_valid else 422)


@deed(N_("Withdraw the comment"))
def withdrawal(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes one's own comment away."""
    entry, held = open_entry(visit, kind), _own_comment(visit, kind)
    if visit.method == "POST":
        actions.withdraw_comment(visit.session, held, by=visit.viewer)
        return see_other(sub_url(visit, entry, "show") + "#comments", said="comment-withdrawn")
    _ = visit.translator
    page = ConfirmPage(
        title=_("Withdraw your comment?"),
        text=_(
            "Nobody reads the words any more. For ten minutes you can undo it, then they are deleted. Answers to it stay."
        ),
        action=sub_url(visit, entry, "comments:withdrawal", comment=str(held.id)),
        button=_("Withdraw"),
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page)


def _checked(visit: Visit, form: Form) -> str:
    body = tidy(form.value("body"))
    show_problems(visit, form, tuple(actions.check_comment(body, form.value("stance"))))
    return body


def _shown_again(visit: Visit, kind: Kind, view: CommentForm) -> Response:
    it = read_entry(visit, kind)
    comments = comments_view(visit, it.entry, form=view)
    return show(visit, show_page(visit, it, comments=comments), status=422)


def _comment_page(visit: Visit, kind: Kind, view: CommentForm, title: str) -> CommentPage:
    it = read_entry(visit, kind)
    return CommentPage(
        title=title,
        heading=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "show"),
        comment_form=view,
    )


def _comment(visit: Visit, kind: Kind) -> Comment:
    """The comment the address names. One that is hidden is for deciding about only: nobody answers or changes it."""
    entry = find(visit, kind)
    held = found_in(entry, COMMENT, visit.path_params["comment"], session=visit.session, viewer=visit.viewer)
    if held.hidden_at:
        raise Gone(NO_COMMENT)
    return held


def _parent(visit: Visit, entry: Entry, number: str) -> Comment | None:
    return found_in(entry, COMMENT, number, session=visit.session, viewer=visit.viewer) if number else None


def _own_comment(visit: Visit, kind: Kind) -> Comment:
    held = _comment(visit, kind)
    if not may_edit_comment(visit.viewer, held):
        raise Forbidden("Only its author can change a comment.")
    return held
