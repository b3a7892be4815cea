"""Files as they belong to an entry."""

from ideabank.entries.models import Attachment
from ideabank.visit.belonging import NO_ENTRY, Belonging, is_of_entry

ATTACHMENT = Belonging(Attachment, NO_ENTRY, is_of_entry)
