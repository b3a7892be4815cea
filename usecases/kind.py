"""The use case: a need in a situation: who, what they want to do, why."""

from ideabank import places
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, Lists, TextField
from ideabank.entries.vocabulary import CHANNELS, FORMER_CHANNELS
from ideabank.i18n import Words
from usecases.models import UseCase
from usecases.vocabulary import ABILITIES, MAKERS

usecase = Kind(
    code="usecase",
    folder="usecases",
    prefix="U",
    one=Words("Käyttötapaus", "Användningsfall", "Use case"),
    many=Words("Käyttötapaukset", "Användningsfall", "Use cases"),
    intro=Words(
        "Tarpeita tilanteissa: kuka tarvitsee, mitä hän haluaa tehdä ja miksi.",
        "Behov i situationer: vem som behöver, vad personen vill göra och varför.",
        "Needs in situations: who has the need, what they want to do and why.",
    ),
    detail=UseCase,
    texts=(
        TextField("who", Words("Kuka", "Vem", "Who")),
        TextField("want", Words("Mitä haluaa tehdä", "Vad personen vill göra", "What they want to do")),
        TextField("why", Words("Miksi", "Varför", "Why")),
        TextField("situation", Words("Missä tilanteessa", "I vilken situation", "In which situation")),
    ),
    details=(
        DetailField(
            "abilities", Words("Laitteelta vaaditaan", "Krävs av enheten", "Device must support"), ABILITIES, many=True
        ),
        DetailField(
            "channels",
            Words("Asiointikanavat", "Servicekanaler", "Service channels"),
            CHANNELS,
            many=True,
            former=FORMER_CHANNELS,
        ),
    ),
    lifecycle=Lifecycle(has_met=True),
    exchange=Exchange(content=places.content("usecases") / "usecases", lists=Lists(roles=MAKERS, related="related")),
)
