"""Telling how a recipe went: one short form, which gives an entry of its own linked to the recipe."""

from cookbook.fieldreports.queries import told_by
from cookbook.fieldreports.views import ReportPage
from cookbook.fieldreports.vocabulary import OUTCOMES, report_title
from cookbook.recipes.choosing import recipe_card, recipe_choices, recipe_named
from ideabank.entries import actions, links
from ideabank.entries.actions import ContentRefused
from ideabank.entries.content import LIMITS, Content, asked_about
from ideabank.entries.content import Text as Words
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.vocabulary import COUNTIES
from ideabank.errors import SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.cards import card, choices, entry_url
from ideabank.visit.fields import words_of
from ideabank.visit.people import organisation_goes
from ideabank.visit.views import Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text
from ideabank.web.request import whole

FIELDS = ("recipe", "outcome", "because", "context", "revision", "organisation", "county")
NO_VERSION = N_("There is no such version of the recipe. Choose one from the list.")


@deed(N_("Tell how it went"))
def start(visit: Visit, kind: Kind) -> Response:
    """GET shows the form for the recipe in the address; POST publishes the report."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to tell how it went.")
    form = Form.read(visit, FIELDS)
    recipe = recipe_named(visit.session, form.value("recipe") or visit.arg("recipe"))
    if recipe is None:
        return _choose(visit, kind)
    if visit.method != "POST" or "because" not in visit.fields:
        wanted = whole(visit.arg("version"))
        given = {
            "recipe": str(recipe.id),
            "revision": str(wanted if 0 < wanted <= recipe.revision else recipe.revision),
        }
        organisation = next(iter(visit.viewer.organisations), "")
        form = Form.of({**given, "organisation": str(organisation), "outcome": visit.arg("outcome")})
        return show(visit, _page(visit, kind, recipe, form))
    content = _content(visit, recipe, form)
    asks = _asks(visit, form)
    if content is None or asks:
        return show(visit, _page(visit, kind, recipe, form, asks), status=422)
    try:
        organisation_id = whole(form.value("organisation")) or None
        made = actions.propose(visit.session, kind, content, by=visit.viewer, organisation_id=organisation_id)
    except ContentRefused as error:
        for problem in error.problems:
            form.refuse("", problem.told(visit.translator))
        return show(visit, _page(visit, kind, recipe, form), status=422)
    links.suggest(visit.session, made, recipe, "reports-on", links.Claim(basis="experience"), by=visit.viewer)
    return see_other(entry_url(visit, visit.bank.kinds["recipe"], recipe.id) + "#reports", said="report-told")


def _choose(visit: Visit, kind: Kind) -> Response:
    """Asks which recipe it is about."""
    _, form = visit.translator, Form()
    if visit.method == "POST":
        form.refuse("recipe", _("Choose one of the options in the list."))
    page = SmallFormPage(
        title=_("Which recipe did you try?"),
        kind=kind.code,
        entry_title=Text(kind.many[visit.lang], visit.lang),
        back=visit.to(f"{kind.folder}:list"),
        action=visit.to(f"{kind.folder}:begin"),
        form=form,
        fields=(Field(name="recipe", label=_("Recipe"), widget="select", required=True, choices=recipe_choices(visit)),),
        button=_("Continue"),
    )  # fmt: skip
    return show(visit, page, status=200 if form.is_valid else 422)


def _content(visit: Visit, recipe: Entry, form: Form) -> Content | None:
    """What the form tells, or None with what is wrong on the form."""
    _, lang = visit.translator, visit.lang
    if form.value("outcome") not in OUTCOMES:
        form.refuse("outcome", _("Choose how it went."))
    because = words_of(visit, form, "because", missing=N_("Tell why. The next team learns from it."))
    if len(because) > LIMITS["summary"]:
        told = {"limit": LIMITS["summary"], "length": len(because)}
        form.refuse("because", _("Shorten this to at most %(limit)d characters; it now has %(length)d.") % told)
    context = words_of(visit, form, "context")
    revision = whole(form.value("revision"))
    if not 0 < revision <= recipe.revision:
        form.refuse("revision", _(NO_VERSION))
    if form.value("county") and form.value("county") not in COUNTIES:
        form.refuse("county", _("Choose one of the options in the list."))
    if (number := form.value("organisation")) and whole(number) not in visit.viewer.organisations:
        form.refuse("organisation", _("Choose one of the options in the list."))
    if not form.is_valid:
        return None
    outcome = form.value("outcome")
    title = report_title(outcome, recipe_card(visit, recipe).title.value, lang)
    return Content(
        lang,
        {lang: Words(title[: LIMITS["title"]], because, "", {"context": context})},
        county=form.value("county"),
        details={"outcome": outcome, "recipe_revision": revision},
    )


def _asks(visit: Visit, form: Form) -> tuple[str, ...]:
    if visit.text("confirmed") == "yes":
        return ()
    found = asked_about({name: form.value(name) for name in ("because", "context")})
    return tuple(one.told(visit.translator) for one in found)


def _page(visit: Visit, kind: Kind, recipe: Entry, form: Form, asks: tuple[str, ...] = ()) -> ReportPage:
    _, lang = visit.translator, visit.lang
    versions = tuple(
        Choice(str(number), _("Version %(number)d (the newest)") % {"number": number} if number == recipe.revision else _("Version %(number)d") % {"number": number})
        for number in range(recipe.revision, max(0, recipe.revision - 30), -1)
    )  # fmt: skip
    speaks = organisation_goes(visit, set(visit.viewer.organisations))
    fields = [
        Field(name="outcome", label=_("How did it go?"), widget="radios", choices=choices(OUTCOMES, lang), required=True),
        Field(name="because", label=_("Why? What helped, what got in the way?"), widget="textarea", rows=4, required=True, limit=LIMITS["summary"]),
        Field(name="context", label=_("Where and with whom"), hint=_("Such as the size of the county, the systems, how many people used it. No names."), widget="textarea", rows=3),
        Field(name="revision", label=_("Which version of the recipe"), widget="select", choices=versions, required=True),
    ]  # fmt: skip
    if speaks:
        mine = (
            Choice("", _("Only myself")),
            *(Choice(str(number), go.name, lang=go.lang) for number, go in speaks.items()),
        )
        fields.append(Field(name="organisation", label=_("On behalf of"), widget="radios", choices=mine))
    fields.append(
        Field(name="county", label=_("Wellbeing services county"), widget="select", choices=choices(COUNTIES, lang))
    )
    return ReportPage(
        title=_("How did it go?"),
        kind=kind.code,
        recipe=recipe_card(visit, recipe),
        action=visit.to(f"{kind.folder}:begin"),
        form=form,
        fields=tuple(fields),
        asks=asks,
        mine=tuple(card(visit, visit.bank, row) for row in told_by(visit.session, visit.viewer, recipe, visit.lang)),
    )
