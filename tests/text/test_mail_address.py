"""An address is one plain address, and what is kept is what the letter reaches."""

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideabank.text.mail_address import UnfitAddress, plain_address, readable

STRANGE = (
    "",
    "aino",
    "@x.fi",
    "aino@",
    "aino@x",
    "aino@localhost",
    "a,b@x.fi",
    "x1,victim@example.org",
    "x1;victim@example.org",
    "a@x.fi,b@x.fi",
    "a@x.fi b@x.fi",
    "m:b@x.fi",
    "mailto:b@x.fi",
    "group:b@x.fi;",
    ":;@b.fi",
    "=?utf-8?q?x?=@x.fi",
    "=?utf-8?b?dmljdGlt?=@x.fi",
    "a=?b@x.fi",
    "x@[x.fi",
    "x@[127.0.0.1]",
    "x@127.0.0.1",
    "x@1.2.3.44",
    "x@x.fi]",
    '"a b"@x.fi',
    '"a"@x.fi',
    "a(comment)@x.fi",
    "(comment)a@x.fi",
    "a@x.fi(comment)",
    "a@(comment)x.fi",
    "<a@x.fi>",
    "Aino <a@x.fi>",
    "a<b@x.fi>",
    "a@b@x.fi",
    "a@x.fi@",
    "a%victim.fi@x.fi",
    "victim.fi!a@x.fi",
    "a\\b@x.fi",
    ".a@x.fi",
    "a.@x.fi",
    "a..b@x.fi",
    "a@.x.fi",
    "a@x..fi",
    "a@x.fi.",
    "a@-x.fi",
    "a@x-.fi",
    "a@x_y.fi",
    "a@x.f",
    "a@x.12",
    "a\r\nBcc: victim@example.org@x.fi",
    "a@x.fi\r\nBcc: victim@example.org",
    "a@x.fi\nb",
    "a\x00@x.fi",
    "a\u200bb@x.fi",
    "a\u202eb@x.fi",
    "a\ud800@x.fi",
    "a@\ud800.fi",
    "a\uff20x.fi",
    "a\uff0cvictim@x.fi",
    f"{'a' * 65}@x.fi",
    f"a@{'x' * 64}.fi",
    f"a@{'x.' * 126}fi",
    f"{'a' * 64}@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'w' * 10}.fi",
    "a@\u2603.fi\u0000",
)


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("smtputf8", [False, True])
def test_anything_but_one_plain_address_is_refused(text: str, smtputf8: bool) -> None:
    with pytest.raises(UnfitAddress) as caught:
        plain_address(text, smtputf8=smtputf8)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Aino.Esimerkki@Example.ORG\n", "aino.esimerkki@example.org"),
        ("\ufeffaino@example.org\u200b", "aino@example.org"),
        ("o'brien+bank@x-y.example.fi", "o'brien+bank@x-y.example.fi"),
        ("a_b-c=d/e@example.fi", "a_b-c=d/e@example.fi"),
        ("aino@päivä.fi", "aino@xn--piv-qlac.fi"),
        ("aino@PÄIVÄ.fi", "aino@xn--piv-qlac.fi"),
        ("aino@pa\u0308iva\u0308.fi", "aino@xn--piv-qlac.fi"),
        ("aino@XN--PIV-QLAC.fi", "aino@xn--piv-qlac.fi"),
        ("aino@example\u3002fi", "aino@example.fi"),
    ],
)
def test_one_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert plain_address(typed) == kept


def test_letters_beyond_ascii_before_the_at_need_a_server_that_takes_them() -> None:
    assert plain_address("Äiti@päivä.fi", smtputf8=True) == "äiti@xn--piv-qlac.fi"
    with pytest.raises(UnfitAddress, match="mail server"):
        plain_address("äiti@example.org")


def test_a_person_reads_the_domain_in_its_own_letters() -> None:
    assert readable("aino@xn--piv-qlac.fi") == "aino@päivä.fi"
    assert readable("aino@example.org") == "aino@example.org"
    assert readable("aino@xn--99999999999.fi") == "aino@xn--99999999999.fi"


ODD = st.text(st.sampled_from("abÄß1.,:;@<>()[]\"'\\ \t\r\n=?%!_-+\u200b\u0130\u212aＡ"), max_size=24)


@given(st.one_of(ODD, st.builds("{}@{}.fi".format, ODD, ODD), st.builds("{}@b.fi".format, ODD)))
def test_what_is_accepted_reaches_that_very_address_and_no_other(typed: str) -> None:
    try:
        kept = plain_address(typed, smtputf8=True)
    except UnfitAddress:
        return
    message = EmailMessage()
    message["To"] = kept
    # As text: the parser of bytes reads UTF-8 in a header as bytes that could not be decoded.
    read = email.message_from_string(message.as_bytes(policy=email.policy.SMTPUTF8).decode(), policy=email.policy.SMTP)
    assert [one.addr_spec for one in read["To"].addresses] == [kept]
    assert plain_address(kept, smtputf8=True) == kept
