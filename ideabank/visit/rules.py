"""Who may do what with an entry of any kind."""

from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.entries.visibility import is_public, may_see
from ideabank.people.viewer import Viewer


def may_tell(viewer: Viewer, kind: Kind) -> bool:
    """Anybody may begin to tell a need; other kinds belong to those who work with them."""
    return not kind.tell_roles or viewer.has(*kind.tell_roles)


def may_bring(viewer: Viewer, kind: Kind) -> bool:
    """Who works with such entries may bring a whole list of them, where lists are taken."""
    lists = kind.exchange.lists
    return lists is not None and viewer.is_signed_in and viewer.has(*lists.roles) and may_tell(viewer, kind)


def may_edit(viewer: Viewer, entry: Entry, kind: Kind) -> bool:
    if not viewer.is_signed_in:
        return False
    mine = entry.owner_id == viewer.id or entry.id in viewer.teams
    theirs = entry.organisation_id in viewer.organisations or may_translate(viewer)
    return mine or (theirs and not kind.lifecycle.is_own)


def may_translate(viewer: Viewer) -> bool:
    """Whoever may edit what others have told, whichever entry it is."""
    return viewer.has("designer", "coordinator")


def is_open(viewer: Viewer, entry: Entry) -> bool:
    """Whether it can be worked on here: everybody sees it, or it is this person's team's."""
    return is_public(entry) or (entry.published_at is None and may_see(viewer, entry))


def may_withdraw(viewer: Viewer, entry: Entry) -> bool:
    return viewer.is_signed_in and (entry.owner_id == viewer.id or viewer.has("moderator"))


def may_publish_again(viewer: Viewer, entry: Entry, *, withdrawn_by: int | None) -> bool:
    """Who withdrew it may bring it back, and moderators may; what a moderator has taken away its author may not."""
    if not viewer.is_signed_in or entry.withdrawn_at is None or entry.erased_at:
        return False
    return viewer.has("moderator") or (may_withdraw(viewer, entry) and withdrawn_by == viewer.id)


def may_set_status(viewer: Viewer, entry: Entry) -> bool:
    return viewer.has("coordinator")


def may_moderate(viewer: Viewer) -> bool:
    return viewer.has("moderator")


def may_empty_version(viewer: Viewer, entry: Entry, revision: Revision) -> bool:
    """Whose words they are: who told the entry, who saved that version, and moderators."""
    if not viewer.is_signed_in:
        return False
    return viewer.id in (entry.owner_id, revision.author_id) or viewer.has("moderator")
