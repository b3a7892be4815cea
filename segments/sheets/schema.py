"""The types of sheets: which lanes each has, what a lane's cells hold, and where a blueprint's lines run.

A type says how its columns are: `steps` (in stages, such as a path), `groups` (named freely, such as an affinity board) or `none`.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from ideabank.entries.vocabulary import CHANNELS, FORMER_CHANNELS
from ideabank.i18n import Words

SCHEMA = "ideabank.sheet/1"


@dataclasses.dataclass(frozen=True, slots=True)
class Lane:
    """One row of a sheet. `holds`: items (findings), choices (of `options`) or feeling. `line` is drawn above the lane.

    `former`: what an option was called before → its code.
    """

    code: str
    words: Words
    hint: Words | None = None
    holds: str = "items"
    options: dict[str, Words] | None = None
    former: Mapping[str, str] = dataclasses.field(default_factory=dict)
    line: Words | None = None
    most: int = 20


@dataclasses.dataclass(frozen=True, slots=True)
class Type:
    """One type of sheet."""

    code: str
    words: Words
    columns: str
    lanes: tuple[Lane, ...]
    intro: Words

    def lane(self, code: str) -> Lane | None:
        return next((lane for lane in self.lanes if lane.code == code), None)

    @property
    def has_feeling(self) -> bool:
        return any(lane.holds == "feeling" for lane in self.lanes)


LEVELS = {
    "assumption": Words("oletus", "antagande", "assumption"),
    "partly": Words("osin tutkittu", "delvis undersökt", "partly researched"),
    "researched": Words("tutkittu", "undersökt", "researched"),
}
FEELINGS = {
    -2: Words("Hyvin huono", "Mycket dålig", "Very bad"),
    -1: Words("Huono", "Dålig", "Bad"),
    0: Words("Siltä väliltä", "Mitt emellan", "In between"),
    1: Words("Hyvä", "Bra", "Good"),
    2: Words("Hyvin hyvä", "Mycket bra", "Very good"),
}

_DOES = Lane(
    "does",
    Words("Mitä ihminen tekee", "Vad personen gör", "What the person does"),
    Words("Yksi asia riville.", "En sak per rad.", "One thing a line."),
)
_CHANNEL = Lane(
    "channel", Words("Kanava", "Kanal", "Channel"), holds="choices", options=CHANNELS, former=FORMER_CHANNELS
)
_TOUCHPOINT = Lane(
    "touchpoint",
    Words("Kosketuspiste", "Kontaktpunkt", "Touchpoint"),
    Words(
        "Mitä ihminen kohtaa: sovellus, lomake, kirje, tiski …",
        "Det som personen möter: app, blankett, brev, disk …",
        "What the person meets: an app, a form, a letter, a desk …",
    ),
)
_FEELING = Lane("feeling", Words("Tunne", "Känsla", "Feeling"), holds="feeling")
_QUOTE = Lane(
    "quote",
    Words("Ajatus tai lainaus", "Tanke eller citat", "Thought or quotation"),
    Words(
        "Ihmisen omin sanoin. Merkitse lähde, jos joku on sanonut niin.",
        "Med personens egna ord. Ange källan om någon har sagt så.",
        "In the person's words. Give the source if somebody said so.",
    ),
)
_PAIN = Lane("pain", Words("Mikä hankaloittaa", "Vad som försvårar", "What makes it hard"))
_OPPORTUNITY = Lane("opportunity", Words("Mahdollisuus", "Möjlighet", "Opportunity"))
_SYSTEMS = Lane("systems", Words("Järjestelmät", "System", "Systems"))

PATH = Type(
    "path",
    Words("Palvelupolku", "Servicestig", "Service path"),
    "steps",
    (
        _DOES,
        _CHANNEL,
        Lane("serves", Words("Kuka palvelee", "Vem som betjänar", "Who serves")),
        _TOUCHPOINT,
        _FEELING,
        _QUOTE,
        _PAIN,
        _OPPORTUNITY,
        Lane("behind", Words("Kulissien takana", "Bakom kulisserna", "Behind the scenes")),
        _SYSTEMS,
        Lane("terms", Words("Termit", "Termer", "Terms")),
    ),
    Words("Askeleet palvelujen läpi.", "Stegen genom tjänsterna.", "The steps through services."),
)

_TYPES = (
    Type(
        "persona",
        Words("Persoona", "Persona", "Persona"),
        "none",
        (
            Lane("who", Words("Kuka", "Vem", "Who")),
            Lane("day", Words("Arki", "Vardagen", "Everyday life")),
            Lane("goals", Words("Tavoitteet", "Mål", "Goals")),
            Lane("needs", Words("Tarpeet", "Behov", "Needs")),
            Lane("frustrations", Words("Mikä turhauttaa", "Vad som frustrerar", "Frustrations")),
            Lane("abilities", Words("Taidot ja edellytykset", "Färdigheter och förutsättningar", "Abilities")),
            Lane("helpers", Words("Tuki ympärillä", "Stöd runt omkring", "Support around")),
            Lane("channels", Words("Kanavat", "Kanaler", "Channels")),
            Lane("quote", Words("Omin sanoin", "Med egna ord", "In their words")),
        ),
        Words(
            "Keksitty ihminen, jonka avulla tarve muistetaan.",
            "En påhittad människa som håller behovet i minnet.",
            "A made-up person who keeps the need in mind.",
        ),
    ),
    Type(
        "journey-map",
        Words("Asiakasmatka", "Kundresa", "Journey map"),
        "steps",
        (
            _DOES,
            Lane("expects", Words("Mitä odottaa", "Vad personen väntar sig", "What the person expects")),
            _TOUCHPOINT,
            _CHANNEL,
            _FEELING,
            _QUOTE,
            _PAIN,
            _OPPORTUNITY,
            Lane("measure", Words("Mistä tiedämme", "Hur vi vet", "How we would know")),
        ),
        Words("Yhden ihmisen matka alusta loppuun.", "En persons resa från början till slut.", "One person's journey."),
    ),
    Type(
        "blueprint",
        Words("Palvelun rakennekuva", "Tjänsteritning", "Service blueprint"),
        "steps",
        (
            Lane("proof", Words("Mitä asiakas näkee ja saa", "Det kunden ser och får", "Physical evidence")),
            _DOES,
            _CHANNEL,
            _FEELING,
            Lane(
                "front",
                Words("Näkyvä palvelu", "Synlig tjänst", "Frontstage"),
                line=Words("Vuorovaikutuksen raja", "Interaktionslinje", "Line of interaction"),
            ),
            Lane(
                "back",
                Words("Näkymätön työ", "Osynligt arbete", "Backstage"),
                line=Words("Näkyvyyden raja", "Synlighetslinje", "Line of visibility"),
            ),
            Lane(
                "support",
                Words("Tukiprosessit", "Stödprocesser", "Support processes"),
                line=Words(
                    "Sisäisen vuorovaikutuksen raja", "Linje för intern interaktion", "Line of internal interaction"
                ),
            ),
            _SYSTEMS,
            Lane("time", Words("Kesto", "Tidsåtgång", "Time")),
            Lane("fails", Words("Missä voi epäonnistua", "Där det kan gå fel", "Where it may fail")),
        ),
        Words(
            "Mitä palvelussa tapahtuu näkyvissä ja piilossa.",
            "Vad som sker i tjänsten, synligt och dolt.",
            "What happens in a service, seen and unseen.",
        ),
    ),
    Type(
        "stakeholder-map",
        Words("Sidosryhmäkartta", "Intressentkarta", "Stakeholder map"),
        "none",
        (
            Lane("core", Words("Ytimessä", "I kärnan", "At the core")),
            Lane("involved", Words("Mukana", "Delaktiga", "Involved")),
            Lane("affected", Words("Keihin vaikuttaa", "De som påverkas", "Affected")),
            Lane("steering", Words("Ohjaavat", "Styrande", "Steering")),
        ),
        Words(
            "Keitä asia koskee ja kuinka läheltä.", "Vem saken berör och hur nära.", "Whom it concerns, how closely."
        ),
    ),
    Type(
        "value-proposition",
        Words("Arvolupaus", "Värdeerbjudande", "Value proposition"),
        "none",
        (
            Lane("jobs", Words("Mitä pitää saada tehtyä", "Vad som ska bli gjort", "Jobs to be done")),
            Lane("pains", Words("Vaivat", "Besvär", "Pains")),
            Lane("gains", Words("Hyödyt, joita toivotaan", "Önskad nytta", "Gains")),
            Lane("products", Words("Mitä tarjotaan", "Vad som erbjuds", "Products and services")),
            Lane("relievers", Words("Mikä helpottaa", "Vad som lindrar", "Pain relievers")),
            Lane("creators", Words("Mikä tuo hyödyn", "Vad som ger nytta", "Gain creators")),
        ),
        Words("Mikä tarjottavassa auttaa ketäkin.", "Vad i erbjudandet som hjälper.", "What in the offer helps whom."),
    ),
    Type(
        "empathy-map",
        Words("Empatiakartta", "Empatikarta", "Empathy map"),
        "none",
        (
            Lane("says", Words("Sanoo", "Säger", "Says")),
            Lane("thinks", Words("Ajattelee", "Tänker", "Thinks")),
            Lane("does", Words("Tekee", "Gör", "Does")),
            Lane("feels", Words("Tuntee", "Känner", "Feels")),
            Lane("hears", Words("Kuulee", "Hör", "Hears")),
            Lane("pains", Words("Mikä painaa", "Vad som tynger", "Pains")),
            Lane("gains", Words("Mikä auttaa", "Vad som hjälper", "Gains")),
        ),
        Words("Miltä asia tuntuu toisen paikalta.", "Hur saken känns ur den andras plats.", "In another's place."),
    ),
    Type(
        "hmw",
        Words("Miten voisimme", "Hur kunde vi", "How might we"),
        "groups",
        (
            Lane("insight", Words("Mitä opimme", "Vad vi lärde oss", "What we learnt")),
            Lane("question", Words("Miten voisimme …?", "Hur kunde vi …?", "How might we …?")),
            Lane("idea", Words("Ensimmäisiä ideoita", "Första idéer", "First ideas")),
        ),
        Words("Havainnoista kysymyksiksi.", "Från iakttagelser till frågor.", "From findings to questions."),
    ),
    Type(
        "affinity",
        Words("Löydösten ryhmittely", "Släktskapsdiagram", "Affinity board"),
        "groups",
        (
            Lane("note", Words("Löydökset", "Fynd", "Findings"), most=80),
            Lane("insight", Words("Mitä ne yhdessä kertovat", "Vad de säger tillsammans", "What they mean together")),
        ),
        Words("Löydökset ryhmiin.", "Fynden i grupper.", "Findings in groups."),
    ),
    Type(
        "concept",
        Words("Konsepti", "Koncept", "Concept"),
        "none",
        (
            Lane("problem", Words("Ongelma", "Problem", "Problem")),
            Lane("people", Words("Kenelle", "För vem", "For whom")),
            Lane("idea", Words("Idea", "Idé", "Idea")),
            Lane("value", Words("Hyöty", "Nytta", "Value")),
            Lane("works", Words("Miten toimii", "Hur det fungerar", "How it works")),
            Lane("needs", Words("Edellytykset", "Förutsättningar", "Preconditions")),
            Lane("risks", Words("Riskit", "Risker", "Risks")),
            Lane("measures", Words("Mistä tiedetään, että onnistui", "Hur man vet att det lyckades", "Measures")),
        ),
        Words(
            "Idea niin selvänä, että sitä voi kokeilla.", "En idé klar nog att prova.", "An idea clear enough to try."
        ),
    ),
    Type(
        "test-card",
        Words("Testikortti", "Testkort", "Test card"),
        "none",
        (
            Lane("hypothesis", Words("Oletamme, että", "Vi antar att", "We believe that")),
            Lane("test", Words("Kokeilemme", "Vi provar", "To test it we will")),
            Lane("measure", Words("Mittaamme", "Vi mäter", "We measure")),
            Lane("criterion", Words("Olemme oikeassa, jos", "Vi har rätt om", "We are right if")),
            Lane("result", Words("Mitä tapahtui", "Vad som hände", "What happened")),
            Lane("learning", Words("Mitä opimme", "Vad vi lärde oss", "What we learnt")),
            Lane("next", Words("Mitä seuraavaksi", "Vad härnäst", "What next")),
        ),
        Words(
            "Yksi oletus ja miten se koetellaan.", "Ett antagande och hur det prövas.", "One assumption put to a test."
        ),
    ),
)
ARTEFACTS = {one.code: one for one in _TYPES}
TYPES = {PATH.code: PATH, **ARTEFACTS}


def type_of(details: Mapping[str, Any]) -> Type:
    """The type that these details are of; a path has none of its own to name."""
    return TYPES.get(str(details.get("type") or ""), PATH)
