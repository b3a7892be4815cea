"""Which entries of a list the viewer supports."""

from collections.abc import Collection

from ideabank.support.queries import supported_by
from ideabank.visit.marks import Marks
from ideabank.visit.visit import Visit


class Votes(Marks):
    """Knows everybody's support."""

    def supported(self, visit: Visit, ids: Collection[int]) -> frozenset[int]:
        return supported_by(visit.session, visit.viewer, ids)
