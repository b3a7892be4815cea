"""Who may do what with a link."""

from ideabank.entries.models import Link
from ideabank.people.viewer import Viewer

MAKERS = ("designer", "team", "coordinator")


def may_link(viewer: Viewer) -> bool:
    return viewer.has(*MAKERS)


def may_judge(viewer: Viewer) -> bool:
    """Who may say of others' links that they hold."""
    return viewer.has(*MAKERS, "representative")


def may_confirm(viewer: Viewer, link: Link) -> bool:
    """Somebody else than who suggested it, while it is not confirmed."""
    return may_judge(viewer) and link.created_by_id != viewer.id and link.state in ("suggested", "contested")


def may_contest(viewer: Viewer, link: Link) -> bool:
    """Anybody who has signed in may say that a claim does not hold."""
    return viewer.is_signed_in and link.state in ("suggested", "confirmed")


def may_withdraw_link(viewer: Viewer, link: Link) -> bool:
    return viewer.has("coordinator", "moderator") or (viewer.is_signed_in and link.created_by_id == viewer.id)
