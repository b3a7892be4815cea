"""A kind in a folder of its own: a trial of something in practice, with a diary. `section` is all that an application is given."""

from pathlib import Path

from ideabank.entries.happening import Happening
from ideabank.entries.relation import Relation
from ideabank.i18n import N_, Words
from ideabank.visit.parts import SIDE, Part
from ideabank.visit.section import Section
from ideabank.web.parts import MenuItem
from tests.house.newkind import face
from tests.house.newkind.diary import ask_of, diary_of
from tests.house.newkind.kind import trial

section = Section(
    name="trials",
    kinds=(trial,),
    faces={"trial": face.trial},
    relations=(
        Relation(
            code="tries",
            sources=("trial",),
            targets=("usecase",),
            forth=Words("Mitä tarvetta kokeillaan", "Vilket behov som prövas", "The need it tries to meet"),
            back=Words("Kokeilut", "Försök", "Trials"),
            at_step=True,
        ),
    ),
    parts=(
        Part("diary", diary_of, "trials/_diary.html", depends=frozenset({"texts"})),
        Part("ask", ask_of, "trials/_ask.html", place=SIDE),
    ),
    happenings=(
        Happening(
            "trial-observed", Words("Päiväkirja karttui.", "Dagboken växte.", "The diary has grown."), glyph="trial"
        ),
    ),
    menu=(MenuItem("trial", "trials:list", N_("Trials"), is_main=False),),
    notices={"observed": N_("The observation is in the diary.")},
    home=Path(__file__).parent,
)
