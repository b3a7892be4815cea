"""Who may do what with a comment."""

from ideabank.discussion.models import Comment
from ideabank.people.viewer import Viewer


def may_edit_comment(viewer: Viewer, comment: Comment) -> bool:
    return viewer.is_signed_in and comment.author_id == viewer.id and not comment.withdrawn_at and not comment.hidden_at


def is_put_aside(comment: Comment) -> bool:
    """Hidden by a moderator, and its words are still there."""
    return comment.hidden_at is not None and comment.withdrawn_at is None
