"""Languages: which there are, how words are chosen, how dates and numbers are written."""

from ideabank.i18n.catalogues import Catalogues, Translator
from ideabank.i18n.words import LANGUAGE_NAMES, LANGUAGES, N_, NN_, Words, best_language, choose

__all__ = ["LANGUAGES", "LANGUAGE_NAMES", "NN_", "N_", "Catalogues", "Translator", "Words", "best_language", "choose"]
