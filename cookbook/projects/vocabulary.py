"""Word lists of projects."""

from ideabank.i18n import Words

STATES = {
    "todo": Words("Tekemättä", "Ogjort", "To do"),
    "doing": Words("Työn alla", "Pågår", "Under way"),
    "done": Words("Tehty", "Gjort", "Done"),
    "skipped": Words("Ei tehdä", "Görs inte", "Not done here"),
}
ENDED = ("done", "skipped")
# A task of the recipe that the team has chosen not to take into its list.
LEFT = "left"
