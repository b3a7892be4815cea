"""What happens to files."""

from ideabank.entries.happening import Happening
from ideabank.i18n import Words

HAPPENINGS = (
    Happening(
        "attached",
        Words("Kuva tai PDF lisättiin.", "En bild eller PDF lades till.", "A picture or PDF was added."),
        "add",
    ),
    Happening(
        "detached",
        Words("Kuva tai PDF otettiin pois.", "En bild eller PDF togs bort.", "A picture or PDF was taken away."),
        "close",
    ),
    Happening(
        "file-undone",
        Words(
            "Kuvan tai PDF:n muutos kumottiin.",
            "Ändringen av en bild eller PDF ångrades.",
            "The change of a picture or PDF was undone.",
        ),
        "history",
    ),
)
