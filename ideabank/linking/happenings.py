"""What happens to links."""

from ideabank.entries.happening import Happening
from ideabank.i18n import Words

HAPPENINGS = (
    Happening("link-suggested", Words("Linkkiä ehdotettiin.", "En länk föreslogs.", "A link was suggested."), "link"),
    Happening("link-edited", Words("Linkkiä muutettiin.", "En länk ändrades.", "A link was changed."), "link"),
    Happening(
        "link-confirmed", Words("Linkki vahvistettiin.", "En länk bekräftades.", "A link was confirmed."), "link"
    ),
    Happening("link-contested", Words("Linkki kiistettiin.", "En länk bestreds.", "A link was contested."), "link"),
    Happening(
        "link-undone",
        Words("Linkin muutos kumottiin.", "Ändringen av en länk ångrades.", "The change of a link was undone."),
        "link",
    ),
    Happening("link-withdrawn", Words("Linkki otettiin pois.", "En länk togs bort.", "A link was taken away."), "link"),
)
