"""A list from a spreadsheet finds its way in: looked through row by row, and nothing is saved until somebody says so."""

import pytest
import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Entry, Link, Revision
from ideabank.support.models import Vote
from ideabank.telling.lists.models import BroughtList
from ideabank.upkeep.doctor import examine
from tests.telling.lists import HEAD, NEW, Visitor, drafts, entries, events, indexed, needs
from tests.world import World

LIKE = ("Varaan ajan äitini puolesta", "Omaishoitaja", "Varata ajan")
HETU = "131052-308T"


def count(world: World, model: type) -> int:
    with world.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(model)).scalar_one()


def test_a_list_is_looked_through_and_taken_in_and_only_the_button_publishes(either: World) -> None:
    before = count(either, Entry)
    preview = Visitor(either).bring(needs(NEW))
    assert preview.states() == {2: "new"}
    assert count(either, Entry) == before
    done = preview.then("take")
    assert "1 rivi julkaistiin." in done.text()
    made = entries(either)
    assert count(either, Entry) == before + 1
    assert events(either, made[NEW[0]]) == ["listed"]
    with either.database.reading() as session:
        entry = session.get(Entry, made[NEW[0]])
        assert entry is not None
        assert (entry.owner_id, entry.is_public, entry.support_count) == (either.people["sanna"].id, True, 0)
        assert not session.execute(sa.select(Vote).where(col(Vote.entry_id) == entry.id)).scalars().all()
        assert not list(examine(either.database, session))
    page = either.client().get(f"/fi/usecases/{made[NEW[0]]}", follow_redirects=True).text
    assert "Julkaistiin taulukon riviltä." in page


def test_the_same_file_twice_adds_nothing_and_neither_does_the_same_row_twice(either: World) -> None:
    data = needs(NEW, ("Toinen tarve aivan muusta", "Kalastaja", ""), (NEW[0].upper() + " ", *NEW[1:]))
    first = Visitor(either).bring(data)
    assert first.states() == {2: "new", 3: "new", 4: "twice"}
    first.then("take")
    before = count(either, Entry)
    again = Visitor(either, "kaisa").bring(data)
    assert set(again.states().values()) == {"known"}
    again.then("take")
    assert count(either, Entry) == before


def test_rows_below_the_line_of_a_spreadsheet_have_the_numbers_that_it_shows(world: World) -> None:
    preview = Visitor(world).bring("sep=;\r\n\r\nOtsikko;Kenelle tämä on?\r\nUusi tarve;Kalastaja\r\n".encode())
    assert preview.states() == {4: "new"}


def test_a_row_that_tells_what_the_bank_holds_is_recognised_with_what_it_looks_like(world: World) -> None:
    preview = Visitor(indexed(world)).bring(needs(NEW, LIKE))
    assert preview.states()[3] == "same"
    assert "Sama otsikko: U-" in preview.row(3)


def test_what_looks_like_an_entry_is_left_out_linked_or_kept_as_a_draft(either: World) -> None:
    indexed(either)
    rows = [(LIKE[0], who, LIKE[2]) for who in ("Omaishoitaja yksi", "Omaishoitaja kaksi", "Omaishoitaja kolme")]
    preview = Visitor(either).bring(needs(*rows))
    assert preview.states() == dict.fromkeys((2, 3, 4), "same")
    before = count(either, Entry)
    preview.then("take", r2_do="leave", r3_do="own", r4_do="draft")
    assert count(either, Entry) == before + 1
    with either.database.reading() as session:
        [link] = session.execute(sa.select(Link).where(col(Link.relation) == "related")).scalars()
        assert (link.target_id, link.created_by_id) == (either.entries["booking"], either.people["sanna"].id)
    [draft] = drafts(either)
    assert draft["who"] == "Omaishoitaja kolme"


