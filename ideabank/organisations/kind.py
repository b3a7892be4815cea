"""The organisation kind: an association, a county, a company … an entry like others, for which members may speak."""

from ideabank.entries.kind import DetailField, Kind
from ideabank.i18n import Words
from ideabank.organisations.models import Organisation

TYPES = {
    "ministry": Words("Ministeriö", "Ministerium", "Ministry"),
    "agency": Words("Virasto tai laitos", "Ämbetsverk", "Public agency"),
    "county": Words(
        "Hyvinvointialue tai sen edeltäjä",
        "Välfärdsområde eller dess föregångare",
        "Wellbeing services county or its predecessor",
    ),
    "ngo": Words("Järjestö", "Förening", "Association"),
    "company": Words("Yritys", "Företag", "Company"),
    "state-company": Words("Valtion yhtiö", "Statligt bolag", "State-owned company"),
    "research": Words("Tutkimuslaitos", "Forskningsinstitut", "Research institute"),
}

organisation = Kind(
    code="organisation",
    folder="organisations",
    prefix="O",
    one=Words("Organisaatio", "Organisation", "Organisation"),
    many=Words("Organisaatiot", "Organisationer", "Organisations"),
    intro=Words(
        "Järjestöt, viranomaiset, alueet ja yritykset, jotka osallistuvat tai joista lähteet kertovat.",
        "Föreningar, myndigheter, områden och företag som deltar eller som källorna berättar om.",
        "Associations, authorities, counties and companies that take part or that the sources tell of.",
    ),
    detail=Organisation,
    details=(DetailField("type", Words("Tyyppi", "Typ", "Type"), TYPES, filter=True, card=True),),
    has_theme=False,
    has_mandates=True,
    tell_roles=frozenset({"coordinator"}),
)
