"""The segment: a group with like needs and abilities, so that services can be aimed (slides 62 to 64)."""

from ideabank import places
from ideabank.entries.kinds import DetailField, Kind, TextField
from ideabank.i18n import Words
from segments.fourfield import four_field
from segments.models import Segment
from segments.vocabulary import ABILITIES, CHANNELS, LIVES, NEEDS, SUPPORTS

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
            "channels", Words("Toimivat kanavat", "Kanaler som fungerar", "Channels that work"), CHANNELS, many=True
        ),
        DetailField("size", Words("Ryhmän koko", "Gruppens storlek", "Size of the group")),
    ),
    has_theme=False,
    sortings=("linked", "newest", "discussed"),
    template="segments/show.html",
    extra=four_field,
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    content=places.content("segments") / "segments",
)
