"""Word lists of segments: the factors of the pre-study (slides 63, 85, 87, 90) and the field's usual four-field of need and resources."""

from ideabank.i18n import Words

NEEDS = {
    "occasional": Words("Satunnainen", "Tillfälligt", "Occasional"),
    "recurring": Words("Toistuva", "Återkommande", "Recurring"),
    "long-term": Words("Pitkäaikainen", "Långvarigt", "Long-term"),
    "many-services": Words("Monta palvelua yhtä aikaa", "Många tjänster samtidigt", "Several services at once"),
}
ABILITIES = {
    "independent": Words("Asioi verkossa itse", "Sköter ärenden på nätet själv", "Uses the web alone"),
    "guided": Words("Onnistuu opastettuna", "Klarar det med handledning", "Manages with guidance"),
    "with-help": Words("Tarvitsee toisen avuksi", "Behöver någon till hjälp", "Needs somebody to help"),
    "not-digital": Words("Ei asioi verkossa", "Sköter inte ärenden på nätet", "Does not use the web"),
}
SUPPORTS = {
    "strong": Words("Vahva", "Starkt", "Strong"),
    "some": Words("Jonkin verran", "Något", "Some"),
    "little": Words("Vähän", "Lite", "Little"),
    "none": Words("Ei ketään", "Ingen", "Nobody"),
}
LIVES = {
    "childhood": Words("Lapsuus", "Barndom", "Childhood"),
    "youth": Words("Nuoruus", "Ungdom", "Youth"),
    "family": Words("Perhe", "Familj", "Family"),
    "working-age": Words("Työikä", "Arbetsför ålder", "Working age"),
    "older": Words("Ikääntyminen", "Åldrande", "Old age"),
    "illness": Words("Sairaus", "Sjukdom", "Illness"),
    "disability": Words("Vamma", "Funktionsnedsättning", "Disability"),
    "rehabilitation": Words("Kuntoutuminen", "Rehabilitering", "Rehabilitation"),
    "newcomer": Words("Maahan muutto", "Inflyttning till landet", "Moving to the country"),
    "remote": Words("Pitkät matkat palveluun", "Långa resor till service", "Far from services"),
}
# The four-field by need and resources, as Finnish counties use it in guiding people to services.
FIELDS = {
    "self": Words("Omatoimi", "Egenaktiv", "Self-directed"),
    "community": Words("Yhteisö", "Gemenskap", "Community"),
    "cooperation": Words("Yhteistyö", "Samarbete", "Cooperation"),
    "network": Words("Verkosto", "Nätverk", "Network"),
}
FIELD_MEANINGS = {
    "self": Words(
        "Tarve on pieni ja voimavaroja on: helppo itsepalvelu riittää pitkälle.",
        "Behovet är litet och resurser finns: enkel självbetjäning räcker långt.",
        "The need is small and there are resources: easy self-service goes a long way.",
    ),
    "community": Words(
        "Tarve on pieni, mutta voimavaroja on vähän: tukea haetaan läheltä ja rinnalle tarvitaan toinen kanava.",
        "Behovet är litet men resurserna få: stöd söks nära och en annan kanal behövs vid sidan av.",
        "The need is small but resources are few: support is sought close by, and another channel is needed beside.",
    ),
    "cooperation": Words(
        "Tarve on suuri ja voimavaroja on: hoito suunnitellaan yhdessä ja tieto kulkee molempiin suuntiin.",
        "Behovet är stort och resurser finns: vården planeras tillsammans och information går åt båda hållen.",
        "The need is great and there are resources: care is planned together and information goes both ways.",
    ),
    "network": Words(
        "Tarve on suuri ja voimavaroja on vähän: joku kantaa vastuun kokonaisuudesta, eikä verkko yksin riitä.",
        "Behovet är stort och resurserna få: någon ansvarar för helheten och nätet räcker inte ensamt.",
        "The need is great and resources are few: somebody is in charge of the whole, and the web alone is not enough.",
    ),
}
JUDGEMENT = Words("oma arviomme", "vår bedömning", "our judgement")
