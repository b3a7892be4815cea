"""Sentences of code and templates against the catalogues. `make messages` runs this file: it adds what is new and drops what is gone."""

import datetime as dt
import io
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ideabank import errors, places
from ideabank.entries.actions import EditConflict
from ideabank.people.codes import TooManyCodes, WrongCode
from ideabank.text.mail_address import UnfitAddress

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fi", "sv")
BEGUN = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
HEADER = "# Ideabank: {language}. Keep sorted by `make messages`; the key is the English sentence."
RAISED = [name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)]
KEYWORDS = {
    **dict.fromkeys(["_", "N_", "translator", "translate", *RAISED]),
    **dict.fromkeys(one.__name__ for one in (WrongCode, TooManyCodes, UnfitAddress, EditConflict)),
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "Problem": (2,),
}


def extracted() -> Catalog:
    """Every sentence that somebody may read, as an empty catalogue."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods, options = [], {}
    for mapping in mappings:
        patterns = mapping["pattern"] if isinstance(mapping["pattern"], list) else [mapping["pattern"]]
        for pattern in patterns:
            methods.append((pattern, mapping["method"]))
            options[pattern] = {key: value for key, value in mapping.items() if key not in ("pattern", "method")}
    catalog = Catalog(fuzzy=False)
    found = extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, directory_filter=lambda folder: not Path(folder).name.startswith(".")
    )
    for _file, _line, message, _comments, _context in found:
        catalog.add(message)
    return catalog


def catalogue(language: str) -> Catalog:
    """The catalogue as it is committed; an empty one when there is none."""
    path = places.catalogues() / f"{language}.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


def main() -> None:
    """Writes both catalogues anew and says what is left to translate."""
    wanted = extracted()
    for language in LANGUAGES:
        held = catalogue(language)
        fresh = Catalog(locale=language, fuzzy=False, header_comment=HEADER.format(language=language))
        missing = 0
        for message in wanted:
            if message.id:
                kept = held.get(message.id)
                fresh.add(message.id, kept.string if kept is not None else "", flags=message.flags)
                missing += kept is None or not kept.string
        fresh.creation_date = BEGUN  # a date of today would change the file at every run
        path = places.catalogues() / f"{language}.po"
        with path.open("wb") as file:
            write_po(file, fresh, sort_output=True, no_location=True, width=0, omit_header=False)
        print(f"{path.name}: {len(fresh)} sentences, {missing} to translate")


if __name__ == "__main__":
    main()
