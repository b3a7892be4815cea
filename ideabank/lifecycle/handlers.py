"""Changing where an entry stands: its status, and taking it out of the bank."""

from ideabank.entries import actions
from ideabank.entries.kind import Kind
from ideabank.errors import Forbidden, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.reading.reasons import may_bring_back
from ideabank.reading.views.entry import StatusForm
from ideabank.visit import rules
from ideabank.visit.cards import status_choices, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find, read_entry
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show


@deed(N_("Change the status"))
def set_status(visit: Visit, kind: Kind) -> Response:
    """A coordinator moves the entry and says why, in public."""
    entry = find(visit, kind)
    if not rules.may_set_status(visit.viewer, entry):
        raise Forbidden("Only coordinators change the status.")
    form, _ = Form.read(visit, ("status", "reason")), visit.translator
    if form.value("status") not in kind.lifecycle.statuses:
        form.refuse("status", _("Choose one of the options in the list."))
    reason = words_of(visit, form, "reason", missing=N_("Tell why. People who need this will read it."))
    if not form.is_valid:
        return _shown_again(visit, kind, form)
    actions.set_status(visit.session, entry, form.value("status"), by=visit.viewer, reason=reason)
    return see_other(sub_url(visit, entry, "show"), said="status-set")


def _shown_again(visit: Visit, kind: Kind, form: Form) -> Response:
    it = read_entry(visit, kind)
    status_form = StatusForm(sub_url(visit, it.entry, "status"), status_choices(kind, visit.lang), form)
    return show(visit, show_page(visit, it, status_form=status_form), status=422)


@deed(N_("Withdraw"))
def withdrawal(visit: Visit, kind: Kind) -> Response:
    """Asks before an entry is taken away, and takes it."""
    entry = find(visit, kind)
    if not rules.may_withdraw(visit.viewer, entry):
        raise Forbidden("Only the one who told this can withdraw it.")
    form, _ = Form.read(visit, ("reason",)), visit.translator
    reason = words_of(visit, form, "reason")
    if visit.method == "POST" and form.is_valid:
        actions.withdraw(visit.session, entry, by=visit.viewer, reason=reason)
        return see_other(visit.to(f"{kind.folder}:list"), said="withdrawn")
    page = ConfirmPage(
        title=_("Withdraw this?"),
        text=_(
            "It disappears from lists and search, and its address says that it was withdrawn. Support and comments are kept, and you can publish it again on its page."
        ),
        action=sub_url(visit, entry, "withdrawal"),
        button=_("Withdraw"),
        back=sub_url(visit, entry, "show"),
        reason_label=_("Why? (shown to everybody)"),
        form=form,
    )
    return show(visit, page, status=200 if form.is_valid else 422)


@deed(N_("Publish again"))
def publication(visit: Visit, kind: Kind) -> Response:
    """Brings back what the person has withdrawn."""
    entry = find(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if visit.text("published") != "yes":
        raise Refused("Say yes or no.")
    if entry.withdrawn_at is not None and not may_bring_back(visit, entry):
        raise Forbidden(N_("Only whoever withdrew this can publish it again."))
    actions.publish_again(visit.session, entry, by=visit.viewer)
    return see_other(sub_url(visit, entry, "show"), said="published-again")
