"""What has changed in a project's recipes, as a page: each change is taken over or left, one by one."""

from sqlalchemy.orm import Session

from cookbook.models import Project
from cookbook.projects import actions
from cookbook.projects.changes import Change, changes_of
from cookbook.projects.desk import ours, refuse, title_of
from cookbook.projects.queries import rows_of
from cookbook.projects.views import ChangesPage, ChangeView
from cookbook.recipes.choosing import recipe_card, recipe_named
from cookbook.recipes.comparing import said_differences
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.multilingual import in_language
from ideabank.errors import Refused
from ideabank.reading.handlers.versions import diff_parts
from ideabank.reading.views.changes import DiffField
from ideabank.text.plain import Json
from ideabank.visit.cards import sub_url
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Text

DONE = {"take": "taken", "leave": "left"}


def changes(visit: Visit, kind: Kind) -> Response:
    """GET tells what has changed in the recipes; POST takes one change over, or leaves it: do=take:code or leave:code."""
    entry, form = ours(visit, kind), Form()
    found = _changes(visit.session, entry)
    if visit.method == "POST":
        what, _, code = visit.text("do").partition(":")
        change = next((one for one in found if one.code == code), None)
        if change is None or what not in DONE:
            form.refuse("", visit.translator("This change is not there any more. See what has changed now."))
        else:
            try:
                (actions.take if what == "take" else actions.leave)(visit.session, entry, change, by=visit.viewer)
                return see_other(sub_url(visit, entry, "changes"), said=f"change-{DONE[what]}")
            except Refused as error:
                refuse(visit, form, "", error)
    page = ChangesPage(
        title=visit.translator("What has changed in the recipes"),
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show"),
        action=sub_url(visit, entry, "changes"),
        form=form,
        changes=tuple(_change(visit, entry, one) for one in found),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def _changes(session: Session, entry: Entry) -> list[Change]:
    row = session.get(Project, entry.id)
    recipes: list[Json] = row.recipes if row else []
    return changes_of(session, entry.language, recipes, rows_of(session, entry.id, left=True))


def _change(visit: Visit, entry: Entry, change: Change) -> ChangeView:
    shown = change.new or change.old
    what = "new" if change.old is None else "gone" if change.new is None else "changed"
    recipe = recipe_named(visit.session, str(change.recipe_id))
    card = recipe_card(visit, recipe) if recipe else None
    return ChangeView(
        change.code,
        what,
        Text(in_language(shown.name, entry.language) if shown else change.code, entry.language),
        card.title if card else Text(),
        card.url if card else "",
        change.revision,
        tuple(
            DiffField(one.label, diff_parts(one.old, one.new), one.language)
            for one in said_differences(change.old, change.new, change.plan, entry.language, visit.lang)
        )
        if what != "gone"
        else (),
    )
