"""Taking the words of one saved version out of the bank: asks, and does it."""

from sqlalchemy.orm import Session

from ideabank.entries import removals
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.errors import Forbidden, NotFound, SignInNeeded
from ideabank.i18n import N_
from ideabank.moderation.actions import log_decision
from ideabank.visit import rules
from ideabank.visit.belonging import version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.views import ConfirmPage
from ideabank.web.deeds import never_later
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import Request, whole

WHY = N_("Tell why. Everybody can read it in the log.")


@never_later
def removal(request: Request, session: Session, kind: Kind) -> Response:
    """The author's own words need no reason; a moderator gives one that everybody can read."""
    entry = find(request, session, kind)
    revision = _version(request, session, entry)
    is_author = request.viewer.id in (entry.owner_id, revision.author_id)
    form = Form.read(request, ("reason", "also"))
    if request.method == "POST":
        reason = words_of(request, form, "reason", missing="" if is_author else WHY)
        if form.is_valid:
            _empty(request, session, entry, revision, reason, is_author=is_author)
            return see_other(sub_url(request, entry, "revisions"), said="words-removed")
    page = _page(request, entry, revision, form, is_author=is_author)
    return show(request, page, status=200 if form.is_valid else 422)


def _version(request: Request, session: Session, entry: Entry) -> Revision:
    """The version in the address, for somebody whose words it holds."""
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    revision = version_of(session, entry, whole(str(request.path_params["number"])), viewer=request.viewer)
    if not rules.may_empty_version(request.viewer, entry, revision):
        raise Forbidden("Only who wrote it, or a moderator, can take the words of a version away.")
    if revision.number >= entry.revision:
        raise Forbidden(removals.CURRENT)
    if not revision.snapshot:
        raise NotFound("The words of this version have been taken away already.")
    return revision


def _empty(
    request: Request, session: Session, entry: Entry, revision: Revision, reason: str, *, is_author: bool
) -> None:
    role = "author" if is_author else "moderator"
    removals.empty_version(session, entry, revision.number, by=request.viewer, role=role, reason=reason)
    if request.text("also") == "yes" and _owns_all(request, entry):
        removals.empty_versions_before(session, entry, revision.number, by=request.viewer, role=role, reason=reason)
    if not is_author:
        log_decision(session, entry, action="empty", reason=reason, by=request.viewer)


def _owns_all(request: Request, entry: Entry) -> bool:
    return request.viewer.id == entry.owner_id or rules.may_moderate(request.viewer)


def _page(request: Request, entry: Entry, revision: Revision, form: Form, *, is_author: bool) -> ConfirmPage:
    _ = request.translator
    return ConfirmPage(
        title=_("Take the words of version %(n)s away?") % {"n": revision.number},
        text=_("They are deleted for good, also from comparisons and from what can be taken out. The version stays as a line that says so. The words that stand now stay as they are."),
        action=sub_url(request, entry, "revisions:removal", number=str(revision.number)),
        button=_("Take away"),
        back=sub_url(request, entry, "revisions"),
        reason_label=_("Reason (shown to everybody)"),
        reason_required=not is_author,
        also=_("The versions before it too") if revision.number > 1 and _owns_all(request, entry) else "",
        form=form,
    )  # fmt: skip
