"""The entries that were ticked in a list, as a file."""

from ideabank.entries.kind import Kind
from ideabank.errors import NotFound, Refused
from ideabank.exchange.documents import documents_of
from ideabank.exchange.tables import MEDIA, to_csv, to_xlsx
from ideabank.i18n import N_
from ideabank.reading.exporting import rows_of, widths_of
from ideabank.visit.ticked import ticked
from ideabank.visit.visit import Visit
from ideabank.web.pages import PlainResponse, Response

NOTHING = N_("Nothing is ticked. Go back, tick what you want, and press again.")
GONE = N_("What was ticked is not here any more. Go back to the list and tick anew.")


def chosen(visit: Visit, kind: Kind) -> Response:
    """/fi/usecases/chosen/xlsx?id=12&id=15: public entries alone, in the order of the ticks."""
    ending, ids = str(visit.path_params["format"]), ticked(visit)
    if ending not in MEDIA:
        raise NotFound("There is nothing at this address.")
    if not ids:
        raise Refused(NOTHING)
    found = list(documents_of(visit.session, ids, kind.code, public_url=visit.settings.public_url))
    if not found:
        raise Refused(GONE)
    rows = rows_of(visit, kind, found)
    body = to_csv(rows) if ending == "csv" else to_xlsx(rows, widths_of(rows), kind.many[visit.lang])
    headers = {"Content-Disposition": f'attachment; filename="{kind.folder}-{visit.lang}.{ending}"'}
    return PlainResponse(body, media_type=MEDIA[ending], headers=headers)
