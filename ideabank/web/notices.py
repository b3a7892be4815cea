"""What a write has done, told once in a strip at the top of the page one lands on: a code of a closed list, never free words.

The code travels in a short-lived cookie named after the address it leads to, so that no other tab or page takes it away, and an
address that is shared or reloaded says nothing. Sections hand in sentences of their own. What one can do next (see it, share it, undo
it) is found out when the strip is drawn: the cookie names only the event and the place on the page.
"""

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import Response

from ideabank.i18n import N_, Translator

LIFE = 120  # seconds from the change to the page
FAIR = "fair"
SHARE, LOG = "share", "log"


@dataclasses.dataclass(frozen=True)
class Saying:
    """A sentence of the closed list: its words in English, its tone (fair where something went away), and next steps: share, log."""

    words: str
    tone: str = "good"
    steps: tuple[str, ...] = ()


SENTENCES = {
    "saved": Saying(N_("Your changes are saved.")),
    "unchanged": Saying(N_("Nothing was different, so nothing was changed."), FAIR),
    "added": Saying(N_("It is added.")),
    "removed": Saying(N_("It is removed."), FAIR),
    "published": Saying(N_("It is published. Thank you!")),  # whom to tell: telling.next
    "published-already": Saying(N_("It is published already."), FAIR),
    "withdrawn": Saying(N_("It is withdrawn."), FAIR),
    "published-again": Saying(N_("It is in the bank again."), steps=(SHARE,)),
    "status-set": Saying(N_("The status is changed. The reason is shown to everybody.")),
    "draft-saved": Saying(N_("Your draft is saved. Nothing is published yet.")),
    "supported": Saying(N_("Your support is counted. Thank you!"), steps=(SHARE,)),
    "unsupported": Saying(N_("Your support is taken back."), FAIR),
    "to-link": Saying(N_("It will be linked when you publish.")),
    "not-to-link": Saying(N_("It will not be linked."), FAIR),
    "stated": Saying(N_("What the organisation says is published."), steps=(SHARE,)),
    "unstated": Saying(N_("What the organisation said is taken away."), FAIR),
    "comment-published": Saying(N_("Your comment is published."), steps=(SHARE,)),
    "comment-saved": Saying(N_("Your comment is changed.")),
    "comment-withdrawn": Saying(N_("Your comment is withdrawn."), FAIR),
    "linked": Saying(N_("The link is made. Somebody else may now confirm it.")),
    "linked-many": Saying(N_("The links are made. Somebody else may now confirm them.")),
    "link-saved": Saying(N_("The link is changed.")),
    "link-confirmed": Saying(N_("You have confirmed the link.")),
    "link-contested": Saying(N_("You have contested the link. The reason is shown to everybody.")),
    "link-withdrawn": Saying(N_("The link is taken away."), FAIR),
    "merged": Saying(N_("What you opened has been merged with this one.")),
    "reported": Saying(N_("Thank you. A moderator looks at your report."), steps=(LOG,)),
    "words-removed": Saying(N_("The words are taken away for good."), FAIR, steps=(LOG,)),
    "hidden": Saying(N_("It is hidden. The reason is in the public log."), FAIR, steps=(LOG,)),
    "kept": Saying(N_("It stays as it is. The reason is in the public log."), steps=(LOG,)),
    "restored": Saying(N_("It is brought back. The reason is in the public log."), steps=(LOG,)),
    "forked": Saying(N_("Your own copy is made. You can change it now.")),
    "file-added": Saying(N_("The file is added.")),
    "file-removed": Saying(N_("The file is taken away."), FAIR),
    "brought": Saying(N_("The file is taken in.")),
    "list-read": Saying(N_("The list is read. Nothing is published yet.")),
    "list-saved": Saying(N_("What you mended and chose is saved. Nothing is published yet.")),
    "list-dropped": Saying(N_("The list is forgotten. Nothing of it was taken in."), FAIR),
    "list-taken": Saying(N_("The list is taken in. Thank you!")),
    "list-taken-already": Saying(N_("The list was taken in already.")),
    "code-sent": Saying(N_("The code is on its way.")),
    "signed-in": Saying(N_("You are signed in.")),
    "signed-out": Saying(N_("You are signed out.")),
    "device-signed-out": Saying(N_("That browser is signed out."), FAIR),
    "account-deleted": Saying(N_("Your account is deleted."), FAIR),
    "undone": Saying(N_("It is undone.")),
    "undo-late": Saying(N_("More than ten minutes have passed, so nothing was undone."), FAIR),
    "undo-overtaken": Saying(N_("It has changed since, or others have built on it, so nothing was undone."), FAIR),
    "undo-twice": Saying(N_("This was undone already."), FAIR),
}
_SLUG = re.compile(r"(/[a-z]{2}/[a-z]+/\d+)-[^/]*")
_PLACE = re.compile(r"[a-z][a-z0-9-]{0,59}")
_EVENT, _PLACED, _STILL = "=event", "=place", "=still"  # no blank of a sentence is called so


