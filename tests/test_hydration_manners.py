"""Manners: how often a host is asked, what its robots.txt says, and when it is asked again."""

from collections.abc import Iterator
from email.utils import formatdate

import pytest
from fetchers import IMPATIENT, PUBLIC, SMALL, Wire, allowed, careful, why
from hypothesis import given
from hypothesis import strategies as st
from servers import (
    Behaviour,
    Site,
    Time,
    page,
    redirect,
    send,
    silent,
    status,
)

from azturk_data.hydration.errors import RefusedError
from azturk_data.hydration.fetching import Fetcher
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.robots import rules_from


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


def test_one_request_a_second_to_a_host(site: Site, fetcher: Fetcher, time: Time) -> None:
    first = site.on("/1", redirect("/2"))
    site.on("/2", send(page()))
    third = site.on("/3", send(page()))
    fetcher.page(first)
    fetcher.page(third)
    assert (site.seen, site.times) == (["/robots.txt", "/1", "/2", "/3"], [0, 1, 2, 3])
    time.now += 0.75
    fetcher.page(third)
    time.now += 60
    fetcher.page(third)
    assert site.times[4:] == [4, 64]


def test_hosts_do_not_wait_for_each_other(wire: Wire, time: Time) -> None:
    with Site(time) as one, Site(time) as other:
        wire.stands_for = {PUBLIC: one.port, "8.8.8.8": other.port}
        reader = careful(time, {"one.example": PUBLIC, "other.example": "8.8.8.8"})
        one.on("/", send(page()))
        other.on("/", send(page()))
        reader.page("http://one.example/")
        reader.page("http://other.example/")
        assert (one.times, other.times) == ([0, 1], [1, 2])


ROBOTS = "User-agent: azturk-data\nDisallow: /private\nAllow: /private/news$\n\nUser-agent: *\nDisallow: /\n"


def test_robots_txt_is_obeyed_by_our_own_name(site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", send(ROBOTS.encode("utf-8-sig"), "text/plain"))
    for path in ("/", "/private/news", "/private/news/2"):
        site.on(path, send(page()))
    assert fetcher.page(site.url("/")).body == page()
    assert fetcher.page(site.url("/private/news")).body == page()
    assert why(lambda: fetcher.page(site.url("/private/news/2")), RefusedError) == "its robots.txt forbids it"
    assert site.seen == ["/robots.txt", "/", "/private/news"]


def test_robots_txt_is_asked_for_the_target_of_a_redirect(wire: Wire, time: Time) -> None:
    with Site(time) as one, Site(time) as other:
        wire.stands_for = {PUBLIC: one.port, "8.8.8.8": other.port}
        reader = careful(time, {"one.example": PUBLIC, "other.example": "8.8.8.8"})
        one.on("/", redirect("http://other.example/"))
        other.on("/robots.txt", send(b"User-agent: *\nDisallow: /"))
        assert why(lambda: reader.page("http://one.example/"), RefusedError) == "its robots.txt forbids it"
        assert other.seen == ["/robots.txt"]


@pytest.mark.parametrize("behaviour", [status(401), status(403), status(404), status(410), send(b"")])
def test_no_robots_txt_allows_all(site: Site, fetcher: Fetcher, behaviour: Behaviour) -> None:
    site.on("/robots.txt", behaviour)
    assert fetcher.page(site.on("/", send(page()))).body == page()


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (status(503), "the server answered 503, 4 times"),
        (status(429), "the server answered 429, 4 times"),
        (status(501), "the server answered 501"),
        (redirect("/robots.txt"), "it was redirected more than 5 times"),
    ],
)
def test_a_robots_txt_that_cannot_be_read_forbids_all(
    site: Site, fetcher: Fetcher, behaviour: Behaviour, reason: str
) -> None:
    site.on("/robots.txt", behaviour)
    url = site.on("/", send(page()))
    expected = f"its robots.txt could not be read, which forbids all: {reason}"
    assert why(lambda: fetcher.page(url), RefusedError) == expected
    asked = len(site.seen)
    assert why(lambda: fetcher.page(url), RefusedError) == expected
    assert site.seen == ["/robots.txt"] * asked


def test_a_robots_txt_that_does_not_come_forbids_all(site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", silent)
    fetcher.limits = IMPATIENT
    assert why(lambda: fetcher.page(site.on("/", send(page()))), RefusedError) == (
        "its robots.txt could not be read, which forbids all: it took longer than 0.3 seconds"
    )


def test_a_large_robots_txt_is_read_as_far_as_it_must_be(site: Site, wire: Wire, time: Time) -> None:
    """The limit for pages is for pages; of robots.txt 512 KiB are read, and the rest is left."""
    rules = b"User-agent: *\nDisallow: /early\n" + b"# as long as it is\n" * 40_000 + b"Disallow: /late\n"
    assert len(rules) > 700_000
    site.on("/robots.txt", send(rules, "text/plain"))
    fetcher = Fetcher(SMALL, allow_private=True, pace=Pace(time, time.sleep))
    assert fetcher.page(site.on("/late", send(page()))).body == page()
    assert why(lambda: fetcher.page(site.on("/early", send(page()))), RefusedError) == "its robots.txt forbids it"


@pytest.mark.parametrize(("delay", "times"), [(b"7", [0, 7, 14]), (b"0.2", [0, 1, 2])])
def test_a_crawl_delay_is_kept(site: Site, fetcher: Fetcher, delay: bytes, times: list[float]) -> None:
    """One of less than our own second changes nothing."""
    site.on("/robots.txt", send(b"User-agent: *\nCrawl-delay: " + delay))
    url = site.on("/", send(page()))
    fetcher.page(url)
    fetcher.page(url)
    assert site.times == times


def test_a_crawl_delay_that_is_too_long(site: Site, fetcher: Fetcher) -> None:
    site.on("/robots.txt", send(b"User-agent: *\nCrawl-delay: 3600"))
    url = site.on("/", send(page()))
    assert why(lambda: fetcher.page(url), RefusedError) == (
        "its robots.txt asks for 3,600 seconds between two requests"
    )
    assert site.seen == ["/robots.txt"]


@pytest.mark.parametrize(
    ("value", "times"),
    [
        ("30", [0, 1, 31]),
        ("0", [0, 1, 3]),
        (formatdate(0, usegmt=True), [0, 1, 3]),
        ("soon", [0, 1, 3]),
        ("9" * 5000, [0, 1, 3]),
        ("Thu, 99 Foo 99999 99:99:99 GMT", [0, 1, 3]),
    ],
)
def test_retry_after(site: Site, fetcher: Fetcher, value: str, times: list[float]) -> None:
    url = site.on("/", status(429, Retry_After=value), send(page()))
    assert fetcher.page(url).body == page()
    assert site.times == times


def test_a_server_that_wants_to_be_left_alone_for_long(site: Site, fetcher: Fetcher) -> None:
    url = site.on("/", status(429, Retry_After="3600"))
    assert why(lambda: fetcher.page(url)) == ("the server answered 429, and asks to be left alone for 3,600 seconds")
    assert site.seen == ["/robots.txt", "/"]


@given(st.binary(max_size=300), st.text(max_size=50))
def test_no_robots_txt_causes_an_error(content: bytes, path: str) -> None:
    rules = rules_from(200, b"User-agent: *\nDisallow: /a*\n" + content)
    assert rules.why_not(f"http://example.org/{path}") in (None, "its robots.txt forbids it")
    assert rules.delay is None or rules.delay >= 0
