"""Titles while they are being typed: a help for the search box, never a step on the way."""

from ideabank.finding.queries import titles_of
from ideabank.search.words import words
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.pages import JSONResponse, Response

MOST = 8


def titles(visit: Visit) -> Response:
    """/fi/search/titles?q=aja: [{title, lang, kind, url}], the reader's language and the most supported first."""
    typed = visit.arg("q")[:100].lower().strip()
    ids = visit.search.titled(typed)
    kinds, asked = visit.bank.kinds, list(words(typed))[:6]
    best: dict[int, tuple[tuple[bool, bool, int, str], dict[str, str]]] = {}
    for one in titles_of(visit.session, ids) if ids else ():
        if one.kind not in kinds or not _fits(one.title, asked):
            continue
        order = (not one.title.lower().startswith(typed), one.language != visit.lang, -one.support, one.title)
        told = {
            "title": one.title,
            "lang": one.language,
            "kind": kinds[one.kind].one[visit.lang],
            "url": entry_url(visit, kinds[one.kind], one.id, one.slug),
        }
        best[one.id] = min(best.get(one.id, (order, told)), (order, told), key=lambda pair: pair[0])
    chosen = sorted(best.values(), key=lambda pair: pair[0])[:MOST]
    return JSONResponse([told for _order, told in chosen])


def _fits(title: str, asked: list[str]) -> bool:
    standing = list(words(title))
    return all(any(word.startswith(one) for word in standing) for one in asked)
