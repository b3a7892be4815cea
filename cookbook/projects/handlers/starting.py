"""Starting a checklist: from the recipe one reads, or from several chosen in a list; or adding to a project one has."""

from collections.abc import Sequence

from cookbook.projects import actions
from cookbook.projects.desk import number_of, own_projects, refuse
from cookbook.projects.queries import is_team
from cookbook.projects.views import StartPage
from cookbook.recipes.choosing import recipe_card, recipe_choices, recipe_named
from cookbook.recipes.plan import Plan
from cookbook.recipes.reading import stored
from cookbook.recipes.ways import way_of
from ideabank.entries.actions import ContentRefused
from ideabank.entries.content import LIMITS, Content
from ideabank.entries.content import Text as Words
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import in_language
from ideabank.entries.revisions import details as details_of
from ideabank.entries.visibility import is_public
from ideabank.errors import Conflict, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import entry_url
from ideabank.visit.fields import words_of
from ideabank.visit.people import organisation_goes
from ideabank.visit.views import Card, Field
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text
from ideabank.web.request import whole

FIELDS = ("recipe", "version", "way", "title", "project", "organisation")


@deed(N_("Start the checklist"))
def start(visit: Visit, kind: Kind) -> Response:
    """GET asks, for the recipe in the address or for any; POST makes the project, or adds to one the person has."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to start a checklist. It stays your team's own.")
    form = Form.read(visit, FIELDS, ("recipes",))
    recipe = recipe_named(visit.session, form.value("recipe") or visit.arg("recipe"))
    if visit.method != "POST":
        return show(visit, _page(visit, kind, recipe, _begun(visit, recipe)))
    made = _started(visit, kind, recipe, form)
    if made is None:
        return show(visit, _page(visit, kind, recipe, form), status=422)
    said = "recipes-added" if form.value("project") else "checklist-started"
    return see_other(entry_url(visit, kind, made.id), said=said)


def _begun(visit: Visit, recipe: Entry | None) -> Form:
    """The form as it is opened."""
    project = visit.arg("project")
    if recipe is None:
        return Form.of({"project": project})
    version, title = visit.arg("version") or str(recipe.revision), recipe_card(visit, recipe).title
    given = {"recipe": str(recipe.id), "version": version, "way": visit.arg("way"), "project": project}
    return Form.of({**given, "title": title.value[: LIMITS["title"]]})


def _started(visit: Visit, kind: Kind, recipe: Entry | None, form: Form) -> Entry | None:
    """The project with the recipes' tasks in it, or None with what is wrong on the form."""
    recipes = [recipe] if recipe is not None else _chosen(visit, form)
    project = _project(visit, kind, form)
    if not form.is_valid:
        return None
    try:
        project = project or _made(visit, kind, form)
        for one in recipes:
            version = whole(form.value("version")) if recipe is not None else one.revision
            chosen = actions.Chosen(one, version, form.value("way"))
            actions.take_recipe(visit.session, project, chosen, by=visit.viewer)
    except ContentRefused as error:
        for problem in error.problems:
            form.refuse("title", problem.told(visit.translator))
    except Conflict as error:
        refuse(visit, form, "recipes" if recipe is None else "project", error)
    except Refused as error:
        refuse(visit, form, "recipes" if recipe is None else "project" if form.value("project") else "", error)
        # The version asked for may be gone: the next press takes the newest.
        form.values["version"] = str(recipe.revision) if recipe is not None else ""
    return project if form.is_valid else None  # a 422 rolls back what was made


def _chosen(visit: Visit, form: Form) -> list[Entry]:
    """The recipes ticked in the list; without any, the form says so."""
    wanted = dict.fromkeys(form.many("recipes"))
    found = [entry_named(visit.session, number, viewer=visit.viewer, kind="recipe") for number in wanted]
    recipes = [one for one in found if one is not None and is_public(one)]
    if not recipes or len(recipes) < len(found):
        form.refuse("recipes", visit.translator("Choose at least one recipe from the list."))
    return recipes


def _project(visit: Visit, kind: Kind, form: Form) -> Entry | None:
    """The project to add to, or None when a new one is wanted; checks what that needs."""
    _ = visit.translator
    wanted = form.value("project")
    project = entry_named(visit.session, wanted, viewer=visit.viewer, kind=kind.code) if wanted else None
    if wanted and (project is None or not is_team(visit.viewer, project)):
        form.refuse("project", _("Choose one of the options in the list."))
    if project is None and not words_of(visit, form, "title"):
        form.refuse("title", _("Give the project a name."))
    organisation = form.value("organisation")
    if organisation and whole(organisation) not in visit.viewer.organisations:
        form.refuse("organisation", _("Choose one of the options in the list."))
    return project


def _made(visit: Visit, kind: Kind, form: Form) -> Entry:
    content = Content(visit.lang, {visit.lang: Words(words_of(visit, form, "title"))}, details={"recipes": []})
    number = whole(form.value("organisation")) or None
    return actions.start(visit.session, kind, content, by=visit.viewer, organisation_id=number)


def _page(visit: Visit, kind: Kind, recipe: Entry | None, form: Form) -> StartPage:
    _ = visit.translator
    mine = own_projects(visit)
    held = next((one for one in mine if str(number_of(one)) == form.value("project")), None)
    plan = stored(details_of(visit.session, recipe).get("plan")) if recipe is not None else Plan()
    way = way_of(plan, form.value("way"))
    found = recipe_card(visit, recipe) if recipe is not None else None
    return StartPage(
        title=_("Add recipes to the project") if held and found is None else _("Start a checklist"),
        kind=kind.code,
        recipe=found,
        back=held.url if held else found.url if found else visit.to("projects:list"),
        variant=Text(in_language(way.variant.name, visit.lang), visit.lang) if way.variant else Text(),
        choose=f"{found.url}#decide" if found and plan.questions and way.variant is None else "",
        action=visit.to(f"{kind.folder}:begin"),
        form=form,
        fields=tuple(_fields(visit, recipe, mine, into=held)),
        hidden=tuple((name, form.value(name)) for name in _hidden(held, recipe) if form.value(name)),
        button=_("Add to the project") if held else _("Start the checklist"),
        into=held,
    )


def _hidden(held: Card | None, recipe: Entry | None) -> tuple[str, ...]:
    return ("recipe", "version", "way", "project") if held and recipe is None else ("recipe", "version", "way")


def _fields(visit: Visit, recipe: Entry | None, mine: Sequence[Card], *, into: Card | None) -> list[Field]:
    _ = visit.translator
    fields = []
    if recipe is None:
        fields.append(Field(name="recipes", label=_("Recipes"), widget="checkboxes", required=True, choices=recipe_choices(visit)))  # fmt: skip
    if into and recipe is None:  # from the project's own page: nothing more to ask
        return fields
    fields.append(Field(name="title", label=_("Name of the project"), required=not into, limit=LIMITS["title"]))
    if mine:
        options = tuple(Choice(str(number_of(one)), one.title.value, lang=one.title.lang) for one in mine)
        choices = (Choice("", _("A new project")), *options)
        label = _("Or add these tasks to a project you have")
        hint = _("A project that has the recipe already is narrowed to the variant you have chosen.")
        fields.append(Field(name="project", label=label, hint=hint if recipe else "", widget="select", choices=choices))
    if speaks := organisation_goes(visit, set(visit.viewer.organisations)):
        named = tuple(Choice(str(number), go.name, lang=go.lang) for number, go in speaks.items())
        choices = (Choice("", _("Only myself")), *named)
        fields.append(Field(name="organisation", label=_("On behalf of"), widget="radios", choices=choices))
    return fields
