"""The register of requirements, and as a checklist for a tender."""

import io

import openpyxl

from tests.world import BANK, World, content


def test_the_register_tells_general_and_mobile_requirements_apart(bank: World) -> None:
    told = bank.client().get("/fi/requirements").text
    general, mobile = told.index("Yleiset vaatimukset"), told.index("Puhelinta koskevat vaatimukset")
    assert general < told.index("Rajapinta on avoin") < mobile < told.index("Toimii pienellä näytöllä")
    only = bank.client().get("/fi/requirements?scope=mobile").text
    assert "Rajapinta on avoin" not in only
    need, recipe = bank.entries["booking"], bank.entries["recipe"]
    for query in (f"need={need}", f"fulfilled={recipe}", "level=must"):
        told = bank.client().get(f"/fi/requirements?{query}").text
        assert "Rajapinta on avoin" in told, query
        assert "Toimii pienellä näytöllä" not in told, query


def test_the_register_goes_to_a_tender_as_a_checklist(bank: World) -> None:
    with bank.database.writing() as session:
        from ideabank.entries import actions

        risky = content("=HYPERLINK(1)", summary="Teksti.", details={"scope": "general", "level": "must"})
        actions.propose(session, BANK.kinds["requirement"], risky)
    client = bank.client()
    book = openpyxl.load_workbook(io.BytesIO(client.get("/fi/requirements/export/xlsx").content))
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [line[0] for line in lines[1:3]] == ["G-01", "M-01"]
    assert "Varaan ajan" in str(lines[1][6])
    assert "Liitä ajanvaraus" in str(lines[1][7])
    assert lines[1][8] == "dia 97"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    text = client.get("/fi/requirements/export/csv?scope=mobile").text
    assert "M-01" in text
    assert "G-01" not in text
    assert "- [ ] **G-01** Rajapinta on avoin (pakollinen)" in client.get("/fi/requirements/export/md").text
    assert client.get("/fi/requirements/export/exe").status_code == 404
