"""The roof's list of sections: what this bank is made of."""

import dataclasses

from cookbook import section as cookbook
from ideabank import places
from ideabank.entries.kinds import Bank
from ideabank.entries.organisations import organisation
from segments import section as segments
from usecases import section as usecases

SECTIONS = (usecases, segments, cookbook)


def bank() -> Bank:
    """All kinds and relations, organisations included."""
    kinds = [kind for section in SECTIONS for kind in section.kinds]
    relations = [relation for section in SECTIONS for relation in section.relations]
    organisations = dataclasses.replace(organisation, content=places.content("usecases") / "organisations")
    return Bank([*kinds, organisations], relations)
