"""Who it is for: segments, their service paths and service-design artefacts."""

from ideabank.entries.relation import Relation
from ideabank.i18n import N_, Words
from ideabank.visit.section import Section
from ideabank.web.parts import MenuItem
from segments import face
from segments.kind import artefact, path, segment

RELATIONS = (
    Relation(
        code="concerns",
        sources=("segment",),
        targets=("usecase",),
        forth=Words("Ryhmän tarpeita", "Gruppens behov", "Needs of the group"),
        back=Words("Keitä koskee", "Vem det gäller", "Whom it concerns"),
    ),
    Relation(
        code="part-of",
        sources=("segment",),
        targets=("segment",),
        forth=Words("Kuuluu ryhmään", "Hör till gruppen", "Is part of"),
        back=Words("Ryhmään kuuluvat", "Till gruppen hör", "Includes"),
    ),
    Relation(
        code="walked-by",
        sources=("path",),
        targets=("segment",),
        forth=Words("Kenen polku", "Vems stig", "Whose path"),
        back=Words("Ryhmän palvelupolut", "Gruppens servicestigar", "Service paths of the group"),
    ),
    Relation(
        code="raises",
        sources=("path",),
        targets=("usecase",),
        forth=Words("Tarpeita polulla", "Behov längs stigen", "Needs on the path"),
        back=Words("Missä tarve herää", "Var behovet uppstår", "Where this need arises"),
        at_step=True,
    ),
    Relation(
        code="served-by",
        sources=("path",),
        targets=("solution",),
        forth=Words("Mikä auttaa polulla", "Vad som hjälper längs stigen", "What helps on the path"),
        back=Words("Mitä polun askelia palvelee", "Vilka steg den betjänar", "Steps it serves"),
        has_fit=True,
        at_step=True,
    ),
    Relation(
        code="describes",
        sources=("artefact",),
        targets=("segment", "path", "usecase", "solution"),
        forth=Words("Mitä tämä kuvaa", "Vad detta beskriver", "What this describes"),
        back=Words("Muotoilun tuotoksia", "Designunderlag", "Design artefacts"),
    ),
    Relation(
        code="forked-from",
        sources=("path", "artefact"),
        targets=("path", "artefact"),
        forth=Words("Haarautettu", "Avgrenad från", "Forked from"),
        back=Words("Haarat", "Förgreningar", "Forks"),
        by_hand=False,
    ),
)

MENU = (
    MenuItem("segment", "segments:list", N_("Segments")),
    MenuItem("path", "paths:list", N_("Paths and artefacts"), covers=("artefact",)),
    MenuItem("path", "paths:list", N_("Service paths"), is_main=False, under="path"),
    MenuItem("artefact", "artefacts:list", N_("Artefacts"), is_main=False, under="path"),
)

section = Section(
    name="segments",
    kinds=(segment, path, artefact),
    faces={"segment": face.segment, "path": face.path, "artefact": face.artefact},
    relations=RELATIONS,
    menu=MENU,
    notices={"origin-noted": N_("It is noted that you have seen what changed in the original.")},
)
