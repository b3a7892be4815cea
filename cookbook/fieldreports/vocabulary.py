"""Word lists of field reports."""

from ideabank.i18n import Words

OUTCOMES = {
    "worked": Words("Toimi meillä", "Fungerade hos oss", "Worked for us"),
    "failed": Words("Ei toiminut meillä", "Fungerade inte hos oss", "Did not work for us"),
}


def report_title(outcome: str, recipe: str, lang: str) -> str:
    """What a report is called: how it went, and what was tried."""
    return f"{OUTCOMES[outcome][lang]}: {recipe}"
