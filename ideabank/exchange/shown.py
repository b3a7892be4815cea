"""How a workbook shows numbers: whole ones without a point, days as 2026-05-01, shares in percent, truth as TRUE and FALSE."""

import datetime as dt
import math

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel


class Shown:
    """The number formats of a workbook, gathered while its styles are read, and what a value looks like in them."""

    def __init__(self, *, is_1904: bool = False) -> None:
        self._epoch = MAC_EPOCH if is_1904 else WINDOWS_EPOCH
        self._own: dict[str, str] = {}
        self._formats: list[str] = []
        self._is_within = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Takes an element of styles.xml: formats by number, then which of them each style of cells has."""
        if tag == "numFmt":
            self._own[given.get("numFmtId", "")] = given.get("formatCode", "")[:200]
        elif tag == "cellXfs":
            self._is_within = True
        elif tag == "xf" and self._is_within:
            number = given.get("numFmtId", "0")
            known = BUILTIN_FORMATS.get(int(number), "General") if number.isascii() and number.isdigit() else "General"
            self._formats.append(self._own.get(number, known))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_within = False

    def said(self, value: str, type_: str, style: str) -> str:
        """The value of a cell that is no text, as people see it."""
        if type_ == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if type_ == "d":
            return value.strip().removesuffix("T00:00:00")
        try:
            number = float(value)
        except ValueError:
            return value
        if not math.isfinite(number):
            return value
        return self._number(number, self._format(style))

    def _format(self, style: str) -> str:
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 6 else 0
        return self._formats[place] if place < len(self._formats) else "General"

    def _number(self, number: float, how: str) -> str:
        if is_date_format(how):
            try:
                return _day(from_excel(number, self._epoch, timedelta="[h" in how.lower()))
            except (OverflowError, ValueError):
                return _plain(number)
        if how.rstrip().endswith("%"):
            return f"{_plain(round(number * 100, 10))} %"
        return _plain(number)


def _plain(number: float) -> str:
    """Fifteen digits, as spreadsheets keep them: 0.1 + 0.2 is 0.3."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return format(number, ".15g")


def _day(found: dt.datetime | dt.time | dt.timedelta | dt.date | None) -> str:
    if isinstance(found, dt.datetime):
        moment = found.replace(microsecond=0)
        return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ").removesuffix(":00")
    if isinstance(found, dt.timedelta):
        minutes = round(found.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(found, dt.time):
        return found.replace(microsecond=0).isoformat().removesuffix(":00")
    return "" if found is None else found.isoformat()
