"""What the roles of people are called."""

from ideabank.i18n import Words

ROLE_NAMES = {
    "citizen": Words("Kansalainen", "Medborgare", "Citizen"),
    "representative": Words("Organisaation edustaja", "Organisationsrepresentant", "Organisation representative"),
    "designer": Words("Palvelumuotoilija", "Tjänstedesigner", "Service designer"),
    "team": Words("Projektitiimi", "Projektteam", "Project team"),
    "coordinator": Words("Koordinaattori", "Koordinator", "Coordinator"),
    "moderator": Words("Moderaattori", "Moderator", "Moderator"),
    "admin": Words("Ylläpitäjä", "Administratör", "Administrator"),
}
