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
    ("pages:about", N_("About the bank")),
    ("people:sign_in", N_("Sign in")),
    ("moderation:log", N_("Moderation log")),
    ("pages:accessibility", N_("Accessibility")),
    ("pages:privacy", N_("Privacy")),
)

Sets = tuple[frozenset[str], ...]


@dataclasses.dataclass(frozen=True)
class Lead:
    """A page by its route, and its name by language."""

    page: str
    names: tuple[tuple[str, str], ...]
    told: Kind | None = None  # the kind of which one begins an entry there

    def go(self, visit: Visit) -> Go:
        return Go(dict(self.names)[visit.lang], visit.to(self.page))


class Leads:
    """The pages of one application by the words of their names; they never change while it runs."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._known: dict[int, list[tuple[Sets, Lead]]] = {}

    def of(self, visit: Visit, text: str) -> tuple[Go, ...]:
        """Where a question leads that is the name of a page, in any inflection and language."""
        chain = visit.search.chain
        typed = _sets(chain, text)
        if not 0 < len(typed) <= MOST_WORDS:
            return ()
        found = (lead for name, lead in self._by_size(visit, chain).get(len(typed), ()) if _fits(typed, name))
        found = (lead for lead in found if lead.told is None or may_tell(visit.viewer, lead.told))
        return tuple({lead.page: lead.go(visit) for lead in found}.values())

    def _by_size(self, visit: Visit, chain: Chain) -> dict[int, list[tuple[Sets, Lead]]]:
        if not self._known:
            known: dict[int, list[tuple[Sets, Lead]]] = {}
            for name, lead in self._names(visit, chain):
                known.setdefault(len(name), []).append((name, lead))
            self._known = known
        return self._known

    def _names(self, visit: Visit, chain: Chain) -> Iterator[tuple[Sets, Lead]]:
        """Every name of every page, in its terms."""
        for kind in visit.bank.kinds.values():
            lead = Lead(f"{kind.folder}:list", tuple(kind.many.by_language().items()))
            yield from ((_sets(chain, words[lang]), lead) for words in (kind.one, kind.many) for lang in LANGUAGES)
            yield from self._beginnings(visit, kind, chain)
        pages = [(item.page, item.name) for item in visit.site.menu]
        for page, message in (*pages, *_PAGES):
            lead = Lead(page, self._said(message))
            yield from ((_sets(chain, name), lead) for _lang, name in lead.names)

    def _beginnings(self, visit: Visit, kind: Kind, chain: Chain) -> Iterator[tuple[Sets, Lead]]:
        """What begins an entry: as its button says it, and with other verbs before the same words or the kind's own name."""
        telling = visit.face(kind).telling
        acts = self._said(telling.act)
        lead = Lead(f"{kind.folder}:{telling.start or 'new'}", acts, kind)
        for lang, act in acts:
            verb, *rest = _sets(chain, act)
            yield (verb, *rest), lead
            verbs = frozenset().union(*(chain.query_terms(word) for word in _TO_TELL[lang].split()))
            for what in (tuple(rest), _sets(chain, kind.one[lang])):
                if what:
                    yield (verbs, *what), lead

    def _said(self, message: str) -> tuple[tuple[str, str], ...]:
        return tuple((lang, self._catalogues[lang](message)) for lang in LANGUAGES)


def _sets(chain: Chain, text: str) -> Sets:
    return tuple(chain.query_terms(word) for word in list(words(text))[: 2 * MOST_WORDS] if not is_small(chain, word))


def _fits(typed: Sets, name: Sets) -> bool:
    return all(one & wanted for one, wanted in zip(typed, name, strict=True))
