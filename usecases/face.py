"""How a use case is told, read and listed: as somebody's need."""

from ideabank.i18n import N_, NN_
from ideabank.visit.face import Face, LinkWords, Question, Reading, SupportWords, Telling

QUESTIONS = {
    "title": Question(
        N_("What do you want to be able to do?"),
        N_("One sentence is enough. For example: I book a time for my mother."),
    ),
    "who": Question(
        N_("For whom is this?"),
        N_("For example: somebody who cares for an old parent. Do not give names."),
        N_("Say who this is for."),
    ),
    "want": Question(N_("What exactly should happen?")),
    "why": Question(N_("Why does it matter?"), N_("What gets easier, or what goes wrong today.")),
    "situation": Question(N_("When does this come up?")),
    "body": Question(
        N_("The whole story"), N_("You can use Markdown. Do not tell your own or anybody else's health details.")
    ),
}
MET = {
    "unmet": N_("No known solution meets this need today."),
    "partly": N_("Some of the need is still without an answer."),
    "met": N_("At least one solution in use meets it."),
}
UNMET_ADVICE = (
    N_("If you know of one, link it here. If you build services, here is work to do."),
    N_("If you know of one, tell it in a comment. If you build services, here is work to do."),
)

usecase = Face(
    telling=Telling(
        act=N_("Share a need"),
        intro=N_("Two answers are enough to begin. What you write is saved as a draft while you write."),
        first=("title", "who"),
        questions=QUESTIONS,
        alike=("solution", "proposal"),
        is_shared=True,
    ),
    reading=Reading(
        template="usecases/show.html",
        story=N_("The need"),
        shows_new=True,
        support=SupportWords(
            heading=N_("Who shares this need"),
            count=NN_("person shares this need", "people share this need"),
            act=N_("I share this need"),
            mine=N_("You share this need."),
            nobody=N_("Be the first to share this need."),
            is_large=True,
        ),
        links=LinkWords(
            act=N_("Link a need"),
            heading=N_("What answers this need"),
            answers=("solution", "proposal"),
            concerns=("segment", "path"),
            others=N_("For whom, and where it arises"),
            met=MET,
            unmet_advice=UNMET_ADVICE,
        ),
    ),
)
