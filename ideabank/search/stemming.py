"""Stems by Snowball, for many threads: its stemmer keeps the word it is at in itself, and two at once spoil each other's."""

import threading
from collections.abc import Callable

import snowballstemmer


def stemmer(language: str) -> Callable[[str], str]:
    """A function from a word in small letters to its stem; it may be called from any thread."""
    stem, lock = snowballstemmer.stemmer(language).stemWord, threading.Lock()

    def stemmed(word: str) -> str:
        with lock:
            return str(stem(word))

    return stemmed