def test_one_button_chooses_for_all_that_look_alike(world: World) -> None:
    indexed(world)
    preview = Visitor(world).bring(needs(*[(LIKE[0], f"Omaishoitaja {one}", "") for one in "abc"]))
    chosen = preview.then("all:same:own")
    assert [chosen.fields()[f"{number}-do"] for number in (2, 3, 4)] == ["own"] * 3
    assert "3 julkaistaan" in chosen.text()


def test_an_identity_code_is_kept_nowhere_and_is_mended_where_it_stands(either: World) -> None:
    preview = Visitor(either).bring(needs((f"Tunnukseni on {HETU} ja odotan", "Potilas", ""), NEW))
    assert preview.states() == {2: "fault", 3: "new"}
    assert HETU in preview.page
    with either.database.reading() as session:
        [kept] = session.execute(sa.select(BroughtList)).scalars()
        assert HETU not in str(kept.rows)
    later = preview.visitor.at(preview.action)
    assert HETU not in later.page
    still = later.then("save", r2_title=f"Yhä {HETU}")
    assert still.states()[2] == "fault"
    assert f"Yhä {HETU}" in still.page
    mended = still.then("save", r2_title="Odotan turhaan vastausta")
    assert mended.states() == {2: "new", 3: "new"}
    mended.then("take")
    assert "Odotan turhaan vastausta" in entries(either)
    with either.database.reading() as session:
        assert HETU not in str([row.snapshot for row in session.execute(sa.select(Revision)).scalars()])


def test_what_looks_like_contact_details_is_asked_about_by_row_and_mended_or_let_stand(world: World) -> None:
    rows = [("Soitan numeroon 040 123 4567", "Asiakas", ""), ("Kirjoitan osoitteeseen aino@example.org", "Asiakas", "")]
    preview = Visitor(world).bring(needs(*rows))
    assert preview.states() == {2: "asks", 3: "asks"}
    before = count(world, Entry)
    refused = preview.then("take")
    assert "odottavat korjausta" in refused.text()
    assert count(world, Entry) == before
    preview = refused.then("save", r2_title="Soitan neuvontaan", r3_fine="yes")
    assert preview.states() == {2: "new", 3: "new"}
    preview.then("take")
    assert count(world, Entry) == before + 2


def test_while_a_row_waits_to_be_mended_nothing_is_taken_in_and_what_was_typed_stays(world: World) -> None:
    preview = Visitor(world).bring(needs(NEW, ("Ilman ketään", "", ""), ("x" * 130, "Joku", "")))
    assert preview.states() == {2: "new", 3: "fault", 4: "fault"}
    before = count(world, Entry)
    answer = preview.press("take", r3_who="Vanhus", r4_title="y" * 131)
    assert answer.status_code == 422
    assert count(world, Entry) == before
    again = preview.visitor.at(preview.action)
    assert again.states() == {2: "new", 3: "new", 4: "fault"}
    assert "y" * 131 in again.page
    again.then("take", r4_do="leave")
    assert count(world, Entry) == before + 2


def test_a_cell_that_nobody_mended_is_not_taken_for_an_empty_one(world: World) -> None:
    head = ("Otsikko", "Kuka", "Aihe", "Kuvaus")
    visitor = Visitor(world)
    preview = visitor.bring(needs(("Tarve", "Joku", "Raha", f"Olen {HETU}"), head=head))
    later = visitor.at(preview.action).then("take", r2_do="mend")
    assert later.states() == {2: "fault"}
    assert "”Raha”" in later.row(2)
    mended = later.then("save", r2_theme="")
    assert mended.states() == {2: "new"}


def test_a_draft_from_a_list_is_known_when_the_list_comes_again_and_when_it_was_published(either: World) -> None:
    visitor, data = Visitor(either), needs(NEW)
    visitor.bring(data).then("take", r2_do="draft")
    assert visitor.bring(data).states() == {2: "known"}
    assert Visitor(either, "kaisa").bring(data).states() == {2: "new"}
    with either.database.reading() as session:
        token = session.execute(sa.text("SELECT token FROM draft WHERE listed <> ''")).scalar_one()
    values = {"draft": token, "language": "fi", "title": "Aivan muuksi muuttunut", "who": "Joku", "do": "publish"}
    assert visitor.client.post("/fi/usecases", data=values).status_code == 303
    assert events(either, entries(either)["Aivan muuksi muuttunut"]) == ["listed"]
    assert Visitor(either, "kaisa").bring(data).states() == {2: "known"}


