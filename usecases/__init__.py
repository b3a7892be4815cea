"""What is needed, and what answers it: use cases, proposals, solutions."""

from ideabank.entries.relation import Relation
from ideabank.i18n import N_, Words
from ideabank.visit.section import Section
from ideabank.web.parts import MenuItem
from usecases import face
from usecases.kind import usecase
from usecases.proposals import face as proposals
from usecases.proposals.kind import proposal
from usecases.solutions import face as solutions
from usecases.solutions.kind import solution

RELATIONS = (
    Relation(
        code="addressed-by",
        sources=("usecase",),
        targets=("solution", "proposal"),
        forth=Words("Tähän vastaa", "Detta tillgodoses av", "Is addressed by"),
        back=Words("Vastaa tarpeisiin", "Tillgodoser behoven", "Addresses"),
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
        code="goes-with",
        sources=("solution",),
        targets=("solution",),
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

MENU = (
    MenuItem("usecase", "usecases:list", N_("Use cases")),
    MenuItem("usecase", "usecases:new", N_("Share a need"), is_main=False, under="usecase", is_act=True),
    MenuItem("proposal", "proposals:list", N_("Proposals")),
    MenuItem("solution", "solutions:list", N_("Solutions")),
)

section = Section(
    name="usecases",
    kinds=(usecase, proposal, solution),
    faces={"usecase": face.usecase, "proposal": proposals.proposal, "solution": solutions.solution},
    relations=RELATIONS,
    menu=MENU,
)
