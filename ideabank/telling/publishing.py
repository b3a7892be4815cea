"""What a told entry becomes when it is published."""

from ideabank.entries.content import Content
from ideabank.entries.kind import Kind
from ideabank.entries.models import Draft, Entry
from ideabank.support import actions as support
from ideabank.telling.lists.actions import publish_draft
from ideabank.visit.visit import Visit


def published(visit: Visit, kind: Kind, content: Content, *, draft: Draft) -> Entry:
    """The entry that a draft becomes. Who tells a need is the first who shares it, but not what was told for others: a row of
    somebody's list, an organisation's need."""
    entry = publish_draft(visit.session, kind, content, draft=draft, by=visit.viewer)
    if visit.face(kind).telling.is_shared and not draft.listed and entry.organisation_id is None:
        support.begin(visit.session, entry, by=visit.viewer)
    return entry
