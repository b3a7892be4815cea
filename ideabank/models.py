"""Imports every table, so that metadata is whole: for migrations, doctor and tests. Part of the roof."""

from cookbook import models as cookbook
from ideabank.discussion import models as discussion
from ideabank.entries import models as entries
from ideabank.organisations import models as organisations
from ideabank.people import models as people
from ideabank.search import models as search
from ideabank.support import models as support
from ideabank.telling.lists import models as lists
from segments import models as segments
from usecases import models as usecases
from usecases.proposals import models as proposals
from usecases.solutions import models as solutions

__all__ = [
    "cookbook",
    "discussion",
    "entries",
    "lists",
    "organisations",
    "people",
    "proposals",
    "search",
    "segments",
    "solutions",
    "support",
    "usecases",
]
