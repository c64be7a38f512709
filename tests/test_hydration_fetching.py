"""Fetching a page from servers that behave well or badly."""

import contextlib
import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from fetchers import IMPATIENT, SMALL, Wire, allowed, why
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import (
    Behaviour,
    Handler,
    Site,
    Time,
    broken_off,
    dripping,
    dripping_header,
    endless,
    page,
    raw,
    redirect,
    send,
    silent,
    status,
)

import azturk_data
from azturk_data.hydration.addresses import Address
from azturk_data.hydration.errors import FetchError, RefusedError
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.transport import Limits


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


@pytest.fixture
def fetcher(wire: Wire, time: Time) -> Fetcher:
    return allowed(time)


def test_a_page(site: Site, fetcher: Fetcher, wire: Wire) -> None:
    url = site.on("/news", send(page()))
    answer = fetcher.page(url)
    assert (answer.url, answer.status, answer.body) == (url, 200, page())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert site.seen == ["/robots.txt", "/news"]
    assert wire.timeouts == [SMALL.connect_seconds] * 2
    for headers in site.headers:
        assert headers["User-Agent"].startswith(f"azturk-data/{azturk_data.__version__} (dataset verification; ")
        assert headers["User-Agent"].isascii()
        assert headers["Host"] == f"127.0.0.1:{site.port}"
        assert headers["Connection"] == "close"
        assert "Cookie" not in headers


def test_the_address_is_sent_encoded_and_without_fragment_or_password(site: Site, fetcher: Fetcher) -> None:
    site.on("/i%C4%9Fd%C4%B1r?q=%C3%A7", send(page()))
    answer = fetcher.page(f"http://me:secret@127.0.0.1:{site.port}/iğdır?q=ç#part")
    assert (answer.body, answer.url) == (page(), site.url("/i%C4%9Fd%C4%B1r?q=%C3%A7"))
    assert site.seen[-1] == "/i%C4%9Fd%C4%B1r?q=%C3%A7"
    assert all("Authorization" not in headers for headers in site.headers)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_compressed_pages(site: Site, fetcher: Fetcher, coding: str) -> None:

    packed = gzip.compress(page()) if coding == "gzip" else zlib.compress(page())
    assert fetcher.page(site.on("/", send(packed, Content_Encoding=coding))).body == page()


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (status(404), "the server answered 404"),
        (status(403), "the server answered 403"),
        (status(304), "the server answered 304"),
        (endless, "it is larger than 100,000 bytes"),
        (send(b"a" * 100_001), "it is larger than 100,000 bytes"),
        (lambda handler: handler.begin(Content_Length=str(10**15)), "it is larger than 100,000 bytes"),
        (lambda handler: handler.begin(Content_Length="9" * 5000), "it is larger than 100,000 bytes"),
        (send(b"%PDF-1.7", "application/pdf"), "it is of the type application/pdf, not a page"),
        (send(b"\x89PNG", "image/png"), "it is of the type image/png, not a page"),
        (send(b"abc", Content_Encoding="br"), "it is compressed as br, which was not asked for"),
        (send(b"abc", Content_Encoding="gzip"), "its compression is broken"),
        (redirect("/loop"), "it was redirected more than 5 times"),
        (redirect("http://[::1"), "it is redirected to 'http://[::1', which is no address"),
    ],
)
def test_pages_that_cannot_be_had(site: Site, fetcher: Fetcher, behaviour: Behaviour, reason: str) -> None:
    """None of these is asked for again, but for the redirect that leads to itself."""
    url = site.on("/loop", behaviour)
    assert why(lambda: fetcher.page(url)) == reason
    assert site.seen == ["/robots.txt", *["/loop"] * (6 if "more than 5 times" in reason else 1)]


@pytest.mark.parametrize("behaviour", [dripping, dripping_header, silent])
def test_a_server_that_takes_too_long(site: Site, fetcher: Fetcher, behaviour: Behaviour) -> None:
    """However it keeps the connection alive, and it is not asked again."""
    fetcher.page(site.on("/quick", send(page())))
    fetcher.limits = IMPATIENT
    assert why(lambda: fetcher.page(site.on("/slow", behaviour))) == "it took longer than 0.3 seconds"
    assert site.seen == ["/robots.txt", "/quick", "/slow"]
    assert not site.endured.is_set()


def test_a_silent_server_is_asked_again(site: Site, fetcher: Fetcher) -> None:
    fetcher.page(site.on("/quick", send(page())))
    fetcher.limits = Limits(silent_seconds=0.05, attempts=2)
    assert why(lambda: fetcher.page(site.on("/", silent))) == "the server was silent for 0.05 seconds, 2 times"
    assert site.seen == ["/robots.txt", "/quick", "/", "/"]


