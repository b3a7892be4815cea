"""Floor 0: pure functions on text. Nothing here knows of the database, of HTTP or of any other package."""
