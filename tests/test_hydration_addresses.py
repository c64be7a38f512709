import socket
from ipaddress import ip_address

import pytest

from azturk_data.hydration import addresses
from azturk_data.hydration.addresses import check, resolve, why_not_public
from azturk_data.hydration.errors import FetchError, RefusedError, TransientError


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "a loopback address"),
        ("127.255.255.254", "a loopback address"),
        ("::1", "a loopback address"),
        ("10.1.2.3", "a private address"),
        ("172.16.0.1", "a private address"),
        ("192.168.178.1", "a private address"),
        ("198.18.0.1", "a private address"),
        ("fd00::1", "a private address"),
        ("2001:db8::1", "a private address"),
        ("169.254.169.254", "a link-local address"),
        ("fe80::1", "a link-local address"),
        ("fe80::1%lo", "a link-local address"),
        ("224.0.0.251", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("ff0e::1", "a multicast address"),
        ("0.0.0.0", "an unspecified address"),
        ("::", "an unspecified address"),
        ("240.0.0.1", "a reserved address"),
        ("255.255.255.255", "a reserved address"),
        ("::7f00:1", "a reserved address"),
        ("::ffff:127.0.0.1", "an IPv4-mapped address"),
        ("::ffff:93.184.215.14", "an IPv4-mapped address"),
        ("64:ff9b::10.1.2.3", "a private address"),
        ("2002:7f00:1::", "an address that leads through a tunnel"),
        ("2001:0:5ef5:79fd::1", "an address that leads through a tunnel"),
        ("100.64.0.1", "not a public address"),
        ("192.88.99.1", "not a public address"),
        ("fec0::1", "not a public address"),
        ("5f00::1", "a reserved address"),
        ("64:ff9b:1::1", "a reserved address"),
    ],
)
def test_addresses_that_are_not_public(address: str, kind: str) -> None:
    found = why_not_public(ip_address(address))
    assert found is not None
    assert found == kind
    with pytest.raises(RefusedError, match=f"is {kind}; --allow-private would allow it"):
        check("news.example", [ip_address(address)])


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert why_not_public(ip_address(address)) is None
    check("news.example", [ip_address(address)])


def test_one_address_that_is_not_public_is_enough() -> None:
    with pytest.raises(RefusedError) as caught:
        check("news.example", [ip_address("93.184.215.14"), ip_address("10.0.0.7")])
    assert str(caught.value) == (
        "news.example leads to 10.0.0.7, which is a private address; --allow-private would allow it"
    )
    with pytest.raises(RefusedError) as caught:
        check("10.0.0.7", [ip_address("10.0.0.7")])
    assert str(caught.value) == "10.0.0.7 is a private address; --allow-private would allow it"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1"])
def test_ways_of_writing_this_machine(host: str) -> None:
    """The system reads some numbers as addresses, and the checked address is what it reads."""
    found = resolve(host, 80)
    assert found
    with pytest.raises(RefusedError, match="is a loopback address"):
        check(host, found)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a..b.example"])
def test_names_that_are_none(host: str) -> None:
    with pytest.raises(FetchError, match="is no name of a host") as caught:
        resolve(host, 80)
    assert not isinstance(caught.value, TransientError)


@pytest.mark.parametrize(("number", "transient"), [(socket.EAI_AGAIN, True), (socket.EAI_NONAME, False)])
def test_names_without_an_address(monkeypatch: pytest.MonkeyPatch, number: int, transient: bool) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "no answer")

    monkeypatch.setattr(addresses.socket, "getaddrinfo", fail)
    with pytest.raises(FetchError, match=r"the name news\.example has no address \(no answer\)") as caught:
        resolve("news.example", 80)
    assert isinstance(caught.value, TransientError) is transient
