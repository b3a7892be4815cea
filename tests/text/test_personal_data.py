"""Identity codes and accounts are found however they are typed; ordinary texts are left in peace."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideabank.text.identity_codes import CHECK_CHARACTERS
from ideabank.text.markdown import plain
from ideabank.text.personal_data import findings
from tests.text.ordinary import KEPT, SEEN

ROOT = Path(__file__).parents[2]


def mask(text: str) -> str:
    """The text with each finding replaced by its kind in brackets: shows where findings begin and end."""
    parts, at = [], 0
    for finding in findings(text):
        parts += [text[at : finding.start], f"[{finding.kind}]"]
        at = finding.end
    return "".join([*parts, text[at:]])


def kinds(text: str) -> list[str]:
    return [finding.kind for finding in findings(text)]


def hetu(born: date, sign: str, number: int) -> str:
    digits = f"{born:%d%m%y}{number:03}"
    return f"{born:%d%m%y}{sign}{number:03}{CHECK_CHARACTERS[int(digits) % 31]}"


# 131052-308T is the example that the authority itself shows; nobody has it.
@pytest.mark.parametrize(
    "typed",
    [
        "131052-308T",
        "131052-308t",
        "13 10 52-308T",
        "13.10.52-308T",
        "13/10/52-308T",
        "131052 -308T",
        "131052 - 308 T",
        "1 3 1 0 5 2 - 3 0 8 T",
        "131052–308T",
        "131052—308T",
        "131052−308T",
        "131052‑308T",
        "１３１０５２－３０８Ｔ",
        "١٣١٠٥٢-308T",
        "131052\u00a0-\u202f308T",
        "1\u200b31052-30\u200d8T",
        "131052\u00ad-308T",
        "131052\n-308T",
        "131052-308T:n",
        "hetu131052-308Ton",
        "1 131052-308T",
        "(131052-308T)",
        "131052U308T",
        "131052y308t",
    ],
)
def test_an_identity_code_is_refused_in_every_form(typed: str) -> None:
    found = findings(f"Potilas {typed} odottaa.")
    assert [(finding.kind, finding.severity) for finding in found] == [("hetu", "refuse")]
    assert "308" not in mask(typed)


@pytest.mark.parametrize(
    "typed",
    [
        # as people write it by themselves
        "131052308T", "131052 308T", "131052_308T", "131052/308T", "131052·308T", "131052 miinus 308T", "131052-308Т",
        "13101952-308T", "13101952308T", "13.10.1952-308T", "13.10.1952 308T", "13/10/1952-308T", "13-10-1952-308T",
        "1952-10-13-308T", "1-3-1-0-5-2-3-0-8-T", "hetu:131052308T",
        # as word processors and web pages write it
        "1310\u00ad52308T", "1310\u200b52-\u200b308T", "131052\u2009–\u2009308T", "131052\t-\t308T", "131052 -\r\n 308T",
        # as Markdown and HTML will show it
        "131052**-308T**", "**131052**-308T", "_131052_-308T", "`131052`-308T", "~~131052~~-308T", "13\\1052-308T", "131052\\-308T",
        "131052&#45;308T", "131052&#x2d;308T", "131052&ndash;308T", "131052&nbsp;-308T", "131052&shy;-308T", "&#49;31052-308T",
        "131052-308&#84;", "[131052](https://a.example)-308T", "[131052][x]-308T", "131052<b>-308T</b>", "131052<!-- x -->-308T",
    ],
)  # fmt: skip
def test_an_identity_code_is_refused_as_people_write_it_and_as_it_will_be_shown(typed: str) -> None:
    assert [finding.severity for finding in findings(f"Tunnus on {typed} eikö niin")] == ["refuse"]
    assert "308" not in mask(typed)
    assert "052" not in mask(typed)


MARKS = st.sampled_from(["", "", "", "*", "**", "_", "`", "~~", "\\", "&shy;", "&#8203;", "\u00ad", "\u200b", "\u2060"])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_code_that_readers_would_see_is_found_whatever_marks_it_was_typed_with(data: st.DataObject) -> None:
    text = "Tunnus: " + "".join(data.draw(MARKS) + letter for letter in "131052-308T") + data.draw(MARKS)
    shown = "".join(letter for letter in plain(text) if letter.isalnum() or letter == "-")
    if "131052-308T" in shown:
        assert "hetu" in kinds(text)


@pytest.mark.parametrize("text", [*SEEN, *KEPT])
def test_ordinary_sentences_with_figures_are_left_in_peace(text: str) -> None:
    assert findings(text) == []


@settings(deadline=None, max_examples=300)
@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["{0:%d.%m.%Y}{2}{1:%d.%m.%Y}", "{0:%d%m%y}{2}{1:%d%m%y}", "{0:%Y-%m-%d}{2}{1:%Y-%m-%d}", "{0:%d.%m.%y}{2}{1:%d.%m.%y}"]),
    st.sampled_from(["-", "–", " - ", " "]),
)  # fmt: skip
def test_a_range_of_days_is_no_identity_code(first: date, last: date, how: str, dash: str) -> None:
    found = kinds("Ajalla " + how.format(first, last, dash) + " koko maassa.")
    assert not {"hetu", "hetu-like", "iban"}.intersection(found)


@pytest.mark.parametrize("sign", "+-YXWVUABCDEFyxwvuabcdef")
@pytest.mark.parametrize("number", [2, 899, 900, 999])
def test_every_century_sign_and_number_counts(sign: str, number: int) -> None:
    assert kinds(f"koodi {hetu(date(1903, 3, 7), sign, number)}, kiitos") == ["hetu"]


def test_a_wrong_check_character_is_only_asked_about() -> None:
    assert [(finding.kind, finding.severity) for finding in findings("131052-308U")] == [("hetu-like", "ask")]


@pytest.mark.parametrize("typed", ["321352-308T", "290201-308T", "131052-001A", "131052-3081234", "2131052-308T"])
def test_what_cannot_be_a_code_is_not_called_one(typed: str) -> None:
    assert "hetu" not in kinds(typed)


NOISE = st.sampled_from(["", "", "", " ", ".", "\u00a0", "\u200b", "\u2060"])


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(1850, 1, 1), date(2030, 1, 1)),
    st.integers(2, 999),
    st.data(),
    st.sampled_from(["-", "–", "−", "‐", "－"]),
)
def test_a_valid_code_is_found_through_noise(born: date, number: int, data: st.DataObject, dash: str) -> None:
    sign = {18: "+", 19: dash, 20: data.draw(st.sampled_from("ABCDEF"))}[born.year // 100]
    code = hetu(born, sign, number)
    noisy = code[0] + "".join(data.draw(NOISE) + letter for letter in code[1:])
    text = f"Terve, {noisy} on koodini."
    first = findings(text)[0]
    assert (first.kind, text[first.start : first.end]) == ("hetu", noisy)


@pytest.mark.parametrize(
    "typed",
    [
        "FI21 1234 5600 0007 85",
        "fi2112345600000785",
        "FI21-1234-5600-0007-85",
        "FI21\u00a01234\u00a05600\u00a00007\u00a085",
        "F I 2 1 1 2 3 4 5 6 0 0 0 0 0 7 8 5".replace("F I", "FI"),
        "DE89 3704 0044 0532 0130 00",
        "GB29 NWBK 6016 1331 9268 19",
        "SE45 5000 0000 0583 9825 7466",
        "NO93 8601 1117 947",
        "EE38 2200 2210 2014 5685",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
        "FI21 1 2 3 4 5 6 0 0 0 0 0 7 8 5",
        "F I 2 1 1 2 3 4 5 6 0 0 0 0 0 7 8 5",
        "FI 21 1234 5600 0007 85",
        "FI21\t1234\t5600\t0007\t85",
        "FI21\r\n1234\r\n5600\r\n0007\r\n85",
        "FI21.1234.5600.0007.85",
        "FI21 - 1234 - 5600 - 0007 - 85",
        "FI21 | 1234 | 5600 | 0007 | 85",
        "FI21   1234  5600\u200b 0007\u202f85",
        "FI21**1234**5600 0007 85",
        "FI21&nbsp;1234&nbsp;5600&nbsp;0007&nbsp;85",
        "FІ21 1234 5600 0007 85",
    ],
)
def test_an_account_number_is_refused(typed: str) -> None:
    text = f"Tili {typed} on tilini."
    assert [(finding.kind, text[finding.start : finding.end]) for finding in findings(text)] == [("iban", typed)]


def test_an_account_number_with_a_wrong_check_is_let_through() -> None:
    assert "iban" not in kinds("FI22 1234 5600 0007 85")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("email", "aino.esimerkki@example.org"),
        ("email", "äiti@posti.example"),
        ("email", "aino (at) example.org"),
        ("phone", "040 123 4567"),
        ("phone", "0401234567"),
        ("phone", "0400-123456"),
        ("phone", "040.123.4567"),
        ("phone", "+358 40 123 4567"),
        ("phone", "+358 (0)40 1234567"),
        ("phone", "00358 40 1234567"),
        ("phone", "+46 70 123 45 67"),
        ("phone", "09-1234567"),
        ("phone", "(09) 123 4567"),
        ("phone", "016 123 456"),
        ("address", "Esimerkkikatu 5 A 12"),
        ("address", "Männistötie 3"),
        ("address", "Lehtokuja 7 b"),
        ("address", "Kuusipolku 4"),
        ("address", "kuusipolku 4 a 2"),
        ("address", "Storgatan 5"),
        ("address", "Nybyvägen 12 B"),
    ],
)
def test_contact_details_are_asked_about(kind: str, typed: str) -> None:
    text = f"Tavoitat minut: {typed}."
    found = [(finding.kind, finding.severity, text[finding.start : finding.end]) for finding in findings(text)]
    assert found == [(kind, "ask", typed)]


@pytest.mark.parametrize(
    "text",
    [
        "Palvelupolku 3 vaihetta: varaus, käynti ja seuranta.",
        "Hoitopolku 2 alkaa lähetteestä, kuntoutuspolku 4 B kotiutuksesta.",
        "Soita 116 117 tai hätätilanteessa 112; 1710 vastaa iltaisin.",
        "Avoinna 09-10-2023 asti, klo 08.00-16.00 ja 09:00–15:00.",
        "Diat 61–64, 32-33 ja 108–110; ks. PK2-07-1 ja [[U-123]].",
        "Vuosina 2019-2022 ja 1.1.2023 alkaen, 2022-09-10T12:30.",
        "00100 Helsinki, 33100 Tampere ja 99800 Ivalo.",
        "Neuvonta 0295 163 300, 0800 123 456 ja 020 123 4567.",
        "Hanke maksoi 2 040 500 000 euroa, tai 1 050 000 vuodessa.",
        "Valtatie 4 kulkee läpi kunnan, ja seututie 7 päättyy tähän.",
        "Servicestigen 3 steg och vårdstigen 2.",
        "Ajalla 01.01.20 - 123 asiakasta sai ajan.",
        "EN 301 549 V3.2.1 (2021-03), ISO 13616 ja WCAG 2.2.",
        "At 20 clinics 12 people of 100 000 came in 2020, 2021 and 2022.",
        "Näkökulma 3: sektori 2, moottori 5 ja tie 3.",
        "@kayttaja, #hyvinvointi ja @ 5 e/kpl",
        "",
    ],
)
def test_innocent_texts_are_left_in_peace(text: str) -> None:
    assert findings(text) == []


def test_the_starter_bank_holds_no_personal_data() -> None:
    files = sorted(ROOT.glob("*/content/**/*.md"))
    assert {str(file.relative_to(ROOT)): kinds(file.read_text("utf-8")) for file in files} == {
        str(file.relative_to(ROOT)): [] for file in files
    }


def test_a_masked_text_keeps_everything_else() -> None:
    typed = "Olen 131052-308T, soita 040 123 4567 tai a@b.example. Terveisin Aino"
    assert mask(typed) == "Olen [hetu], soita [phone] tai [email]. Terveisin Aino"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=120) | st.text(alphabet="0123456789-+. AaFIi@:tie\u200b", max_size=80))
def test_findings_lie_in_the_text_and_never_overlap(text: str) -> None:
    ends = [0]
    for finding in findings(text):
        assert ends[-1] <= finding.start < finding.end <= len(text)
        ends.append(finding.end)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "1 ",
        "a-",
        "a@",
        "a.",
        "katu",
        "palvelu",
        "FI21 ",
        "040-",
        "+358",
        "131052-308U ",
        "👩",
        "13.",
        "131052",
        "131052 308",
        "FI21",
        "f i ",
        "<",
        "<a",
        "&#1",
        "](",
        "][",
        "*",
        "`",
        "\\",
        "<!-- -",
        "[a](",
        "01.01.2022-",
        "FI2112345600000 ",
        "&amp;",
        "1-",
    ],
)
def test_a_hundred_kilobytes_answer_within_a_second_or_two(piece: str) -> None:
    began = time.process_time()
    findings(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 2
