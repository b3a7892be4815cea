"""A wrong setting is one sentence that names the variable and what it takes; what can only mean one thing is mended."""

import pytest

from ideabank.settings import Settings, WrongSetting, from_environment, strangers, variable


def read(monkeypatch: pytest.MonkeyPatch, field: str, value: str) -> object:
    monkeypatch.setenv(variable(field), value)
    return getattr(from_environment(), field)


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("public_url", "https://bank.example/", "https://bank.example"),
        ("public_url", "HTTPS://Bank.Example:443//", "https://bank.example"),
        ("public_url", " http://bank.example:80 ", "http://bank.example"),
        ("public_url", "http://bank.example:8080/", "http://bank.example:8080"),
        ("public_url", "https://bank.example.", "https://bank.example"),
        ("public_url", "https://ÄÄNI.example", "https://xn--ni-uiaa.example"),
        ("public_url", "https://straße.example", "https://xn--strae-oqa.example"),
        ("public_url", "https://[::1]:8443", "https://[::1]:8443"),
        ("public_url", "http://my_bank:8000", "http://my_bank:8000"),
        ("public_url", "", "http://127.0.0.1:8000"),
        ("threads", "", 0),
        ("smtp_starttls", "no", False),
        ("mail_from", "Ideabank <bank@example.org>", "Ideabank <bank@example.org>"),
        ("contact", " bank@example.org ", "bank@example.org"),
        ("smtp_host", "Mail.Example.org", "mail.example.org"),
        ("database_url", " sqlite:////srv/bank.sqlite3\n", "sqlite:////srv/bank.sqlite3"),
        ("index_dir", " /srv/index ", "/srv/index"),
        ("database_url", "postgres://bank:a%40b@db/bank", "postgresql+psycopg://bank:a%40b@db/bank"),
    ],
)
def test_what_can_only_mean_one_thing_is_mended(
    field: str, typed: str, meant: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, field, typed) == meant


WRONG = {
    "public_url": [
        "bank.example", "//bank.example", "https:/bank.example", "ftp://bank.example", "https://bank.example/ideas", "https://bank.example?x",
        "https://bank.example#x", "https://bank.example/?", "https://u:hunter2@bank.example", "u:hunter2@bank.example", "https://bank example",
        "https://bank.example\\x", "https://", "https://bank.example:99999", "https://bank.example:x", "https://bank.example:0", "https://a..b",
        "https://-a.example", "https://1.2.3", "https://a,b.example", "https://a%2eb", "https://[::1", "https://bank\u200b .example",
    ],
    "database_url": [
        "var/bank.sqlite3", "sqlite://var/bank.sqlite3", "sqlite:///", "sqlite://", "sqlite:///:memory:", "sqlite:///x?mode=ro",
        "mysql://bank:hunter2@db/bank", "postgresql+asyncpg://bank:hunter2@db/bank", "postgresql://bank:hunter2@db/",
        "postgresql://bank:hunter2@db:x/bank", "sqlite:///~/bank.sqlite3", "sqlite:////srv/ba\u200bnk.sqlite3",
    ],
    "secret": ["hunter2", "hunter2" + " " * 20],
    "index_dir": [__file__, "a\nb", "~/index"],
    "analyser": ["voikko", "Auto"],
    "semantic": ["perhaps", "2"],
    "threads": ["many", "65", "-1", "2.5", "9" * 5000],
    "trusted_proxies": ["9", "yes"],
    "session_days": ["0", "366"],
    "draft_days": ["0"],
    "drafts_megabytes": ["0", "much"],
    "limits": ["-1", "nan", "inf", "none"],
    "contact": ["bank", "a,b@example.org", "a b@example.org", "Bank <bank@example.org>", "a@example.org\nBcc: b@example.org", "a@" + "b" * 300],
    "mail_from": ["bank", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "A, B <a@example.org>", "<>"],
    "smtp_host": ["mail.example.org:25", "smtp://mail.example.org", "mail example"],
    "smtp_port": ["0", "65536", "smtp"],
    "smtp_user": ["a\nb"],
    "smtp_password": ["hunter2\n"],
    "smtp_starttls": ["perhaps", "2"],
}  # fmt: skip


@pytest.mark.parametrize(("field", "typed"), [(field, typed) for field, values in WRONG.items() for typed in values])
def test_a_wrong_value_is_a_sentence_that_names_the_variable(
    field: str, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongSetting) as caught:
        read(monkeypatch, field, typed)
    sentence = str(caught.value)
    assert sentence.startswith(f"{variable(field)} takes ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence
    assert len(sentence) < 260
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_every_setting_has_bounds() -> None:
    assert set(WRONG) == set(Settings.model_fields)


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDEABANK_THREADS", "many")
    monkeypatch.setenv("IDEABANK_SMTP_PORT", "mail")
    with pytest.raises(WrongSetting) as caught:
        from_environment()
    assert str(caught.value).count("\n") == 1


def test_what_is_named_like_a_setting_and_is_none_is_told_with_the_nearest_name() -> None:
    assert list(strangers(["IDEABANK_DATABASE_URL", "ideabank_threads", "PATH", "IDEABANK_CHROMIUM"])) == []
    assert list(strangers(["IDEABANK_DATABSE_URL", "ideabank_colour"])) == [
        "There is no setting IDEABANK_COLOUR.",
        "There is no setting IDEABANK_DATABSE_URL; is IDEABANK_DATABASE_URL meant?",
    ]


def test_the_address_is_known_only_when_somebody_has_said_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IDEABANK_PUBLIC_URL", raising=False)
    assert (from_environment().known_url, from_environment().at("http://127.0.0.1:9").known_url) == (
        "",
        "http://127.0.0.1:9",
    )
    monkeypatch.setenv("IDEABANK_PUBLIC_URL", "https://bank.example/")
    assert (
        from_environment().known_url == from_environment().at("http://127.0.0.1:9").known_url == "https://bank.example"
    )


def test_the_index_lies_beside_the_file_and_never_in_its_place() -> None:
    folders = {
        name: str(Settings(database_url=f"sqlite:///var/{name}").index_folder) for name in ("a.sqlite3", "a.index")
    }
    assert folders == {"a.sqlite3": "var/a.index", "a.index": "var/a.index.index"}
