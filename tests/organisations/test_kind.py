"""What an organisation is: an entry that coordinators bring in and for which people may speak."""

import pytest

from ideabank.i18n import LANGUAGES
from ideabank.organisations.kind import TYPES, organisation
from ideabank.people.viewer import Viewer
from ideabank.visit.rules import may_tell
from tests.world import World


@pytest.mark.parametrize("lang", LANGUAGES)
def test_types_of_organisations_are_told_apart_in_every_language(lang: str) -> None:
    assert len({words[lang] for words in TYPES.values()}) == len(TYPES)


@pytest.mark.parametrize(
    ("role", "may"),
    [("citizen", False), ("representative", False), ("designer", False), ("coordinator", True), ("admin", True)],
)
def test_coordinators_bring_organisations_in(role: str, may: bool) -> None:
    assert may_tell(Viewer(1, "Joku", "fi", frozenset({role})), organisation) is may


def test_of_all_kinds_only_for_an_organisation_may_people_speak(world: World) -> None:
    kinds = world.app.state.site.bank.kinds.values()
    assert [kind.code for kind in kinds if kind.has_mandates] == ["organisation"]
