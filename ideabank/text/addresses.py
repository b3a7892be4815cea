"""Addresses as an administrator types them: of a site, of a host, of a mailbox. Each is mended where only one thing can be meant, else refused."""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

import idna

from ideabank.text.mail_address import UnfitAddress, plain_address

DEFAULT_PORTS = {"http": 80, "https": 443}
# Underscores are in no name of the public net, but in those of containers.
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.|$))+")
_NAMED_MAIL = re.compile(r"(?:[^<>\"@,;:\\]*|\"[^<>\"\\]*\")\s*<([^<>]+)>")


def site_address(typed: str) -> str:
    """`https://Bank.Example:443/` as `https://bank.example`: scheme, host as it travels, port if it is not the usual one. Raises ValueError."""
    text = typed.strip()
    if "@" in text:  # before any sentence that would tell the password
        raise ValueError("it must not hold a user name or a password")
    if not text.lower().startswith(("http://", "https://")):
        raise ValueError(f"{quoted(typed)} does not begin with https:// or http://")
    parts = _split(text)
    if parts.path.strip("/") or "?" in text or "#" in text:
        raise ValueError(f"{quoted(typed)} goes on after the host, and the bank is not at a path of its own")
    host = host_name(parts.hostname or "")
    port = parts.port
    told = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{told}"


def host_name(typed: str) -> str:
    """A host in small letters as it travels on the net (`xn--…`), or an IP address. Raises ValueError."""
    text = typed.strip()
    try:
        return ipaddress.ip_address(text.strip("[]")).compressed
    except ValueError:
        pass
    host = text.lower().removesuffix(".")
    try:
        host = host if _HOST.fullmatch(host) else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f"{quoted(typed)} is no name of a host") from error
    # A name that ends with a number is read as an IP address by browsers, and this one is none.
    if host.rpartition(".")[2].isdigit():
        raise ValueError(f"{quoted(typed)} is no name of a host")
    return host


def mail_address(typed: str) -> str:
    """One plain address, `name@host`, by the rule that letters have. Raises ValueError."""
    try:
        return plain_address(typed)
    except UnfitAddress as error:
        raise ValueError(f"{quoted(typed)} is not one e-mail address") from error


def sender(typed: str) -> str:
    """An address that may have a name before it: `Ideabank <bank@host>`. Raises ValueError."""
    text = typed.strip()
    named = _NAMED_MAIL.fullmatch(text) if text.isprintable() else None
    address = named[1] if named else text
    # A server may send for its own machine, whose name has no dot: such as the default, ideabank@localhost.
    mail_address(address if "." in address.partition("@")[2] else f"{address}.localhost")
    return text


def quoted(typed: str) -> str:
    """What was typed, short and on one line, to be told in a sentence."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in typed)
    return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"


def _split(text: str) -> SplitResult:
    if any(letter.isspace() or not letter.isprintable() or letter == "\\" for letter in text):
        raise ValueError(f"{quoted(text)} has a space or another letter that no address has")
    try:
        parts = urlsplit(text)
        if parts.port == 0:
            raise ValueError
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is no address") from error
    return parts
