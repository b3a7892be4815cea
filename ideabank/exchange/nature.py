"""What a file is, by its first bytes and not by its name, so that a file of another type can be called what it is."""

import re
import zipfile
from io import BytesIO

from ideabank.i18n import N_

# One sentence for each nature that somebody may send by mistake.
THIS_IS = {
    "xlsx": N_("This is an Excel workbook (.xlsx), which cannot be taken in here."),
    "ods": N_("This is an OpenDocument spreadsheet (.ods). Save it as .xlsx or CSV and try once more."),
    "xlsb": N_("This is a binary Excel workbook (.xlsb). Save it as .xlsx or CSV and try once more."),
    "old-office": N_(
        "This is a workbook locked with a password or of the old type (.xls). Save it as .xlsx without a password and try once more."
    ),
    "document": N_("This is a text document or a presentation, not a table. Copy its table into a spreadsheet and save that."),
    "zip": N_("This is a packed folder (.zip). Unpack it and send the file that is in it."),
    "pdf": N_("This is a PDF, which cannot be read as a table."),
    "picture": N_("This is a picture, which cannot be read as a table."),
    "html": N_("This is a web page saved as a file. Open it in a spreadsheet, save it as .xlsx or CSV and try once more."),
    "json": N_("This is JSON, which cannot be taken in here."),
    "ndjson": N_("This is NDJSON, entries of a whole bank. An administrator takes it in with the command “import”."),
    "csv": N_("This is CSV, which cannot be taken in here."),
}  # fmt: skip

_HEADS = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"II*\x00", "picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
)
_HTML = re.compile(r"<(?:!doctype|html|table|head|body|meta)\b", re.IGNORECASE)
_NDJSON = re.compile(r"\s*\{[^\r\n]*\}[ \t]*\r?\n\s*\{")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
SEPARATORS = ";\t,"


def nature(data: bytes) -> str:
    """One of THIS_IS for what is not plain text; "text" for what may be."""
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        return _packed(data)
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "picture"
    return next((found for head, found in _HEADS if data.startswith(head)), "text")


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = {name.lower().replace("\\", "/").lstrip("/") for name in packed.namelist()}
            is_open = "mimetype" in names and "content.xml" in names
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, IndexError, KeyError):
        return "xlsx"  # a damaged one: its reader tells so
    if is_open:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return "document"
    return "xlsx" if any(name.startswith("xl/") for name in names) or "[content_types].xml" in names else "zip"


def nature_of_text(text: str) -> str:
    """json, ndjson, html, csv, or "text" when it is none of them clearly."""
    start = text[:4_000].lstrip("\ufeff \t\r\n")
    if _HTML.match(start):
        return "html"
    if start[:1] == "{":
        return "ndjson" if _NDJSON.match(start) or _is_lines(text) else "json"
    if start[:2] in ("[{", "[[", '["', "[]") or (start[:1] == "[" and text.rstrip()[-1:] == "]"):
        return "json"
    return "csv" if any(mark in first_line(text) for mark in SEPARATORS) else "text"


def _is_lines(text: str) -> bool:
    """Whether an object ends with its line and another begins on the next."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.rstrip().endswith("}") and rest.lstrip()[:1] == "{"


def first_line(text: str) -> str:
    """The first line with words, without what stands in quotation marks: there, marks separate nothing."""
    bare = _QUOTED.sub("q", text[:20_000].lstrip("\ufeff"))
    return next((line for line in bare.splitlines() if line.strip()), "")
