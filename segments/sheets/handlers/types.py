"""Choosing which type of artefact one makes, before the form asks anything."""

from ideabank.entries.kind import Kind
from ideabank.visit.visit import Visit
from segments.sheets.schema import ARTEFACTS
from segments.sheets.views.forms import TypeCard, TypesPage


def types_page(visit: Visit, kind: Kind) -> TypesPage:
    """A card for each type; it leads to the form with the type chosen."""
    _, lang = visit.translator, visit.lang
    return TypesPage(
        title=_("Add a design artefact"),
        kind=kind.code,
        intro=_("Which one do you make? You name it next, and fill it in on its page."),
        cards=tuple(
            TypeCard(code, one.words[lang], one.intro[lang], visit.to(f"{kind.folder}:new", type=code))
            for code, one in ARTEFACTS.items()
        ),
        bring=visit.to(f"{kind.folder}:import:new"),
        back=visit.to(f"{kind.folder}:list"),
    )
