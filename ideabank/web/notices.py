"""What a write has done, told once at the top of the page one lands on: a code of a closed list, never free words.

The code travels in a short-lived cookie named after the address it leads to, so that no other tab or page takes it away, and an
address that is shared or reloaded says nothing. Sections hand in sentences of their own.
"""

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import Response

from ideabank.i18n import N_, Translator

LIFE = 120  # seconds from the change to the page
SENTENCES = {
    "saved": N_("Your changes are saved."),
    "unchanged": N_("Nothing was different, so nothing was changed."),
    "added": N_("It is added."),
    "removed": N_("It is removed."),
    "published": N_("It is published. Thank you!"),
    "published-already": N_("It is published already."),
    "withdrawn": N_("It is withdrawn."),
    "status-set": N_("The status is changed. The reason is shown to everybody."),
    "draft-saved": N_("Your draft is saved. Nothing is published yet."),
    "supported": N_("Your support is counted. Thank you!"),
    "unsupported": N_("Your support is taken back."),
    "to-link": N_("It will be linked when you publish."),
    "not-to-link": N_("It will not be linked."),
    "stated": N_("What the organisation says is published."),
    "unstated": N_("What the organisation said is taken away."),
    "comment-published": N_("Your comment is published."),
    "comment-saved": N_("Your comment is changed."),
    "comment-withdrawn": N_("Your comment is withdrawn."),
    "linked": N_("The link is made. Somebody else may now confirm it."),
    "linked-many": N_("The links are made. Somebody else may now confirm them."),
    "link-saved": N_("The link is changed."),
    "link-confirmed": N_("You have confirmed the link."),
    "link-contested": N_("You have contested the link. The reason is shown to everybody."),
    "link-withdrawn": N_("The link is taken away."),
    "merged": N_("What you opened has been merged with this one."),
    "reported": N_("Thank you. A moderator looks at your report."),
    "words-removed": N_("The words are taken away for good."),
    "hidden": N_("It is hidden. The reason is in the public log."),
    "kept": N_("It stays as it is. The reason is in the public log."),
    "restored": N_("It is brought back. The reason is in the public log."),
    "forked": N_("Your own copy is made. You can change it now."),
    "file-added": N_("The file is added."),
    "file-removed": N_("The file is taken away."),
    "brought": N_("The file is taken in."),
    "list-read": N_("The list is read. Nothing is published yet."),
    "list-saved": N_("What you mended and chose is saved. Nothing is published yet."),
    "list-dropped": N_("The list is forgotten. Nothing of it was taken in."),
    "list-taken": N_("The list is taken in. Thank you!"),
    "list-taken-already": N_("The list was taken in already."),
    "code-sent": N_("The code is on its way."),
    "signed-in": N_("You are signed in."),
    "signed-out": N_("You are signed out."),
    "device-signed-out": N_("That browser is signed out."),
    "account-deleted": N_("Your account is deleted."),
}
_SLUG = re.compile(r"(/[a-z]{2}/[a-z]+/\d+)-[^/]*")


@dataclasses.dataclass(frozen=True)
class Notice:
    """One sentence about what was done; `values` fill its blanks."""

    code: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def words(self, translator: Translator, sentences: Mapping[str, str]) -> str:
        """The sentence in the reader's language; "" for a code or values that are none of ours."""
        try:
            return str(translator(sentences[self.code]) % self.values)
        except (KeyError, ValueError, TypeError):
            return ""


def put(response: Response, location: str, notice: Notice) -> None:
    """Sends the notice along to the address the response leads to."""
    value = urlencode({"": notice.code, **notice.values})
    response.set_cookie(_name(urlsplit(location).path), value, max_age=LIFE, path="/", httponly=True, samesite="lax")


def waiting(path: str, cookies: Mapping[str, str], sentences: Mapping[str, str]) -> Notice | None:
    """The notice for the page at this address."""
    found = cookies.get(_name(path), "")
    values = dict(parse_qsl(found[:500], keep_blank_values=True))
    code = values.pop("", "")
    return Notice(code, values) if code in sentences else None


def taken(response: Response, path: str) -> None:
    """It has been told: the browser forgets it."""
    response.delete_cookie(_name(path), path="/", httponly=True, samesite="lax")


def _name(path: str) -> str:
    """One cookie an address; an entry's with and without its slug are the same place."""
    return "said-" + hashlib.sha256(_SLUG.sub(r"\1", path, count=1).encode()).hexdigest()[:10]
