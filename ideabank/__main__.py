"""`python -m ideabank` is the command line."""

from ideabank.cli import app

app()
