"""Entries as rows of a spreadsheet: the columns by which lists are brought in, and what has become of each entry."""

from collections.abc import Iterable

from ideabank.entries.kind import Kind
from ideabank.entries.vocabulary import MET
from ideabank.exchange.documents import Document
from ideabank.exchange.tables import Rows
from ideabank.i18n import Words, choose
from ideabank.visit.cards import label, status_label
from ideabank.visit.columns import Column, columns_of
from ideabank.visit.visit import Visit

WIDE, NARROW = 36, 16
CODE = Words("Tunnus", "Kod", "Code")
STATUS = Words("Tila", "Status", "Status")
SOLVED = Words("Onko ratkaisua", "Finns det en lösning", "Is there a solution")
COUNTS = {
    "support": Words("Kannatuksia", "Stöd", "Supporters"),
    "statements": Words("Organisaatioita", "Organisationer", "Organisations"),
    "comments": Words("Kommentteja", "Kommentarer", "Comments"),
}
LINKS = Words("Linkkejä", "Länkar", "Links")
ADDRESS = Words("Osoite", "Adress", "Address")


def rows_of(visit: Visit, kind: Kind, documents: Iterable[Document]) -> Rows:
    """The heading and a row for each entry, told in the reader's language where it is told in it."""
    lang = visit.lang
    # A code of its own is a detail too, and stands first already.
    told = columns_of(kind, visit.face(kind).telling, visit.site.catalogues)
    columns = [one for one in told if one.name != kind.code_from]
    solved = [SOLVED[lang]] if kind.lifecycle.has_met else []
    counted = [words[lang] for words in (*COUNTS.values(), LINKS, ADDRESS)]
    head = [CODE[lang], *(one.names[lang] for one in columns), STATUS[lang], *solved, *counted]
    return [head, *(_row(visit, kind, columns, one) for one in documents)]


def widths_of(rows: Rows) -> list[int]:
    """Columns of long words are wide."""
    return [WIDE if any(len(row[place]) > NARROW for row in rows) else NARROW for place in range(len(rows[0]))]


def _row(visit: Visit, kind: Kind, columns: list[Column], one: Document) -> list[str]:
    lang = visit.lang
    language, text = choose(one["texts"], lang, one["language"]) or (one["language"], {})
    given = {**one["details"], **text, **{name: one[name] for name in ("theme", "county", "tags")}}
    given |= {"language": language, "review_by": one.get("review_by")}
    solved = [label(MET, one["met"] or "", lang).name] if kind.lifecycle.has_met else []
    return [
        one["code"],
        *(_cell(column, given.get(column.name), lang) for column in columns),
        status_label(one["status"], lang).name,
        *solved,
        *(str(one[name]) for name in COUNTS),
        str(len(one["links"])),
        one["url"],
    ]


def _cell(column: Column, value: object, lang: str) -> str:
    """A value in words; what only a page of its own can show is left out."""
    if isinstance(value, list):
        return ("; " if column.many else ", ").join(_cell(column, part, lang) for part in value)
    if value is None or isinstance(value, dict):
        return ""
    said = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return column.options[said][lang] if column.options and said in column.options else said
