"""The requirement: what a service must be, in one sentence that can be tested (slide 97 tells the mobile-specific ones apart)."""

from cookbook.models import Requirement
from cookbook.requirements.vocabulary import LEVELS, SCOPES
from ideabank import places
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, LinkFilter, TextField
from ideabank.i18n import Words

requirement = Kind(
    code="requirement",
    folder="requirements",
    prefix="R",
    one=Words("Vaatimus", "Krav", "Requirement"),
    many=Words("Vaatimukset", "Krav", "Requirements"),
    intro=Words(
        "Mitä palvelulta vaaditaan: yleiset vaatimukset ja erikseen ne, jotka koskevat puhelinta. Vie ne tarjouspyyntöön.",
        "Vad som krävs av en tjänst: allmänna krav och för sig de som gäller telefonen. Ta med dem till en upphandling.",
        "What is asked of a service: general requirements, and apart from them those of the phone. Take them to a tender.",
    ),
    detail=Requirement,
    texts=(
        TextField("why", Words("Miksi", "Varför", "Why")),
        TextField("check", Words("Miten tarkistetaan", "Så kontrolleras det", "How it is checked")),
    ),
    details=(
        DetailField("code", Words("Tunnus", "Kod", "Code"), form=False),
        DetailField("scope", Words("Laajuus", "Omfattning", "Scope"), SCOPES, filter=True, card=True),
        DetailField("level", Words("Sitovuus", "Bindande", "How binding"), LEVELS, filter=True, card=True),
    ),
    code_from="code",
    link_filters=(
        LinkFilter("need", "called-for-by", Words("Käyttötapaus", "Användningsfall", "Use case")),
        LinkFilter("fulfilled", "fulfils", Words("Keittokirjan ohje", "Kokboksrecept", "Recipe"), forth=False),
    ),
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    lifecycle=Lifecycle(statuses=("new",)),
    exchange=Exchange(content=places.content("cookbook") / "requirements"),
)
