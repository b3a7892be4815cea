"""The proposal: a development action somebody should take, as the pre-study sorts them (slides 46-49)."""

from ideabank import places
from ideabank.entries.areas import areas
from ideabank.entries.kind import DetailField, Exchange, Kind
from ideabank.i18n import Words
from usecases.proposals.models import Proposal

FOLDER = places.content("usecases") / "proposals"


YES_NO = {"yes": Words("Kyllä", "Ja", "Yes"), "no": Words("Ei", "Nej", "No")}

proposal = Kind(
    code="proposal",
    folder="proposals",
    prefix="P",
    one=Words("Toimenpide-ehdotus", "Åtgärdsförslag", "Proposal"),
    many=Words("Toimenpide-ehdotukset", "Åtgärdsförslag", "Proposals"),
    intro=Words(
        "Kehittämistoimia, joita jonkun pitäisi ryhtyä tekemään, ja tarpeet niiden takana.",
        "Utvecklingsåtgärder som någon borde vidta, och behoven bakom dem.",
        "Development actions somebody should take, and the needs behind them.",
    ),
    detail=Proposal,
    details=(
        DetailField("code", Words("Tunnus", "Kod", "Code"), form=False),
        DetailField(
            "main_area",
            Words("Pääkokonaisuus", "Huvudområde", "Main area"),
            areas("main_areas"),
            filter=True,
            card=True,
        ),
        DetailField("sub_area", Words("Alakokonaisuus", "Delområde", "Sub-area"), areas("sub_areas")),
        DetailField(
            "channel", Words("Toimeenpanokanava", "Genomförandekanal", "Channel"), areas("channels"), filter=True
        ),
        DetailField("rrp", Words("RRP-ohjelmassa", "Ingår i RRP", "Part of RRP"), YES_NO, filter=True),
        DetailField("card", Words("Kortti", "Kort", "Card"), form=False),
        DetailField("slide", Words("Dia", "Bild", "Slide"), form=False),
        DetailField(
            "repeats", Words("Sama asia dioilla", "Samma sak på bilderna", "Repeated on slides"), many=True, form=False
        ),
    ),
    code_from="code",
    tell_roles=frozenset({"coordinator", "designer"}),
    exchange=Exchange(content=FOLDER),
)
