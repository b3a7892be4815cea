"""The recipe: a good practice told so that a team can repeat it (slides 42, 70 and 92 to 97)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cookbook.fieldreports.compose import figures
from cookbook.models import Recipe
from cookbook.projects.copies import change_copies
from cookbook.recipes.structure import PlanStructure
from cookbook.recipes.vocabulary import PURPOSES
from ideabank import places
from ideabank.entries.areas import areas
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, LinkFilter, Outline, TextField
from ideabank.entries.models import Entry
from ideabank.i18n import Words
from ideabank.text.plain import Json

_LIST = Words("Yksi asia riville.", "En sak per rad.", "One thing a line.")


def _reports(session: Session, entries: Sequence[Entry]) -> dict[int, Json]:
    """How often a recipe has worked and not, for documents and exports."""
    return {number: {"reports": found} for number, found in figures(session, [entry.id for entry in entries]).items()}


recipe = Kind(
    code="recipe",
    folder="recipes",
    prefix="K",
    one=Words("Keittokirjan ohje", "Kokboksrecept", "Recipe"),
    many=Words("Keittokirjan ohjeet", "Kokboksrecept", "Recipes"),
    intro=Words(
        "Hyviä käytäntöjä niin kerrottuina, että tiimi voi toistaa ne: mitä päätetään, mitä tehdään ja mistä tietää, että onnistui.",
        "God praxis berättad så att ett team kan göra om den: vad man bestämmer, vad man gör och hur man vet att det lyckades.",
        "Good practices told so that a team can repeat them: what to decide, what to do, and how one knows it worked.",
    ),
    detail=Recipe,
    texts=(
        TextField("when", Words("Milloin tätä käytetään", "När det här används", "When to use this"), _LIST),
        TextField("when_not", Words("Milloin ei", "När det inte ska användas", "When not to"), _LIST),
        TextField(
            "preconditions",
            Words("Mitä pitää olla valmiina", "Vad som ska vara på plats", "What must be in place"),
            _LIST,
        ),
        TextField("risks", Words("Mikä voi mennä pieleen", "Vad som kan gå fel", "What can go wrong"), _LIST),
    ),
    details=(
        DetailField(
            "purpose",
            Words("Mitä haluat tehdä", "Vad du vill göra", "What you want to do"),
            PURPOSES,
            many=True,
            filter=True,
            card=True,
        ),
        DetailField(
            "main_area",
            Words("Pääkokonaisuus", "Huvudområde", "Main area"),
            areas("main_areas"),
            many=True,
            filter=True,
        ),
        DetailField("keeper", Words("Kuka pitää ajan tasalla", "Vem som håller det aktuellt", "Who keeps this")),
        DetailField(
            "plan",
            Words("Tehtävät", "Uppgifter", "Tasks"),
            show=False,
            outline=Outline(
                Words(
                    "Yksi tehtävä riville. Muut tiedot, kysymykset ja vaihtoehdot täydennetään sitten.",
                    "En uppgift per rad. Resten, frågorna och alternativen fylls i sedan.",
                    "One task a line. The rest, the questions and the variants are filled in later.",
                ),
                required=True,
            ),
        ),
        DetailField(
            "origin_revision",
            Words("Lähteen versio", "Ursprungets version", "Version of the origin"),
            form=False,
            show=False,
        ),
    ),
    link_filters=(
        LinkFilter(
            "platform", "relies-on", Words("Alusta tai ratkaisu", "Plattform eller lösning", "Platform or solution")
        ),
        LinkFilter("requirement", "fulfils", Words("Vaatimus", "Krav", "Requirement")),
    ),
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    lifecycle=Lifecycle(statuses=("new",), has_review=True),
    structure=PlanStructure(),
    exchange=Exchange(content=places.content("cookbook") / "recipes", facts=_reports, copies=change_copies),
)
