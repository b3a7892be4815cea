"""Forms with what no form of ours sends: on both databases each is refused in words, and no word is lost."""

from typing import Any

import pytest

from tests.journeys.test_journeys import NEED
from tests.world import World

Form = dict[str, str]

# who, where, the form as it should be, the fields a person writes in
FORMS: tuple[tuple[str, str, Form, tuple[str, ...]], ...] = (
    ("aino", "/fi/usecases", {**NEED, "do": "publish"}, ("title", "who", "body", "tags", "theme", "county", "abilities")),
    ("aino", "/fi/usecases", {**NEED, "do": "save"}, ("title", "who", "tags", "abilities", "draft", "language")),
    ("", "/fi/usecases/drafts", {**NEED}, ("title", "who", "tags", "abilities", "draft", "entry", "based_on")),
    (
        "sanna", "/fi/solutions", {"draft": "B" * 43, "title": "Sovellus", "summary": "Mitä", "provider": "DigiFinland"},
        ("title", "provider", "need", "type", "target_architecture", "status"),
    ),
    ("kaisa", "/fi/proposals", {"draft": "C" * 43, "title": "Ehdotus", "summary": "Mitä", "code": "PK9-01-1"}, ("code", "slide", "rrp", "channel")),
    ("kaisa", "/fi/organisations", {"draft": "D" * 43, "title": "Liitto", "summary": "Mikä"}, ("title", "type")),
    ("aino", "{booking}", {**NEED, "based_on": "1", "do": "publish"}, ("title", "tags", "note", "based_on", "draft", "body")),
    ("aino", "{booking}/comments", {"body": "Sanat", "stance": "for"}, ("body", "stance", "parent", "organisation")),
    ("eero", "{booking}/statements", {"organisation": "{seniors}", "words": "Sanat"}, ("words", "organisation")),
    (
        "sanna", "{queue}/links",
        {"other": "{omakanta}", "relation": "addressed-by>", "fit": "full", "basis": "test", "evidence": "Kokeiltu"},
        ("evidence", "slides", "relation", "fit", "basis", "other", "language"),
    ),
    ("sanna", "{booking}/links/1/edit", {"fit": "full", "basis": "test", "evidence": "Sanat", "based_on": "1"}, ("evidence", "based_on")),
    ("eero", "{booking}/links/1/contest", {"reason": "Sanat"}, ("reason",)),
    ("", "{booking}/report", {"reason": "other", "words": "Sanat"}, ("reason", "words", "comment")),
    ("kaisa", "{booking}/status", {"status": "accepted", "reason": "Sanat"}, ("status", "reason")),
    ("mika", "{queue}/decision", {"do": "hide", "reason": "Sanat"}, ("do", "reason", "comment")),
    ("aino", "{queue}/withdrawal", {"reason": "Sanat"}, ("reason",)),
    ("sanna", "{booking}/links/1/withdrawal", {"reason": "Sanat"}, ("reason",)),
    ("aino", "{booking}/support", {"support": "yes"}, ("support",)),
    ("aino", "/fi/account", {"name": "Aino", "language": "fi"}, ("name", "language")),
    ("", "/fi/sign-in", {"email": "uusi@example.org", "next": "/fi/"}, ("email", "next")),
    ("", "/fi/sign-in/code", {"email": "aino@example.org", "code": "123456"}, ("email", "code", "next")),
)  # fmt: skip
ODD = {
    "nul": "a\x00b",
    "control": "a\x07b\x1bc",
    "escapes": "a\x85b\u2028c\u202ed\ufeffe",
    "long": "pitkä sana " * 3_000,
    "wide": "𒐫🙂" * 500,
    "empty": "",
    "template": "{{ 7*7 }} %(code)s ${x} <script>alert(1)</script>",
    "number": "99999999999",
}
IDS = [f"{who or 'anybody'} {path}" for who, path, _, _ in FORMS]


def filled(world: World, form: Form) -> Form:
    """The form with the ids of this world in it."""
    return {name: value.format(**world.entries) if value.startswith("{") else value for name, value in form.items()}


def places(world: World) -> dict[str, str]:
    return {name: world.path(name) for name in world.entries}


@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_each_form_is_taken_when_it_is_filled_well(
    world: World, who: str, path: str, form: Form, fields: tuple[str, ...]
) -> None:
    answer = world.client(who).post(path.format(**places(world)), data=filled(world, form))
    assert answer.status_code in ((422,) if path.endswith("/code") else (200, 303))
    assert fields


