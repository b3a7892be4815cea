"""The solution: a service, platform or application that exists or is being built."""

from ideabank import places
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, Lists, TextField
from ideabank.entries.vocabulary import SOLUTION_STATUSES
from ideabank.i18n import Words
from usecases.solutions.models import Solution
from usecases.vocabulary import ABILITIES, MAKERS

TYPES = {
    "platform": Words("Alusta", "Plattform", "Platform"),
    "application": Words("Sovellus", "Applikation", "Application"),
    "service": Words("Palvelu", "Tjänst", "Service"),
    "register": Words("Rekisteri tai tietovaranto", "Register eller datalager", "Register"),
    "programme": Words("Ohjelma tai hanke", "Program eller projekt", "Programme"),
    "method": Words("Malli tai määrittely", "Modell eller specifikation", "Method or specification"),
}
ARCHITECTURE = {
    "national": Words("Kansallinen", "Nationell", "National"),
    "regional": Words("Alueellinen", "Regional", "Regional"),
    "market": Words("Markkinoilla", "På marknaden", "On the market"),
    "shared": Words("Yhteinen", "Gemensam", "Shared"),
}

solution = Kind(
    code="solution",
    folder="solutions",
    prefix="S",
    one=Words("Ratkaisu", "Lösning", "Solution"),
    many=Words("Ratkaisut", "Lösningar", "Solutions"),
    intro=Words(
        "Palveluja, alustoja ja sovelluksia, jotka ovat olemassa tai tekeillä. Katso täältä ensin.",
        "Tjänster, plattformar och applikationer som finns eller byggs. Titta här först.",
        "Services, platforms and applications that exist or are being built. Look here first.",
    ),
    detail=Solution,
    texts=(
        TextField("need", Words("Tarve, jota palvelee", "Behov som lösningen betjänar", "Need it serves")),
        TextField(
            "architecture",
            Words("Paikka kohdearkkitehtuurissa", "Plats i målarkitekturen", "Place in the target architecture"),
        ),
    ),
    details=(
        DetailField("type", Words("Tyyppi", "Typ", "Type"), TYPES, filter=True, card=True),
        DetailField("provider", Words("Tarjoaja", "Leverantör", "Provider")),
        DetailField("target_architecture", Words("Taso", "Nivå", "Level"), ARCHITECTURE, filter=True),
        DetailField(
            "abilities", Words("Käyttää laitteesta", "Använder av enheten", "Uses of the device"), ABILITIES, many=True
        ),
    ),
    tell_roles=MAKERS,
    lifecycle=Lifecycle(statuses=SOLUTION_STATUSES),
    exchange=Exchange(content=places.content("usecases") / "solutions", lists=Lists(roles=MAKERS, related="goes-with")),
)
