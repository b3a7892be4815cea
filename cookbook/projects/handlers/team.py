"""Handlers of a project's team and of who sees it: members, the link to join, publishing."""

from sqlalchemy.orm import Session

from cookbook.projects import membership
from cookbook.projects.desk import ours, title_of
from cookbook.projects.queries import may_hand_on, members_of
from cookbook.projects.views import Member, TeamPage
from ideabank.entries import actions as entries
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.teams import join as join_team
from ideabank.entries.teams import members, take_over
from ideabank.entries.visibility import is_public
from ideabank.errors import Forbidden, NotFound, Refused, SignInNeeded
from ideabank.i18n import N_
from ideabank.people.models import Person
from ideabank.people.queries import person_of
from ideabank.text.mail_address import UnfitAddress, plain_address
from ideabank.visit.cards import entry_url, sub_url
from ideabank.visit.found import find
from ideabank.visit.people import shown_names
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import whole


def team(visit: Visit, kind: Kind) -> Response:
    """The team: members, a new link to join, leaving, taking somebody out."""
    entry, link = ours(visit, kind), ""
    if visit.method == "POST":
        do, _colon, number = visit.text("do").partition(":")
        if do == "invite":
            token = membership.invite(visit.session, entry, by=visit.viewer)
            link = visit.settings.public_url + visit.to("projects:join", token=token)
        elif do == "close":
            membership.close(visit.session, entry)
            return see_other(sub_url(visit, entry, "team"), said="uninvited")
        elif do == "remove" and (whole(number) == visit.viewer.id or whole(number) != entry.owner_id):
            return _removed(visit, entry, whole(number))
        else:
            raise Refused("Choose one of the options in the list.")
    rows = members_of(visit.session, entry.id)
    names = shown_names(visit.session, {row.person_id for row in rows})
    page = TeamPage(
        title=visit.translator("The team"),
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show"),
        action=sub_url(visit, entry, "team"),
        members=tuple(
            Member(
                row.person_id,
                names.get(row.person_id, visit.translator("Somebody")),
                row.since,
                row.person_id == entry.owner_id,
                row.person_id == visit.viewer.id,
            )
            for row in rows
        ),
        link=link,
        is_open=membership.is_open(visit.session, entry),
        is_owner=entry.owner_id == visit.viewer.id,
    )
    return show(visit, page, said="invited" if link else "")


def _removed(visit: Visit, entry: Entry, number: int) -> Response:
    """Somebody leaves, or is taken out. The last one is asked: the project goes to an administrator then."""
    mine, _ = number == visit.viewer.id, visit.translator
    if not mine and entry.owner_id != visit.viewer.id:
        raise Forbidden("Only who started the project takes others out of the team.")
    if number not in members(visit.session, entry):
        raise NotFound("That person is not in the team.")
    if mine and set(members(visit.session, entry)) <= {number} and visit.text("confirmed") != "yes":
        page = ConfirmPage(
            title=_("Leave the project to an administrator?"),
            text=_(
                "You are the last of the team. An administrator sees the project with its notes and can give it to somebody else. Withdraw it first if you want it gone."
            ),
            action=sub_url(visit, entry, "team"),
            button=_("Leave the team"),
            back=sub_url(visit, entry, "team"),
            hidden=(("do", f"remove:{number}"), ("confirmed", "yes")),
        )
        return show(visit, page)
    membership.part(visit.session, entry, number, by=visit.viewer)
    goal = visit.to("projects:list") if mine else sub_url(visit, entry, "team")
    return see_other(goal, said="left-team" if mine else "member-removed")


def hand_on(visit: Visit, kind: Kind) -> Response:
    """An administrator takes a project over whose team has left, or gives it to somebody who has an account."""
    entry, _ = find(visit, kind), visit.translator
    if not may_hand_on(visit.viewer, entry):
        raise Forbidden("Only an administrator hands on a project, and only one whose team has left.")
    form = Form.read(visit, ("email",))
    if visit.method == "POST":
        person = _addressed(visit.session, form.value("email"))
        if person is None:
            form.refuse("email", _("Nobody here has this address. They must have signed in once."))
        else:
            take_over(visit.session, entry, person.id, by=visit.viewer)
            mine = person.id == visit.viewer.id
            goal = entry_url(visit, kind, entry.id) if mine else visit.to("projects:list")
            return unpublished(see_other(goal, said="handed-on"))  # the address finds the person and is not kept
    page = SmallFormPage(
        title=_("Hand the project on"),
        kind=entry.kind,
        entry_title=title_of(visit.session, entry),
        back=sub_url(visit, entry, "show"),
        action=sub_url(visit, entry, "hand-on"),
        form=form,
        fields=(Field(name="email", label=_("E-mail address of who takes it over"), required=True, limit=254),),
        intro=_(
            "The team of this project has left. Who takes it over sees its tasks and notes, and can invite others."
        ),
        button=_("Hand on"),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def _addressed(session: Session, typed: str) -> Person | None:
    try:
        return person_of(session, plain_address(typed, smtputf8=True))
    except UnfitAddress:
        return None


@deed(N_("Join the team"))
def join(visit: Visit, kind: Kind) -> Response:
    """The secret link: asks, and makes the person one of the team."""
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to join the team.")
    entry = membership.invited_to(visit.session, str(visit.path_params["token"]))
    if entry is None or entry.withdrawn_at or entry.hidden_at or entry.erased_at:
        raise NotFound("This link no longer works. Ask the team for a new one.")
    if visit.method == "POST":
        join_team(visit.session, entry, visit.viewer.person_id)
        return see_other(entry_url(visit, kind, entry.id), said="joined")
    _ = visit.translator
    page = ConfirmPage(
        title=_("Join the team of %(name)s?") % {"name": title_of(visit.session, entry).value},
        text=_("You see the checklist, its notes and who does what, and the team sees your name."),
        action=visit.to("projects:join", token=str(visit.path_params["token"])),
        button=_("Join"),
        back=visit.to("projects:list"),
    )
    return show(visit, page)


@deed(N_("Change who sees the project"))
def publishing(visit: Visit, kind: Kind) -> Response:
    """Asks, and shows the project to everybody, or makes it the team's alone again."""
    entry, _ = ours(visit, kind), visit.translator
    open_ = is_public(entry)
    if visit.method == "POST":
        wanted = visit.text("public") == "yes"
        if wanted and not open_:
            entries.publish(visit.session, entry, by=visit.viewer)
        elif not wanted and open_:
            entries.conceal(visit.session, entry, by=visit.viewer)
        return see_other(entry_url(visit, kind, entry.id), said="shown" if wanted else "concealed")
    page = ConfirmPage(
        title=_("Make the project your team's alone again?") if open_ else _("Show the project to everybody?"),
        text=_("It disappears from lists and search.")
        if open_
        else _(
            "Everybody sees its name and story, its tasks and how far they are, what it is linked to, and the changes from now on. Who does what, your notes and earlier versions stay with the team."
        ),
        action=sub_url(visit, entry, "publishing"),
        button=_("Make it the team's alone") if open_ else _("Publish"),
        back=sub_url(visit, entry, "show"),
        hidden=(("public", "no" if open_ else "yes"),),
    )
    return show(visit, page)
