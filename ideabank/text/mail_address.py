"""What counts as an e-mail address: one plain address, stored exactly as the letter will reach it.

Stricter than RFC 5322 on purpose: names, comments, quoted parts, groups, routes and encoded words are all legal there, and each
of them has carried a letter to somebody else than the address that was read. Nothing is looked up in the net here.
"""

import re
import unicodedata

import idna

LONGEST = 254
LONGEST_LOCAL = 64
# RFC 5322's atoms without % and !, by which old relays send on to somebody else.
_MARKS = "#$&'*+/=?^_`{|}~-"
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]")
# Seen by nobody, and left at the ends by word processors and web pages.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


class UnfitAddress(ValueError):
    """The text is no address that we can write to; says what to do about it."""


def plain_address(text: str, *, smtputf8: bool = False) -> str:
    """The one address in this text, in lower case and with its domain in ASCII (RFC 5891). Raises UnfitAddress.

    Letters beyond ASCII before the @ need a mail server that takes them: `smtputf8` says that ours does (RFC 6531).
    """
    local, at, domain = unicodedata.normalize("NFC", text.strip().strip(_INVISIBLE).strip().lower()).partition("@")
    if not at or not _is_local(local):
        raise UnfitAddress(
            "Write one e-mail address, such as name@example.fi, without a name, brackets or quotation marks."
        )
    address = f"{local}@{_in_ascii(domain)}"
    if len(address.encode()) > LONGEST:
        raise UnfitAddress("The e-mail address is too long.")
    if not (local.isascii() or smtputf8):
        raise UnfitAddress("This bank's mail server takes only the letters a–z before the @. Write another address.")
    return address


def readable(address: str) -> str:
    """The address as people write it: its domain in its own letters."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{idna.decode(domain)}"
    except idna.IDNAError:
        return address


def _is_local(text: str) -> bool:
    """Atoms between dots. An encoded word (=?utf-8?q?x?=) is made of atoms too, and reads as another address."""
    atoms = text.split(".")
    return (
        all(atom and all(_is_letter(letter) for letter in atom) for atom in atoms)
        and "=?" not in text
        and len(text.encode()) <= LONGEST_LOCAL
    )


def _is_letter(letter: str) -> bool:
    if letter.isascii():
        return letter.isalnum() or letter in _MARKS
    return unicodedata.category(letter)[0] in "LMN"


def _in_ascii(domain: str) -> str:
    try:
        found = domain if domain.isascii() else idna.encode(domain, uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError):
        found = ""
    if len(found) > 253 or not _DOMAIN.fullmatch(found):
        raise UnfitAddress("What stands after the @ is no mail domain, such as example.fi.")
    return found
