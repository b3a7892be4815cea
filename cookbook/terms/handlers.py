"""The vocabulary's own pages: all terms from A to Ö, and the whole as SKOS."""

import unicodedata

from cookbook.terms.queries import Term, listed, terms
from cookbook.terms.skos import FORMATS, written
from cookbook.terms.views import Letter, TermRow, VocabularyPage
from ideabank.entries.kind import Kind
from ideabank.errors import NotFound
from ideabank.i18n import choose
from ideabank.visit.rules import may_tell
from ideabank.visit.visit import Visit
from ideabank.web.pages import PlainResponse, Response, show
from ideabank.web.parts import Go, Text


def vocabulary(visit: Visit, kind: Kind) -> Response:
    """Every term in the order of the reader's alphabet."""
    rows = sorted((_row(visit, kind, term) for term in terms(visit.session)), key=lambda row: _place(row.name.value))
    letters: dict[str, list[TermRow]] = {}
    for row in rows:
        letters.setdefault(_letter(row.name.value), []).append(row)
    page = VocabularyPage(
        title=kind.many[visit.lang],
        description=kind.intro[visit.lang],
        kind=kind.code,
        intro=kind.intro[visit.lang],
        letters=tuple(Letter(letter, tuple(found)) for letter, found in letters.items()),
        count=len(rows),
        tell=visit.to(f"{kind.folder}:new") if may_tell(visit.viewer, kind) else "",
        exports=tuple(
            Go(name, visit.url_in("fi", f"{kind.folder}:skos", ending=ending))
            for ending, name in (("ttl", "SKOS (Turtle)"), ("jsonld", "SKOS (JSON-LD)"))
        ),
    )
    return show(visit, page)


def skos(visit: Visit, kind: Kind) -> Response:
    """/fi/terms/skos.ttl and /fi/terms/skos.jsonld"""
    ending = str(visit.path_params["ending"])
    if ending not in FORMATS:
        raise NotFound("There is nothing at this address.")
    base = f"{visit.settings.public_url}{visit.url_in('fi', f'{kind.folder}:list')}"
    return PlainResponse(written(terms(visit.session), base, ending), media_type=FORMATS[ending][1])


def _row(visit: Visit, kind: Kind, term: Term) -> TermRow:
    language, text = choose(term.texts, visit.lang, term.language) or (term.language, term.texts[term.language])
    ref = f"{term.id}-{text.slug}" if text.slug else str(term.id)
    return TermRow(
        visit.to(f"{kind.folder}:show", ref=ref),
        Text(text.title, language),
        Text(text.summary, language),
        tuple(listed(text.fields.get("synonyms", ""))),
    )


def _letter(name: str) -> str:
    first = name[:1].upper()
    return first if first in "ÅÄÖ" else unicodedata.normalize("NFD", first)[:1]


def _place(name: str) -> tuple[list[int], str]:
    """Å, Ä and Ö come last, as in Finnish and Swedish."""
    last = {"å": 0x10FFF0, "ä": 0x10FFF1, "ö": 0x10FFF2}
    return [last.get(letter, ord(unicodedata.normalize("NFD", letter)[0])) for letter in name.casefold()], name
