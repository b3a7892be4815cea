"""Making one's own recipe from another: it knows where it comes from."""

from cookbook.recipes import changing
from ideabank.entries.content import LIMITS
from ideabank.entries.kind import Kind
from ideabank.errors import Forbidden, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit import rules
from ideabank.visit.cards import entry_url, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import read_entry
from ideabank.visit.views import Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text


@deed(N_("Make the fork"))
def fork(visit: Visit, kind: Kind) -> Response:
    """Asks what the new recipe is called, and makes it."""
    it, _ = read_entry(visit, kind), visit.translator
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_tell(visit.viewer, kind):
        raise Forbidden("Designers, project teams and coordinators make forks.")
    form = Form.read(visit, ("title",))
    if visit.method == "POST":
        title = words_of(visit, form, "title", missing=N_("Tell in a few words what this is about."))
        if title.casefold() == it.original.title.casefold():
            form.refuse("title", _("Give the fork a title of its own, so that the two can be told apart."))
        if form.is_valid:
            made = changing.fork(visit.session, it.entry, title=title, by=visit.viewer)
            return see_other(entry_url(visit, kind, made.id), said="forked")
    page = SmallFormPage(
        title=_("Make your own from this"),
        kind=kind.code,
        entry_title=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "show"),
        action=sub_url(visit, it.entry, "fork:create"),
        form=form,
        fields=(Field(name="title", label=_("Title of the fork"), required=True, limit=LIMITS["title"]),),
        intro=_("You get a copy to change. It knows where it comes from, and shows when the original moves on."),
        button=_("Make the fork"),
    )
    return show(visit, page, status=200 if form.is_valid else 422)
