"""What is sent to begin a recipe, for tests."""

FORM = {"title": "Uusi ohje", "summary": "Lyhyesti.", "language": "fi", "draft": "C" * 43, "do": "publish"}
TASKS = "Sovi vastuut\nAvaa rajapinta\nKokeile kolmella"
