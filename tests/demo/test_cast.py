"""The demo's cast: people whom no letter reaches, one for each role."""

from ideabank.demo.cast import CAST
from ideabank.i18n import LANGUAGES
from ideabank.people.viewer import ROLES


def test_no_letter_can_reach_the_cast() -> None:
    """RFC 2606 keeps .invalid for names that lead nowhere."""
    assert {role.email.rpartition("@")[2] for role in CAST} == {"demo.invalid"}
    assert len({role.email for role in CAST}) == len(CAST)


def test_one_may_try_the_bank_in_every_role() -> None:
    assert {name for role in CAST for name in role.roles} == set(ROLES)


def test_each_says_what_they_do_in_every_language() -> None:
    assert [role.key for role in CAST for lang in LANGUAGES if not role.about[lang].endswith(".")] == []


def test_who_represents_somebody_names_them() -> None:
    assert [role.key for role in CAST if ("representative" in role.roles) != bool(role.organisation)] == []
