"""Which addresses of the network may be connected to.

A page on the web, or one that it redirects to, could otherwise make us read from the reader's own machine or
network. The address is what counts, never the name: a name is resolved once, and the connection goes to the
very address that was checked.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from azturk_data.hydration.errors import FetchError, RefusedError, TransientError

Address = IPv4Address | IPv6Address

_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Gateways from IPv6 to IPv4 (RFC 6052); networks without IPv4 see all of it there.
_NAT64 = IPv6Network("64:ff9b::/96")
# Relays to 6to4 gateways, taken out of use (RFC 7526), which `is_global` does not know.
_RELAYS = IPv4Network("192.88.99.0/24")


def why_not_public(address: Address) -> str | None:
    """Return what an address is if it is not a public one of a single machine, else None."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return "an IPv4-mapped address"
        if address.sixtofour is not None or address.teredo is not None:
            return "an address that leads through a tunnel"
        if address in _NAT64:
            return why_not_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    kinds = {
        "a loopback address": address.is_loopback,
        "a link-local address": address.is_link_local,
        "a multicast address": address.is_multicast,
        "an unspecified address": address.is_unspecified,
        "a reserved address": address.is_reserved,
        "a private address": address.is_private,
    }
    for kind, holds in kinds.items():
        if holds:
            return kind
    if not address.is_global or (address in _RELAYS if address.version == 4 else address not in _GLOBAL_UNICAST):
        return "not a public address"
    return None


def resolve(host: str, port: int) -> list[Address]:
    """Return the addresses of a host, in the order in which the system would have them tried.

    Raises `TransientError` if the answer may come later, and `FetchError` if there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        message = f"the name {host} has no address ({error.strerror})"
        raise (TransientError if error.errno == socket.EAI_AGAIN else FetchError)(message) from error
    except (UnicodeError, OverflowError, ValueError) as error:
        raise FetchError(f"{host!r} is no name of a host") from error
    # The part behind '%' names an interface; only link-local addresses have it.
    return list(dict.fromkeys(ip_address(str(entry[4][0])) for entry in found))


def check(host: str, addresses: list[Address]) -> None:
    """Raise `RefusedError` if any address of a host is not public.

    One would be enough: a name with a public and a private address is a trick, or a mistake.
    """
    for address in addresses:
        kind = why_not_public(address)
        if kind is not None:
            shown = f"{address}" if host.strip("[]") == str(address) else f"{host} leads to {address}, which"
            raise RefusedError(f"{shown} is {kind}; --allow-private would allow it")
