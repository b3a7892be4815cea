"""Small words: too common to ask for."""

from ideabank.search.chain import Chain

# As they stand, in all three languages: a word of one may be another word's form in another.
_AS_THEY_STAND = frozenset(
    "ja on ei se että tai kun jos mutta myös joka jotka ovat oli minä sinä hän me te he tämä nämä mitä miten kuinka missä mistä mihin "
    "milloin miksi kuka och att det som en ett är på i för med av till den om inte jag du han hon vi de hur var vad när vem kan vill får "
    "skulle ska and the of to a an is are in on for with or my i me we you it that this how what where when who can could would do does".split()
)
# Finnish ones in any form.
_BASES = frozenset(
    "olla ei voida haluta saada pitää täytyä minä sinä hän me te he se tämä ne nämä joka mikä kuka".split()
)


def is_small(chain: Chain, word: str) -> bool:
    """Whether the word is left out of a question that has others; a question of only these is asked as it is."""
    return word in _AS_THEY_STAND or bool(chain.whole("fi", word) & _BASES)
