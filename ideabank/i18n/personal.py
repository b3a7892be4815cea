"""How people are told about what looks like personal data (text.personal_data finds it)."""

from ideabank.i18n.words import N_

REFUSED = {
    "hetu": N_("Remove the personal identity code. The bank is public, so it was not saved anywhere."),
    "iban": N_("Remove the bank account number. The bank is public, so it was not saved anywhere."),
}
ASK = {
    "hetu-like": N_("This looks like a personal identity code (%(what)s)."),
    "email": N_("This looks like an e-mail address (%(what)s)."),
    "phone": N_("This looks like a phone number (%(what)s)."),
    "address": N_("This looks like a street address (%(what)s)."),
}
