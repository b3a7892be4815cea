"""A long story: its first paragraph stands open, the rest is folded, on the entry's page and in the preview before it is published."""

import pytest

from ideabank.entries import actions
from tests.world import BANK, World, content

LONG = "\n\n".join(["Ensin menin terveysasemalle.", *(f"Kappale {number} kertoo lisää siitä, mitä tapahtui." * 5 for number in range(3))])  # fmt: skip


def told(world: World, body: str) -> str:
    with world.database.writing() as session:
        entry = actions.propose(
            session,
            BANK.kinds["usecase"],
            content("Tarve", body=body, fields={"who": "Potilas"}),
            by=world.people["aino"],
        )
        number = entry.id
    return world.client().get(f"/fi/usecases/{number}", follow_redirects=True).text


def previewed(world: World, body: str) -> str:
    form = {"title": "Tarve", "who": "Potilas", "language": "fi", "body": body, "draft": "S" * 43, "do": "preview"}
    answer = world.client("aino").post("/fi/usecases", data=form)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("shown", [told, previewed])
def test_a_long_story_opens_with_its_first_paragraph(world: World, shown: object) -> None:
    assert callable(shown)
    page = shown(world, LONG)
    lead, _, rest = page.partition('<details class="fold story-rest">')
    assert "Ensin menin terveysasemalle." in lead
    assert "Kappale 2" not in lead.partition("<main")[2].partition("<form")[0]
    assert "Kappale 2" in rest
    assert "story-rest" not in shown(world, "Lyhyt kertomus.")
