"""Front matter: a YAML mapping between two lines of `---`, then a Markdown body. Read strictly.

Aliases are refused (a few lines of them can grow into gigabytes), and so are keys given twice, which YAML
would drop silently.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor

from ideabank.text.plain import Json

FENCE = "---"
DEEPEST = 24
TOP_KEY = re.compile(r"""["']?([^\s"':#\-][^"':]*)["']?\s*:""")

# YAML reads these as newlines or drops them, unless they are escaped in double quotes.
OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")


class FrontMatterError(ValueError):
    """A document that cannot be read; the message names its file, line (counted from 1) and field."""

    def __init__(self, file: str, line: int, field: str, reason: str) -> None:
        self.file, self.line, self.field, self.reason = file, line, field, reason
        super().__init__(f"{file or 'text'}, line {line}{f', field {field!r}' if field else ''}: {reason}")


@dataclass(frozen=True)
class Document:
    """The mapping and the body; `lines` tells on which line each top-level field begins."""

    meta: Json
    body: str
    file: str = ""
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    def error(self, field: str, reason: str) -> FrontMatterError:
        """An error about a field that reads as YAML but means nothing; for the caller to raise."""
        return FrontMatterError(self.file, self.lines.get(field, 1), field, reason)


class Marked(Protocol):
    """A place in a text, counted from 0."""

    line: int


class _Refusal(Exception):
    def __init__(self, mark: Marked | None, reason: str) -> None:
        self.line, self.reason = mark.line if mark else 0, reason


# As in YAML 1.2 only true and false are booleans: "on" is a Finnish word, and who writes yes or no means the word.
_BOOL = "tag:yaml.org,2002:bool"
_TRUTHS = (_BOOL, re.compile(r"(?:[Tt]rue|TRUE|[Ff]alse|FALSE)\Z"))


def _resolvers() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    found = yaml.SafeLoader.yaml_implicit_resolvers.items()
    kept = {first: [one for one in several if one[0] != _BOOL] for first, several in found}
    return kept | {first: [_TRUTHS, *kept.get(first, [])] for first in "tTfF"}


class _Checked(Composer, SafeConstructor):
    """What is refused while nodes are put together, whoever takes the text apart."""

    peek_event: Callable[[], yaml.Event]
    depth = 0
    yaml_implicit_resolvers = _resolvers()

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise _Refusal(event.start_mark, "aliases (*name) are not allowed")
        if self.depth >= DEEPEST:
            raise _Refusal(event.start_mark, f"nested deeper than {DEEPEST} levels")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        if isinstance(node, yaml.MappingNode):
            _refuse_twice(node)
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep=deep)
        except (ValueError, OverflowError, TypeError, KeyError, IndexError) as problem:
            raise _Refusal(node.start_mark, f"not a possible value ({problem})") from problem


class _Loader(_Checked, yaml.SafeLoader):
    pass


_Scanning: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _FastLoader(_Checked, _Scanning):  # type: ignore[misc] # a class chosen at run time
    """Takes text apart in C, in a tenth of the time. What it refuses is read again by the other, whose words are ours."""

    def __init__(self, text: str) -> None:
        _Scanning.__init__(self, text)
        Composer.__init__(self)


def _refuse_twice(node: yaml.MappingNode) -> None:
    seen: set[tuple[str, str]] = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refusal(key.start_mark, "a key must be plain text")
        if (key.tag, key.value) in seen:
            raise _Refusal(key.start_mark, f"the key {key.value!r} is given twice")
        seen.add((key.tag, key.value))


def parse(text: str, *, file: str = "") -> Document:
    """The document in the text; raises FrontMatterError, and nothing else, when there is none."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != FENCE:
        raise FrontMatterError(file, 1, "", f"must begin with a line of {FENCE}")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        raise FrontMatterError(file, len(lines), "", f"the front matter has no closing line of {FENCE}")
    head = lines[1:end]
    return Document(_mapping(head, file), "\n".join(lines[end + 1 :]), file, dict(_top_keys(head)))


def _mapping(head: list[str], file: str) -> Json:
    meta = _loaded(head, file)
    if meta is None:
        return {}
    if not isinstance(meta, dict):
        raise FrontMatterError(file, 2, "", "the front matter must be a mapping of fields")
    for key in meta:
        if not isinstance(key, str):
            raise FrontMatterError(file, 2, str(key), "the name of a field must be text; put it in quotes")
    return cast(Json, meta)


def _loaded(head: list[str], file: str) -> object:
    def refused(line: int, reason: str) -> FrontMatterError:
        line = max(min(line, len(head) - 1), 0)  # YAML notices an open bracket only after the end
        return FrontMatterError(file, line + 2, _field_at(head, line), reason)

    text = "\n".join([*head, ""])
    try:
        return yaml.load(text, _FastLoader)  # both are SafeLoaders
    except (_Refusal, yaml.YAMLError, RecursionError):
        pass
    try:
        return yaml.load(text, _Loader)
    except _Refusal as problem:
        raise refused(problem.line, problem.reason) from None
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise refused(mark.line if mark else 0, problem.problem or "not YAML") from None
    except yaml.reader.ReaderError as problem:
        line = "\n".join(head)[: problem.position].count("\n")
        raise refused(line, f"a character that YAML does not allow: {problem.character!r}") from None
    except RecursionError:  # flow collections such as [[[[ recurse in the parser before a node is composed
        raise refused(0, f"nested deeper than {DEEPEST} levels") from None


def _top_keys(head: list[str]) -> list[tuple[str, int]]:
    """Each top-level field and the line of the file on which it begins."""
    found = ((TOP_KEY.match(line), number) for number, line in enumerate(head, 2))
    return [(match[1].strip(), number) for match, number in found if match]


def _field_at(head: list[str], line: int) -> str:
    """The top-level field that the line (counted from 0) belongs to."""
    before = _top_keys(head[: line + 1])
    return before[-1][0] if before else ""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = '"' if OTHER_BREAKS.search(text) else None
    style = quoted or ("|" if "\n" in text else None)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump(meta: Json, body: str) -> str:
    """The document as text, keys in the order given; `parse` gives the same mapping and body back."""
    head = yaml.dump(meta, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100_000) if meta else ""
    return f"{FENCE}\n{head}{FENCE}\n{body}"
