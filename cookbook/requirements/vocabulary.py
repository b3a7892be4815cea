"""Word lists of the register."""

from ideabank.i18n import Words

SCOPES = {
    "general": Words("Yleinen", "Allmänt", "General"),
    "mobile": Words("Puhelinta koskeva", "Gäller telefonen", "Mobile-specific"),
}
SCOPE_TITLES = {
    "general": Words("Yleiset vaatimukset", "Allmänna krav", "General requirements"),
    "mobile": Words("Puhelinta koskevat vaatimukset", "Krav som gäller telefonen", "Mobile-specific requirements"),
}
LEVELS = {
    "must": Words("Pakollinen", "Obligatoriskt", "Must"),
    "should": Words("Suositus", "Rekommendation", "Should"),
}
