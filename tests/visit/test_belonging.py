"""Every address that takes the id of a part, asked with hidden, withdrawn and foreign parts by everybody: no page breaks and none tells."""

import itertools
import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.routing import BaseRoute, Mount, Route
from starlette.testclient import TestClient

from cookbook.models import ProjectTask
from ideabank.database import now
from ideabank.discussion.models import Comment
from ideabank.entries import actions, links
from ideabank.entries.models import Attachment, Draft, Entry, EntryText, Link, Report
from tests.banks import BankWith
from tests.cookbook.samples import add_project, add_recipe
from tests.house.tree import python, text
from tests.journeys.projects.checklists import put
from tests.journeys.test_journeys import NEED
from tests.segments.samples import add_path
from tests.world import BANK, World, content

EVERYBODY = ("", "aino", "eero", "sanna", "kaisa", "mika")
# secret word → who may read it
SECRETS = {
    "qzxkommentti": ("eero", "mika"),  # hidden comments, both by Eero: their author reads them, and why
    "qzxratkaisu": ("sanna", "mika"),  # a hidden solution, Sanna's
    "qzxehdotus": ("kaisa", "mika"),  # a withdrawn proposal, Kaisa's
    "qzxluonnos": ("aino",),  # Aino's draft
    "qzxhanke": ("aino",),  # Aino's project, with its tasks and notes
    "qzxilmoitus": ("mika",),  # the words of a report
    "qzxpolku": ("sanna", "mika"),  # a withdrawn path, its steps and its picture
}
WORD = "avainsana"  # in the title of each, for searching


@pytest.fixture
def thick(bank_with: BankWith) -> World:
    """A bank in which something of everything is hidden, withdrawn, merged, erased or somebody's own."""
    return bank_with(_thicken)


def _thicken(world: World) -> None:
    add_recipe(world)
    add_path(world)
    add_project(world, title="qzxhanke")
    put(world, "sovi", note="qzxhanke muistiinpano", assignee="qzxhanke")
    aino, kaisa = world.client("aino"), world.client("kaisa")
    for name, who, body in (("queue", "eero", "qzxkommentti yksi"), ("booking", "eero", "qzxkommentti kaksi"), ("queue", "sanna", "mennyt")):  # fmt: skip
        said = world.client(who).post(world.path(name, "/comments"), data={"body": body, "stance": "for"})
        assert said.status_code == 303
    aino.post("/fi/usecases", data={**NEED, "title": "qzxluonnos", "do": "save"})
    for comment in ("", "1"):
        told = {"reason": "other", "words": "qzxilmoitus", "comment": comment}
        assert world.client().post(world.path("queue", "/report"), data=told).status_code == 303
    kaisa.post(world.path("notices", "/comments"), data={"body": "Sanat", "stance": "for"})
    for word, name in (("qzxratkaisu", "omakanta"), ("qzxehdotus", "notices"), ("qzxpolku", "path")):
        with world.database.writing() as session:
            row = session.get(EntryText, (world.entries[name], "fi"))
            assert row is not None
            row.title = row.summary = f"{word} {WORD}"
    world.app.state.site.search.drain_all()
    _ends(world)


def _ends(world: World) -> None:
    """What becomes of them, after they have been found by everybody."""
    with world.database.writing() as session:

        def found(name: str) -> Entry:
            entry = session.get(Entry, world.entries[name])
            assert entry is not None
            return entry

        for name, fact in (("omakanta", "hidden_at"), ("notices", "withdrawn_at"), ("path", "withdrawn_at")):
            setattr(found(name), fact, now())
        found("notices").owner_id = world.people["kaisa"].id
        session.add(Attachment(entry_id=world.entries["path"], name="qzxpolku.png", media_type="image/png"))
        _merged_and_erased(world, session, found("booking"))
        session.execute(sa.update(Comment).where(col(Comment.id).in_((1, 2))).values(hidden_at=now()))
        session.execute(
            sa.update(Comment).where(col(Comment.id) == 3).values(withdrawn_at=now(), body="", body_html="")
        )


def _merged_and_erased(world: World, session: sa.orm.Session, booking: Entry) -> None:
    sanna = world.people["sanna"]
    for name, fact in (("twin", "merged_into_id"), ("erased", "erased_at")):
        made = actions.propose(session, BANK.kinds["usecase"], content(f"Toinen {name}"), by=sanna)
        links.suggest(session, made, booking, "related", links.Claim(), by=sanna)
        session.flush()
        setattr(made, fact, booking.id if fact == "merged_into_id" else now())
        world.entries[name] = made.id


