"""Handlers of a project's team and of who sees it: members, the link to join, publishing."""

from sqlalchemy.orm import Session

from cookbook.projects import membership
from cookbook.projects.desk import ours, title_of
from cookbook.projects.queries import may_hand_on, members_of
from cookbook.projects.views import Member, TeamPage
from ideabank.entries import actions as entries
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry
from ideabank.entries.teams import join as join_team
from ideabank.entries.teams import members, take_over
from ideabank.entries.visibility import is_public
from ideabank.errors import Forbidden, NotFound, SignInNeeded
from ideabank.i18n import N_
from ideabank.people.models import Person
from ideabank.people.queries import person_of
from ideabank.text.mail_address import UnfitAddress, plain_address
from ideabank.visit.cards import entry_url, sub_url
from ideabank.visit.found import find
from ideabank.visit.people import shown_names
from ideabank.visit.views import ConfirmPage, Field, SmallFormPage
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.guard import unpublished
from ideabank.web.pages import Response, see_other, show
from ideabank.web.request import Request, whole


def team(request: Request, session: Session, kind: Kind) -> Response:
    """The team: members, a new link to join, leaving, taking somebody out."""
    entry, link = ours(request, session, kind), ""
    if request.method == "POST":
        do, _colon, number = request.text("do").partition(":")
        if do == "invite":
            token = membership.invite(session, entry, by=request.viewer)
            link = request.site.settings.public_url + request.to("projects:join", token=token)
        elif do == "close":
            membership.close(session, entry)
            return see_other(sub_url(request, entry, "team"), said="uninvited")
        elif do == "remove" and (whole(number) == request.viewer.id or whole(number) != entry.owner_id):
            return _removed(request, session, entry, whole(number))
        else:
            return see_other(sub_url(request, entry, "team"))
    rows = members_of(session, entry.id or 0)
    names = shown_names(session, {row.person_id for row in rows})
    page = TeamPage(
        title=request.translator("The team"),
        kind=entry.kind,
        entry_title=title_of(session, entry),
        back=sub_url(request, entry, "show"),
        action=sub_url(request, entry, "team"),
        members=tuple(
            Member(
                row.person_id,
                names.get(row.person_id, request.translator("Somebody")),
                row.since,
                row.person_id == entry.owner_id,
                row.person_id == request.viewer.id,
            )
            for row in rows
        ),
        link=link,
        is_open=membership.is_open(session, entry),
        is_owner=entry.owner_id == request.viewer.id,
    )
    return show(request, page, said="invited" if link else "")


def _removed(request: Request, session: Session, entry: Entry, number: int) -> Response:
    """Somebody leaves, or is taken out. The last one is asked: the project goes to an administrator then."""
    mine, _ = number == request.viewer.id, request.translator
    if not mine and entry.owner_id != request.viewer.id:
        raise Forbidden("Only who started the project takes others out of the team.")
    if mine and set(members(session, entry)) <= {number} and request.text("confirmed") != "yes":
        page = ConfirmPage(
            title=_("Leave the project to an administrator?"),
            text=_(
                "You are the last of the team. An administrator sees the project with its notes and can give it to somebody else. Withdraw it first if you want it gone."
            ),
            action=sub_url(request, entry, "team"),
            button=_("Leave the team"),
            back=sub_url(request, entry, "team"),
            hidden=(("do", f"remove:{number}"), ("confirmed", "yes")),
        )
        return show(request, page)
    membership.part(session, entry, number, by=request.viewer)
    goal = request.to("projects:list") if mine else sub_url(request, entry, "team")
    return see_other(goal, said="left-team" if mine else "member-removed")


def hand_on(request: Request, session: Session, kind: Kind) -> Response:
    """An administrator takes a project over whose team has left, or gives it to somebody who has an account."""
    entry, _ = find(request, session, kind), request.translator
    if not may_hand_on(request.viewer, entry):
        raise Forbidden("Only an administrator hands on a project, and only one whose team has left.")
    form = Form.read(request, ("email",))
    if request.method == "POST":
        person = _addressed(session, form.value("email"))
        if person is None:
            form.refuse("email", _("Nobody here has this address. They must have signed in once."))
        else:
            take_over(session, entry, person.id or 0, by=request.viewer)
            mine = person.id == request.viewer.id
            goal = entry_url(request, kind, entry.id or 0) if mine else request.to("projects:list")
            return unpublished(see_other(goal, said="handed-on"))  # the address finds the person and is not kept
    page = SmallFormPage(
        title=_("Hand the project on"),
        kind=entry.kind,
        entry_title=title_of(session, entry),
        back=sub_url(request, entry, "show"),
        action=sub_url(request, entry, "hand-on"),
        form=form,
        fields=(Field(name="email", label=_("E-mail address of who takes it over"), required=True, limit=254),),
        intro=_(
            "The team of this project has left. Who takes it over sees its tasks and notes, and can invite others."
        ),
        button=_("Hand on"),
    )
    return show(request, page, status=200 if form.is_valid else 422)


def _addressed(session: Session, typed: str) -> Person | None:
    try:
        return person_of(session, plain_address(typed, smtputf8=True))
    except UnfitAddress:
        return None


@deed(N_("Join the team"))
def join(request: Request, session: Session, kind: Kind) -> Response:
    """The secret link: asks, and makes the person one of the team."""
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to join the team.")
    entry = membership.invited_to(session, str(request.path_params["token"]))
    if entry is None or entry.withdrawn_at or entry.hidden_at or entry.erased_at:
        raise NotFound("This link no longer works. Ask the team for a new one.")
    if request.method == "POST":
        join_team(session, entry, request.viewer.id or 0)
        return see_other(entry_url(request, kind, entry.id or 0), said="joined")
    _ = request.translator
    page = ConfirmPage(
        title=_("Join the team of %(name)s?") % {"name": title_of(session, entry).value},
        text=_("You see the checklist, its notes and who does what, and the team sees your name."),
        action=request.to("projects:join", token=str(request.path_params["token"])),
        button=_("Join"),
        back=request.to("projects:list"),
    )
    return show(request, page)


@deed(N_("Change who sees the project"))
def publishing(request: Request, session: Session, kind: Kind) -> Response:
    """Asks, and shows the project to everybody, or makes it the team's alone again."""
    entry, _ = ours(request, session, kind), request.translator
    open_ = is_public(entry)
    if request.method == "POST":
        wanted = request.text("public") == "yes"
        if wanted and not open_:
            entries.publish(session, entry, by=request.viewer)
        elif not wanted and open_:
            entries.conceal(session, entry, by=request.viewer)
        return see_other(entry_url(request, kind, entry.id or 0), said="shown" if wanted else "concealed")
    page = ConfirmPage(
        title=_("Make the project your team's alone again?") if open_ else _("Show the project to everybody?"),
        text=_("It disappears from lists and search.")
        if open_
        else _(
            "Everybody sees its name and story, its tasks and how far they are, what it is linked to, and the changes from now on. Who does what, your notes and earlier versions stay with the team."
        ),
        action=sub_url(request, entry, "publishing"),
        button=_("Make it the team's alone") if open_ else _("Publish"),
        back=sub_url(request, entry, "show"),
        hidden=(("public", "no" if open_ else "yes"),),
    )
    return show(request, page)
