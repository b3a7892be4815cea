"""Front matter reads back as it was written, and says where it is wrong."""

import textwrap
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.frontmatter import FrontMatterError, dump, parse

TRICKY = ["---", "a: b", "- x", "kyllä", "no", "on", "true", "1.0", "a\n---\nb", "rivi \n\nb\n", "\t", "0\n"]
SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(TRICKY),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
METAS = st.dictionaries(st.text(max_size=10), VALUES, max_size=4)


def document(head: str, body: str = "") -> str:
    return f"---\n{textwrap.dedent(head).strip()}\n---\n{body}"


def refused(text: str) -> FrontMatterError:
    with pytest.raises(FrontMatterError) as problem:
        parse(text, file="usecases/content/a.md")
    return problem.value


def test_a_document_has_a_mapping_and_a_body() -> None:
    read = parse(document("title: {fi: Ajanvaraus, sv: Tidsbokning}\ntags: [ä, ö]", "Leipä.\n\n---\nja teksti\n"))
    assert read.meta == {"title": {"fi": "Ajanvaraus", "sv": "Tidsbokning"}, "tags": ["ä", "ö"]}
    assert read.body == "Leipä.\n\n---\nja teksti\n"
    assert read.lines == {"title": 2, "tags": 3}


def test_windows_newlines_and_a_byte_order_mark_are_no_trouble() -> None:
    assert parse("\ufeff---\r\na: 1\r\n---\r\nx\r\n").meta == {"a": 1}


def test_only_true_and_false_are_booleans_because_on_is_a_finnish_word() -> None:
    read = parse(document("key: on\nanswers: [yes, no, off, trueish]\nrrp: true\nold: False")).meta
    assert read == {"key": "on", "answers": ["yes", "no", "off", "trueish"], "rrp": True, "old": False}


def test_an_empty_front_matter_is_an_empty_mapping() -> None:
    assert parse("---\n---\nx").meta == {}


@pytest.mark.parametrize(
    ("head", "line", "field", "reason"),
    [
        ("a: 1\nb: 2\na: 3", 4, "a", "given twice"),
        ("a: 1\ntitle:\n  fi: x\n  fi: y", 5, "title", "given twice"),
        ("a: &x [1]\nb: *x", 3, "b", "aliases"),
        ("a: 1\nb: {fi: x", 3, "b", "expected"),
        ("a: 1\nb: x: y", 3, "b", "not allowed here"),
        ("a: 2024-13-45", 2, "a", "not a possible value"),
        ("a: !!python/object:os.system x", 2, "a", "constructor"),
        ("a: 1\nb: \x07", 3, "b", "a character"),
        ("a: " + "[" * 3_000, 2, "a", "nested deeper"),
        ("[a]: 1", 2, "[a]", "plain text"),
        ("- a", 2, "", "mapping"),
        ("1: a", 2, "1", "must be text"),
        ("a: !!binary x", 2, "a", ""),
        ("a: {<<: 5}", 2, "a", "merging"),
    ],
)
def test_an_error_names_file_line_and_field(head: str, line: int, field: str, reason: str) -> None:
    problem = refused(document(head))
    assert (problem.line, problem.field) == (line, field)
    assert reason in problem.reason
    assert f"usecases/content/a.md, line {line}" in str(problem)
    assert field in str(problem)


@pytest.mark.parametrize("text", ["", "# Otsikko", "---\na: 1\n", "--- x\n---\n"])
def test_a_text_without_front_matter_is_refused(text: str) -> None:
    assert "---" in refused(text).reason


def test_a_reader_can_refuse_a_field_by_its_line() -> None:
    problem = parse(document("a: 1\ntheme: kukka"), file="x.md").error("theme", "unknown theme")
    assert str(problem) == "x.md, line 3, field 'theme': unknown theme"


@settings(deadline=None, max_examples=120)
@given(METAS, st.text(max_size=60).filter(lambda body: "\r\n" not in body))
def test_what_is_dumped_reads_back(meta: dict[str, Any], body: str) -> None:
    read = parse(dump(meta, body))
    assert read.meta == meta
    assert list(read.meta) == list(meta)
    assert read.body == body


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`? \n\t,.0123<\x00", max_size=60))
def test_any_text_gives_a_document_or_a_named_error(head: str) -> None:
    try:
        line = parse(f"---\n{head}\n---\n", file="x").lines.get("a", 1)
    except FrontMatterError as problem:
        line = problem.line
    assert line >= 1


def test_unicode_and_order_are_kept_readable() -> None:
    assert dump({"otsikko": "Äiti 👩", "a": "x\ny\n"}, "b\n") == "---\notsikko: Äiti 👩\na: |\n  x\n  y\n---\nb\n"


def test_a_last_text_of_several_lines_keeps_its_newline() -> None:
    assert parse(dump({"a": "x\ny\n"}, "")).meta == {"a": "x\ny\n"}
