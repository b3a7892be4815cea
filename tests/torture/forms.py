"""What a browser would send from a page: every form with its fields as they stand, told by an HTML parser."""

import dataclasses
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]


@dataclasses.dataclass
class Form:
    """Where a form goes, how, and what stands in it; `choices` are the values a field offers."""

    action: str
    method: str = "get"
    fields: Pairs = dataclasses.field(default_factory=list)
    choices: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    files: list[str] = dataclasses.field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._select = self._area = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and has.get("href", "").startswith("/"):
            self.links.append(has["href"])
        elif tag == "form":
            self._open = Form(has.get("action") or self.address, has.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None and tag in _FIELDS:
            _FIELDS[tag](self, self._open, has)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._open is not None and self._area:
            self._open.fields.append((self._area, "".join(self._words)))
            self._area = ""
        elif tag == "form":
            self._open = None

    def _input(self, form: Form, has: dict[str, str]) -> None:
        name, kind = has.get("name", ""), has.get("type", "text")
        if kind == "file":
            form.files.append(name)
        elif kind in ("checkbox", "radio"):
            form.choices.setdefault(name, []).append(has.get("value", "on"))
            if "checked" in has:
                form.fields.append((name, has.get("value", "on")))
        elif name:
            form.fields.append((name, has.get("value", "")))

    def _button(self, form: Form, has: dict[str, str]) -> None:
        if has.get("name"):
            form.choices.setdefault(has["name"], []).append(has.get("value", ""))

    def _choose(self, form: Form, has: dict[str, str]) -> None:
        self._select = has.get("name", "")

    def _option(self, form: Form, has: dict[str, str]) -> None:
        form.choices.setdefault(self._select, []).append(has.get("value", ""))
        if "selected" in has:
            form.fields.append((self._select, has.get("value", "")))

    def _write(self, form: Form, has: dict[str, str]) -> None:
        self._area, self._words = has.get("name", ""), []


_FIELDS = {
    "input": _Reader._input,
    "button": _Reader._button,
    "select": _Reader._choose,
    "option": _Reader._option,
    "textarea": _Reader._write,
}


def read(address: str, page: str) -> tuple[list[Form], list[str]]:
    """The forms of a page and the addresses it leads to."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms, reader.links
