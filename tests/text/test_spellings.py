"""Codes, accounts, numbers and addresses as people spell them by themselves, and what only looks like one of those."""

import pytest

from ideabank.text.personal_data import findings


def found(text: str) -> list[tuple[str, str]]:
    sentence = f"Se on {text} eikö niin"
    return [(finding.kind, sentence[finding.start : finding.end]) for finding in findings(sentence)]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in found(text)]


# 131052-308T is the example that the authority itself shows; nobody has it.
@pytest.mark.parametrize(
    "typed",
    [
        # a month by its name
        "13. lokakuuta 1952 308T", "13 lokakuuta 1952 -308T", "13.lokakuuta.1952-308T", "13 oktober 1952-308T", "13 October 1952-308T",
        "13 okt 52-308T",
        # words for the sign, or for what follows it
        "131052 väliviiva 308T", "131052 tavuviiva 308T", "131052 hyphen 308T", "131052 bindestreck 308T", "131052 yhdysmerkki 308T",
        "131052 (miinus) 308T", "131052,tunnus 308T", "13.10.1952, loppuosa 308T", "13.10.1952 ja loppuosa on 308T",
        "13.10.1952, tunnuksen loppuosa -308T", "13.10.1952 slutsiffrorna 308T", "13.10.1952, ending 308-T",
        # more signs, and cells of a table
        "131052-308-T", "131052 -- 308T", "131052 --- 308T", "131052 ... 308T", "131052- - 308T", "| 131052 | -308T |",
        "13 | 10 | 52 | 308T", "131052\n\n-308T", "131052\n\n308T",
        # as a typewriter had it, and as an address on the web does
        "131052-3o8T", "13lo52-308T", "I31052-308T", "131O52-3O8T", "13.1o.1952-308T", "131052%2D308T", "131052%20-%20308T", "131052%E2%80%93308T",
        # only signs that no plain digit is among
        "①③①⓪⑤②-③⓪⑧T", "¹³¹⁰⁵²-³⁰⁸T",
    ],
)  # fmt: skip
def test_an_identity_code_is_refused_however_it_is_spelled(typed: str) -> None:
    assert kinds(typed) == ["hetu"]


def test_the_end_of_a_code_some_words_after_a_date_is_asked_about() -> None:
    assert kinds("syntynyt 13.10.1952 ja sen perässä 308T") == ["hetu-like"]


@pytest.mark.parametrize(
    "typed",
    ["FI21=1234=5600=0007=85", "FI21; 1234; 5600; 0007; 85", "FI21'1234'5600'0007'85", 'FI21" "1234" "5600" "0007" "85',
     "FI21+1234+5600+0007+85", "FI21  -  1234  -  5600  -  0007  -  85", "FI21%201234%205600%200007%2085", "FI21 1234 56OO OOO7 85"],
)  # fmt: skip
def test_an_account_is_refused_however_it_is_spelled(typed: str) -> None:
    assert found(typed) == [("iban", typed)]


@pytest.mark.parametrize(
    "typed",
    [
        # one number, nine times
        "09 310 1234", "+358 9 310 1234", "+358 (0)9 310 1234", "(09) 310 1234", "09/310 1234", "09.310.1234", "09 - 310 1234",
        "(09)/3101234", "09 / 310 1234",
        "019/123456", "013.123456", "013/123 456", "09 12 34 56", "02 12 34 567",
        "040:1234567", "040 : 123 4567", "040,1234567", "040|1234567", "040=1234567", "[040] 123 4567", "0 4 0 1 2 3 4 5 6 7",
        "o40 1234567", "040 l234567", "04o-123456o",
        "+358 40 / 123 4567", "+358 40 - 123 4567", "+ 358 40 123 4567", "00 358 40 123 4567", "358 40 123 4567", "358401234567",
        "+358-(0)40-123 4567",
        "070-123 45 67", "0701234567", "072 123 45 67",
    ],
)  # fmt: skip
def test_a_telephone_number_is_asked_about_however_it_is_spelled(typed: str) -> None:
    assert found(typed) == [("phone", typed)]


@pytest.mark.parametrize("before", ["puh.", "puh", "p", "gsm", "GSM", "tel.", "tel:", "tfn", "numero on", "nro"])
@pytest.mark.parametrize("number", ["0401234567", "093101234"])
def test_a_number_glued_to_the_word_before_it_is_asked_about(before: str, number: str) -> None:
    assert found(before + number) == [("phone", number)]


@pytest.mark.parametrize("before", ["puh.", "tel.", "GSM:", "(", "/"])
def test_an_international_number_right_after_a_sign_is_asked_about(before: str) -> None:
    assert found(f"{before}+358401234567") == [("phone", "+358401234567")]


@pytest.mark.parametrize(
    "typed",
    [
        "aino ät example.fi", "aino at example dot fi", "aino[at]example[dot]fi", "aino (at) example (dot) fi", "aino (ät) example (piste) fi",
        "aino(a)example.fi", "aino @ example.fi", "aino@ example.fi", "aino%40example.fi", "aino<at>example.fi", "aino {at} example.fi",
        "aino miukumauku example.fi", "aino(miukumauku)example.fi", "aino ät posti piste example piste fi",
    ],
)  # fmt: skip
def test_an_e_mail_address_is_asked_about_however_it_is_spelled(typed: str) -> None:
    assert found(typed) == [("email", typed)]


@pytest.mark.parametrize(
    "typed",
    ["Esimerkkikadulla 5", "Esimerkkikadun 5", "Esimerkkitiellä 3", "Esimerkkikujalla 7 b", "Esimerkkikatu nro 5", "Skolgränd 5",
     "Esimerkkiranta 5 B", "Esimerkkimäki 4 A 2", "Strandbacken 3 A"],
)  # fmt: skip
def test_a_street_is_asked_about_in_its_cases_and_by_its_other_names(typed: str) -> None:
    assert found(typed) == [("address", typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "Avoinna 08.30-16.30, ark. 08-16 ja la 09 - 15",
        "Ark. 08-16 0295 163 300",
        "klo 08.00-16.00 12345",
        "05 12 2023, 02/2023, 02 2023 ja 05.2024",
        "09.10.2023 10.30, 03.04.2023-05.06.2023",
        "08.30.15.45",
        "2026-11-28T15:56:05.123456+00:00 ja 2026-09-08 05:06:09.045123",
        "+358 10 123 4567, +358 (0)29 516 3300 ja +358 800 123 456",
        "0 1 2 3 4 5 6 7 8 9 10",
        "Etuliitteet 040, 050, 045 ja 0400",
        "0700 123 45",
        "2 + 3456789 = 3456791",
        "100 %, 25%, 52,3 %20",
        "5 kpl @ 2.50 e ja @kayttaja, @hus.fi",
        "aino at example and dot",
        "Laki 5 § (a) esim.kohta",
        "Kello on 5 O ja 3 l maitoa, 12 l 34",
        "13.10.1952 huone 308 T-siipi",
        "13. lokakuuta 1952 oli 308 kuulijaa",
        "Palvelutiellä 5 vaihetta, hoitotien 3 osaa, rantaa 5 ja mäki 3",
        "Hoitokadulla viisi taloa",
    ],
)
def test_what_only_looks_alike_is_left_in_peace(typed: str) -> None:
    assert found(typed) == []
