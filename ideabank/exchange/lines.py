"""One line of NDJSON as an entry to be: everything that is wrong with it is named, and every imported word passes `check` here.

What may be written at all is for `entries.content` to say; here are only shapes: a list where a word should be, a kind we do not have.
"""

import dataclasses
from collections.abc import Iterable
from typing import cast

from ideabank.entries.bank import Bank
from ideabank.entries.content import CHOOSE, Content, Text, check, check_evidence
from ideabank.entries.kind import Kind
from ideabank.entries.problem import Problem
from ideabank.entries.vocabulary import BASES, COUNTIES, FITS, THEMES
from ideabank.exchange.plain import NOT_JSON, read_json, shortened
from ideabank.exchange.unread import Unread
from ideabank.i18n import LANGUAGES
from ideabank.text.cleaning import mended_all
from ideabank.text.plain import Json

UUID_LENGTH = 36


@dataclasses.dataclass(frozen=True)
class Row:
    """One line, understood."""

    number: int
    kind: Kind
    uuid: str
    old_id: int
    status: str
    content: Content
    links: tuple[Json, ...]


class Line:
    """Reads one line; `wrong` gathers every reason why it cannot be taken in."""

    def __init__(self, bank: Bank, number: int) -> None:
        self.bank, self.number = bank, number
        self.wrong: list[Problem] = []
        self._named: set[str] = set()  # fields whose fault has been told already

    def read(self, line: str) -> Row | None:
        """The entry in the line; None when something is wrong."""
        try:
            data = mended_all(read_json(line))
        except Unread as error:
            at = error.values.get("character")
            self._say(
                "", f"not JSON: something is wrong at character {at}" if error.message == NOT_JSON else error.told()
            )
            return None
        if not isinstance(data, dict):
            self._say("", "not an object {…}")
            return None
        kind = self._kind(data)
        uuid, old_id = self._uuid(data), self._id(data)
        content = self._content(kind, data)
        if kind is None:
            return None
        status = self._status(kind, data)
        self._check(kind, content, data)
        links = tuple(self._links(kind, content, data.get("links")))
        return None if self.wrong else Row(self.number, kind, uuid, old_id, status, content, links)

    def _kind(self, data: Json) -> Kind | None:
        code = self._word(data, "kind", required=True)
        kind = self.bank.kinds.get(code)
        if code and kind is None:
            self._say("kind", f"unknown kind {shortened(code)!r}: use one of {', '.join(self.bank.kinds)}")
        return kind

    def _uuid(self, data: Json) -> str:
        uuid = self._word(data, "uuid", required=True)
        if len(uuid) > UUID_LENGTH or not uuid.isprintable():
            self._refuse("uuid", f"uuid: {shortened(uuid)!r} is not an identifier of at most {UUID_LENGTH} characters")
        return uuid

    def _id(self, data: Json) -> int:
        number = data.get("id")
        if type(number) is int:
            return number
        self._refuse("id", "id is missing" if number is None else f"id: {shortened(number)} is not a whole number")
        return 0

    def _status(self, kind: Kind, data: Json) -> str:
        status = self._word(data, "status") or kind.lifecycle.statuses[0]
        if status not in kind.lifecycle.statuses:
            self._refuse("status", f"status: {shortened(status)!r} is not one of {', '.join(kind.lifecycle.statuses)}")
        return status

    def _content(self, kind: Kind | None, data: Json) -> Content:
        language = self._word(data, "language", required=True)
        texts = self._texts(kind, data.get("texts"))
        if language and language not in LANGUAGES:
            self._refuse("language", f"language: {shortened(language)!r} is not one of {', '.join(LANGUAGES)}")
        elif language and isinstance(data.get("texts"), dict) and language not in data["texts"]:
            self._refuse("language", f"texts: nothing in the original language {language!r}")
        return Content(
            language=language,
            texts=texts,
            theme=self._word(data, "theme"),
            county=self._word(data, "county"),
            details=self._details(kind, data.get("details")),
            tags=tuple(self._words(data, "tags")),
            sources=tuple(cast(list[Json], self._list(data, "sources"))),  # each is looked at by `check`
            review_by=self._word(data, "review_by"),
        )

    def _texts(self, kind: Kind | None, given: object) -> dict[str, Text]:
        if not isinstance(given, dict):
            self._refuse(
                "title", "texts is missing" if given is None else "texts: must be a map of languages, such as {fi: {…}}"
            )
            return {}
        own = [field.name for field in kind.texts] if kind else []
        found = {}
        for code, words in given.items():
            if code not in LANGUAGES:
                self._refuse("language", f"texts: {shortened(code)!r} is not one of {', '.join(LANGUAGES)}")
            elif not isinstance(words, dict):
                self._refuse("title", f"texts: {code}: must be a map, such as {{title: …}}")
            else:
                told = {name: self._word(words, name, f"texts: {code}: ") for name in ("summary", "body", *own)}
                title = self._word(words, "title", f"texts: {code}: ", required=True)
                found[code] = Text(title, told.pop("summary"), told.pop("body"), told)
        return found

    def _details(self, kind: Kind | None, given: object) -> Json:
        if given is not None and not isinstance(given, dict):
            self._refuse("details", "details: must be a map")
            return {}
        known = {field.name for field in kind.details} if kind else set(given or {})
        if unknown := sorted(set(given or {}) - known):
            names = ", ".join(shortened(name) for name in unknown[:5])
            self._refuse("details", f"details: {names} is not a detail of {kind.code if kind else ''}")
        found = {name: one for name, one in (given or {}).items() if name in known}
        return kind.current(found) if kind else found

    def _check(self, kind: Kind, content: Content, data: Json) -> None:
        """What the bank itself has against this content, each reason with the choices there are."""
        problems = check(kind, content)
        if kind.structure and not any(problem.place for problem in problems):
            problems += [one for one in kind.structure.problems(content.details) if one not in problems]
        for problem in (one for one in problems if one.field not in self._named):
            where = f"{problem.field} ({problem.place})" if problem.place else problem.field
            choices = _choices(kind, problem.field) if problem.message == CHOOSE else ()
            value = data.get(problem.field) or content.details.get(problem.field)
            known = f"{shortened(value)!r} is not one of {', '.join(choices)}" if choices else problem.told()
            self._say(problem.field, f"{where}: {known}")

    def _links(self, kind: Kind, content: Content, given: object) -> Iterable[Json]:
        """The links from here; what begins from something else comes with it."""
        if kind.exchange.begins_with and not _leads(given, kind.exchange.begins_with):
            self._say("links", f"links: a {kind.code} needs its link {kind.exchange.begins_with}")
        if given is not None and not isinstance(given, list):
            self._say("links", "links: must be a list")
            return
        for number, one in enumerate(given or (), 1):
            if not isinstance(one, dict):
                self._say("links", f"links: the link {number} is not a map")
            elif one.get("direction") == "forth":
                for reason in list(self._link(kind, content, one)):
                    self._say("links", f"links: {reason} (link {number})")
                yield one
            elif one.get("direction") != "back":
                name = shortened(one.get("direction"))
                self._say("links", f"links: direction {name!r} is not one of forth, back (link {number})")

    def _link(self, kind: Kind, content: Content, one: Json) -> Iterable[str]:
        """Why the kernel could not hold this link, while nothing has been stored yet."""
        code, other = one.get("relation"), one.get("kind")
        relation = self.bank.relations.get(code) if isinstance(code, str) else None
        if relation is None or kind.code not in relation.sources or other not in list(relation.targets):
            fitting = [known.code for known in self.bank.relations.values() if kind.code in known.sources]
            yield f"{shortened(code)!r} cannot join {kind.code} and {shortened(other)!r}; it has {', '.join(fitting)}"
        for name, known in (("fit", FITS), ("basis", BASES)):
            if one.get(name) not in list(known):
                yield f"{name} {shortened(one.get(name))!r} is not one of {', '.join(known)}"
        if type(one.get("id")) is not int:
            yield f"{shortened(one.get('id'))!r} is not the number of an entry"
        for problem in check_evidence("links", one.get("evidence") or {}, one.get("slides") or ()):
            yield problem.told()
        anchor = one.get("anchor") or ""
        if not isinstance(anchor, str) or (anchor and not self.wrong and not _has_anchor(kind, content, anchor)):
            yield f"{shortened(anchor)!r} is not a step of this entry"

    def _refuse(self, field: str, reason: str) -> None:
        """Says what is wrong with the shape of a field; what the bank itself has against it is then not told."""
        self._named.add(field)
        self._say(field, reason)

    def _say(self, field: str, reason: str) -> None:
        self.wrong.append(Problem(field, reason, place=str(self.number)))

    def _word(self, data: Json, name: str, where: str = "", *, required: bool = False) -> str:
        """A text; nothing is an empty one."""
        value = data.get(name)
        if isinstance(value, str) and (value or not required):
            return value
        if value is not None and not isinstance(value, str):
            self._refuse(name, f"{where}{name}: must be text, not {shortened(value)}")
        elif required:
            self._refuse(name, f"{where}{name} is missing")
        return ""

    def _words(self, data: Json, name: str) -> list[str]:
        given = self._list(data, name)
        words = [one for one in given if isinstance(one, str) and one.strip()]
        if len(words) == len(given):
            return words
        self._refuse(name, f"{name}: must be a list of words")
        return []

    def _list(self, data: Json, name: str) -> list[object]:
        given = data.get(name)
        if given is not None and not isinstance(given, list):
            self._refuse(name, f"{name}: must be a list")
            return []
        return given or []


def _choices(kind: Kind, field: str) -> tuple[str, ...]:
    """What a closed list of words permits."""
    options = next((one.options for one in kind.details if one.name == field), None)
    known: dict[str, Iterable[str]] = {"theme": THEMES, "county": COUNTIES}
    return tuple(options or known.get(field, ()))


def _has_anchor(kind: Kind, content: Content, anchor: str) -> bool:
    return kind.structure is not None and anchor in kind.structure.places(content.details, content.language)


def _leads(given: object, relation: str) -> bool:
    links = given if isinstance(given, list) else ()
    return any(
        isinstance(one, dict) and one.get("relation") == relation and one.get("direction") == "forth" for one in links
    )
