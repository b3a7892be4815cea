"""How an entry is told to search engines: where it is told in which language, and what it is in one or two sentences."""

from collections.abc import Mapping

from ideabank.entries.kind import Kind
from ideabank.entries.models import EntryText
from ideabank.i18n import LANGUAGES
from ideabank.visit.cards import reference
from ideabank.visit.visit import Visit
from ideabank.web.heading import Addresses


def told_at(visit: Visit, kind: Kind, texts: Mapping[str, EntryText], *, here: str) -> Addresses:
    """The address in each language the entry is told in: a page in another language shows the same words again."""
    paths = {
        language: visit.url_in(language, f"{kind.folder}:show", ref=reference(text.entry_id, text.slug))
        for language in LANGUAGES
        if (text := texts.get(language))
    }
    return Addresses(paths, here)


def described(visit: Visit, kind: Kind, texts: Mapping[str, EntryText], *, here: str) -> str:
    """The summary, else what is told, when it is in the language of the page; else what the entry is, in that language."""
    lang, text = visit.lang, texts[here]
    told = (text.fields.get(field.name, "").strip().rstrip(".") for field in kind.texts)
    said = text.summary.strip() or " ".join(f"{one}." for one in told if one)
    return said if said and here == lang else f"{kind.one[lang]}: {text.title}. {kind.intro[lang]}"
