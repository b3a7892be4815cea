"""Text as it comes from a form, made fit to keep. How long a text may be is for the forms to say."""

import re
import unicodedata

# Overrides and isolates can make a text read otherwise than it is stored (Unicode TR 36).
BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class UnfitText(ValueError):
    """The text cannot be kept: `reason` is "surrogate" (broken UTF-8) or "control" (NUL and its like)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def clean(text: str) -> str:
    """The text in NFC, with "\\n" newlines and no trailing spaces or bidi controls; may raise UnfitText."""
    if SURROGATE.search(text):
        raise UnfitText("surrogate")
    lines = NEWLINES.sub("\n", text)
    if CONTROL.search(lines):
        raise UnfitText("control")
    return _tidy(unicodedata.normalize("NFC", lines.translate(BIDI_CONTROLS)))


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip()
