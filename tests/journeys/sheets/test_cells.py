"""Stages and cells of a sheet: named, ordered, filled in; whatever is sent to their forms is answered."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segments.sheets.reading import read
from segments.sheets.schema import TYPES
from segments.sheets.sheet import plain
from tests.journeys.pages import form_of
from tests.journeys.sheets.stored import sheet_of
from tests.world import World


def test_stages_are_named_ordered_added_and_taken_away(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/stages")
    form = form_of(sanna.get(at))
    assert (
        sanna.post(at, data=form | {"stage-tarve": "Alku", "new_stage": "Loppu", "do": "up:hoito"}).status_code == 303
    )
    sheet = sheet_of(paths, "path")
    assert [stage.name["fi"] for stage in sheet.stages] == ["Hoito", "Alku", "Loppu"]
    assert [column.key for column in sheet.columns] == ["kay", "huomaa", "soittaa"]
    # A stage told in another language too only loses its Finnish name; one that has no other keeps its steps.
    refused = sanna.post(at, data=form_of(sanna.get(at)) | {"stage-hoito": ""})
    assert refused.status_code == 422
    gone = sanna.post(at, data=form_of(sanna.get(at)) | {"stage-loppu": ""})
    assert gone.status_code == 303
    assert len(sheet_of(paths, "path").stages) == 2


def test_a_cell_tells_for_each_finding_how_well_it_is_known(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/cells/soittaa/pain/edit")
    form = form_of(sanna.get(at))
    drawn = sanna.post(at, data=form | {"pain": "Jono katkeaa.", "do": "lines"})
    assert 'name="level-pain-0"' in drawn.text
    form |= {"pain": "Jono katkeaa.", "of-pain-0": "Jono katkeaa.", "level-pain-0": "researched"}
    assert sanna.post(at, data=form | {"source-pain-0": "haastattelu 3"}).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    [item] = column.items("pain")
    assert (item.text, item.level, item.source) == ({"fi": "Jono katkeaa."}, "researched", "haastattelu 3")
    page = sanna.get(paths.path("path"), follow_redirects=True).text
    assert "tutkittu, haastattelu 3" in page
    english = paths.path("path", "/cells/soittaa/pain/edit", lang="en")
    form = form_of(sanna.get(english)) | {"pain-0": "The queue drops."}
    assert sanna.post(english, data=form).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    assert column.items("pain")[0].text == {"fi": "Jono katkeaa.", "en": "The queue drops."}
    assert sanna.post(at, data=form_of(sanna.get(at)) | {"pain": ""}).status_code == 303
    column = sheet_of(paths, "path").column("soittaa")
    assert column is not None
    assert column.items("pain") == ()


def test_whatever_is_sent_to_the_forms_of_a_sheet_is_answered(paths: World) -> None:
    sanna = paths.client("sanna")
    words = st.one_of(
        st.text(max_size=40), st.sampled_from(["", "x" * 400, "\x00", "-2", "9999999999", "\ud800", "# a\nb"])
    )
    fields = st.dictionaries(
        st.sampled_from(
            "name stage new_stage does channel feeling feeling_word pain pain-0 of-pain-0 level-pain-0 source-pain-0 based_on language do "
            "names data paste type title segment links stage-tarve confirmed draft".split()
        ),
        words,
        max_size=8,
    )
    ends = "steps/huomaa/edit steps/huomaa/draft steps/new steps/nowhere/edit cells/huomaa/pain/edit cells/huomaa/feeling/edit cells/huomaa/x/edit stages import fork origin".split()

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(ends), fields)
    def holds(end: str, form: dict[str, str]) -> None:
        sent = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
        answer = sanna.post(paths.path("path", f"/{end}"), data=sent)
        assert answer.status_code in (200, 303, 404, 409, 422), (end, sent)
        faults = read(plain(sheet_of(paths, "path")), TYPES["path"])[1]
        assert faults == []

    holds()


def test_a_cells_form_has_no_more_rows_than_a_form_may_carry(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/cells/huomaa/pain/edit")
    lines = "\n".join(f"Havainto {number}" for number in range(400))
    answer = sanna.post(at, data=form_of(sanna.get(at)) | {"pain": lines, "do": "lines"})
    assert answer.status_code == 200
    assert answer.text.count('name="of-pain-') == 81
