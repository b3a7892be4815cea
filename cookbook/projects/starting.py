"""Starting a checklist: from the recipe one reads, or from several chosen in a list; or adding to a project one has."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

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
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.revisions import details as details_of
from ideabank.entries.told import said
from ideabank.entries.visibility import is_public
from ideabank.errors import Conflict, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import entry_url
from ideabank.visit.fields import words_of
from ideabank.visit.people import organisation_goes
from ideabank.visit.views import Card, Field
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text
from ideabank.web.request import Request, whole

FIELDS = ("recipe", "version", "way", "title", "project", "organisation")


@deed(N_("Start the checklist"))
def start(request: Request, session: Session, kind: Kind) -> Response:
    """GET asks, for the recipe in the address or for any; POST makes the project, or adds to one the person has."""
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to start a checklist. It stays your team's own.")
    form = Form.read(request, FIELDS, ("recipes",))
    recipe = recipe_named(session, form.value("recipe") or request.arg("recipe"))
    if request.method != "POST":
        return show(request, _page(request, session, kind, recipe, _begun(request, session, recipe)))
    made = _started(request, session, kind, recipe, form)
    if made is None:
        return show(request, _page(request, session, kind, recipe, form), status=422)
    said = "recipes-added" if form.value("project") else "checklist-started"
    return see_other(entry_url(request, kind, made.id or 0), said=said)


def _begun(request: Request, session: Session, recipe: Entry | None) -> Form:
    """The form as it is opened."""
    project = request.arg("project")
    if recipe is None:
        return Form.of({"project": project})
    version, title = request.arg("version") or str(recipe.revision), recipe_card(request, session, recipe).title
    given = {"recipe": str(recipe.id), "version": version, "way": request.arg("way"), "project": project}
    return Form.of({**given, "title": title.value[: LIMITS["title"]]})


def _started(request: Request, session: Session, kind: Kind, recipe: Entry | None, form: Form) -> Entry | None:
    """The project with the recipes' tasks in it, or None with what is wrong on the form."""
    recipes = [recipe] if recipe is not None else _chosen(request, session, form)
    project = _project(request, session, kind, form)
    if not form.is_valid:
        return None
    try:
        project = project or _made(request, session, kind, form)
        for one in recipes:
            version = whole(form.value("version")) if recipe is not None else one.revision
            actions.take_recipe(session, project, one, revision=version, way=form.value("way"), by=request.viewer)
    except ContentRefused as error:
        for problem in error.problems:
            form.refuse("title", request.translator(problem.message) % problem.values)
    except Conflict as error:
        refuse(request, form, "recipes" if recipe is None else "project", error)
    except Refused as error:
        refuse(request, form, "recipes" if recipe is None else "project" if form.value("project") else "", error)
        # The version asked for may be gone: the next press takes the newest.
        form.values["version"] = str(recipe.revision) if recipe is not None else ""
    return project if form.is_valid else None  # a 422 rolls back what was made


def _chosen(request: Request, session: Session, form: Form) -> list[Entry]:
    """The recipes ticked in the list; without any, the form says so."""
    wanted = dict.fromkeys(form.many("recipes"))
    found = [entry_named(session, number, viewer=request.viewer, kind="recipe") for number in wanted]
    recipes = [one for one in found if one is not None and is_public(one)]
    if not recipes or len(recipes) < len(found):
        form.refuse("recipes", request.translator("Choose at least one recipe from the list."))
    return recipes


def _project(request: Request, session: Session, kind: Kind, form: Form) -> Entry | None:
    """The project to add to, or None when a new one is wanted; checks what that needs."""
    _ = request.translator
    wanted = form.value("project")
    project = entry_named(session, wanted, viewer=request.viewer, kind=kind.code) if wanted else None
    if wanted and (project is None or not is_team(request.viewer, project)):
        form.refuse("project", _("Choose one of the options in the list."))
    if project is None and not words_of(request, form, "title"):
        form.refuse("title", _("Give the project a name."))
    organisation = form.value("organisation")
    if organisation and whole(organisation) not in request.viewer.organisations:
        form.refuse("organisation", _("Choose one of the options in the list."))
    return project


def _made(request: Request, session: Session, kind: Kind, form: Form) -> Entry:
    content = Content(request.lang, {request.lang: Words(words_of(request, form, "title"))}, details={"recipes": []})
    number = whole(form.value("organisation")) or None
    return actions.start(session, kind, content, by=request.viewer, organisation_id=number)


def _page(request: Request, session: Session, kind: Kind, recipe: Entry | None, form: Form) -> StartPage:
    _ = request.translator
    mine = own_projects(request, session)
    held = next((one for one in mine if str(number_of(one)) == form.value("project")), None)
    plan = stored(details_of(session, recipe).get("plan")) if recipe is not None else Plan()
    way = way_of(plan, form.value("way"))
    found = recipe_card(request, session, recipe) if recipe is not None else None
    return StartPage(
        title=_("Add recipes to the project") if held and found is None else _("Start a checklist"),
        kind=kind.code,
        recipe=found,
        back=held.url if held else found.url if found else request.to("projects:list"),
        variant=Text(said(way.variant.name, request.lang), request.lang) if way.variant else Text(),
        choose=f"{found.url}#decide" if found and plan.questions and way.variant is None else "",
        action=request.to(f"{kind.folder}:begin"),
        form=form,
        fields=tuple(_fields(request, session, recipe, mine, into=held)),
        hidden=tuple((name, form.value(name)) for name in _hidden(held, recipe) if form.value(name)),
        button=_("Add to the project") if held else _("Start the checklist"),
        into=held,
    )


def _hidden(held: Card | None, recipe: Entry | None) -> tuple[str, ...]:
    return ("recipe", "version", "way", "project") if held and recipe is None else ("recipe", "version", "way")


def _fields(
    request: Request, session: Session, recipe: Entry | None, mine: Sequence[Card], *, into: Card | None
) -> list[Field]:
    _ = request.translator
    fields = []
    if recipe is None:
        fields.append(Field(name="recipes", label=_("Recipes"), widget="checkboxes", required=True, choices=recipe_choices(request, session)))  # fmt: skip
    if into and recipe is None:  # from the project's own page: nothing more to ask
        return fields
    fields.append(Field(name="title", label=_("Name of the project"), required=not into, limit=LIMITS["title"]))
    if mine:
        options = tuple(Choice(str(number_of(one)), one.title.value, lang=one.title.lang) for one in mine)
        choices = (Choice("", _("A new project")), *options)
        label = _("Or add these tasks to a project you have")
        hint = _("A project that has the recipe already is narrowed to the variant you have chosen.")
        fields.append(Field(name="project", label=label, hint=hint if recipe else "", widget="select", choices=choices))
    if speaks := organisation_goes(request, session, set(request.viewer.organisations)):
        named = tuple(Choice(str(number), go.name, lang=go.lang) for number, go in speaks.items())
        choices = (Choice("", _("Only myself")), *named)
        fields.append(Field(name="organisation", label=_("On behalf of"), widget="radios", choices=choices))
    return fields
