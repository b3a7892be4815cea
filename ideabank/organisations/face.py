"""How an organisation is listed."""

from ideabank.i18n import N_
from ideabank.visit.face import Face, Listing, Telling

organisation = Face(telling=Telling(act=N_("Add an organisation")), listing=Listing(sortings=("newest",)))
