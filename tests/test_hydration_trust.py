"""Trust: no address that is not public is connected to, and no certificate that is not valid accepted."""

import socket
import ssl
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
import trustme
from fetchers import IMPATIENT, PUBLIC, SMALL, Wire, careful, why
from servers import (
    Site,
    Time,
    page,
    redirect,
    send,
)

from azturk_data.hydration.addresses import Address
from azturk_data.hydration.errors import RefusedError
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    return Wire(monkeypatch)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def site(time: Time) -> Iterator[Site]:
    with Site(time) as site:
        yield site


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_unless_allowed(site: Site, wire: Wire, time: Time, host: str) -> None:
    site.on("/", send(page()))
    reader = Fetcher(SMALL, pace=Pace(time, time.sleep))
    reason = why(lambda: reader.page(f"http://{host}:{site.port}/"), RefusedError)
    assert "--allow-private would allow it" in reason
    assert (wire.dialled, site.seen) == ([], [])


def test_a_name_that_leads_to_a_private_address(site: Site, wire: Wire, time: Time) -> None:
    reader = careful(time, {"news.example": "10.0.0.7"})
    assert why(lambda: reader.page("http://news.example/"), RefusedError) == (
        "news.example leads to 10.0.0.7, which is a private address; --allow-private would allow it"
    )
    assert wire.dialled == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1:{port}/secret", "127.0.0.1 is a loopback address"),
        ("http://localhost:{port}/secret", "localhost leads to 127.0.0.1, which is a loopback address"),
        ("http://[::1]:{port}/secret", "::1 is a loopback address"),
        ("http://169.254.169.254/secret", "169.254.169.254 is a link-local address"),
        ("//inner.example/secret", "inner.example leads to 192.168.0.9, which is a private address"),
    ],
)
def test_a_redirect_to_a_private_address(site: Site, wire: Wire, time: Time, target: str, reason: str) -> None:
    wire.stands_for[PUBLIC] = site.port
    reader = careful(time, {"news.example": PUBLIC, "localhost": "127.0.0.1", "inner.example": "192.168.0.9"})
    site.on("/", redirect(target.format(port=site.port)))
    site.on("/secret", send(page()))
    assert why(lambda: reader.page("http://news.example/"), RefusedError).startswith(reason)
    assert wire.dialled == [PUBLIC, PUBLIC]
    assert site.seen == ["/robots.txt", "/"]


def test_a_robots_txt_that_leads_to_a_private_address(site: Site, wire: Wire, time: Time) -> None:
    wire.stands_for[PUBLIC] = site.port
    site.on("/robots.txt", redirect("http://127.0.0.1/robots.txt"))
    site.on("/", send(page()))
    reader = careful(time, {"news.example": PUBLIC})
    assert why(lambda: reader.page("http://news.example/"), RefusedError).startswith("127.0.0.1 is a loopback address")
    assert site.seen == ["/robots.txt"]


def test_a_name_that_changes_its_address(site: Site, wire: Wire, time: Time) -> None:
    """A name is resolved once for each request, and that answer is both checked and connected to."""
    wire.stands_for[PUBLIC] = site.port
    site.on("/", send(page()))
    answers: list[str] = [PUBLIC, PUBLIC, "127.0.0.1"]
    reader = careful(time, {"news.example": answers})
    assert reader.page("http://news.example/").body == page()
    assert answers == ["127.0.0.1"]
    assert why(lambda: reader.page("http://news.example/"), RefusedError).startswith(
        "news.example leads to 127.0.0.1, which is a loopback address"
    )
    assert wire.dialled == [PUBLIC, PUBLIC]


def test_the_next_address_of_a_host_is_tried(site: Site, wire: Wire, time: Time) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        wire.stands_for = {"8.8.4.4": closed.getsockname()[1], PUBLIC: site.port}
        both: list[Address] = [ip_address("8.8.4.4"), ip_address(PUBLIC)]
        site.on("/", send(page()))
        reader = Fetcher(SMALL, pace=Pace(time, time.sleep), resolve=lambda host, port: both)
        assert reader.page("http://news.example/").body == page()
    assert wire.dialled == ["8.8.4.4", PUBLIC] * 2


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(time: Time, authority: trustme.CA) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(context)
    with Site(time, context) as site:
        site.on("/", send(page()))
        yield site


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_https(secure: Site, wire: Wire, time: Time, trusting: ssl.SSLContext) -> None:
    wire.stands_for[PUBLIC] = secure.port
    reader = careful(time, {"news.example": PUBLIC}, tls=trusting)
    assert reader.page("https://news.example/").body == page()
    assert {headers["Host"] for headers in secure.headers} == {"news.example"}


@pytest.mark.parametrize(("name", "trusted"), [("other.example", True), ("news.example", False)])
def test_a_certificate_that_is_not_valid(
    secure: Site, wire: Wire, time: Time, trusting: ssl.SSLContext, name: str, trusted: bool
) -> None:
    """It must be for the name in the address, though the connection goes by number, and from a known authority."""
    wire.stands_for[PUBLIC] = secure.port
    reader = careful(time, {name: PUBLIC}, tls=trusting if trusted else None)
    reason = why(lambda: reader.page(f"https://{name}/"), RefusedError)
    assert reason.startswith("its robots.txt could not be read, which forbids all: its certificate is not valid: ")
    assert secure.seen == []


def test_a_server_that_drags_its_feet_over_tls(wire: Wire, time: Time, trusting: ssl.SSLContext) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        wire.stands_for[PUBLIC] = mute.getsockname()[1]
        reader = careful(time, {"news.example": PUBLIC}, tls=trusting)
        reader.limits = IMPATIENT
        assert why(lambda: reader.page("https://news.example/"), RefusedError) == (
            "its robots.txt could not be read, which forbids all: it took longer than 0.3 seconds"
        )
