"""In which language an entry is told: one notice for a reader who does not get all of it in their own."""

from ideabank.entries.models import EntryText
from ideabank.i18n import N_, Words
from ideabank.reading.views.entry import Elsewhere
from ideabank.visit import rules
from ideabank.visit.cards import sub_url
from ideabank.visit.found import Found
from ideabank.visit.visit import Visit

IN = {
    "fi": Words("suomeksi", "på finska", "in Finnish"),
    "sv": Words("ruotsiksi", "på svenska", "in Swedish"),
    "en": Words("englanniksi", "på engelska", "in English"),
}
OF_ALL = {"title": N_("the title"), "summary": N_("in short"), "body": N_("the whole story")}


def elsewhere(visit: Visit, it: Found) -> Elsewhere | None:
    """What of the entry is not told in the reader's language, and what there is; None when all of it is, or another language was asked for."""
    if visit.lang not in it.texts:
        return _elsewhere(visit, it, _only(visit, it))
    told, lacking = told_in(it, visit.lang), told_in(it, it.entry.language) - told_in(it, visit.lang)
    if it.language != visit.lang or not lacking:
        return None
    _, parts = visit.translator, [name for name in it.kind.text_names if name in told]
    words = _("Told %(here)s: %(parts)s. The rest is told only %(there)s.") % {
        "here": IN[visit.lang][visit.lang],
        "parts": ", ".join(_part(visit, it, name) for name in parts),
        "there": IN[it.entry.language][visit.lang],
    }
    return _elsewhere(visit, it, words)


def told_in(it: Found, language: str) -> set[str]:
    """The names of the texts that have words in this language."""
    text = it.texts.get(language)
    return {name for name in it.kind.text_names if words_in(text, name)} if text else set()


def words_in(text: EntryText | None, name: str) -> str:
    """One text of an entry in one language, by its name; "" where there is none."""
    if text is None:
        return ""
    return str(getattr(text, name)) if name in OF_ALL else text.fields.get(name, "")


def _only(visit: Visit, it: Found) -> str:
    _, lang = visit.translator, visit.lang
    languages = [IN[code][lang] for code in sorted(it.texts, key=lambda code: code != it.entry.language)]
    there = _("%(one)s and %(other)s") % {"one": languages[0], "other": languages[1]} if languages[1:] else languages[0]
    return _("Told only %(there)s. The names of fields and choices are %(here)s.") % {
        "there": there,
        "here": IN[lang][lang],
    }


def _part(visit: Visit, it: Found, name: str) -> str:
    if name in OF_ALL:
        return visit.translator(OF_ALL[name])
    words = next(field.words for field in it.kind.texts if field.name == name)
    return words[visit.lang].lower()


def _elsewhere(visit: Visit, it: Found, words: str) -> Elsewhere:
    may = rules.may_edit(visit.viewer, it.entry, it.kind) and rules.is_open(visit.viewer, it.entry)
    return Elsewhere(words, sub_url(visit, it.entry, "edit", **{"in": visit.lang}) if may else "")
