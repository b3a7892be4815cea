"""The term: a word of the shared vocabulary (slide 60), and how terms belong together."""

from ideabank import places
from ideabank.entries.kind import Exchange, Kind, Lifecycle, TextField
from ideabank.entries.relation import Relation
from ideabank.i18n import Words

term = Kind(
    code="term",
    folder="terms",
    prefix="T",
    one=Words("Termi", "Term", "Term"),
    many=Words("Termit", "Termer", "Terms"),
    intro=Words(
        "Yhteiset sanat: mitä niillä tässä pankissa tarkoitetaan, kolmella kielellä ja lähteen kanssa.",
        "Gemensamma ord: vad de betyder i den här banken, på tre språk och med källa.",
        "Shared words: what they mean in this bank, in three languages and with the source.",
    ),
    texts=(
        TextField(
            "synonyms",
            Words("Muita nimiä", "Andra namn", "Other names"),
            Words("Pilkuilla erotettuna.", "Avgränsade med kommatecken.", "Separated by commas."),
        ),
        TextField(
            "avoid",
            Words("Vältettäviä nimiä", "Namn att undvika", "Names to avoid"),
            Words(
                "Monimerkityksisiä tai vanhentuneita, pilkuilla erotettuna.",
                "Mångtydiga eller föråldrade, avgränsade med kommatecken.",
                "Ambiguous or outdated ones, separated by commas.",
            ),
        ),
    ),
    has_theme=False,
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    lifecycle=Lifecycle(statuses=("new",)),
    exchange=Exchange(content=places.content("cookbook") / "terms"),
)

RELATIONS = (
    Relation(
        code="broader",
        sources=("term",),
        targets=("term",),
        forth=Words("Laajempi käsite", "Vidare begrepp", "Broader term"),
        back=Words("Suppeampia käsitteitä", "Snävare begrepp", "Narrower terms"),
        is_tree=True,
    ),
    Relation(
        code="related-to",
        sources=("term",),
        targets=("term",),
        forth=Words("Liittyy", "Hör ihop med", "Related to"),
        back=Words("Liittyy", "Hör ihop med", "Related to"),
    ),
)
