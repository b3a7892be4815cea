"""How the cookbook's kinds are joined to each other and to the rest of the bank."""

from cookbook.terms.kind import RELATIONS as TERM_RELATIONS
from ideabank.entries.relation import Relation
from ideabank.i18n import Words

RELATIONS = (
    Relation(
        code="helps",
        sources=("recipe",),
        targets=("usecase", "proposal"),
        forth=Words("Tarpeet ja ehdotukset taustalla", "Behov och förslag bakom", "Needs and proposals behind this"),
        back=Words("Ohjeita, jotka auttavat", "Anvisningar som hjälper", "Recipes that help"),
    ),
    Relation(
        code="relies-on",
        sources=("recipe",),
        targets=("solution",),
        forth=Words("Tarvitsee", "Är beroende av", "Relies on"),
        back=Words("Ohjeita, jotka käyttävät tätä", "Anvisningar som använder detta", "Recipes that rely on this"),
        at_step=True,
    ),
    Relation(
        code="fulfils",
        sources=("recipe",),
        targets=("requirement",),
        forth=Words("Täyttää vaatimukset", "Uppfyller kraven", "Fulfils the requirements"),
        back=Words("Ohjeita, joilla tämä täyttyy", "Anvisningar som uppfyller detta", "Recipes that fulfil this"),
    ),
    Relation(
        code="called-for-by",
        sources=("requirement",),
        targets=("usecase",),
        forth=Words(
            "Käyttötapaukset, jotka edellyttävät tätä",
            "Användningsfall som kräver detta",
            "Use cases that call for this",
        ),
        back=Words("Mitä tämä vaatii palvelulta", "Vad detta kräver av en tjänst", "What this calls for"),
    ),
    Relation(
        code="adapted-from",
        sources=("recipe",),
        targets=("recipe",),
        forth=Words("Tehty ohjeesta", "Gjort utifrån", "Made from"),
        back=Words("Tästä tehdyt ohjeet", "Anvisningar gjorda utifrån detta", "Made from this"),
        by_hand=False,
    ),
    Relation(
        code="reports-on",
        sources=("fieldreport",),
        targets=("recipe",),
        forth=Words("Mistä ohjeesta", "Om vilken anvisning", "About the recipe"),
        back=Words("Kokemuksia", "Erfarenheter", "Field reports"),
        by_hand=False,
    ),
    Relation(
        code="carries-out",
        sources=("project",),
        targets=("recipe",),
        forth=Words("Ohjeet, joita toteutetaan", "Anvisningar som genomförs", "Recipes carried out"),
        back=Words("Hankkeita, jotka toteuttavat tätä", "Projekt som genomför detta", "Projects that carry this out"),
        by_hand=False,
    ),
    Relation(
        code="works-on",
        sources=("project",),
        targets=("usecase", "solution"),
        forth=Words("Mitä hanke koskee", "Vad projektet gäller", "What the project is about"),
        back=Words("Hankkeita", "Projekt", "Projects"),
    ),
    *TERM_RELATIONS,
)
