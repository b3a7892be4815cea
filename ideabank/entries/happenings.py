"""What happens to every entry."""

from ideabank.entries.happening import Happening
from ideabank.i18n import Words

HAPPENINGS = (
    Happening("started", Words("Aloitettiin.", "Startades.", "Was started."), "edit"),
    Happening("published", Words("Julkaistiin.", "Publicerades.", "Was published."), "edit"),
    Happening(
        "listed",
        Words(
            "Julkaistiin taulukon riviltä.",
            "Publicerades från en rad i en tabell.",
            "Was published from a row of a list.",
        ),
        "edit",
    ),
    Happening(
        "concealed",
        Words(
            "Muuttui taas vain tiimille näkyväksi.",
            "Blev åter synligt bara för teamet.",
            "Became the team's alone again.",
        ),
        "hide",
    ),
    Happening(
        "handed-on",
        Words("Siirrettiin toiselle.", "Överläts till någon annan.", "Was handed on to somebody else."),
        "edit",
    ),
    Happening(
        "review-due",
        Words("Tarkistuspäivä on mennyt.", "Kontrolldagen har passerat.", "The day to look at this again has passed."),
        "history",
    ),
    Happening("revised", Words("Tekstiä muutettiin.", "Texten ändrades.", "The text was changed."), "edit"),
    Happening("status", Words("Tila vaihtui.", "Status ändrades.", "The status changed."), "history"),
    Happening("withdrawn", Words("Vedettiin pois.", "Återtogs.", "Was withdrawn."), "history"),
    Happening(
        "published-again", Words("Julkaistiin uudelleen.", "Publicerades på nytt.", "Was published again."), "edit"
    ),
    Happening(
        "undone",
        Words("Viimeisin muutos kumottiin.", "Den senaste ändringen ångrades.", "The last change was undone."),
        "history",
    ),
    Happening(
        "merged",
        Words("Yhdistettiin toiseen.", "Slogs ihop med något annat.", "Was merged into another entry."),
        "link",
    ),
    Happening(
        "unmerged",
        Words("Yhdistäminen peruttiin.", "Sammanslagningen togs tillbaka.", "The merging was taken back."),
        "link",
    ),
    Happening(
        "version-emptied",
        Words(
            "Aiemman version sanat poistettiin.",
            "Orden i en tidigare version togs bort.",
            "The words of an earlier version were taken away.",
        ),
        "close",
    ),
)