def test_a_list_is_nobodys_but_its_bringers_and_only_makers_bring_one(world: World) -> None:
    preview = Visitor(world).bring(needs(NEW))
    path = preview.action.partition("?")[0]
    assert world.client("kaisa").get(path).status_code == 404
    assert world.client("kaisa").post(path, data={"do": "take"}).status_code == 404
    assert world.client("aino").get("/fi/usecases/import").status_code == 403
    assert world.client().get("/fi/usecases/import").headers["location"].startswith("/fi/sign-in")
    assert "/fi/usecases/import" in world.client("sanna").get("/fi/usecases").text
    assert "/fi/usecases/import" not in world.client("aino").get("/fi/usecases").text


def test_a_list_waits_on_ones_own_page_and_can_be_forgotten(world: World) -> None:
    preview = Visitor(world).bring(needs(NEW))
    path = preview.action.partition("?")[0]
    assert path in world.client("sanna").get("/fi/account").text
    assert "tarpeet.xlsx" in world.client("sanna").get("/fi/usecases/import").text
    assert preview.press("drop").status_code == 303
    assert world.client("sanna").get(path).status_code == 404


def test_a_second_press_of_the_button_takes_nothing_in_again(world: World) -> None:
    preview = Visitor(world).bring(needs(NEW))
    assert preview.press("take").status_code == 303
    before = count(world, Entry)
    assert preview.press("take").status_code == 303
    assert count(world, Entry) == before


def test_what_was_changed_in_another_window_is_not_written_over(world: World) -> None:
    preview = Visitor(world).bring(needs(NEW))
    assert preview.press("save", r2_do="leave").status_code == 303
    stale = preview.press("take")
    assert stale.status_code == 409
    assert NEW[0] not in entries(world)


def test_solutions_come_from_lists_too_in_any_language_of_columns(world: World) -> None:
    head = ("Title *", "Lyhyesti", "Typ", "Uses of the device", "Tarjoaja")
    rows = [("Apotti Maisa", "Asioi ja näe tietosi.", "palvelu", "SMS; Video call", "HUS")]
    preview = Visitor(world, folder="solutions").bring(needs(*rows, head=head))
    assert preview.states() == {2: "fault"}
    assert "”Video call” ei ole mikään vaihtoehdoista." in preview.row(2)
    preview = preview.then("save")
    assert preview.states() == {2: "fault"}
    preview.then("take", r2_abilities=["sms", "video"])
    assert "Apotti Maisa" in entries(world, "solution")


@pytest.mark.parametrize("data", [needs(NEW), ";".join(HEAD) + "\r\n" + ";".join(NEW)])
def test_rows_are_brought_as_a_file_or_pasted(world: World, data: bytes | str) -> None:
    assert Visitor(world).bring(data).states() == {2: "new"}


def test_a_long_list_is_told_by_pages_that_no_form_is_too_small_for(world: World) -> None:
    rows = [(f"Tarve {number} " + "x" * 130, "Joku", "") for number in range(450)]
    preview = Visitor(world).bring(needs(*rows))
    sent = sum(len(value) if isinstance(value, list) else 1 for value in preview.fields().values())
    assert len(preview.states()) == 200
    assert sent < 300
    assert len(preview.page) < 400_000
    last = preview.visitor.at(preview.action.replace("page=1", "page=3"))
    assert len(last.states()) == 50
    left = last.then("all:fault:leave")
    assert "450 jätetään pois" in left.text()
    assert left.then("save", r402_do="mend").fields()["402-do"] == "mend"
