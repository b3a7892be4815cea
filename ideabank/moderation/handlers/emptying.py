"""Taking the words of one saved version out of the bank: asks, and does it."""

from ideabank.entries import removals
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.errors import Forbidden, NotFound, SignInNeeded
from ideabank.i18n import N_
from ideabank.moderation.actions import Matter, log_decision
from ideabank.visit import rules
from ideabank.visit.belonging import version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import never_later
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import whole

WHY = N_("Tell why. Everybody can read it in the log.")


@never_later
def removal(visit: Visit, kind: Kind) -> Response:
    """The author's own words need no reason; a moderator gives one that everybody can read."""
    entry = find(visit, kind)
    revision = _version(visit, entry)
    is_author = visit.viewer.id in (entry.owner_id, revision.author_id)
    form = Form.read(visit, ("reason", "also"))
    if visit.method == "POST":
        reason = words_of(visit, form, "reason", missing="" if is_author else WHY)
        if form.is_valid:
            _empty(visit, entry, revision, reason, is_author=is_author)
            return see_other(sub_url(visit, entry, "revisions"), said="words-removed")
    page = _page(visit, entry, revision, form, is_author=is_author)
    return show(visit, page, status=200 if form.is_valid else 422)


def _version(visit: Visit, entry: Entry) -> Revision:
    """The version in the address, for somebody whose words it holds."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    revision = version_of(visit.session, entry, whole(str(visit.path_params["number"])), viewer=visit.viewer)
    if not rules.may_empty_version(visit.viewer, entry, revision):
        raise Forbidden("Only who wrote it, or a moderator, can take the words of a version away.")
    if revision.number >= entry.revision:
        raise Forbidden(removals.CURRENT)
    if not revision.snapshot:
        raise NotFound("The words of this version have been taken away already.")
    return revision


def _empty(visit: Visit, entry: Entry, revision: Revision, reason: str, *, is_author: bool) -> None:
    by = removals.Remover(visit.viewer, "author" if is_author else "moderator", reason)
    removals.empty_version(visit.session, entry, revision.number, by=by)
    if visit.text("also") == "yes" and _owns_all(visit, entry):
        removals.empty_versions_before(visit.session, entry, revision.number, by=by)
    if not is_author:
        log_decision(visit.session, Matter(entry), action="empty", reason=reason, by=visit.viewer)


def _owns_all(visit: Visit, entry: Entry) -> bool:
    return visit.viewer.id == entry.owner_id or rules.may_moderate(visit.viewer)


def _page(visit: Visit, entry: Entry, revision: Revision, form: Form, *, is_author: bool) -> ConfirmPage:
    _ = visit.translator
    return ConfirmPage(
        title=_("Take the words of version %(n)s away?") % {"n": revision.number},
        text=_("They are deleted for good, also from comparisons and from what can be taken out. The version stays as a line that says so. The words that stand now stay as they are."),
        action=sub_url(visit, entry, "revisions:removal", number=str(revision.number)),
        button=_("Remove"),
        back=sub_url(visit, entry, "revisions"),
        reason_label=_("Reason (shown to everybody)"),
        reason_required=not is_author,
        also=_("The versions before it too") if revision.number > 1 and _owns_all(visit, entry) else "",
        form=form,
    )  # fmt: skip
