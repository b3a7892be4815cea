"""Finding what an address names: the entry, its texts, and what this reader may see of it."""

import dataclasses

from sqlalchemy.orm import Session

from ideabank.entries.kinds import Kind
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import texts_of
from ideabank.entries.visibility import is_public, may_see
from ideabank.errors import Forbidden, Gone, NotFound, SignInNeeded
from ideabank.i18n import choose
from ideabank.visit import rules
from ideabank.visit.cards import entry_url
from ideabank.web.request import Request, whole


class Moved(Exception):
    """The entry is told better at another address."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclasses.dataclass(frozen=True)
class Told:
    """An entry with its texts and the language this reader gets."""

    entry: Entry
    kind: Kind
    texts: dict[str, EntryText]
    language: str

    @property
    def text(self) -> EntryText:
        return self.texts[self.language]

    @property
    def original(self) -> EntryText:
        return self.texts[self.entry.language]

    def is_stale(self, language: str) -> bool:
        """True when the original has changed since this translation was made."""
        return (
            language != self.entry.language
            and self.texts[language].made_from_revision < self.original.made_from_revision
        )


def told(request: Request, session: Session, kind: Kind) -> Told:
    """The entry the address names, as this reader may see it. Raises NotFound, Gone or Moved."""
    entry = find(request, session, kind)
    texts = texts_of(session, entry.id or 0)
    wanted = request.arg("in") or request.lang
    found = choose(texts, wanted, entry.language)
    if found is None:
        raise NotFound("There is nothing at this address.")
    return Told(entry, kind, texts, found[0])


def find(request: Request, session: Session, kind: Kind) -> Entry:
    """The entry of `/123-any-words`. Raises NotFound for what this reader may not see, Gone and Moved for what has ended."""
    number = str(request.path_params["ref"]).partition("-")[0]
    entry = session.get(Entry, whole(number))
    if entry is None or entry.kind != kind.code or (entry.published_at is None and not may_see(request.viewer, entry)):
        raise NotFound("There is nothing at this address.")
    if entry.merged_into_id:
        raise Moved(entry_url(request, kind, entry.merged_into_id))
    if not may_see(request.viewer, entry):
        if entry.withdrawn_at or entry.erased_at:
            raise Gone("This was in the bank and has been withdrawn by whoever told it.")
        if entry.hidden_at:
            raise Gone("A moderator has hidden this. The reason is in the public log.")
        raise NotFound("There is nothing at this address.")
    return entry


def editable(request: Request, session: Session, kind: Kind) -> Entry:
    entry = find(request, session, kind)
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_edit(request.viewer, entry, kind):
        raise Forbidden(
            "Only the one who told this, designers and coordinators can edit it. You can say what should change in a comment."
        )
    return entry


def open_entry(request: Request, session: Session, kind: Kind) -> Entry:
    """The entry, for somebody who has signed in, while it is public."""
    entry = find(request, session, kind)
    if not request.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    if not is_public(entry):
        raise Forbidden("This is not public at the moment, so nothing can be added to it.")
    return entry
