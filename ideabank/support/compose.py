"""Who shares an entry: people's support and organisations' statements, apart."""

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.support.models import Statement, Vote
from ideabank.support.views import Statement as StatementView
from ideabank.support.views import Support
from ideabank.visit.cards import sub_url
from ideabank.visit.parts import SIDE, Part, Showing
from ideabank.visit.people import organisation_goes, represented
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form as FormView
from ideabank.web.parts import Text


def support_of(showing: Showing) -> Support:
    """The part of an entry's page that tells who shares it."""
    return support_view(showing.visit, showing.found.entry)


def support_view(visit: Visit, entry: Entry, *, form: FormView | None = None) -> Support:
    """The big number, one's own mark, and who stands behind it as an organisation."""
    viewer, open_ = visit.viewer, is_public(entry)
    may = viewer.is_signed_in and open_
    mine = may and visit.session.get(Vote, (entry.id, viewer.id)) is not None
    organisations = represented(visit) if may and viewer.organisations else ()
    return Support(
        count=entry.support_count,
        mine=mine,
        action=sub_url(visit, entry, "support") if open_ else "",
        must_sign_in=open_ and not may,
        statements=_statements(visit, entry) if entry.statement_count else (),
        organisations=organisations,
        statement_action=sub_url(visit, entry, "statements") if organisations else "",
        form=form or FormView(),
    )


def _statements(visit: Visit, entry: Entry) -> tuple[StatementView, ...]:
    query = sa.select(Statement).where(col(Statement.entry_id) == entry.id).order_by(col(Statement.created_at))
    rows = list(visit.session.execute(query).scalars())
    goes = organisation_goes(visit, {row.organisation_id for row in rows})
    return tuple(
        StatementView(
            goes[row.organisation_id],
            Text(row.words, row.language),
            row.created_at,
            _withdraw_url(visit, entry, row.organisation_id),
        )
        for row in rows
        if row.organisation_id in goes
    )


def _withdraw_url(visit: Visit, entry: Entry, organisation_id: int) -> str:
    if organisation_id not in visit.viewer.organisations:
        return ""
    return sub_url(visit, entry, "statements:withdraw", organisation=str(organisation_id))


SUPPORT = Part("support", support_of, "support/_support.html", place=SIDE, depends=frozenset({"support", "viewer"}))
