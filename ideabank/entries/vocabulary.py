"""The closed word lists every kind shares: themes, channels, counties, statuses, fits, link states. Words from PRODUCT.md."""

import dataclasses
from collections.abc import Mapping
from typing import TypeVar, cast

from ideabank.i18n import Words

Data = TypeVar("Data")

THEMES = {
    "booking": Words("Ajanvaraus", "Tidsbokning", "Booking"),
    "own-data": Words("Omat tiedot ja tulokset", "Egna uppgifter och resultat", "My data and results"),
    "contact": Words("Yhteydenotto ja viestit", "Kontakt och meddelanden", "Contact and messages"),
    "remote-care": Words("Etäpalvelut", "Distanstjänster", "Remote services"),
    "self-care": Words("Itse- ja omahoito", "Egenvård", "Self-care"),
    "guidance": Words("Neuvonta ja palveluun ohjaus", "Rådgivning och vägledning", "Advice and guidance"),
    "on-behalf": Words("Puolesta-asiointi", "Ärenden för en annan", "Acting for another"),
    "sign-in": Words("Tunnistautuminen", "Identifiering", "Signing in"),
    "accessibility": Words("Saavutettavuus", "Tillgänglighet", "Accessibility"),
    "integration": Words("Yhteentoimivuus", "Interoperabilitet", "Interoperability"),
    "steering": Words("Ohjaus ja yhteistyö", "Styrning och samarbete", "Steering and cooperation"),
    "ecosystem": Words("Ekosysteemi ja hankinta", "Ekosystem och upphandling", "Ecosystem and procurement"),
}

# The ways in which people and services meet: of a need, of a step and of a group.
CHANNELS = {
    "digital": Words("Sähköinen palvelu", "Digital tjänst", "Digital service"),
    "phone": Words("Puhelin", "Telefon", "Phone"),
    "text-message": Words("Tekstiviesti", "Textmeddelande", "Text message"),
    "chat": Words("Chat", "Chatt", "Chat"),
    "video": Words("Videoyhteys", "Videosamtal", "Video"),
    "on-site": Words("Käynti paikan päällä", "Besök på plats", "On site"),
    "home-visit": Words("Kotikäynti", "Hembesök", "Home visit"),
    "letter": Words("Kirje", "Brev", "Letter"),
}
# What a channel was called before. Old versions, files, forms and addresses say so still: it is read everywhere and written nowhere.
FORMER_CHANNELS = {"sms": "text-message"}

COUNTIES = {
    "etela-karjala": Words("Etelä-Karjala", "Södra Karelen", "South Karelia"),
    "etela-pohjanmaa": Words("Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia"),
    "etela-savo": Words("Etelä-Savo", "Södra Savolax", "South Savo"),
    "helsinki": Words("Helsinki", "Helsingfors", "Helsinki"),
    "hus": Words("HUS-yhtymä", "HUS-sammanslutningen", "HUS Group"),
    "ita-uusimaa": Words("Itä-Uusimaa", "Östra Nyland", "East Uusimaa"),
    "kainuu": Words("Kainuu", "Kajanaland", "Kainuu"),
    "kanta-hame": Words("Kanta-Häme", "Egentliga Tavastland", "Kanta-Häme"),
    "keski-pohjanmaa": Words("Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"),
    "keski-suomi": Words("Keski-Suomi", "Mellersta Finland", "Central Finland"),
    "keski-uusimaa": Words("Keski-Uusimaa", "Mellersta Nyland", "Central Uusimaa"),
    "kymenlaakso": Words("Kymenlaakso", "Kymmenedalen", "Kymenlaakso"),
    "lansi-uusimaa": Words("Länsi-Uusimaa", "Västra Nyland", "West Uusimaa"),
    "lappi": Words("Lappi", "Lappland", "Lapland"),
    "paijat-hame": Words("Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme"),
    "pirkanmaa": Words("Pirkanmaa", "Birkaland", "Pirkanmaa"),
    "pohjanmaa": Words("Pohjanmaa", "Österbotten", "Ostrobothnia"),
    "pohjois-karjala": Words("Pohjois-Karjala", "Norra Karelen", "North Karelia"),
    "pohjois-pohjanmaa": Words("Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia"),
    "pohjois-savo": Words("Pohjois-Savo", "Norra Savolax", "North Savo"),
    "satakunta": Words("Satakunta", "Satakunta", "Satakunta"),
    "vantaa-kerava": Words("Vantaa ja Kerava", "Vanda och Kervo", "Vantaa and Kerava"),
    "varsinais-suomi": Words("Varsinais-Suomi", "Egentliga Finland", "Southwest Finland"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Status:
    """A lifecycle status: logic looks at `kind` (new, in-review, accepted, in-progress, done, declined, parked)."""

    kind: str
    words: Words


STATUSES = {
    "new": Status("new", Words("Uusi", "Ny", "New")),
    "in-review": Status("in-review", Words("Arvioitavana", "Under bedömning", "In review")),
    "accepted": Status("accepted", Words("Hyväksytty", "Godkänd", "Accepted")),
    "in-progress": Status("in-progress", Words("Työn alla", "Pågår", "In progress")),
    "done": Status("done", Words("Valmis", "Klar", "Done")),
    "declined": Status("declined", Words("Ei toteuteta", "Genomförs inte", "Declined")),
    "parked": Status("parked", Words("Odottaa", "Väntar", "Parked")),
    "in-use": Status("done", Words("Käytössä", "I användning", "In use")),
    "being-built": Status("in-progress", Words("Rakenteilla", "Under uppbyggnad", "Being built")),
    "planned": Status("new", Words("Suunnitteilla", "Planeras", "Planned")),
    "unknown": Status("new", Words("Ei tiedossa", "Okänt", "Not known")),
}
COMMON_STATUSES = ("new", "in-review", "accepted", "in-progress", "done", "declined", "parked")
SOLUTION_STATUSES = ("in-use", "being-built", "planned", "unknown")

FITS = {
    "full": Words("kattaa tarpeen", "täcker behovet", "meets the need"),
    "partial": Words("kattaa osan", "täcker en del", "meets it in part"),
    "none": Words("ei kata", "täcker inte", "does not meet it"),
    "unknown": Words("ei tiedetä", "vet inte", "not known"),
}
BASES = {
    "source": Words("Lähde sanoo niin", "Källan säger så", "The source says so"),
    "judgement": Words("Oma arvio", "Egen bedömning", "Own judgement"),
    "experience": Words("Kokemus", "Erfarenhet", "Experience"),
    "test": Words("Kokeilu tai mittaus", "Försök eller mätning", "Trial or measurement"),
}
LINK_STATES = {
    "suggested": Words("ehdotettu", "föreslagen", "suggested"),
    "confirmed": Words("vahvistettu", "bekräftad", "confirmed"),
    "contested": Words("kiistetty", "bestridd", "contested"),
    "withdrawn": Words("vedetty pois", "återtagen", "withdrawn"),
}
MET = {
    "unmet": Words("Ei ratkaisua", "Ingen lösning", "No solution"),
    "partly": Words("Osin ratkaistu", "Delvis löst", "Partly met"),
    "met": Words("Ratkaistu", "Löst", "Met"),
}
COUNTING_STATES = ("suggested", "confirmed")


def current(value: Data, former: Mapping[str, str]) -> Data:
    """A code, or a list of codes, as they are called today; none twice. `former`: old code → new one."""
    return cast(Data, _current(value, former))


def _current(value: object, former: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return former.get(value, value)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return value
    return list(dict.fromkeys(former.get(one, one) for one in value))
