"""Who it is for: segments, later their service paths and service-design artefacts."""

from ideabank.entries.kinds import Relation, Section
from ideabank.i18n import Words
from segments.kinds import segment

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
)

section = Section(name="segments", kinds=(segment,), relations=RELATIONS)
