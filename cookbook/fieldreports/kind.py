"""The field report: "worked for us" or "did not, because …", with organisation, context and the version that was tried."""

from cookbook.fieldreports.vocabulary import OUTCOMES
from cookbook.models import FieldReport
from ideabank.entries.kind import DetailField, Exchange, Kind, Lifecycle, TextField
from ideabank.i18n import Words

fieldreport = Kind(
    code="fieldreport",
    folder="fieldreports",
    prefix="F",
    one=Words("Kokemus ohjeesta", "Erfarenhet av en anvisning", "Field report"),
    many=Words("Kokemukset ohjeista", "Erfarenheter av anvisningar", "Field reports"),
    intro=Words(
        "Miten keittokirjan ohjeet ovat toimineet: sekä onnistumiset että se, mikä ei toiminut.",
        "Hur kokbokens anvisningar har fungerat: både det som lyckades och det som inte gjorde det.",
        "How the recipes have worked: what succeeded and what did not, with equal weight.",
    ),
    detail=FieldReport,
    texts=(TextField("context", Words("Missä ja keiden kanssa", "Var och med vem", "Where and with whom")),),
    details=(
        DetailField("outcome", Words("Miten kävi", "Hur det gick", "How it went"), OUTCOMES, filter=True, card=True),
        DetailField(
            "recipe_revision",
            Words("Ohjeen versio", "Anvisningens version", "Version of the recipe"),
            form=False,
        ),
    ),
    has_theme=False,
    lifecycle=Lifecycle(statuses=("new",), is_own=True),
    exchange=Exchange(begins_with="reports-on"),
)
