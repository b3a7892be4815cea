"""Sticky notes: one note a row with a column for its group, pasted from a spreadsheet or exported from a whiteboard, become a board."""

from ideabank.entries.problem import Problem
from ideabank.i18n import N_
from ideabank.text.plain import Json
from segments.sheets.matrix import Rows
from segments.sheets.sheet import ALL, free_key

NOTE_HEADS = frozenset(
    "note notes text content sticky lappu muistiinpano löydös havainto teksti sisältö anteckning fynd innehåll".split()
)
GROUP_HEADS = frozenset("group cluster category theme frame section column topic ryhmä luokka teema kategoria sarake grupp tema kluster kategori".split())  # fmt: skip
NO_GROUPS = N_("No column tells the group of each note. Give each row a note and its group.")
OTHERS = {"fi": "Muut", "sv": "Övriga", "en": "Others"}


def board(rows: Rows, language: str = "fi") -> tuple[Json, list[Problem]]:
    """(an affinity board of the rows as plain data, what is wrong): groups in the order they first appear, notes in that of rows."""
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return {}, [Problem("", NO_GROUPS)]
    note, group, has_head = _places(filled)
    if note is None or group is None:
        return {}, [Problem("1", NO_GROUPS)]
    groups: dict[str, list[str]] = {}
    for row in filled[1 if has_head else 0 :]:
        words = row[note] if note < len(row) else ""
        name = row[group] if group < len(row) else ""
        if words:
            groups.setdefault(name or OTHERS[language], []).append(words)
    return {"columns": _columns(groups, language)}, []


def _columns(groups: dict[str, list[str]], language: str) -> list[Json]:
    keys: set[str] = {ALL}
    columns = []
    for name, notes in groups.items():
        key = free_key(name, keys, "group")
        keys.add(key)
        items = [{"text": {language: " ".join(words.split())}} for words in notes]
        columns.append({"key": key, "name": {language: " ".join(name.split())}, "cells": {"note": items}})
    return columns


def _places(rows: Rows) -> tuple[int | None, int | None, bool]:
    """(column of notes, column of groups, whether the first row is a head)."""
    head = [cell.casefold() for cell in rows[0]]
    note = next((place for place, cell in enumerate(head) if cell in NOTE_HEADS), None)
    group = next((place for place, cell in enumerate(head) if cell in GROUP_HEADS), None)
    if note is not None and group is not None:
        return note, group, True
    width = max(len(row) for row in rows)
    if width < 2:
        return None, None, False
    # Without a head: the group is what repeats, the note is what tells most.
    columns = [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]
    told = [place for place in range(width) if any(columns[place])]
    if len(told) < 2:
        return None, None, False
    note = max(told, key=lambda place: sum(map(len, columns[place])))
    group = min((place for place in told if place != note), key=lambda place: len(set(columns[place])))
    return note, group, False
