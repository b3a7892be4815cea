"""What is needed, and what answers it: use cases, proposals, solutions."""

from ideabank.entries.kinds import Relation, Section
from ideabank.i18n import Words
from usecases.kinds import usecase
from usecases.proposals.kinds import proposal
from usecases.solutions.kinds import solution

RELATIONS = (
    Relation(
        code="addressed-by",
        sources=("usecase",),
        targets=("solution", "proposal"),
        forth=Words("Tähän vastaa", "Detta besvaras av", "Is addressed by"),
        back=Words("Vastaa tarpeisiin", "Svarar på behoven", "Addresses"),
        has_fit=True,
        meets=("solution",),
    ),
    Relation(
        code="variation-of",
        sources=("usecase",),
        targets=("usecase",),
        forth=Words("On muunnelma tarpeesta", "Är en variant av", "Is a variation of"),
        back=Words("Muunnelmia", "Varianter", "Has variations"),
    ),
    Relation(
        code="related",
        sources=("usecase",),
        targets=("usecase",),
        forth=Words("Liittyy", "Hör ihop med", "Is related to"),
        back=Words("Liittyy", "Hör ihop med", "Is related to"),
    ),
    Relation(
        code="builds-on",
        sources=("solution",),
        targets=("solution",),
        forth=Words("Rakentuu näiden varaan", "Bygger på", "Builds on"),
        back=Words("Tämän varaan rakentuvat", "Ligger till grund för", "Is built on by"),
    ),
)

section = Section(name="usecases", kinds=(usecase, proposal, solution), relations=RELATIONS)
