"""Word lists of this section, and who its makers are. Device abilities: the pre-study's own list, slide 18."""

from ideabank.i18n import Words

# Who works with needs and solutions: adds solutions, and brings lists of either.
MAKERS = frozenset({"team", "designer", "representative", "coordinator"})
ABILITIES = {
    "voice": Words("Puhelu", "Röstsamtal", "Voice call"),
    "sms": Words("Tekstiviesti", "Textmeddelande", "Text message"),
    "carried": Words("Laite on aina mukana", "Enheten är alltid med", "Always carried"),
    "screen": Words("Näyttö ja suorituskyky", "Skärm och prestanda", "Screen and computing power"),
    "storage": Words("Laitteen oma muisti", "Enhetens eget minne", "Storage on the device"),
    "browser-app": Words("Selain ja sovellukset", "Webbläsare och appar", "Browser and apps"),
    "photo": Words("Valokuva", "Foto", "Photographs"),
    "video": Words("Videokuva", "Video", "Video"),
    "qr": Words("QR-koodin luku", "Läsning av QR-kod", "QR codes"),
    "ar": Words("Lisätty todellisuus", "Förstärkt verklighet", "Augmented reality"),
    "text-input": Words(
        "Tekstintunnistus ja ennakoiva syöttö",
        "Textigenkänning och prediktiv inmatning",
        "Text recognition and predictive input",
    ),
    "messaging": Words("Viestisovellukset", "Meddelandeappar", "Messaging apps"),
    "sensors": Words("Laitteen anturit", "Enhetens sensorer", "Sensors of the device"),
    "connectivity": Words(
        "Liitettävyys muihin laitteisiin", "Anslutning till andra enheter", "Connection to other devices"
    ),
    "secure-login": Words(
        "Turvaominaisuudet ja biometriikka", "Säkerhetsfunktioner och biometri", "Security features and biometrics"
    ),
    "location": Words("Sijainti", "Platsinformation", "Location"),
    "speech": Words("Puheella toimiva palvelu", "Röststyrd tjänst", "Speech-driven service"),
}
