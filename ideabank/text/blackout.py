"""Blacking words out of a text: wherever readers would see them, however they were typed."""

import re
from collections.abc import Iterator

from ideabank.text.folding import Folded, fold, fold_shown

WORD = re.compile(r"\w+")


def black_out(text: str, words: str, mark: str, *, whole: bool = True) -> str:
    """The text with the mark in place of these words, found as readers see them: marks, case, line breaks and punctuation between
    words do not matter. `whole`: not inside of a longer word."""
    spans = sorted({span for view in (fold_shown(text), fold(text)) for span in _places(view, words, whole)})
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], mark]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def is_blackable(words: str) -> bool:
    """Whether there is a word in it to look for."""
    return WORD.search(fold(words).text) is not None


def _places(view: Folded, words: str, whole: bool) -> Iterator[tuple[int, int]]:
    wanted = [re.escape(word) for word in WORD.findall(fold(words).text)]
    if not wanted:
        return
    edge = r"(?<!\w){}(?!\w)" if whole else "{}"
    pattern = re.compile(edge.format(r"\W{1,40}?".join(wanted)), re.IGNORECASE)
    for match in pattern.finditer(view.text):
        yield view.span(*match.span())
