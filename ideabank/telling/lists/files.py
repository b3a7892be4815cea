"""The template of a list, as a workbook and as CSV: the names of the columns, and on a second sheet what may be chosen."""

from collections.abc import Sequence

from ideabank.exchange import tables
from ideabank.exchange.tables import Leaf, Rows
from ideabank.exchange.worksheet import letters
from ideabank.i18n import N_, Translator
from ideabank.visit.columns import Column

CHOICES = N_("Choices")
MUST = " *"  # after the name of a column that must be filled
WIDE, NARROW = 36, 20


def template_csv(columns: Sequence[Column], lang: str) -> str:
    """The names of the columns as CSV."""
    return tables.to_csv([_head(columns, lang)])


def template_xlsx(columns: Sequence[Column], title: str, translate: Translator) -> bytes:
    """The names of the columns, choices offered where one is made; the second sheet lists them all."""
    lang, closed = translate.language, [one for one in columns if one.options]
    choices = tables.sheet_name(translate(CHOICES))
    offered = {
        columns.index(one) + 1: f"'{choices}'!${letter}$2:${letter}${1 + len(one.options or ())}"
        for letter, one in zip(map(letters, range(1, len(closed) + 1)), closed, strict=True)
        if not one.many
    }
    widths = [NARROW if one.options else WIDE for one in columns]
    head = Leaf(title=title, rows=[_head(columns, lang)], widths=widths, offered=offered)
    return tables.workbook(head, Leaf(title=choices, rows=_choices(closed, lang), widths=[WIDE] * len(closed)))


def _head(columns: Sequence[Column], lang: str) -> list[str]:
    return [one.names[lang] + (MUST if one.required else "") for one in columns]


def _choices(closed: Sequence[Column], lang: str) -> Rows:
    told = [[one.names[lang], *(words[lang] for words in (one.options or {}).values())] for one in closed]
    height = max(map(len, told), default=0)
    return [[column[place] if place < len(column) else "" for column in told] for place in range(height)]
