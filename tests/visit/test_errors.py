"""Whatever is wrong with a form is told at a field that is there to be seen: its label in the summary, and a link that leads to it."""

import re
from collections.abc import Iterator

import pytest

from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.house.reading import Node, Reading
from tests.segments.samples import add_path
from tests.torture.forms import Form, read
from tests.world import BANK, FACES, World

LONG = "sana " * 2_000
PAGES = (
    *((f"/en/{kind.folder}/new", "kaisa") for kind in BANK.kinds.values() if not FACES[kind.code].telling.start),
    ("{booking}/edit", "sanna"),
    ("{booking}", "sanna"),
    ("{booking}", "kaisa"),
    ("{booking}", "eero"),
    ("{booking}/report", ""),
    ("{booking}/withdrawal", "aino"),
    ("{booking}/decision", "mika"),
    ("{booking}/links/new?other={omakanta_id}", "sanna"),
    ("{booking}/links/1/edit", "sanna"),
    ("{booking}/links/1/contest", "aino"),
    ("{path}/edit", "sanna"),
    ("{path}/steps/new", "sanna"),
    ("{path}/stages", "sanna"),
    ("{path}/steps/huomaa/edit", "sanna"),
    ("{path}/cells/huomaa/pain/edit", "sanna"),
    ("{path}/fork", "sanna"),
    ("{path}/import", "sanna"),
    ("{path}/attachments/new", "sanna"),
    ("{recipe}/edit", "sanna"),
    ("{recipe}/tasks/new", "sanna"),
    ("{recipe}/tasks/sovi/edit", "sanna"),
    ("{recipe}/questions/new/edit", "sanna"),
    ("{recipe}/questions/jarjestelma/edit", "sanna"),
    ("{recipe}/variants/new/edit", "sanna"),
    ("{recipe}/fork", "sanna"),
    ("/en/projects/start", "aino"),
    ("/en/projects/start?recipe={recipe_id}", "aino"),
    ("/en/fieldreports/start", "aino"),
    ("/en/fieldreports/start?recipe={recipe_id}", "aino"),
    ("{project}/edit", "aino"),
    ("{project}/import", "aino"),
    ("/en/account", "aino"),
    ("/en/sign-in", ""),
)


def told_wrongly(html: str) -> Iterator[str]:
    """Each way in which the errors of this page are not told as they should be."""
    page = Reading(html)
    if not page.title.startswith("Error:"):
        yield f"the title {page.title!r} does not begin with Error:"
    links = [one for one in page.all("a") if in_summary(one)]
    points = [one for one in page.all("li") if in_summary(one)]
    asked = re.search(r'name="confirmed" value="yes"', html)
    if not points and not asked:
        yield "has no summary of what is wrong"
    for point in points:
        if not any(link.parent is point for link in links) and not whole_form(page, point):
            yield f"says {point.words.strip()!r} of no field"
    for link in links:
        yield from (f"{link.words.strip()!r}: {wrong}" for wrong in field_wrongs(page, link))


def field_wrongs(page: Reading, link: Node) -> Iterator[str]:
    goal = next((node for node in page.nodes if node.get("id") == link.get("href")[1:]), None)
    if goal is None:
        yield "leads nowhere"
        return
    if any(one.tag == "details" and "open" not in one for one in above(goal)):
        yield "leads into a closed group"
    names = [one.words for one in page.all("label") if one.get("for") == goal.get("id")]
    names += [one.words for one in page.all("legend") if one.parent is goal]
    if not any(name.replace("(optional)", "").strip() in link.words for name in names):
        yield f"does not name its field, which is called {names}"
    if goal.tag == "fieldset":
        marked = "aria-describedby" in goal
    else:
        marked = "aria-describedby" in goal and goal.get("aria-invalid") == "true"
    if not marked:
        yield "is not marked as wrong"


def whole_form(page: Reading, point: Node) -> bool:
    """Whether it is about the whole: what was sent in a hidden field has no place of its own."""
    if "This link has changed while you were writing" in point.words:
        return True
    if "Choose one of the options in the list." in point.words and any(node.get("name") == "do" for node in page.nodes):
        return True  # which button was pressed
    if point.words.strip() == "Choose what to link: how well it answers, or how the two belong together.":
        return True  # which of them is what is asked
    return "Choose how the two belong together." in point.words and "field-relation" not in page.ids


def in_summary(node: Node) -> bool:
    return any("error-summary" in one.get("class") for one in above(node))


def above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def attempts(form: Form) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The form empty, then with each field missing, far too long, or holding what it does not offer."""
    ours = ("based_on", "draft", "language", "rows", "other", "recipe", "version", "next", "act")
    names = list(dict.fromkeys([*(name for name, _ in form.fields), *form.choices]))
    fill = {name: [one for one in form.choices[name] if one][:1] for name in form.choices}
    good = [(n, v or ("Words" if n not in fill else "")) for n, v in form.fields if n not in form.choices]
    good += [(name, values[0]) for name, values in fill.items() if values]
    yield "empty", [(n, v) for n, v in form.fields if n in ours]
    for name in names:
        if name in ours or name in ("do", "confirmed", "revision"):
            continue
        rest = [(n, v) for n, v in good if n != name and n != "confirmed"]
        yield f"without {name}", rest
        yield f"with a long {name}", [*rest, (name, LONG)]
        yield f"with an odd {name}", [*rest, (name, "\ud7ff<&>0")]


@pytest.fixture
def bank(bank_with: BankWith) -> World:
    return bank_with(_with_forms)


def _with_forms(world: World) -> None:
    add_path(world)
    add_recipe(world)
    add_project(world)


@pytest.mark.parametrize(("address", "who"), PAGES, ids=[f"{who or 'anybody'} {address}" for address, who in PAGES])
def test_each_error_is_told_at_its_field(address: str, who: str, bank: World) -> None:
    places = {name: bank.path(name, lang="en") for name in bank.entries}
    places |= {f"{name}_id": str(number) for name, number in bank.entries.items()}
    at, client = address.format(**places), bank.client(who)
    page = client.get(at, follow_redirects=True)
    assert page.status_code == 200, page.status_code
    wrong, refused = [], 0
    for form in read(at, page.text)[0]:
        if form.method != "post" or form.action.endswith(("/sign-out", "/support", "/confirmation", "/deletion")):
            continue
        for what, fields in attempts(form):
            data: dict[str, list[str]] = {}
            for name, value in fields:
                data.setdefault(name, []).append(value)
            answer = client.post(form.action, data={**data, "do": "publish"} if "/new" in at else data)
            assert answer.status_code < 500, (form.action, what)
            if answer.status_code == 422:
                refused += 1
                wrong += [f"{form.action} {what}: {one}" for one in told_wrongly(answer.text)]
    assert not wrong, "\n" + "\n".join(sorted(set(wrong))[:25])


def test_an_artefact_without_a_type_is_asked_for_its_type(world: World) -> None:
    form = {"title": "Persoona", "summary": "Kuka hän on", "language": "fi", "do": "publish"}
    answer = world.client("sanna").post("/en/artefacts", data=form)
    assert answer.status_code == 422
    assert re.search(r'<a href="#field-type">Type: Choose', answer.text)
    assert "at least one step" not in answer.text
