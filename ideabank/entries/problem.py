"""What is wrong with an input: one type in the whole bank."""

import dataclasses
from collections.abc import Callable, Mapping


@dataclasses.dataclass(frozen=True)
class Problem:
    """What is wrong with one field. `message` is an English msgid with `values`; `place` says where in it, such as a row and step."""

    field: str
    message: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    place: str = ""

    def told(self, _: Callable[[str], str] = str) -> str:
        """The sentence, in the words of `_`."""
        return _(self.message) % self.values if self.values else _(self.message)
