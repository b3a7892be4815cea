"""Changing where an entry stands: its status, and taking it out of the bank."""

from sqlalchemy.orm import Session

from ideabank.entries import actions
from ideabank.entries.kinds import Kind
from ideabank.errors import Forbidden
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.reading.views.entry import StatusForm
from ideabank.visit import rules
from ideabank.visit.cards import status_choices, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find, told
from ideabank.visit.views import ConfirmPage
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import Request

_OPS = {"same": "same", "added": "ins", "removed": "del"}


@deed(N_("Change the status"))
def set_status(request: Request, session: Session, kind: Kind) -> Response:
    """A coordinator moves the entry and says why, in public."""
    entry = find(request, session, kind)
    if not rules.may_set_status(request.viewer, entry):
        raise Forbidden("Only coordinators change the status.")
    form, _ = Form.read(request, ("status", "reason")), request.translator
    if form.value("status") not in kind.statuses:
        form.refuse("status", _("Choose one of the options in the list."))
    reason = words_of(request, form, "reason", missing=N_("Tell why. People who need this will read it."))
    if not form.is_valid:
        return _shown_again(request, session, kind, form)
    actions.set_status(session, entry, form.value("status"), by=request.viewer, reason=reason)
    return see_other(sub_url(request, entry, "show"), said="status-set")


def _shown_again(request: Request, session: Session, kind: Kind, form: Form) -> Response:
    it = told(request, session, kind)
    status_form = StatusForm(sub_url(request, it.entry, "status"), status_choices(kind, request.lang), form)
    return show(request, show_page(request, session, it, status_form=status_form), status=422)


@deed(N_("Withdraw"))
def withdrawal(request: Request, session: Session, kind: Kind) -> Response:
    """Asks before an entry is taken away, and takes it."""
    entry = find(request, session, kind)
    if not rules.may_withdraw(request.viewer, entry):
        raise Forbidden("Only the one who told this can withdraw it.")
    form, _ = Form.read(request, ("reason",)), request.translator
    reason = words_of(request, form, "reason")
    if request.method == "POST" and form.is_valid:
        actions.withdraw(session, entry, by=request.viewer, reason=reason)
        return see_other(request.to(f"{kind.folder}:list"), said="withdrawn")
    page = ConfirmPage(
        title=_("Withdraw this?"),
        text=_(
            "It disappears from lists and search, and its address says that it was withdrawn. Support and comments are kept."
        ),
        action=sub_url(request, entry, "withdrawal"),
        button=_("Withdraw"),
        back=sub_url(request, entry, "show"),
        reason_label=_("Why? (shown to everybody)"),
        form=form,
    )
    return show(request, page, status=200 if form.is_valid else 422)
