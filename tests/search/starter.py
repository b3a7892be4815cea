"""The starter bank as the search engines get it, without a database."""

import csv
import functools
from pathlib import Path

from ideabank.exchange.content import EntryFile
from ideabank.search.port import Document
from tests.starter import starter

HERE = Path(__file__).parent


@functools.cache
def starter_documents() -> tuple[list[Document], dict[int, str]]:
    """The documents, and entry id → "kind/key"."""
    files = starter()
    return [_document(number, file) for number, file in enumerate(files, 1)], {
        number: f"{file.kind.code}/{file.key}" for number, file in enumerate(files, 1)
    }


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a test set beside this file."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _document(number: int, file: EntryFile) -> Document:
    content = file.content
    return Document(
        entry_id=number,
        version=1,
        kind=file.kind.code,
        theme=content.theme,
        titles={language: text.title for language, text in content.texts.items()},
        bodies={
            language: " \n".join((text.summary, *text.fields.values(), text.body))
            for language, text in content.texts.items()
        },
        tags=" ".join(content.tags),
    )