def patterns(routes: list[BaseRoute], method: str, prefix: str = "") -> Iterator[str]:
    for route in routes:
        if isinstance(route, Mount):
            yield from patterns(list(route.routes or []), method, prefix + route.path_format.removesuffix("/{path}"))
        elif isinstance(route, Route) and method in (route.methods or ()):
            yield prefix + route.path_format


def addresses(world: World, method: str) -> list[str]:
    """Each pattern with each entry of its kind, one foreign entry, and each part there is."""
    with world.database.reading() as session:
        kinds: dict[str, list[int]] = {}
        for number, kind in session.execute(sa.select(col(Entry.id), col(Entry.kind))):
            kinds.setdefault(BANK.kinds[kind].folder, []).append(number or 0)
        ended = sa.select(col(Link.id)).where(col(Link.target_id).in_((world.entries["omakanta"], world.entries["notices"], world.entries["twin"])))  # fmt: skip
        pools: dict[str, list[object]] = {
            "comment": [1, 2, 3, 4],
            "link": list(session.execute(ended).scalars()),
            "task": ["sovi", session.execute(sa.select(sa.func.min(ProjectTask.id))).scalar()],
            "attachment": [session.execute(sa.select(sa.func.min(Attachment.id))).scalar()],
            "organisation": [world.entries["seniors"]],
            "token": [NEED["draft"]],
        }
    pools |= {"lang": ["fi"], "session": [1], "step": ["huomaa"], "lane": ["pain"], "question": ["kuka"]}
    pools |= {
        "part": ["1"],
        "number": [1, 2],
        "variant": ["suoraan"],
        "format": ["json", "csv"],
        "ending": ["ttl"],
        "page": ["index"],
    }
    found: list[str] = []
    for pattern in patterns(world.app.routes, method):
        names = re.findall(r"{(\w+)}", pattern)
        refs: list[object] = list(kinds.get(pattern.split("/")[2], [1])) if "ref" in names else [0]
        here = [refs if name == "ref" else pools[name] for name in names]
        found += [pattern.format(**dict(zip(names, chosen, strict=True))) for chosen in itertools.product(*here)]
    return found


def asked(world: World) -> list[str]:
    """Addresses that name a part, or another entry, in their query."""
    ids = list(world.entries.values())
    found = [
        world.path("queue", f"/{where}?comment={number}") for where in ("report", "decision") for number in range(6)
    ]
    found += [world.path("queue", f"?comment={number}&reported=1&way=on&project={ids[-1]}&in=en") for number in (1, 2)]
    found += [world.path("queue", f"/links/new?other={number}&anchor=huomaa") for number in ids]
    found += [world.path("fork", f"/sides?with={number}") for number in ids]
    found += [world.path("fork", f"/fork?segment={number}") for number in ids]
    found += [f"/fi/projects/start?recipe={number}&project={world.entries['project']}" for number in ids]
    found += [f"/fi/fieldreports/start?recipe={number}&version=1" for number in ids]
    found += [world.path(name, f"/edit?draft={NEED['draft']}&in=sv") for name in world.entries]
    found += [world.path("project", f"/compare?from={one}&to={two}") for one in (1, 2) for two in (1, 2)]
    found += [world.path(name, ending) for name in world.entries for ending in (".md", ".json")]
    found += [f"/fi/search?q={WORD}", *(f"/fi/{kind.folder}?q={WORD}" for kind in BANK.kinds.values())]
    return found


def told_to(who: str, words: str) -> list[str]:
    return [word for word, allowed in SECRETS.items() if word in words and who not in allowed]


