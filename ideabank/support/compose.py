"""Who shares an entry: people's support and organisations' statements, apart."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from ideabank.entries.models import Entry
from ideabank.entries.visibility import is_public
from ideabank.reading.parts import SIDE, Part, Showing
from ideabank.support.models import Statement, Vote
from ideabank.support.views import Statement as StatementView
from ideabank.support.views import Support
from ideabank.visit.cards import sub_url
from ideabank.visit.people import organisation_goes, represented
from ideabank.web.forms import Form as FormView
from ideabank.web.parts import Text
from ideabank.web.request import Request


def support_of(showing: Showing) -> Support:
    """The part of an entry's page that tells who shares it."""
    return support_view(showing.request, showing.session, showing.told.entry)


def support_view(request: Request, session: Session, entry: Entry, *, form: FormView | None = None) -> Support:
    """The big number, one's own mark, and who stands behind it as an organisation."""
    viewer, open_ = request.viewer, is_public(entry)
    may = viewer.is_signed_in and open_
    mine = may and session.get(Vote, (entry.id, viewer.id)) is not None
    organisations = represented(request, session) if may and viewer.organisations else ()
    return Support(
        count=entry.support_count,
        mine=mine,
        action=sub_url(request, entry, "support") if open_ else "",
        must_sign_in=open_ and not may,
        statements=_statements(request, session, entry) if entry.statement_count else (),
        organisations=organisations,
        statement_action=sub_url(request, entry, "statements") if organisations else "",
        form=form or FormView(),
    )


def _statements(request: Request, session: Session, entry: Entry) -> tuple[StatementView, ...]:
    query = sa.select(Statement).where(col(Statement.entry_id) == entry.id).order_by(col(Statement.created_at))
    rows = list(session.execute(query).scalars())
    goes = organisation_goes(request, session, {row.organisation_id for row in rows})
    return tuple(
        StatementView(
            goes[row.organisation_id],
            Text(row.words, row.language),
            row.created_at,
            _withdraw_url(request, entry, row.organisation_id),
        )
        for row in rows
        if row.organisation_id in goes
    )


def _withdraw_url(request: Request, entry: Entry, organisation_id: int) -> str:
    if organisation_id not in request.viewer.organisations:
        return ""
    return sub_url(request, entry, "statements:withdraw", organisation=str(organisation_id))


SUPPORT = Part("support", support_of, "entries/_support.html", place=SIDE, depends=frozenset({"support", "viewer"}))