@dataclasses.dataclass(frozen=True)
class Notice:
    """One sentence about what was done; `values` fill its blanks. `event`: with which it can be undone; `place`: where on the page it is;
    `still`: the reader goes on at a place of the page, so the strip leaves the focus there.
    """

    code: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    event: int = 0
    place: str = ""
    still: bool = False

    def words(self, translator: Translator, sentences: Mapping[str, Saying]) -> str:
        """The sentence in the reader's language; "" for a code or values that are none of ours."""
        try:
            return str(translator(sentences[self.code].words) % self.values)
        except (KeyError, ValueError, TypeError):
            return ""


@dataclasses.dataclass(frozen=True, slots=True)
class Act:
    """A next step of the strip: a link. `copied`: what is said when its address has been copied, where that is what it does."""

    name: str
    url: str
    glyph: str
    copied: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Undo:
    """The button that undoes it: where the form goes, the event it names, and the page one comes back to."""

    action: str
    event: int
    back: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What was done, and what one can do next. `takes_focus`: it came with a whole page, not into one where somebody is working."""

    words: str
    tone: str = "good"
    glyph: str = "check"
    acts: tuple[Act, ...] = ()
    undo: Undo | None = None
    takes_focus: bool = True


def put(response: Response, location: str, notice: Notice) -> None:
    """Sends the notice along to the address the response leads to."""
    extra = {_EVENT: str(notice.event or ""), _PLACED: notice.place, _STILL: "yes" if notice.still else ""}
    extra = {name: value for name, value in extra.items() if value}
    value = urlencode({"": notice.code, **extra, **notice.values})
    response.set_cookie(_name(urlsplit(location).path), value, max_age=LIFE, path="/", httponly=True, samesite="lax")


def waiting(path: str, cookies: Mapping[str, str], sentences: Mapping[str, Saying]) -> Notice | None:
    """The notice for the page at this address."""
    found = cookies.get(_name(path), "")
    values = dict(parse_qsl(found[:500], keep_blank_values=True))
    code, event, place, still = (values.pop(name, "") for name in ("", _EVENT, _PLACED, _STILL))
    number = int(event) if event.isascii() and event.isdigit() and len(event) < 10 else 0
    place = place if _PLACE.fullmatch(place) else ""
    return Notice(code, values, number, place, still == "yes") if code in sentences else None


def taken(response: Response, path: str) -> None:
    """It has been told: the browser forgets it."""
    response.delete_cookie(_name(path), path="/", httponly=True, samesite="lax")


def _name(path: str) -> str:
    """One cookie an address; an entry's with and without its slug are the same place."""
    return "said-" + hashlib.sha256(_SLUG.sub(r"\1", path, count=1).encode()).hexdigest()[:10]
