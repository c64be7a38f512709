"""Fetching a page from the web, with good manners and without trust.

Http and https only; public addresses only, checked for every request and redirect; robots.txt is asked first;
one request a second to a host; a server that fails is tried again, after a while that grows.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urljoin

from urllib3.exceptions import InvalidHeader, LocationParseError
from urllib3.util import Retry, Url, parse_url

from azturk_data import __version__
from azturk_data.hydration import addresses, robots
from azturk_data.hydration.addresses import Address
from azturk_data.hydration.errors import FetchError, RefusedError, TransientError
from azturk_data.hydration.pace import Pace
from azturk_data.hydration.transport import PORTS, Limits, Response, public_authorities, request

USER_AGENT = (
    f"{robots.TOKEN}/{__version__} "
    "(dataset verification; the record of Azerbaijan-Turkiye defence and alliance relations; obeys robots.txt)"
)
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
REDIRECTS = {301, 302, 303, 307, 308}
TRY_AGAIN = {429, 500, 502, 503, 504}
FIRST_WAIT = 2.0
ROBOTS_SIZE = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""


class Fetcher:
    """Fetches pages; remembers when each host was asked, and what its robots.txt says."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        pace: Pace | None = None,
        resolve: Callable[[str, int], list[Address]] = addresses.resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allow_private = allow_private
        self._pace = pace or Pace()
        self._resolve = resolve
        self._tls = tls
        self._rules: dict[str, robots.Rules] = {}

    def page(self, url: str) -> Response:
        """Return the page at an address, after redirects.

        Raises `RefusedError` if we must not fetch it, and `FetchError` if it cannot be had.
        """
        answer = self._follow(_parsed(url), types=PAGE_TYPES, obey=True)
        if not answer.succeeded:
            raise FetchError(f"the server answered {answer.status}")
        return answer

    def _follow(self, url: Url, *, types: frozenset[str] | None = None, obey: bool, cut: bool = False) -> Response:
        """Return the answer to a request, and to those that it is redirected to."""
        for _ in range(self.limits.redirects + 1):
            if obey:
                self._ask_robots(url)
            answer = self._insist(url, types, cut)
            target = answer.headers.get("Location")
            if answer.status not in REDIRECTS or target is None:
                return answer
            url = _target(url, target)
        raise FetchError(f"it was redirected more than {self.limits.redirects} times")

    def _insist(self, url: Url, types: frozenset[str] | None, cut: bool) -> Response:
        """Return the answer to a request that is made again while the server fails."""
        host = _host(url)
        wait = FIRST_WAIT
        for attempt in range(1, self.limits.attempts + 1):
            self._pace.wait_turn(host)
            asked: float | None = None
            try:
                answer = self._once(url, types, cut)
                if answer.status not in TRY_AGAIN:
                    return answer
                failure = TransientError(f"the server answered {answer.status}")
                asked = _retry_after(answer)
            except TransientError as error:
                failure = error
            if attempt == self.limits.attempts:
                raise FetchError(f"{failure}, {attempt} times")
            pause = max(wait, asked or 0)
            if pause > self.limits.longest_wait:
                raise FetchError(f"{failure}, and asks to be left alone for {pause:,.0f} seconds")
            self._pace.wait(pause)
            wait *= 2
        raise AssertionError("there is at least one attempt")

    def _once(self, url: Url, types: frozenset[str] | None, cut: bool) -> Response:
        host = _host(url)
        found = self._resolve(host, url.port or PORTS[str(url.scheme)])
        if not self._allow_private:
            addresses.check(host, found)
        headers = {"User-Agent": USER_AGENT, "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9"}
        return request(url, found, headers, self.limits, self._tls or public_authorities(), types=types, cut=cut)

    def _ask_robots(self, url: Url) -> None:
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._robots_of(origin)
        rules = self._rules[origin]
        reason = rules.why_not(url.url)
        if reason is not None:
            raise RefusedError(reason)
        if rules.delay is not None:
            if rules.delay > self.limits.longest_wait:
                raise RefusedError(f"its robots.txt asks for {rules.delay:,.0f} seconds between two requests")
            self._pace.slow_down(_host(url), rules.delay)

    def _robots_of(self, origin: str) -> robots.Rules:
        try:
            answer = self._follow(_parsed(f"{origin}/robots.txt"), obey=False, cut=True)
        except RefusedError:
            raise
        except FetchError as error:
            return robots.no_rules_because(error)
        return robots.rules_from(answer.status, answer.body)


def _parsed(url: str) -> Url:
    """Return an address in its parts, percent-encoded, without its fragment.

    Raises `RefusedError` if it is not one of http or https.
    """
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise FetchError(f"'{url}' is no address") from error
    if parts.scheme not in PORTS:
        raise RefusedError(f"'{url}' is not an address of http or https")
    if not parts.host:
        raise FetchError(f"'{url}' names no host")
    # A name and a password in an address would be sent to whoever it leads to.
    return Url(parts.scheme, None, parts.host, parts.port, parts.path, parts.query)


def _host(url: Url) -> str:
    assert url.host is not None
    return url.host.strip("[]").lower()


def _target(url: Url, location: str) -> Url:
    """Return where a redirect leads; its header is read as Latin-1, but mostly sent as UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return _parsed(urljoin(url.url, location))
    except ValueError as error:
        raise FetchError(f"it is redirected to '{location}', which is no address") from error


def _retry_after(answer: Response) -> float | None:
    value = answer.headers.get("Retry-After")
    if value is None:
        return None
    try:
        return Retry().parse_retry_after(value)
    except (InvalidHeader, OverflowError, TypeError, ValueError):
        return None
