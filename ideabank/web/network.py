"""From where a request comes: the one rule by which X-Forwarded-For is believed. The server itself is told to believe nothing."""

import ipaddress
import re

from ideabank.web.request import Request

_WITH_PORT = re.compile(r"\[([^\]]*)\](?::\d{1,5})?|([\d.]+):\d{1,5}")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_address(request: Request) -> str:
    """The address that the outermost of the trusted proxies saw; without proxies, or when the header does not fit, the one that talks to us.

    Each proxy adds the address it sees at the end. All lines of the header count as one list, as RFC 9110 (5.2, 5.3) reads them.
    """
    hops = request.site.settings.trusted_proxies
    told = [one for line in request.headers.getlist("x-forwarded-for") for one in line.split(",") if one.strip()]
    seen = _address(told[-hops]) if 0 < hops <= len(told) else None
    peer = request.client.host if request.client else ""
    return str(seen or _address(peer) or peer)


def network_of(request: Request) -> str:
    """What limits count by: the address, or the /64 of an IPv6 address, since one subscriber has all of those."""
    address = _address(client_address(request))
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address or client_address(request))


def _address(text: str) -> Address | None:
    """The address, also with a port or in brackets; an IPv4 address written as IPv6 is that IPv4 address."""
    plain = text.strip().strip('"')
    if match := _WITH_PORT.fullmatch(plain):
        plain = match[1] or match[2] or ""
    try:
        address = ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
