"""How it is done: the shared vocabulary, later recipes, and the handbook of this very product (content/handbook)."""

from cookbook.terms.kinds import RELATIONS, term
from ideabank.entries.kinds import Section

section = Section(name="cookbook", kinds=(term,), relations=RELATIONS)
