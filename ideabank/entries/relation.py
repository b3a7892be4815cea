"""A relation: a way to join two entries, named from both ends."""

import dataclasses

from ideabank.i18n import Words


@dataclasses.dataclass(frozen=True)
class Relation:
    """A way to join two entries, named from both ends. `meets`: kinds of target whose fit decides if a need is met.

    `at_step`: such a link may belong to one step of its source. `by_hand`: people may make it on the form for linking.
    `is_tree`: it never leads in a circle.
    """

    code: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    forth: Words
    back: Words
    has_fit: bool = False
    meets: tuple[str, ...] = ()
    at_step: bool = False
    by_hand: bool = True
    is_tree: bool = False
