"""The trial: somebody tries in practice what could answer a need."""

from ideabank.entries.kind import DetailField, Kind, Lifecycle, Outline, TextField
from ideabank.i18n import Words
from tests.house.newkind.models import Trial
from tests.house.newkind.structure import DiaryStructure

PLACES = {
    "clinic": Words("Terveysasema", "Hälsostation", "Health centre"),
    "home": Words("Koti", "Hemmet", "Home"),
}

trial = Kind(
    code="trial",
    folder="trials",
    prefix="E",
    one=Words("Kokeilu", "Försök", "Trial"),
    many=Words("Kokeilut", "Försök", "Trials"),
    intro=Words("Kokeiluja käytännössä.", "Försök i praktiken.", "What is tried in practice."),
    detail=Trial,
    texts=(TextField("hope", Words("Mitä toivotaan", "Vad man hoppas", "What is hoped for")),),
    details=(
        DetailField("place", Words("Paikka", "Plats", "Place"), PLACES, filter=True, card=True),
        DetailField(
            "diary",
            Words("Päiväkirja", "Dagbok", "Diary"),
            show=False,
            outline=Outline(Words("Yksi päivä riville.", "En dag per rad.", "One day a line.")),
        ),
    ),
    lifecycle=Lifecycle(statuses=("planned", "in-progress", "done")),
    structure=DiaryStructure(),
)
