"""Finding what an address names: the entry, its texts, and what this reader may see of it."""

import dataclasses

from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, EntryText
from ideabank.entries.queries import texts_of
from ideabank.entries.visibility import is_public, may_see
from ideabank.errors import Forbidden, Gone, NotFound, SignInNeeded
from ideabank.i18n import choose
from ideabank.visit import rules
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.request import whole


class Moved(Exception):
    """The entry is told better at another address."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclasses.dataclass(frozen=True)
class Found:
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


def read_entry(visit: Visit, kind: Kind) -> Found:
    """The entry the address names, as this reader may see it. Raises NotFound, Gone or Moved."""
    entry = find(visit, kind)
    texts = texts_of(visit.session, entry.id)
    wanted = visit.arg("in") or visit.lang
    found = choose(texts, wanted, entry.language)
    if found is None:
        raise NotFound("There is nothing at this address.")
    return Found(entry, kind, texts, found[0])


def find(visit: Visit, kind: Kind) -> Entry:
    """The entry of `/123-any-words`. Raises NotFound for what this reader may not see, Gone and Moved for what has ended."""
    number = str(visit.path_params["ref"]).partition("-")[0]
    entry = visit.session.get(Entry, whole(number))
    if entry is None or entry.kind != kind.code or (entry.published_at is None and not may_see(visit.viewer, entry)):
        raise NotFound("There is nothing at this address.")
    if entry.merged_into_id:
        raise Moved(entry_url(visit, kind, entry.merged_into_id))
    if not may_see(visit.viewer, entry):
        if entry.withdrawn_at or entry.erased_at:
            raise Gone("This was in the bank and has been withdrawn by whoever told it.")
        if entry.hidden_at:
            raise Gone("A moderator has hidden this. The reason is in the public log.")
        raise NotFound("There is nothing at this address.")
    return entry


def editable(visit: Visit, kind: Kind) -> Entry:
    entry = find(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_edit(visit.viewer, entry, kind):
        raise Forbidden(
            "Only the one who told this, designers and coordinators can edit it. You can say what should change in a comment."
        )
    return entry


def open_entry(visit: Visit, kind: Kind) -> Entry:
    """The entry, for somebody who has signed in, while it is public."""
    entry = find(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to take part.")
    if not is_public(entry):
        raise Forbidden("This is not public at the moment, so nothing can be added to it.")
    return entry
