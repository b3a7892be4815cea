"""What the viewer has said already of the entries that a list shows. The room that keeps it hands it in from above."""

from collections.abc import Collection

from ideabank.visit.visit import Visit


class Marks:
    """Of nobody's support. The roof hands in one that knows."""

    def supported(self, visit: Visit, ids: Collection[int]) -> frozenset[int]:
        """Those of these entries that the viewer supports."""
        return frozenset()
