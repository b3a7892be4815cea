"""Voikko, by whichever of its two libraries is here: what its dictionary says of a word."""

import threading
from collections.abc import Callable
from typing import NamedTuple

# Classes of words that mean nothing by themselves: postpositions, adverbs, conjunctions, interjections, prefixes, pronouns.
_FORM_WORDS = frozenset({"suhdesana", "seikkasana", "sidesana", "huudahdussana", "etuliite", "asemosana", "kieltosana"})
# "hus" is shooing to the dictionary and a hospital to everybody else.
_IGNORED = "huudahdussana"


class Reading(NamedTuple):
    """One way to read a word: its base form, its pieces as they stand when it is a compound, and Voikko's name of its class."""

    base: str
    pieces: tuple[str, ...] = ()
    word_class: str = ""

    @property
    def is_content(self) -> bool:
        """Whether it means something by itself."""
        return self.word_class not in _FORM_WORDS

    @property
    def is_verb(self) -> bool:
        return self.word_class == "teonsana"


# No reading for words the dictionary does not know.
Backend = Callable[[str], tuple[Reading, ...]]


def backend(choice: str) -> tuple[str, Backend]:
    """What made the readings, by name and version; and the reading itself. Safe between threads."""
    if choice in ("auto", "libvoikko"):
        try:
            return _libvoikko()
        except (ImportError, OSError, RuntimeError) as error:
            # VoikkoException is a plain Exception subclass in some versions: see _libvoikko.
            if choice == "libvoikko":
                raise RuntimeError(
                    "libvoikko was asked for but is not here: install libvoikko1 and voikko-fi."
                ) from error
    return _pyvoikko()


def _libvoikko() -> tuple[str, Backend]:
    import libvoikko

    # Asked first: a Voikko whose library is missing is half made, and complains once more when it is thrown away.
    libvoikko.Voikko.getVersion()
    try:
        voikko = libvoikko.Voikko("fi")
    except libvoikko.VoikkoException as error:
        raise OSError(str(error)) from error
    lock = threading.Lock()  # one handle is not for two threads at once

    def analyse(word: str) -> tuple[Reading, ...]:
        with lock:
            found = voikko.analyze(word)
        return tuple(
            Reading(_plain(one["BASEFORM"]), _cut(word, one.get("STRUCTURE", "")), one.get("CLASS", ""))
            for one in found
            if one.get("BASEFORM") and one.get("CLASS") != _IGNORED
        )

    return f"libvoikko-{libvoikko.Voikko.getVersion()}", analyse


def _pyvoikko() -> tuple[str, Backend]:
    import importlib.metadata

    lock = threading.Lock()

    def analyse(word: str) -> tuple[Reading, ...]:
        import pyvoikko

        with lock:
            found = pyvoikko.analyse(word)
        return tuple(
            Reading(
                _plain(one.BASEFORM),
                tuple(part.FORM.lower().strip("-") for part in one.COMPOUND_PARTS or ()),
                one.CLASS or "",
            )
            for one in found
            if one.BASEFORM and one.CLASS != _IGNORED
        )

    return f"pyvoikko-{importlib.metadata.version('pyvoikko')}", analyse


def _plain(base: str) -> str:
    return base.replace("=", "").lower()


def _cut(word: str, structure: str) -> tuple[str, ...]:
    """Cuts the word where Voikko's structure string has "=": "=pppp=pppppp" is two pieces."""
    if structure.find("=", 1) < 0:  # most words
        return ()
    lengths = [len(piece) for piece in structure.split("=") if piece]
    pieces, at = [], 0
    for length in lengths:
        pieces.append(word[at : at + length].strip("-"))
        at += length
    return tuple(piece for piece in pieces if piece)
