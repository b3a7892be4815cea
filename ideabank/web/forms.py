"""A form as a person sees it: what was typed, and what is wrong with it, in the reader's language."""

import dataclasses
from collections.abc import Iterable, Mapping

from ideabank.web.request import Request

Value = str | list[str]


@dataclasses.dataclass
class Form:
    """Typed words and errors by field name; "" is the whole form. Every word comes back on a 422."""

    values: dict[str, Value] = dataclasses.field(default_factory=dict)
    errors: dict[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def read(cls, request: Request, names: Iterable[str], many: Iterable[str] = ()) -> "Form":
        """The named fields of a sent form, as they were typed."""
        values: dict[str, Value] = {name: request.text(name) for name in names}
        values.update({name: request.texts(name) for name in many})
        return cls(values)

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> "Form":
        return cls(dict(values))

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """(field, message) in the order in which they were found."""
        return list(self.errors.items())

    def value(self, name: str) -> str:
        found = self.values.get(name, "")
        return found if isinstance(found, str) else ", ".join(found)

    def many(self, name: str) -> list[str]:
        found = self.values.get(name, [])
        return [found] if isinstance(found, str) and found else list(found)

    def refuse(self, field: str, message: str) -> None:
        """Says what is wrong with a field; the first reason stays."""
        self.errors.setdefault(field, message)
