"""Personal data in free text: identity codes and bank accounts are refused, contact details are asked about.

Detection is by public rules, in `identity_codes`, `accounts` and `contact_details`. It errs towards asking; it never decides whether a name or a story tells who somebody is.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ideabank.text.accounts import accounts
from ideabank.text.contact_details import AT_WORDS, addresses, as_dialled, emails, phones
from ideabank.text.folding import Folded, as_typewritten, fold, fold_shown, has_marks
from ideabank.text.identity_codes import identity_codes, likely_codes

Severity = Literal["refuse", "ask"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """A stretch `text[start:end]` and what it looks like: hetu, hetu-like, iban, email, phone or address."""

    kind: str
    start: int
    end: int
    severity: Severity


def findings(text: str) -> list[Finding]:
    """What looks like personal data in the text as it was typed or as it will be shown, in reading order and without
    overlaps; of two that meet, the gravest."""
    views = _views(text) if TELLING.search(unicodedata.normalize("NFKC", text)) else ()
    taken = bytearray(len(text))
    found: list[Finding] = []
    for kind, detect in DETECTORS.items():
        for start, end in (folded.span(*span) for folded in views for span in detect(folded.text)):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(kind, start, end, "refuse" if kind in REFUSED else "ask"))
    return sorted(found, key=lambda finding: finding.start)


def told_once(kind: str, words: str) -> tuple[str, str]:
    """What two findings have in common that are one thing, however each is spelled."""
    return kind, as_dialled(words) if kind == "phone" else words.casefold()


def _views(text: str) -> Iterable[Folded]:
    """The text as it was typed, as it will be shown and as it was meant, each once."""
    typed = fold(text)
    shown = fold_shown(text) if has_marks(text) else typed
    return {view.text: view for view in (typed, shown, as_typewritten(typed), as_typewritten(shown))}.values()


# Nothing that is looked for is without one of these; words for the sign of an e-mail address stand in `contact_details`.
TELLING = re.compile(rf"\d|[@&%]|{AT_WORDS}", re.IGNORECASE)
REFUSED = {"hetu", "iban"}
DETECTORS: dict[str, Callable[[str], Iterator[Span]]] = {
    "hetu": identity_codes,
    "iban": accounts,
    "hetu-like": likely_codes,
    "email": emails,
    "phone": phones,
    "address": addresses,
}
