"""One request over HTTP: to an address that was checked, within limits of size and time.

Redirects, retries and manners are the business of `fetching`.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import Timer
from types import TracebackType

import certifi
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url

from azturk_data.hydration.addresses import Address
from azturk_data.hydration.errors import FetchError, TransientError

CHUNK = 65_536
ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Limits:
    """How much of a server we put up with."""

    size: int = 10 * 2**20
    """Bytes of a page, decompressed."""
    seconds: float = 60
    """For one request, from the connection to the last byte."""
    connect_seconds: float = 10
    """Until a connection stands."""
    silent_seconds: float = 20
    """Without a byte."""
    redirects: int = 5
    attempts: int = 4
    """Requests for one address while its server fails, the first included."""
    longest_wait: float = 120
    """Seconds between two requests, whoever asks for them."""


@dataclass(frozen=True)
class Response:
    """What a server answered to one request."""

    url: str
    status: int
    headers: Mapping[str, str]
    """A field is found by its name in upper or lower case."""
    body: bytes
    """Decompressed; empty unless the status is one of success."""

    @property
    def succeeded(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.status < 300


@cache
def public_authorities() -> ssl.SSLContext:
    """Return the settings of TLS for the web: the authorities that the system trusts, and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def request(
    url: Url,
    addresses: list[Address],
    headers: Mapping[str, str],
    limits: Limits,
    tls: ssl.SSLContext,
    *,
    types: frozenset[str] | None = None,
    cut: bool = False,
) -> Response:
    """Send a GET request to the first of a host's addresses that answers, and return what it says.

    `url` has a scheme and a host. A body of a media type other than `types` is refused before it is read. A body
    over the limit is refused, or with `cut` cut there.

    Raises `TransientError` where the connection failed, and `FetchError` where trying again would change
    nothing.
    """
    assert url.host is not None
    assert url.scheme is not None
    port = url.port or PORTS[url.scheme]
    deadline = time.monotonic() + limits.seconds
    plain = _connect(addresses, port, limits, deadline)
    with plain, _Watch(plain, deadline) as watch:
        try:
            held = tls.wrap_socket(plain, server_hostname=url.host.strip("[]")) if url.scheme == "https" else plain
            with held:
                answer = _exchange(url, port, held, headers, limits, types, cut)
        except (OSError, http.client.HTTPException, HTTPError) as error:
            raise _explained(error, watch, limits) from error
        # Where no length is declared, hanging up looks like the end of the body.
        if watch.late:
            raise _too_slow(limits)
        return answer


class _Watch:
    """Hangs up at a deadline, whatever the server is doing: the time-outs of a socket bound each wait, not all."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        # A duplicate, because TLS takes the socket's own descriptor away.
        self._line = sock.dup()
        self._timer = Timer(max(deadline - time.monotonic(), 0), self._hang_up)
        self._timer.daemon = True
        self.late = False
        """Whether it has hung up."""

    def _hang_up(self) -> None:
        self.late = True
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._line.close()


def _connect(addresses: list[Address], port: int, limits: Limits, deadline: float) -> socket.socket:
    last: OSError | None = None
    for address in addresses:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        try:
            sock = socket.create_connection((str(address), port), timeout=min(limits.connect_seconds, left))
        except OSError as error:
            last = error
        else:
            sock.settimeout(limits.silent_seconds)
            return sock
    raise TransientError(f"no connection could be made ({_words(last)})" if last else "it has no address") from last


def _exchange(
    url: Url,
    port: int,
    sock: socket.socket,
    headers: Mapping[str, str],
    limits: Limits,
    types: frozenset[str] | None,
    cut: bool,
) -> Response:
    assert url.host is not None
    connection = HTTPConnection(url.host, port, timeout=limits.silent_seconds)
    connection.sock = sock
    # Left to itself it would connect again, by name.
    connection.auto_open = 0
    try:
        sent = {"Host": url.netloc or url.host, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers}
        connection.request("GET", url.request_uri, headers=sent, preload_content=False)
        answer = connection.getresponse()
        try:
            body = _body(answer, limits, types, cut) if 200 <= answer.status < 300 else b""
        finally:
            answer.close()
        return Response(url.url, answer.status, answer.headers, body)
    finally:
        connection.close()


def _body(answer: BaseHTTPResponse, limits: Limits, types: frozenset[str] | None, cut: bool) -> bytes:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if types is not None and kind and kind not in types:
        raise FetchError(f"it is of the type {kind}, not a page")
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ENCODINGS:
        raise FetchError(f"it is compressed as {encoding}, which was not asked for")
    large = FetchError(f"it is larger than {limits.size:,} bytes")
    declared = answer.headers.get("Content-Length", "")
    if not cut and declared.isdecimal() and (len(declared) > 15 or int(declared) > limits.size):
        raise large
    body = bytearray()
    for chunk in answer.stream(CHUNK, decode_content=True):
        body += chunk
        if len(body) > limits.size:
            if not cut:
                raise large
            return bytes(body[: limits.size])
    return bytes(body)


def _explained(error: Exception, watch: _Watch, limits: Limits) -> FetchError:
    """What an error of the connection comes to: ours if it is worth no second try, else a transient one."""
    if watch.late:
        return _too_slow(limits)
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(f"its certificate is not valid: {error.verify_message}")
    if isinstance(error, DecodeError):
        return FetchError("its compression is broken")
    if isinstance(error, TimeoutError | ReadTimeoutError):
        return TransientError(f"the server was silent for {limits.silent_seconds:g} seconds")
    return TransientError(f"the connection failed ({_words(error)})")


def _too_slow(limits: Limits) -> FetchError:
    return FetchError(f"it took longer than {limits.seconds:g} seconds")


def _words(error: Exception) -> str:
    cause = error.args[-1] if isinstance(error, ProtocolError) and error.args else error
    if isinstance(cause, http.client.IncompleteRead):
        return "broken off in the middle"
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(error).__name__
