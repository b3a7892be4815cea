"""Marks the first mention of each term on a page, in any inflection, with a link to its definition.

Done when the page is drawn and not when a text is saved: terms change, and what is marked depends on who reads in which language.
"""

import dataclasses
import itertools
import re
from collections.abc import Callable, Collection

from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from cookbook.terms.queries import Term, terms
from ideabank.entries.kept import Kept
from ideabank.i18n import LANGUAGES, choose
from ideabank.visit.parts import Terms
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
PROPER = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
TAG = re.compile(r"(<[^>]*>)")
# Nothing is marked inside these.
CLOSED = frozenset({"a", "code", "pre", "h3", "h4", "h5", "h6"})
MOST_MARKED = 12
MOST_WORDS = 6

Bases = Callable[[str, str], frozenset[str]]
# The words of one name, each as the base forms it may be.
Name = tuple[frozenset[str], ...]
# First word's base form → (name, term) of those that begin with it.
Beginnings = dict[str, list[tuple[Name, int]]]


@dataclasses.dataclass(frozen=True, slots=True)
class TermNote:
    """The definition that a marked term shows."""

    id: int
    name: Text
    definition: Text
    url: str


class Glossary(Terms):
    """The public terms, read again when something in the bank has changed."""

    def __init__(self, bases: Bases) -> None:
        self._bases = bases
        self._kept = Kept[Names](1)

    def marker(self, visit: Visit, *, without: int) -> "Marker":
        """What marks the texts of one page; `without` is the entry whose page it is."""
        return Marker(self.names(visit.session), visit, without)

    def names(self, session: Session) -> "Names":
        """The names of all public terms as they are now."""
        return self._kept.of(session, "all", lambda: self._read(session))

    def _read(self, session: Session) -> "Names":
        found = {term.id: term for term in terms(session)}
        return Names(self._bases, found, {lang: self._named(found.values(), lang) for lang in LANGUAGES})

    def _named(self, found: Collection[Term], language: str) -> Beginnings:
        """Those that begin with a word, the longest first. A single word that may be several words is left alone: "alusta" is a
        platform and also "from the beginning"; a proper name such as MittKanta is not."""
        names: Beginnings = {}
        for term in found:
            for name in term.names(language):
                words = WORD.findall(name)
                wholes = tuple(self._bases(language, word.lower()) for word in words)
                if (
                    not wholes
                    or len(words) > MOST_WORDS
                    or (len(wholes) == 1 and len(wholes[0]) > 1 and not PROPER.search(name))
                ):
                    continue
                for base in wholes[0]:
                    names.setdefault(base, []).append((wholes, term.id))
        return {base: sorted(found, key=lambda one: -len(one[0])) for base, found in names.items()}


@dataclasses.dataclass(frozen=True)
class Names:
    """The terms by number, and their names by language and beginning; as they stood at one moment."""

    bases: Bases
    terms: dict[int, Term]
    by_language: dict[str, Beginnings]

    def at(self, language: str, words: list[str], place: int) -> tuple[int, int]:
        """(term, number of words) of the longest name that begins at this word; (0, 0) when none does."""
        known = self.by_language.get(language, {})
        for base in self.bases(language, words[place]):
            for name, number in known.get(base, ()):
                if self._is_here(language, words, place, name):
                    return number, len(name)
        return 0, 0

    def _is_here(self, language: str, words: list[str], place: int, name: Name) -> bool:
        following = words[place : place + len(name)]
        return len(following) == len(name) and all(
            self.bases(language, word) & wanted for word, wanted in zip(following, name, strict=True)
        )


class Marker:
    """Marks texts in the order in which a page shows them; remembers what it has marked."""

    def __init__(self, names: Names, visit: Visit, without: int) -> None:
        self.names, self.visit = names, visit
        self._done = {without}
        self.notes: list[TermNote] = []

    def text(self, text: Text) -> Text:
        """Words somebody wrote, escaped, with marks."""
        if not text or not self.names.by_language.get(text.lang):
            return text
        marked = self._marked(str(escape(text.value)), text.lang)
        return Text(Markup(marked), text.lang)  # noqa: S704 escaped above, and only our own links are added

    def html(self, text: Text) -> Text:
        """HTML that was sanitised on save, with marks outside its links, headings and code."""
        if not text or not self.names.by_language.get(text.lang):
            return text
        parts, closed = [], 0
        for part in TAG.split(str(text.value)):
            if part.startswith("<"):
                name = part.strip("</> ").partition(" ")[0].lower()
                if name in CLOSED:
                    closed += -1 if part.startswith("</") else 1
                parts.append(part)
            else:
                parts.append(part if closed else self._marked(part, text.lang))
        return Text(Markup("".join(parts)), text.lang)  # noqa: S704 sanitised on save by text.markdown

    def _marked(self, escaped: str, language: str) -> str:
        """Text that is HTML already, without tags."""
        found = [match for match in WORD.finditer(escaped) if not _is_entity(escaped, match)]
        words = [match[0].lower() for match in found]
        parts, end, place = [], 0, 0
        while place < len(words) and len(self.notes) < MOST_MARKED:
            number, length = self.names.at(language, words, place)
            if not number or number in self._done or not _side_by_side(escaped, found[place : place + length]):
                place += 1
                continue
            start, stop = found[place].start(), found[place + length - 1].end()
            parts += [escaped[end:start], self._link(number, escaped[start:stop])]
            end, place = stop, place + length
        return "".join([*parts, escaped[end:]])

    def _link(self, number: int, words: str) -> str:
        self._done.add(number)
        term = self.names.terms[number]
        language, text = choose(term.texts, self.visit.lang, term.language) or ("fi", term.texts[term.language])
        url = self.visit.to("terms:show", ref=f"{number}-{text.slug}" if text.slug else str(number))
        self.notes.append(TermNote(number, Text(text.title, language), Text(text.summary, language), url))
        return f'<a class="term" href="{escape(url)}" data-term="{number}">{words}</a>'


def _is_entity(escaped: str, match: re.Match[str]) -> bool:
    """`amp` of `&amp;` is no word."""
    return escaped[match.start() - 1 : match.start()] in ("&", "#") and escaped[match.end() : match.end() + 1] == ";"


def _side_by_side(escaped: str, found: list[re.Match[str]]) -> bool:
    """The words of a name stand together, with nothing but a space between."""
    return all(escaped[one.end() : other.start()].isspace() for one, other in itertools.pairwise(found))
