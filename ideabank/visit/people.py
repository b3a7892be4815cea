"""Names of people and organisations as pages show them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from ideabank.entries.queries import rows_of
from ideabank.people.queries import names
from ideabank.visit.cards import entry_url
from ideabank.visit.visit import Visit
from ideabank.web.parts import Choice, Go


def shown_names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Person id → name, for those who have one and still exist."""
    return names(session, {one for one in ids if one is not None})


def organisation_goes(visit: Visit, ids: Iterable[int | None]) -> dict[int, Go]:
    """Entry id → a link to the organisation, for the public ones."""
    kinds, rows = visit.bank.kinds, rows_of(visit.session, ids, visit.lang)
    return {
        number: Go(row.title, entry_url(visit, kinds[row.kind], number, row.slug), row.lang)
        for number, row in rows.items()
    }


def represented(visit: Visit) -> tuple[Choice, ...]:
    """The organisations the viewer may speak for."""
    goes = organisation_goes(visit, visit.viewer.organisations)
    return tuple(Choice(str(entry_id), go.name, lang=go.lang) for entry_id, go in sorted(goes.items()))
