"""The words of a reported entry, for the moderator to judge in the queue."""

from ideabank.entries.kind import Kind
from ideabank.entries.models import EntryText
from ideabank.reading.tongues import words_in
from ideabank.reading.views.entry import LabelledText
from ideabank.text.excerpts import excerpt
from ideabank.text.markdown import plain
from ideabank.visit.visit import Visit
from ideabank.visit.wording import wording
from ideabank.web.parts import Text


def told_words(visit: Visit, kind: Kind, text: EntryText, limit: int) -> tuple[LabelledText, ...]:
    """All that the entry tells in one language, each text with its label and at most so many letters of it; the title stands above."""
    names = [name for name in kind.text_names if name != "title" and words_in(text, name)]
    return tuple(LabelledText(name, wording(visit, kind, name)[0], _shown(text, name, limit)) for name in names)


def _shown(text: EntryText, name: str, limit: int) -> Text:
    words = words_in(text, name)
    return Text(excerpt(plain(words) if name == "body" else words, limit), text.language)
