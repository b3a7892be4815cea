"""What moderators do to an entry."""

from ideabank.entries.happening import Happening
from ideabank.i18n import Words

HAPPENINGS = (
    Happening(
        "hidden",
        Words("Moderaattori piilotti tämän.", "Doldes av en moderator.", "Was hidden by a moderator."),
        "history",
    ),
    Happening("restored", Words("Palasi pankkiin.", "Kom tillbaka.", "Came back."), "history"),
    Happening(
        "blacked-out",
        Words(
            "Moderaattori peitti osan tekstistä.", "En moderator täckte över en del.", "A moderator blacked out a part."
        ),
        "hide",
    ),
)
