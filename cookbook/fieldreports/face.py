"""How a field report is told and listed."""

from cookbook.fieldreports import handlers as telling
from ideabank.i18n import N_
from ideabank.visit.face import Face, Listing, Telling

fieldreport = Face(
    telling=Telling(act=N_("Tell how it went"), start="start"),
    listing=Listing(sortings=("newest", "supported", "discussed")),
    pages=(("GET", "/start", telling.start, "start"), ("POST", "/start", telling.start, "begin")),
)
