"""A recipe's own words in the reader's language, and addresses of its page."""

import functools
from collections.abc import Mapping

from markupsafe import Markup

from ideabank.entries.multilingual import Multilingual
from ideabank.i18n import choose
from ideabank.text.markdown import render
from ideabank.visit import rules
from ideabank.visit.cards import entry_url
from ideabank.visit.parts import Showing
from ideabank.visit.visit import Visit
from ideabank.web.parts import Text
from ideabank.web.request import whole


def words_of(showing: Showing, told: Multilingual | Mapping[str, str]) -> Text:
    """The words in the language of the page, else in another."""
    found = choose(dict(told), showing.found.language, showing.found.entry.language)
    return Text(found[1], found[0]) if found else Text()


def field_html(showing: Showing, name: str) -> Text:
    """One of the recipe's own texts, as HTML: its lines may be a list."""
    found = words_of(showing, {code: text.fields.get(name, "") for code, text in showing.found.texts.items()})
    return showing.mark_html(Text(shown_markdown(found.value), found.lang)) if found else Text()


@functools.lru_cache(maxsize=4_096)
def shown_markdown(source: str) -> Markup:
    """The Markdown of a task as HTML; the same task is read again and again."""
    return Markup(render(source))  # noqa: S704 sanitised by text.markdown


def here(showing: Showing, **query: str) -> str:
    """The address of the page with what is asked of it."""
    it, visit = showing.found, showing.visit
    kept = {"in": visit.arg("in"), "project": project_asked(visit), **query}
    return entry_url(visit, it.kind, it.entry.id, it.text.slug, **kept)


def project_asked(visit: Visit) -> str:
    """The project for whose sake the questions are answered, when one came from there."""
    return str(whole(visit.arg("project")) or "")


def may_change(showing: Showing) -> bool:
    """Whether this reader may change the recipe."""
    viewer, it = showing.visit.viewer, showing.found
    return rules.may_edit(viewer, it.entry, it.kind) and rules.is_open(viewer, it.entry)
