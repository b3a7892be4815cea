"""What is told of support: an organisation's stand; of single people nothing is."""

from ideabank.entries.happening import Happening
from ideabank.i18n import Words

HAPPENINGS = (
    Happening(
        "statement",
        Words("Organisaatio otti kantaa.", "En organisation tog ställning.", "An organisation took a stand."),
        "organisation",
    ),
    Happening(
        "statement-undone",
        Words(
            "Organisaation kannanoton muutos kumottiin.",
            "Ändringen av en organisations ställningstagande ångrades.",
            "The change of an organisation's stand was undone.",
        ),
        "organisation",
    ),
)
