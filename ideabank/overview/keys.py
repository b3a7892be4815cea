"""The keys that do something, told on a page of its own; the script shows the same in a dialog when one presses `?`."""

from ideabank.i18n import N_
from ideabank.overview.views import Key, KeyGroup, KeysPage
from ideabank.visit.visit import Visit

ENTER = N_("Enter")
TAB = "Tab"
ESCAPE = "Esc"
# (where, ((keys, what they do), …)). Single keys can be turned off there: WCAG 2.1.4.
KEYS: tuple[tuple[str, tuple[tuple[tuple[str, ...], str], ...]], ...] = (
    (
        N_("On every page"),
        (
            (("/",), N_("Go to the search box")),
            (("?",), N_("Show the keys")),
            (("u",), N_("Undo what was just done, while the page offers it")),
            ((ESCAPE,), N_("Close a menu or a list of suggestions")),
        ),
    ),
    (
        N_("In the search box"),
        (
            (("↓", "↑"), N_("Go through the suggestions")),
            ((ENTER,), N_("Open the chosen one, or search")),
        ),
    ),
    (
        N_("In the table of a path or an artefact"),
        (
            ((ENTER,), N_("Open a cell")),
            ((TAB,), N_("Save it and go on to the next")),
            ((f"Shift + {TAB}",), N_("Save it and go back to the one before")),
            (("Ctrl + Enter",), N_("Save it and stay")),
            (("F2",), N_("Show what it rests on")),
            ((ESCAPE,), N_("Leave it as it was")),
        ),
    ),
    (
        N_("In the moderators' queue"),
        (
            (("j",), N_("Go to the next report")),
            (("k",), N_("Go to the one before")),
            (("r",), N_("Write the reason")),
            (("Ctrl + Enter",), N_("In the reason: decide by the first button")),
        ),
    ),
)


def keys_page(visit: Visit) -> KeysPage:
    """Which keys there are, in groups by where they work."""
    _ = visit.translator
    groups = tuple(
        KeyGroup(_(where), tuple(Key(tuple(_(one) for one in pressed), _(does)) for pressed, does in keys))
        for where, keys in KEYS
    )
    return KeysPage(title=_("Keys"), groups=groups)