@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_no_odd_word_in_any_field_breaks_a_form(
    either: World, who: str, path: str, form: Form, fields: tuple[str, ...]
) -> None:
    client, where, good = either.client(who), path.format(**places(either)), filled(either, form)
    for field in fields:
        for name, odd in ODD.items():
            answer = client.post(where, data={**good, field: odd})
            assert answer.status_code in (200, 303, 404, 409, 410, 422, 403, 429), (field, name, answer.status_code)
            if answer.status_code == 422:
                assert "<h1" in answer.text, (field, name)


@pytest.mark.parametrize(("who", "path", "form", "fields"), FORMS, ids=IDS)
def test_bytes_that_are_no_text_break_no_form(
    either: World, who: str, path: str, form: Form, fields: tuple[str, ...]
) -> None:
    client, where = either.client(who), path.format(**places(either))
    bodies: list[tuple[str, bytes]] = [
        ("application/x-www-form-urlencoded", f"{fields[0]}=%ff%fe%ed%a0%80&%ff=%ff&=&&&".encode()),
        ("application/x-www-form-urlencoded; charset=nonsense", f"{fields[0]}=".encode() + b"\xff\xfe\x00"),
        ("application/json", b'{"title": "x"}'),
        ("text/plain", b"\xff" * 100),
        ("", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=b; charset=nonsense", multipart(fields[0], b"\xff\xfe")),
        ("multipart/form-data; boundary=b", multipart(fields[0], b"x", extra=b'; filename="f.txt"')),
    ]
    for kind, body in bodies:
        answer = client.post(where, content=body, headers={"Content-Type": kind} if kind else {})
        assert answer.status_code in (200, 303, 400, 403, 404, 409, 410, 422, 429), (
            kind,
            body[:60],
            answer.status_code,
        )


def multipart(field: str, value: bytes, *, extra: bytes = b"") -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="' + field.encode() + b'"' + extra
    return head + b"\r\n\r\n" + value + b"\r\n--b--\r\n"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_too_much_is_a_413_even_when_its_length_is_not_told(world: World, kind: str) -> None:
    def stream() -> Any:
        for _ in range(300):
            yield b"x" * 10_000

    answer = world.client("aino").post("/fi/usecases", content=stream(), headers={"Content-Type": kind})
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("length", ["abc", "-1", "", "1e3", "9" * 5000])
def test_a_length_that_is_no_number_is_a_bad_request(world: World, length: str) -> None:
    headers = {"Content-Length": length, "Content-Type": "application/x-www-form-urlencoded"}
    answer = world.client("aino").post("/fi/usecases", content=b"title=x", headers=headers)
    assert answer.status_code in (303, 400, 413, 422)


def test_thirteen_hundred_fields_are_refused_in_words(world: World) -> None:
    for files in (None, {"x": b""}):
        data = {f"field{number}": "x" for number in range(1_300)}
        answer = world.client("aino").post("/fi/usecases", data=data, files=files)
        assert answer.status_code == 400
        assert "<h1" in answer.text


@pytest.mark.parametrize("tag", ["Äiti", "äiti", "ÄITI"])
def test_a_tag_is_found_in_any_case(either: World, tag: str) -> None:
    client = either.client("aino")
    client.post("/fi/usecases", data={**NEED, "tags": "Äiti, #lapsi", "do": "publish"})
    assert NEED["title"] in client.get("/fi/usecases", params={"tag": tag}).text


def test_long_tags_that_begin_alike_are_refused_or_kept_but_never_break(either: World) -> None:
    tags = ", ".join("a" * 60 + ending for ending in ("b", "c", ""))
    answer = either.client("aino").post("/fi/usecases", data={**NEED, "tags": tags, "do": "publish"})
    assert answer.status_code in (303, 422)


@pytest.mark.parametrize("field", ["tags", "abilities", "theme", "county", "language", "note"])
def test_an_identity_code_is_kept_in_no_field_whatever_its_kind(world: World, field: str) -> None:
    client, code = world.client("aino"), "131052-308T"
    for do in ("save", "preview", "publish"):
        client.post("/fi/usecases", data={**NEED, field: code, "do": do})
        client.post(world.path("booking"), data={**NEED, "based_on": "1", field: code, "do": do})
    client.post("/fi/usecases/drafts", data={**NEED, "draft": "E" * 43, field: code})
    with world.database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert code not in "\n".join(raw.iterdump())


def test_an_identity_code_in_a_solutions_own_field_is_refused(world: World) -> None:
    client, form = world.client("sanna"), {"draft": "F" * 43, "title": "Sovellus", "summary": "Mitä", "do": "publish"}
    for provider in ("Tunnus 131052-308T", "Pitkä " * 40):
        assert client.post("/fi/solutions", data={**form, "provider": provider}).status_code == 422
    assert client.post("/fi/solutions", data={**form, "provider": "DigiFinland"}).status_code == 303