@pytest.mark.parametrize("chunked", [False, True])
def test_a_gzip_bomb_takes_no_memory(site: Site, fetcher: Fetcher, chunked: bool) -> None:
    bomb = gzip.compress(bytes(300_000_000))
    assert len(bomb) < 300_000

    def behave(handler: Handler) -> None:
        length = {"Transfer_Encoding": "chunked"} if chunked else {"Content_Length": str(len(bomb))}
        handler.begin(Content_Encoding="gzip", **length)
        handler.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(bomb), bomb) if chunked else bomb)

    url = site.on("/", behave)
    limited = Fetcher(Limits(size=2_000_000), allow_private=True, pace=Pace(lambda: 0, lambda _: None))
    tracemalloc.start()
    try:
        assert why(lambda: limited.page(url)) == "it is larger than 2,000,000 bytes"
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


# Redirects


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, fetcher: Fetcher, code: int) -> None:
    url = site.on("/old", redirect("new?a=1", code))
    site.on("/new?a=1", send(page()))
    answer = fetcher.page(url)
    assert (answer.url, answer.body) == (site.url("/new?a=1"), page())


def test_a_redirect_in_raw_utf_8(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/old", raw("HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: /iğdır\r\n\r\n".encode()))
    site.on("/i%C4%9Fd%C4%B1r", send(page()))
    assert fetcher.page(url).body == page()


def test_five_redirects_are_the_most(site: Site, fetcher: Fetcher) -> None:
    for number in range(6):
        site.on(f"/{number}", redirect(f"/{number + 1}"))
    site.on("/6", send(page()))
    assert fetcher.page(site.url("/1")).body == page()
    assert why(lambda: fetcher.page(site.url("/0"))) == "it was redirected more than 5 times"


@pytest.mark.parametrize(
    ("url", "kind", "reason"),
    [
        ("ftp://127.0.0.1/x", RefusedError, "'ftp://127.0.0.1/x' is not an address of http or https"),
        ("file:///etc/hostname", RefusedError, "'file:///etc/hostname' is not an address of http or https"),
        ("data:text/html,a", RefusedError, "'data:text/html,a' is not an address of http or https"),
        ("news.example", RefusedError, "'news.example' is not an address of http or https"),
        ("", RefusedError, "'' is not an address of http or https"),
        ("http:///path", FetchError, "'http:///path' names no host"),
        ("http://news.example:99999/", FetchError, "'http://news.example:99999/' is no address"),
        ("http://new s.example/", FetchError, "'http://new s.example/' is no address"),
    ],
)
def test_other_addresses_are_refused(
    fetcher: Fetcher, wire: Wire, url: str, kind: type[FetchError], reason: str
) -> None:
    assert why(lambda: fetcher.page(url), kind) == reason
    assert wire.dialled == []


def test_a_redirect_to_a_file_is_refused(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/", redirect("file:///etc/hostname"))
    assert why(lambda: fetcher.page(url), RefusedError) == ("'file:///etc/hostname' is not an address of http or https")


# Failures that may pass


def test_an_error_then_the_page(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/", status(500), send(page()))
    assert fetcher.page(url).body == page()
    assert (site.seen, site.times) == (["/robots.txt", "/", "/"], [0, 1, 3])


def test_a_dropped_connection_then_the_page(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/", broken_off(page()), lambda handler: None, send(page()))
    assert fetcher.page(url).body == page()
    assert site.times == [0, 1, 3, 7]


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (status(500), "the server answered 500, 4 times"),
        (status(503), "the server answered 503, 4 times"),
        (status(429), "the server answered 429, 4 times"),
        (broken_off(page()), "the connection failed (broken off in the middle), 4 times"),
        (
            lambda handler: handler.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc"
            ),
            "the connection failed (broken off in the middle), 4 times",
        ),
    ],
)
def test_failures_that_stay(site: Site, fetcher: Fetcher, behaviour: Behaviour, reason: str) -> None:
    url = site.on("/", behaviour)
    assert why(lambda: fetcher.page(url)) == reason
    assert site.times == [0, 1, 3, 7, 15]


def test_a_port_where_nobody_listens(fetcher: Fetcher, wire: Wire) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        reason = why(lambda: fetcher.page(url), RefusedError)
    assert reason == (
        "its robots.txt could not be read, which forbids all: no connection could be made (Connection refused), 4 times"
    )
    assert wire.dialled == ["127.0.0.1"] * 4


# Whatever is answered


STARTS = (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: ", b"HTTP/1.1 100 Continue\r\n\r\n")
FIELDS = (
    b"Content-Encoding: gzip",
    b"Transfer-Encoding: chunked",
    b"Content-Length: 5",
    b"Content-Length: -1",
    b"Content-Type: text/html; charset=\xff",
    b"Location: //[",
    b"Location: http://\x00/",
    b"Retry-After: 1",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.lists(st.sampled_from(FIELDS)), st.binary(max_size=200))
def test_no_answer_causes_another_error(site: Site, wire: Wire, start: bytes, fields: list[bytes], rest: bytes) -> None:
    here: list[Address] = [ip_address("127.0.0.1")]
    fetcher = Fetcher(
        Limits(size=10_000, seconds=2, silent_seconds=2, attempts=1),
        allow_private=True,
        pace=Pace(lambda: 0, lambda _: None),
        resolve=lambda host, port: here,
    )
    url = site.on("/", raw(start + b"".join(field + b"\r\n" for field in fields) + rest))
    with contextlib.suppress(FetchError):
        assert len(fetcher.page(url).body) <= 10_000