def look(client: TestClient, who: str, path: str) -> list[str]:
    """What a page tells that it should not: each a line."""
    answer = client.get(path, follow_redirects=True)
    faults = [f"{who or 'anybody'} reads {word} at {path}" for word in told_to(who, answer.text)]
    return faults if answer.status_code < 500 else [*faults, f"{answer.status_code} for {who} at {path}"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_breaks_or_tells_of_a_part_that_its_reader_may_not_see(thick: World, who: str) -> None:
    client, faults = thick.client(who), list[str]()
    for path in [*addresses(thick, "GET"), *asked(thick)]:
        # One's own data holds one's own hidden words.
        if not path.endswith("/account/data"):
            faults += look(client, who, path)
    assert not faults, "\n".join(faults[:40])


@pytest.mark.parametrize("who", ["", "aino", "kaisa"])
def test_no_form_that_names_a_part_tells_of_one_that_its_sender_may_not_see(thick: World, who: str) -> None:
    faults: list[str] = []
    client = thick.client(who)
    ids = {"comment": "1", "parent": "2", "other": str(thick.entries["omakanta"]), "entry": str(thick.entries["path"])}
    ids |= {"project": str(thick.entries["project"]), "segment": str(thick.entries["omakanta"]), "recipe": ""}
    ids |= {"organisation": str(thick.entries["seniors"]), "draft": "Z" * 43, "recipes": str(thick.entries["omakanta"])}
    left_out = ("/sign-out", "/deletion", "/demo", "/sign-in", "/withdrawal", "/removal", "/publishing")
    for path in addresses(thick, "POST"):
        if path.endswith(left_out):
            continue
        for form in (ids, {**ids, "comment": "2", "parent": "1", "linked": f"related>{thick.entries['erased']}"}):
            answer = client.post(path, data=form, follow_redirects=True)
            faults += [f"{who or 'anybody'} reads {word} at POST {path}" for word in told_to(who, answer.text)]
            faults += [f"{answer.status_code} at POST {path}"] if answer.status_code >= 500 else []
    assert not faults, "\n".join(faults[:40])


def test_a_hidden_comment_is_decided_about_by_moderators_and_answered_by_nobody(thick: World) -> None:
    mika, eero = thick.client("mika"), thick.client("eero")
    assert "qzxkommentti yksi" in mika.get(thick.path("queue", "/report?comment=1")).text
    for who in ("", "aino", "eero", "sanna", "kaisa"):
        assert thick.client(who).get(thick.path("queue", "/report?comment=1")).status_code == 410, who
    assert eero.get(thick.path("queue", "/comments/1/edit")).status_code == 410
    assert mika.get(thick.path("queue", "/comments/1/reply")).status_code == 410
    count = thick.entry("queue").comment_count
    decision = {"do": "restore", "reason": "Asiallinen", "comment": "1"}
    assert mika.post(thick.path("queue", "/decision"), data=decision).status_code == 303
    assert thick.entry("queue").comment_count == count + 1
    assert thick.client().get(thick.path("queue", "/report?comment=1")).status_code == 200


def test_a_link_that_was_taken_away_has_a_history_and_nothing_else(world: World) -> None:
    kaisa = world.client("kaisa")
    assert kaisa.post(world.path("booking", "/links/1/withdrawal")).status_code == 303
    for ending in ("edit", "contest", "withdrawal"):
        assert kaisa.get(world.path("booking", f"/links/1/{ending}")).status_code == 410, ending
    assert kaisa.post(world.path("booking", "/links/1/confirmation"), data={"state": "confirmed"}).status_code == 410
    assert world.client().get(world.path("booking", "/links/1/history")).status_code == 200


def test_a_report_about_what_is_gone_waits_for_nobody(thick: World) -> None:
    with thick.database.writing() as session:
        session.add(Report(entry_id=thick.entries["queue"], comment_id=3, reason="other", words="Menneestä"))
        session.add(Report(entry_id=thick.entries["project"], reason="other", words="Tiimin omasta"))
        session.add(Report(entry_id=thick.entries["erased"], reason="other", words="Poistetusta"))
    told = thick.client("mika").get("/fi/moderation").text
    assert "qzxilmoitus" in told
    assert not [word for word in ("Menneestä", "Tiimin omasta", "Poistetusta") if word in told]


FINDERS = {"ideabank/visit/belonging.py", "ideabank/visit/found.py"}


def test_only_the_finders_go_from_an_id_that_somebody_sends_to_a_row() -> None:
    """`session.get(Comment, whole(…))` beside the finders is how a hidden comment came to be read by anybody."""
    sent = re.compile(r"session\.get\([^\n]*(whole\(|visit\.(?!viewer)|form\.|path_params)")
    found = [
        f"{path}: {line.strip()}"
        for path in python()
        if path.as_posix() not in FINDERS
        for line in text(path).split("\n")
        if sent.search(line)
    ]
    assert not found, "Ask ideabank.visit.belonging:\n" + "\n".join(found)


def test_a_draft_is_kept_for_an_entry_only_by_who_may_edit_it(world: World) -> None:
    world.client("mika").post(world.path("queue", "/decision"), data={"do": "hide", "reason": "Syy"})
    form = {**NEED, "entry": str(world.entries["queue"]), "based_on": "1"}
    assert world.client("kaisa").post("/fi/usecases/drafts", data=form).status_code == 200
    with world.database.reading() as session:
        assert session.execute(sa.select(col(Draft.entry_id))).scalars().all() == [None]
