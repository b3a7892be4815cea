"""Pages of the bank itself, found by what they are called: kinds, places of the menu, and what one can begin to do."""

import dataclasses
from collections.abc import Iterator

from ideabank.entries.kind import Kind
from ideabank.i18n import LANGUAGES, N_, Catalogues, Words
from ideabank.search.chain import Chain
from ideabank.search.small import is_small
from ideabank.search.words import words
from ideabank.visit.rules import may_tell
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go

MOST_WORDS = 5  # of a name; a longer question asks for no page
# Verbs that begin something, in the form of a command and in the base form.
_TO_TELL = Words(
    "kertoa ilmoittaa lisätä tehdä ehdottaa kirjoittaa jättää luoda aloittaa uusi",
    "berätta anmäl anmäla lägg tillägga gör göra föreslå skriv skriva skapa lämna börja ny",
    "tell report add make propose suggest write create submit start new",
)
# Pages that every bank has, beside those of its kinds.
_PAGES = (
    ("front", N_("Front page")),
    ("pages:begin", N_("Where to begin")),
    ("pages:about", N_("About the bank")),
    ("people:sign_in", N_("Sign in")),
    ("moderation:log", N_("Moderation log")),
    ("pages:accessibility", N_("Accessibility")),
    ("pages:privacy", N_("Privacy")),
)

Sets = tuple[frozenset[str], ...]


@dataclasses.dataclass(frozen=True)
class NamedPage:
    """A page by its route, and its name by language."""

    route: str
    names: tuple[tuple[str, str], ...]
    told: Kind | None = None  # the kind of which one begins an entry there

    def go(self, visit: Visit) -> Go:
        return Go(dict(self.names)[visit.lang], visit.to(self.route))


class NamedPages:
    """The pages of one application by the words of their names; they never change while it runs."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._known: dict[int, list[tuple[Sets, NamedPage]]] = {}

    def of(self, visit: Visit, text: str) -> tuple[Go, ...]:
        """Where a question leads that is the name of a page, in any inflection and language."""
        chain = visit.search.chain
        typed = _sets(chain, text)
        if not 0 < len(typed) <= MOST_WORDS:
            return ()
        found = (page for name, page in self._by_size(visit, chain).get(len(typed), ()) if _fits(typed, name))
        found = (page for page in found if page.told is None or may_tell(visit.viewer, page.told))
        return tuple({page.route: page.go(visit) for page in found}.values())

    def _by_size(self, visit: Visit, chain: Chain) -> dict[int, list[tuple[Sets, NamedPage]]]:
        if not self._known:
            known: dict[int, list[tuple[Sets, NamedPage]]] = {}
            for name, page in self._names(visit, chain):
                known.setdefault(len(name), []).append((name, page))
            self._known = known
        return self._known

    def _names(self, visit: Visit, chain: Chain) -> Iterator[tuple[Sets, NamedPage]]:
        """Every name of every page, in its terms."""
        for kind in visit.bank.kinds.values():
            page = NamedPage(f"{kind.folder}:list", tuple(kind.many.by_language().items()))
            yield from ((_sets(chain, words[lang]), page) for words in (kind.one, kind.many) for lang in LANGUAGES)
            yield from self._beginnings(visit, kind, chain)
        of_menu = [(item.page, item.name) for item in visit.site.menu]
        for route, message in (*of_menu, *_PAGES):
            page = NamedPage(route, self._said(message))
            yield from ((_sets(chain, name), page) for _lang, name in page.names)

    def _beginnings(self, visit: Visit, kind: Kind, chain: Chain) -> Iterator[tuple[Sets, NamedPage]]:
        """What begins an entry: as its button says it, and with other verbs before the same words or the kind's own name."""
        telling = visit.face(kind).telling
        acts = self._said(telling.act)
        page = NamedPage(f"{kind.folder}:{telling.start or 'new'}", acts, kind)
        for lang, act in acts:
            verb, *rest = _sets(chain, act)
            yield (verb, *rest), page
            verbs = frozenset().union(*(chain.query_terms(word) for word in _TO_TELL[lang].split()))
            for what in (tuple(rest), _sets(chain, kind.one[lang])):
                if what:
                    yield (verbs, *what), page

    def _said(self, message: str) -> tuple[tuple[str, str], ...]:
        return tuple((lang, self._catalogues[lang](message)) for lang in LANGUAGES)


def _sets(chain: Chain, text: str) -> Sets:
    return tuple(chain.query_terms(word) for word in list(words(text))[: 2 * MOST_WORDS] if not is_small(chain, word))


def _fits(typed: Sets, name: Sets) -> bool:
    return all(one & wanted for one, wanted in zip(typed, name, strict=True))
