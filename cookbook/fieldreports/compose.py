"""Reading field reports: those of one recipe, both kinds with equal weight."""

import dataclasses
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from cookbook.fieldreports.vocabulary import OUTCOMES
from cookbook.models import FieldReport
from cookbook.recipes.views import ReportRow, Reports
from ideabank.entries.models import Entry, EntryText, Link
from ideabank.entries.queries import texts_of_many
from ideabank.entries.visibility import is_public, visible_to
from ideabank.entries.vocabulary import COUNTIES
from ideabank.i18n import choose
from ideabank.linking.views import LinkRow
from ideabank.visit.cards import entry_url, label
from ideabank.visit.people import organisation_goes
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Text


def reports_of(visit: Visit, recipe: Entry, rows: Sequence[LinkRow]) -> Reports:
    """The reports that `rows` link to the recipe, newest first, in three queries."""
    tell = visit.to("fieldreports:start", recipe=str(recipe.id)) if is_public(recipe) else ""
    ids = [row.other_id for row in rows]
    if not ids:
        return Reports(tell=tell)
    query = (
        sa.select(Entry, FieldReport)
        .join(FieldReport, col(FieldReport.entry_id) == col(Entry.id))
        .where(visible_to(), col(Entry.id).in_(ids))
        .order_by(col(Entry.published_at).desc(), col(Entry.id).desc())
    )
    found = visit.session.execute(query).all()
    texts = texts_of_many(visit.session, ids)
    names = organisation_goes(visit, {entry.organisation_id for entry, _ in found})
    shown = [
        (report.outcome, _row(visit, recipe, _Told(entry, report, texts[entry.id]), names)) for entry, report in found
    ]
    return Reports(
        worked=tuple(row for outcome, row in shown if outcome == "worked"),
        failed=tuple(row for outcome, row in shown if outcome == "failed"),
        organisations=len({entry.organisation_id for entry, _ in found if entry.organisation_id}),
        tell=tell,
    )


@dataclasses.dataclass(frozen=True)
class _Told:
    """A report with all that is told of it."""

    entry: Entry
    report: FieldReport
    texts: Mapping[str, EntryText]


def _row(visit: Visit, recipe: Entry, told: _Told, names: Mapping[int, Go]) -> ReportRow:
    entry, report = told.entry, told.report
    found = choose(dict(told.texts), visit.lang, entry.language)
    language, text = found or (entry.language, EntryText(entry_id=0, language=entry.language, title=""))
    kind = visit.bank.kinds["fieldreport"]
    return ReportRow(
        url=entry_url(visit, kind, entry.id, text.slug),
        outcome=label(OUTCOMES, report.outcome, visit.lang),
        because=Text(text.summary, language),
        where=names.get(entry.organisation_id or 0),
        county=COUNTIES[entry.county][visit.lang] if entry.county in COUNTIES else "",
        at=entry.published_at,
        revision=report.recipe_revision,
        is_older=report.recipe_revision < recipe.revision,
    )


def figures(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Recipe id → how many reports say that it worked and how many that it did not, in one query."""
    query = (
        sa.select(col(Link.target_id), col(FieldReport.outcome), sa.func.count())
        .join(Entry, col(Entry.id) == col(Link.source_id))
        .join(FieldReport, col(FieldReport.entry_id) == col(Entry.id))
        .where(visible_to(), col(Link.target_id).in_(ids), col(Link.relation) == "reports-on")
        .where(col(Link.state) != "withdrawn")
        .group_by(col(Link.target_id), col(FieldReport.outcome))
    )
    found: dict[int, dict[str, int]] = {}
    for number, outcome, count in session.execute(query):
        found.setdefault(number, {"worked": 0, "failed": 0})[outcome] = count
    return found


def remarks(session: Session, ids: Sequence[int], lang: str) -> dict[int, tuple[str, ...]]:
    """Both figures of each recipe that has reports, as its card shows them."""
    return {
        number: tuple(f"{words[lang]}: {found[code]}" for code, words in OUTCOMES.items())
        for number, found in figures(session, ids).items()
    }
