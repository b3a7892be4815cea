"""A moderator blacks out a stretch of words and leaves the rest: the form, and doing it."""

from ideabank.entries.kind import Kind
from ideabank.errors import Forbidden
from ideabank.i18n import N_
from ideabank.moderation.blackout import PLACES, Ink, black_out_words
from ideabank.text.blackout import is_blackable
from ideabank.visit import rules
from ideabank.visit.cards import sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import find, read_entry
from ideabank.visit.views import Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import never_later
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text

WHY = N_("Tell why. Everybody can read it in the log.")
WORDS_LIMIT = 2_000
NAMES = {
    "text": N_("The text, its earlier versions and its pictures"),
    "comments": N_("Comments"),
    "statements": N_("Statements of organisations"),
    "links": N_("Grounds of links"),
    "reasons": N_("Reasons of decisions and reports"),
}


@never_later
def blackout(visit: Visit, kind: Kind) -> Response:
    """GET shows the form; POST blacks the words out at the places that are ticked."""
    entry = find(visit, kind)
    if not rules.may_moderate(visit.viewer):
        raise Forbidden("Only moderators decide about reports.")
    if visit.method != "POST":
        return show(visit, _page(visit, kind, Form.of({"words": "", "reason": "", "places": list(PLACES)})))
    form = Form.read(visit, ("words", "reason"), ("places",))
    places = tuple(place for place in PLACES if place in form.many("places"))
    reason = words_of(visit, form, "reason", missing=WHY)
    _require(visit, form, places)
    if form.is_valid:
        ink = Ink(form.value("words"), places)
        if black_out_words(visit.session, entry, ink, by=visit.viewer, reason=reason):
            return see_other(sub_url(visit, entry, "show"), said="words-removed")
        form.refuse("words", visit.translator("These words do not stand there. Copy them from the page as they are."))
    return show(visit, _page(visit, kind, form), status=422)


def _require(visit: Visit, form: Form, places: tuple[str, ...]) -> None:
    _ = visit.translator
    if not is_blackable(form.value("words")):
        form.refuse("words", _("Copy here the words to black out."))
    if len(form.value("words")) > WORDS_LIMIT:
        told = {"limit": WORDS_LIMIT, "length": len(form.value("words"))}
        form.refuse("words", _("Shorten this to at most %(limit)d characters; it now has %(length)d.") % told)
    if not places:
        form.refuse("places", _("Choose one of the options in the list."))


def _page(visit: Visit, kind: Kind, form: Form) -> SmallFormPage:
    it, _ = read_entry(visit, kind), visit.translator
    places = tuple(Choice(code, _(name)) for code, name in NAMES.items())
    return SmallFormPage(
        title=_("Black out a part"),
        kind=kind.code,
        entry_title=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "show"),
        action=sub_url(visit, it.entry, "blackout"),
        form=form,
        intro=_("The words are deleted for good wherever they stand below, and the page says that a moderator removed them. All else stays."),
        fields=(
            Field(name="words", label=_("The words to black out"), hint=_("Copy them from the page as they are."), widget="textarea", required=True, limit=WORDS_LIMIT),
            Field(name="places", label=_("Where"), widget="checkboxes", choices=places, required=True),
            Field(name="reason", label=_("Reason (shown to everybody)"), widget="textarea", required=True),
        ),
        button=_("Black out"),
    )  # fmt: skip
