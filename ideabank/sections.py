"""The roof's list of sections: what this bank is made of."""

import dataclasses

from cookbook import section as cookbook
from ideabank import places
from ideabank.discussion.compose import TALK
from ideabank.entries.kinds import Bank
from ideabank.linking.compose import LINKS
from ideabank.organisations.kind import organisation
from ideabank.reading.parts import HISTORY, LIKENESS, SOURCES
from ideabank.support.compose import SUPPORT
from ideabank.visit.parts import PageParts
from segments import section as segments
from usecases import section as usecases

SECTIONS = (usecases, segments, cookbook)
# The regions of every entry's page, in the order in which they are read.
PARTS = PageParts((SUPPORT, LINKS, TALK, LIKENESS, HISTORY, SOURCES))


def bank() -> Bank:
    """All kinds and relations, organisations included."""
    kinds = [kind for section in SECTIONS for kind in section.kinds]
    relations = [relation for section in SECTIONS for relation in section.relations]
    organisations = dataclasses.replace(organisation, content=places.content("usecases") / "organisations")
    return Bank([*kinds, organisations], relations)
