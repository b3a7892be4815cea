"""Saved versions of an entry, and any two of them compared word by word."""

from ideabank.entries.kind import DetailField, Kind
from ideabank.entries.models import Revision, RevisionRemoval
from ideabank.entries.removals import EVERYTHING, removals_of
from ideabank.i18n import LANGUAGE_NAMES, LANGUAGES, N_
from ideabank.reading.views.changes import ComparePage, DiffField, DiffPart, RevisionRow, RevisionsPage
from ideabank.text.diffs import compare
from ideabank.text.plain import Json
from ideabank.visit import rules
from ideabank.visit.belonging import version_of, versions_of
from ideabank.visit.cards import sub_url
from ideabank.visit.found import Found, read_entry
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.visit.wording import wording
from ideabank.web.pages import Response, show
from ideabank.web.parts import Text
from ideabank.web.request import whole

GONE = {
    "author": N_("The author has taken the words of this version away."),
    "moderator": N_("A moderator has taken the words of this version away."),
}
BLACKED = N_("A moderator has blacked out a part of the text, here and in the versions before.")
_OPS = {"same": "same", "added": "ins", "removed": "del"}


def revisions(visit: Visit, kind: Kind) -> Response:
    """All saved versions, newest first."""
    it = read_entry(visit, kind)
    page = RevisionsPage(
        title=visit.translator("Versions"),
        heading=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "show"),
        compare=sub_url(visit, it.entry, "compare"),
        rows=_rows(visit, it, versions_of(visit.session, it.entry, viewer=visit.viewer)),
    )
    return show(visit, page)


def compare_page(visit: Visit, kind: Kind) -> Response:
    """Two versions, word by word."""
    it = read_entry(visit, kind)
    newest = it.entry.revision
    wanted = (whole(visit.arg("from")) or max(1, newest - 1), whole(visit.arg("to")) or newest)
    old, new = (version_of(visit.session, it.entry, number, viewer=visit.viewer) for number in wanted)
    if old.number > new.number:
        old, new = new, old
    rows = _rows(visit, it, [old, new])
    page = ComparePage(
        title=visit.translator("What changed"),
        heading=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "revisions"),
        old=rows[0],
        new=rows[1],
        fields=tuple(_diffs(visit, kind, old.snapshot, new.snapshot)) if old.snapshot and new.snapshot else (),
    )
    return show(visit, page)


def _rows(visit: Visit, it: Found, rows: list[Revision]) -> tuple[RevisionRow, ...]:
    people = shown_names(visit.session, {row.author_id for row in rows})
    removals = removals_of(visit.session, it.entry)
    return tuple(_row(visit, it, row, people, removals.get(row.number)) for row in rows)


def _row(
    visit: Visit, it: Found, row: Revision, people: dict[int, str], removal: RevisionRemoval | None
) -> RevisionRow:
    _, is_empty = visit.translator, removal is not None and removal.extent == EVERYTHING
    starter = _("Starter bank") if row.author_id is None else _("Somebody")
    compared = {"from": max(1, row.number - 1), "to": row.number}
    may = rules.may_empty_version(visit.viewer, it.entry, row) and row.number < it.entry.revision and not is_empty
    return RevisionRow(
        number=row.number,
        at=row.created_at,
        who=_("A moderator") if removal and not is_empty else people.get(row.author_id or 0, starter),
        note=row.note,
        url="" if is_empty else sub_url(visit, it.entry, "compare", **compared),
        gone=_(GONE[removal.role] if is_empty else BLACKED) if removal else "",
        reason=Text(removal.reason, removal.language) if removal else Text(),
        is_empty=is_empty,
        remove=sub_url(visit, it.entry, "revisions:removal", number=str(row.number)) if may else "",
    )


def _diffs(visit: Visit, kind: Kind, old: Json, new: Json) -> list[DiffField]:
    fields = []
    for language in LANGUAGES:
        before, after = _texts_of(old, language), _texts_of(new, language)
        for name in kind.text_names:
            if before.get(name, "") != after.get(name, ""):
                label = f"{wording(visit, kind, name)[0]} ({LANGUAGE_NAMES[language]})"
                fields.append(DiffField(label, diff_parts(before.get(name, ""), after.get(name, "")), language))
    for field in (field for field in kind.details if field.outline is None):
        values = [_said(field, field.in_order(snap["details"].get(field.name)), visit.lang) for snap in (old, new)]
        if values[0] != values[1]:
            fields.append(DiffField(field.words[visit.lang], diff_parts(values[0], values[1]), visit.lang))
    for one in kind.structure.differences(old["details"], new["details"], visit.lang) if kind.structure else ():
        fields.append(DiffField(one.label, diff_parts(one.old, one.new), one.language))
    return fields


def diff_parts(old: str, new: str) -> tuple[DiffPart, ...]:
    return tuple(DiffPart(_OPS[piece.kind], piece.text) for piece in compare(old, new))


def _texts_of(snap: Json, language: str) -> dict[str, str]:
    """The texts of a version in one language, by name; none where it was not told."""
    text = snap["texts"].get(language)
    return {**text["fields"], **{name: text[name] for name in ("title", "summary", "body")}} if text else {}


def _said(field: DetailField, value: object, lang: str) -> str:
    values = value if isinstance(value, list) else [value]
    return ", ".join(field.say(one, lang) for one in values if one not in (None, ""))
