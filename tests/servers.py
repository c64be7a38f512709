"""Servers on 127.0.0.1 that behave well or badly, and an invented article for them to serve."""

import contextlib
import html
import select
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

from azturk_data.hydration.sources import Document
from azturk_data.normalisation import normal_hash
from azturk_data.relocation import Wanted
from azturk_data.texts import find_passages, passage_hash

ARTICLE = """Ministers of Norrland and Südermark met on Monday to sign a pact.

The ministers, Ann Berg and Olle Çelik, signed it in Hamn on 3 May 2021, the Norrland ministry said in a statement.
“We are brothers,” Berg said, “and brothers keep their word when the winter is long.”

No drill was held in 2020, because the harbour of Hamn was closed to ships of both navies for the whole year.

Çelik, who has been minister since 2017, thanked the people of Iğdır and of Hamn for their patience and their bread."""
PASSAGES = {
    "c01/s1": ("Ministers of Norrland and", "to sign a pact."),
    "c02/s1": ("The ministers, Ann Berg and", "said in a statement."),
    "c03/s1": ("“We are brothers,” Berg said,", "when the winter is long.”"),
    "c04/s1": ("No drill was held in 2020,", "for the whole year."),
    "c05/s1": ("Çelik, who has been minister", "patience and their bread."),
}
CHANGED = (
    ARTICLE.replace("the harbour of Hamn was closed", "of a strike the port was shut")
    .replace(
        "“We are brothers,” Berg said, “and brothers keep their word when the winter is long.”", "Berg left early."
    )
    .replace("\n\nÇelik", "\n\nAnother paragraph has been put here since, on the weather in the strait.\n\nÇelik")
)
Behaviour = Callable[["Handler"], None]


def document(url: str, slug: str = "wire-2021-05-03", text: str = ARTICLE) -> Document:
    """The invented article as a source at some address, with its passages."""
    wanted: list[Wanted] = []
    for name, (first, last) in PASSAGES.items():
        (place,) = find_passages(text, first, last)
        passage = text[place.start : place.end]
        hashes = passage_hash(passage), normal_hash(passage)
        wanted.append(Wanted(f"span/{slug}/{name}", first, last, place.start, place.end, *hashes))
    return Document(f"source/{slug}", url, passage_hash(text), tuple(wanted))


def passage(name: str, text: str = ARTICLE) -> str:
    """A passage of the article as it is printed there."""
    (place,) = find_passages(text, *PASSAGES[name])
    return text[place.start : place.end]


def page(text: str = ARTICLE, head: str = "", encoding: str = "utf-8") -> bytes:
    """The article as a page, with things around it."""
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<!doctype html><html><head><title>The Wire</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><p>Invented from beginning to end, for tests.</p>{paragraphs}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    ).encode(encoding)


ALL = {f"span/wire-2021-05-03/{name}": passage(name) for name in PASSAGES}
"""Every passage of the article, by the id that its span has by default."""


class Handler(BaseHTTPRequestHandler):
    """Leaves each path to the behaviour that its site has for it."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        self.site.seen.append(self.path)
        self.site.times.append(self.site.clock())
        self.site.headers.append(dict(self.headers.items()))
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.site.behaviour(self.path)(self)

    def begin(self, status: int = 200, type_: str | None = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        if type_ is not None:
            self.send_header("Content-Type", type_)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Site:
    """A server that runs while it is entered, and keeps account of what it was asked."""

    def __init__(self, clock: Callable[[], float] = lambda: 0.0, tls: SSLContext | None = None) -> None:
        self.clock = clock
        self.seen: list[str] = []
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        self.over = threading.Event()
        self.endured = threading.Event()
        """That a client stayed to the end of what has none."""
        self._behaviours: dict[str, list[Behaviour]] = {}
        handler = type("OwnHandler", (Handler,), {"site": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=lambda: self._server.serve_forever(poll_interval=0.01), daemon=True)

    def on(self, path: str, *behaviours: Behaviour) -> str:
        """Have a path answered by these in turn, and by the last one ever after; return its address."""
        self._behaviours[path] = list(behaviours)
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def behaviour(self, path: str) -> Behaviour:
        held = self._behaviours.get(path)
        if held is None:
            return status(404)
        return held.pop(0) if len(held) > 1 else held[0]

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def send(body: bytes, type_: str | None = "text/html; charset=utf-8", **headers: str) -> Behaviour:
    """Answer with a whole body."""

    def behave(handler: Handler) -> None:
        handler.begin(200, type_, **{"Content_Length": str(len(body)), **headers})
        handler.wfile.write(body)

    return behave


def status(code: int, **headers: str) -> Behaviour:
    return lambda handler: handler.begin(code, **{"Content_Length": "0", **headers})


def redirect(target: str, code: int = 302) -> Behaviour:
    return status(code, Location=target)


def broken_off(body: bytes) -> Behaviour:
    """Send half of what was promised, and hang up."""

    def behave(handler: Handler) -> None:
        handler.begin(Content_Length=str(len(body)))
        handler.wfile.write(body[: len(body) // 2])

    return behave


def silent(handler: Handler) -> None:
    """Never answer, until the other side hangs up."""
    for _ in drops(handler):
        pass


def dripping(handler: Handler) -> None:
    """Send a letter at a time, never long silent and never done."""
    handler.begin()
    for _ in drops(handler):
        handler.wfile.write(b"a")


def dripping_header(handler: Handler) -> None:
    """The same before the page begins."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in drops(handler):
        handler.wfile.write(b"a")


def drops(handler: Handler) -> Iterator[None]:
    """Go on until the other side hangs up or the site is closed, but not for ever."""
    for _ in range(6000):
        if handler.site.over.wait(0.01) or hung_up(handler):
            return
        yield
    handler.site.endured.set()


def hung_up(handler: Handler) -> bool:
    ready, _, _ = select.select([handler.connection], [], [], 0)
    return bool(ready) and not handler.connection.recv(1, socket.MSG_PEEK)


def endless(handler: Handler) -> None:
    """Send without end, in chunks."""
    handler.begin(Transfer_Encoding="chunked")
    for _ in range(10_000):
        handler.wfile.write(b"4000\r\n" + b"a" * 0x4000 + b"\r\n")


def raw(answer: bytes) -> Behaviour:
    """Send these bytes for a whole answer."""

    def behave(handler: Handler) -> None:
        handler.wfile.write(answer)

    return behave
