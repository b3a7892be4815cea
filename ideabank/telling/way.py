"""The way of somebody who has not signed in: tell, sign in, publish. Named from the start, so that nobody is surprised on it."""

import re
from collections.abc import Sequence

from ideabank.i18n import N_
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go

TELL, SIGN_IN, PUBLISH = range(3)
NAMES = (N_("Tell"), N_("Sign in"), N_("Publish"))
_PREVIEW = re.compile(r"/[a-z]{2}/[a-z]+/drafts/[A-Za-z0-9_-]{43}/preview")


def way(visit: Visit, here: int) -> Sequence[Go]:
    """The three steps and which of them one is at; none for somebody who has signed in and only publishes."""
    if visit.viewer.is_signed_in and here != PUBLISH:
        return ()
    return [Go(visit.translator(name), "", current=number == here) for number, name in enumerate(NAMES)]


def is_on_it(path: str) -> bool:
    """Whether signing in leads to the preview of something told."""
    return _PREVIEW.fullmatch(path.partition("?")[0]) is not None
