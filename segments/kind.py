"""Who it is for: segments, their service paths, and service-design artefacts (slides 62 to 64)."""

from ideabank import places
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, Outline, TextField
from ideabank.entries.vocabulary import CHANNELS, FORMER_CHANNELS
from ideabank.i18n import Words
from segments.models import Artefact, Path, Segment
from segments.sheets.schema import ARTEFACTS
from segments.sheets.structure import SheetStructure
from segments.vocabulary import ABILITIES, LIVES, NEEDS, SUPPORTS

_SOURCE = Words("Mihin tieto perustuu", "Vad uppgiften bygger på", "What this rests on")

segment = Kind(
    code="segment",
    folder="segments",
    prefix="A",
    one=Words("Asiakassegmentti", "Kundsegment", "Segment"),
    many=Words("Asiakassegmentit", "Kundsegment", "Segments"),
    intro=Words(
        "Ryhmiä, joilla on samanlaisia tarpeita ja samanlaiset edellytykset. Yksi sovellus ei sovi kaikille.",
        "Grupper med liknande behov och förutsättningar. En app passar inte alla.",
        "Groups with like needs and like abilities. No single app fits all.",
    ),
    detail=Segment,
    texts=(
        TextField("situation", Words("Elämäntilanne", "Livssituation", "Life situation")),
        TextField("works", Words("Mikä toimii", "Vad som fungerar", "What works")),
        TextField("excludes", Words("Mikä sulkee ulos", "Vad som stänger ute", "What shuts out")),
    ),
    details=(
        DetailField("need", Words("Palvelutarve", "Servicebehov", "Service need"), NEEDS, filter=True, card=True),
        DetailField("need_source", _SOURCE, form=False, show=False),
        DetailField(
            "ability",
            Words("Asiointi verkossa", "Ärenden på nätet", "Ability to use the web"),
            ABILITIES,
            filter=True,
            card=True,
        ),
        DetailField("ability_source", _SOURCE, form=False, show=False),
        DetailField("support", Words("Tuki ympärillä", "Stöd runt omkring", "Support around"), SUPPORTS, filter=True),
        DetailField("support_source", _SOURCE, form=False, show=False),
        DetailField(
            "life", Words("Elämänvaihe ja tilanne", "Livsskede och situation", "Stage of life"), LIVES, many=True
        ),
        DetailField(
            "channels",
            Words("Toimivat kanavat", "Kanaler som fungerar", "Channels that work"),
            CHANNELS,
            many=True,
            former=FORMER_CHANNELS,
        ),
        DetailField("size", Words("Ryhmän koko", "Gruppens storlek", "Size of the group")),
    ),
    has_theme=False,
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    lifecycle=Lifecycle(statuses=("new",)),
    exchange=Exchange(content=places.content("segments") / "segments"),
)

STATES = {
    "now": Words("Nykytila", "Nuläge", "As it is now"),
    "target": Words("Tavoitetila", "Målbild", "As it should be"),
}
SCOPES = {
    "national": Words("Koko maa", "Hela landet", "The whole country"),
    "region": Words("Hyvinvointialue", "Välfärdsområde", "A wellbeing services county"),
    "service": Words("Yksi palvelu", "En tjänst", "One service"),
}
_ORIGIN = DetailField(
    "origin_revision", Words("Lähteen versio", "Ursprungets version", "Version of the origin"), form=False, show=False
)
_MAKERS = frozenset({"designer", "team", "coordinator"})

path = Kind(
    code="path",
    folder="paths",
    prefix="V",
    one=Words("Palvelupolku", "Servicestig", "Service path"),
    many=Words("Palvelupolut", "Servicestigar", "Service paths"),
    intro=Words(
        "Ryhmän askeleet palvelujen läpi kaikissa kanavissa: mitä tehdään, miltä se tuntuu ja missä apu puuttuu.",
        "En grupps steg genom tjänsterna i alla kanaler: vad man gör, hur det känns och var hjälpen fattas.",
        "A group's steps through services in all channels: what is done, how it feels and where help is missing.",
    ),
    detail=Path,
    details=(
        DetailField(
            "state", Words("Nykytila vai tavoite", "Nuläge eller mål", "Now or target"), STATES, filter=True, card=True
        ),
        DetailField("scope", Words("Laajuus", "Omfattning", "Scope"), SCOPES, filter=True, card=True),
        DetailField(
            "sheet",
            Words("Askeleet", "Steg", "Steps"),
            show=False,
            outline=Outline(
                Words(
                    "Yksi askel riville. Aloita vaihe merkillä #, esimerkiksi # Tarve herää. Muuta voi täydentää myöhemmin.",
                    "Ett steg per rad. Börja ett skede med #, till exempel # Behovet uppstår. Resten kan fyllas i senare.",
                    "One step a line. Begin a stage with #, such as # The need arises. The rest can be filled in later.",
                ),
            ),
        ),
        _ORIGIN,
    ),
    has_theme=False,
    tell_roles=_MAKERS,
    lifecycle=Lifecycle(statuses=("new",)),
    structure=SheetStructure(has_places=True),
    exchange=Exchange(content=places.content("segments") / "paths"),
)

artefact = Kind(
    code="artefact",
    folder="artefacts",
    prefix="M",
    one=Words("Palvelumuotoilun tuotos", "Tjänstedesignunderlag", "Design artefact"),
    many=Words("Palvelumuotoilun tuotokset", "Tjänstedesignunderlag", "Design artefacts"),
    intro=Words(
        "Persoonat, asiakasmatkat, rakennekuvat ja muut muotoilijan työkalut: tietona, jonka voi linkittää ja lukea ruudunlukijalla.",
        "Personor, kundresor, tjänsteritningar och andra verktyg: som data som går att länka och läsa med skärmläsare.",
        "Personas, journeys, blueprints and other tools of designers: as data that can be linked and read by a screen reader.",
    ),
    detail=Artefact,
    details=(
        DetailField(
            "type",
            Words("Tyyppi", "Typ", "Type"),
            {code: one.words for code, one in ARTEFACTS.items()},
            filter=True,
            card=True,
            required=True,
        ),
        DetailField(
            "sheet",
            Words("Askeleet tai ryhmät", "Steg eller grupper", "Steps or groups"),
            show=False,
            outline=Outline(
                Words(
                    "Asiakasmatkalle ja rakennekuvalle askeleet, löydöksille ja Miten voisimme -kysymyksille ryhmät: yksi riville. Muille jätä tyhjäksi.",
                    "För kundresa och tjänsteritning steg, för fynd och Hur kunde vi-frågor grupper: en per rad. Lämna annars tomt.",
                    "Steps for a journey or a blueprint, groups for findings and How might we: one a line. Leave empty for others.",
                ),
            ),
        ),
        _ORIGIN,
    ),
    has_theme=False,
    tell_roles=_MAKERS,
    lifecycle=Lifecycle(statuses=("new",)),
    structure=SheetStructure(),
    exchange=Exchange(content=places.content("segments") / "artefacts"),
)
