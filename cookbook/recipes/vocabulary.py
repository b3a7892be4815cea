"""Word lists of recipes."""

from ideabank.i18n import Words

PURPOSES = {
    "build": Words("Rakentaa", "Bygga", "Build"),
    "buy": Words("Hankkia", "Upphandla", "Buy"),
    "connect": Words("Liittää", "Ansluta", "Connect"),
    "design": Words("Suunnitella", "Utforma", "Design"),
    "measure": Words("Mitata", "Mäta", "Measure"),
    "govern": Words("Sopia ja ohjata", "Komma överens och styra", "Agree and govern"),
}
