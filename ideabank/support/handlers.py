"""Sharing a need: a person's support, an organisation's statement."""

from urllib.parse import parse_qsl

from ideabank.discussion.actions import check_comment
from ideabank.entries.content import tidy
from ideabank.entries.kind import Kind
from ideabank.entries.multilingual import LONG
from ideabank.entries.problem import Problem
from ideabank.errors import Refused
from ideabank.i18n import N_
from ideabank.reading.compose import show_page
from ideabank.support import actions
from ideabank.support.compose import support_view
from ideabank.visit.cards import sub_url
from ideabank.visit.face import SupportWords
from ideabank.visit.fields import show_problems
from ideabank.visit.found import open_entry, read_entry
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import whole

STATEMENT_LIMIT, MOST_QUERY = 2_000, 500


def _support_deed(visit: Visit) -> str:
    if visit.scope["ideabank.fields"].get("support") == "no":
        return N_("Take back my support")
    kind = visit.bank.kind_in(visit.scope["path"].split("/")[2])
    return visit.face(kind).reading.support.act if kind else SupportWords().act


@deed(_support_deed)
def support(visit: Visit, kind: Kind) -> Response:
    """Sets one's support to yes or no."""
    entry = open_entry(visit, kind)
    wanted = _yes_or_no(visit)
    actions.support(visit.session, entry, by=visit.viewer, wanted=wanted)
    from_list = "list" in visit.fields
    back = _place_in_list(visit, kind) if from_list else sub_url(visit, entry, "show") + "#support"
    return see_other(back, said="supported" if wanted else "unsupported", still=from_list)


def _place_in_list(visit: Visit, kind: Kind) -> str:
    """The list that the button stood in, as it was, at the same row. `list` is its query: it leads nowhere else, whatever it says."""
    asked = dict(parse_qsl(visit.text("list")[:MOST_QUERY]))
    return visit.to(f"{kind.folder}:list", **asked) + f"#row-{whole(visit.arg('row')) or 1}"


@deed(N_("Publish what the organisation says"))
def state(visit: Visit, kind: Kind) -> Response:
    """An organisation takes a stand, in its own words."""
    entry = open_entry(visit, kind)
    form = Form.read(visit, ("organisation", "words"))
    words = tidy(form.value("words"))
    problems = [Problem("words", one.message, one.values) for one in check_comment(words or "-", "neutral")]
    if len(words) > STATEMENT_LIMIT:
        problems.append(Problem("words", LONG, {"limit": STATEMENT_LIMIT, "length": len(words)}))
    if visit.viewer.organisations and whole(form.value("organisation")) not in visit.viewer.organisations:
        problems.append(Problem("organisation", "Choose one of the options in the list."))
    if problems:
        show_problems(visit, form, tuple(problems))
        it = read_entry(visit, kind)
        view = support_view(visit, entry, form=form)
        return show(visit, show_page(visit, it, support=view), status=422)
    organisation_id = whole(form.value("organisation"))
    actions.state(visit.session, entry, organisation_id=organisation_id, by=visit.viewer, words=words)
    return see_other(sub_url(visit, entry, "show") + "#support", said="stated")


@deed(N_("Take back what the organisation says"))
def unstate(visit: Visit, kind: Kind) -> Response:
    """An organisation takes its stand back."""
    entry = open_entry(visit, kind)
    organisation_id = whole(visit.path_params["organisation"])
    actions.unstate(visit.session, entry, organisation_id=organisation_id, by=visit.viewer)
    return see_other(sub_url(visit, entry, "show") + "#support", said="unstated")


def _yes_or_no(visit: Visit) -> bool:
    answer = visit.text("support")
    if answer not in ("yes", "no"):
        raise Refused("Say yes or no.")
    return answer == "yes"
