"""A real Chromium that opens a text as a page, and tells which of its characters are highlighted.

A highlight is not visible to scripts. So the page's style makes it red, letters too, and the picture of the page
is compared with the places at which the page says that its characters stand.
"""

from __future__ import annotations

import html
import io
import math
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread
from typing import Any

import numpy as np
import pytest

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
WIDTH, HEIGHT = 800, 600
"""The window's size, in pixels."""
SETTLED = 1000
"""Milliseconds after which Chromium has given up a search; it tries again half a second after the page has loaded."""
TOLERANCE = 1
"""Pixels by which a highlight may differ from the places of its characters, which are fractions of a pixel."""

# The head is taller than the window, so that every passage takes scrolling to; what surrounds the text is invented.
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Oarvale Gazette</title><style>
body {{ margin: 0; font: 16px/1.6 sans-serif; color: #222; background: #fff }}
header {{ height: 700px; background: #eef }}
article {{ width: 560px; margin: 0 40px }}
aside {{ float: right; width: 130px; background: #efe }}
footer {{ height: 700px; background: #eee }}
::target-text {{ background: rgb(255, 0, 0); color: rgb(255, 0, 0) }}
</style></head><body>
<header><nav><a href="#">Oarvale Gazette</a> <a href="#">Weather</a></nav></header>
<aside><p>Woollen socks</p></aside>
<article><h1>Gazette</h1>
{paragraphs}
</article>
<footer><p>Oarvale Gazette</p></footer>
</body></html>
"""

# Every character that takes room, as [offset in the text, left, top, right, bottom].
MEASURE = """() => {
  const characters = [];
  for (const paragraph of document.querySelectorAll("[data-start]")) {
    let offset = Number(paragraph.dataset.start);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node; (node = walker.nextNode());) {
      for (let unit = 0, width; unit < node.data.length; unit += width, offset++) {
        width = node.data.codePointAt(unit) > 0xffff ? 2 : 1;
        range.setStart(node, unit);
        range.setEnd(node, unit + width);
        const box = range.getBoundingClientRect();
        if (box.width > 0 && range.toString().trim())
          characters.push([offset, box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]);
      }
    }
  }
  return characters;
}"""
COMPARE = """([letters, language]) => {
  const { compare } = new Intl.Collator(language, { usage: "search", sensitivity: "base" });
  const sorted = letters.toSorted(compare);
  return sorted.slice(1).map((letter, i) => [letter, sorted[i]]).filter(([a, b]) => compare(a, b) === 0);
}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Shown:
    """What a browser made of a deep link."""

    offsets: list[int]
    """The offsets of the highlighted characters that take room; white space is not among them."""
    stray: int
    """Highlighted pixels outside the passage that was asked for."""
    bare: int
    """Pixels of that passage that are not highlighted."""
    scrolled: float
    """How far the page was scrolled, in pixels."""
    in_view: bool
    """Whether all of the passage stood in the window."""


class Browser:
    """A running Chromium, and a server on this machine from which it opens texts as pages."""

    def __init__(self, chromium: Any, server: _Server) -> None:
        self.version: str = chromium.version
        self._page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        self._server = server
        self._opened = 0
        self._measured: dict[str, np.ndarray] = {}

    def open(self, text: str, url: str, passage: tuple[int, int] | None) -> Shown:
        """Open a text as a page at the fragment of a URL; the passage, if any, is the one that ought to be shown."""
        self._server.page = as_page(text)
        self._opened += 1
        # Each at an address of its own, so that the page is loaded as by following the link.
        self._page.goto(f"{self._server.address}/{self._opened}#{url.partition('#')[2]}")
        self._settle(passage is not None)
        scrolled = self._page.evaluate("scrollY")
        if text not in self._measured:
            self._measured[text] = np.array(self._page.evaluate(MEASURE))
        characters = self._measured[text]
        red = self._picture()
        offsets = characters[:, 0].astype(int)
        centres = ((characters[:, 1:3] + characters[:, 3:5]) / 2).astype(int)
        start, end = passage or (0, 0)
        wanted = characters[(offsets >= start) & (offsets < end)]
        outer, inner = np.zeros_like(red), np.zeros_like(red)
        for top in np.unique(wanted[:, 2]):
            line = wanted[wanted[:, 2] == top]
            box = (line[:, 1].min(), top, line[:, 3].max(), line[:, 4].max())
            outer[_pixels(box, TOLERANCE)] = True
            inner[_pixels(box, -TOLERANCE)] = True
        return Shown(
            offsets[red[centres[:, 1], centres[:, 0]]].tolist(),
            stray=int((red & ~outer).sum()),
            bare=int((inner & ~red).sum()),
            scrolled=scrolled,
            in_view=bool(((wanted[:, 2] >= scrolled) & (wanted[:, 4] <= scrolled + HEIGHT)).all()),
        )

    def compared_as_equal(self, letters: list[str], language: str) -> list[tuple[str, str]]:
        """Return the pairs of neighbours, once sorted, that a search in that language does not tell apart."""
        return [tuple(pair) for pair in self._page.evaluate(COMPARE, [letters, language])]

    def _settle(self, expected: bool) -> None:
        """Wait until the page has scrolled to a passage, or will not."""
        from playwright.sync_api import TimeoutError as Late

        if expected:
            with suppress(Late):
                self._page.wait_for_function("scrollY > 0", timeout=2 * SETTLED)
        else:
            self._page.wait_for_timeout(SETTLED)
        self._page.evaluate(PAINTED)

    def _picture(self) -> np.ndarray:
        """Return the whole page's picture, as [y, x]: whether the pixel is the highlight's red."""
        from PIL import Image

        raw = self._page.screenshot(full_page=True)
        red, green, blue = np.moveaxis(np.asarray(Image.open(io.BytesIO(raw)).convert("RGB")), 2, 0)
        return (red > 250) & (green < 5) & (blue < 5)


def _pixels(box: tuple[float, float, float, float], more: int) -> tuple[slice, slice]:
    """Return the whole pixels that a box covers, and so many more on each side, as [y, x]."""
    left, top, right, bottom = box
    return (
        slice(max(math.floor(top) - more, 0), math.ceil(bottom) + more),
        slice(max(math.floor(left) - more, 0), math.ceil(right) + more),
    )


class _Server(ThreadingHTTPServer):
    """Answers every request with one page."""

    page = ""
    daemon_threads = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        body = self.server.page.encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet; the test says what failed."""


def as_page(text: str) -> str:
    """Lay a text out as an article: a paragraph for each line, and in it every tenth word a link."""
    paragraphs: list[str] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            words = [html.escape(word) for word in line.split(" ")]
            words = [f'<a href="#">{word}</a>' if word and not i % 10 else word for i, word in enumerate(words, 5)]
            paragraphs.append(f'<p data-start="{start}">{" ".join(words)}</p>')
        start += len(line) + 1
    return PAGE.format(paragraphs="\n".join(paragraphs))


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Start Chromium; skip where there is none, or fail if one is required."""
    otherwise = "deep links are not tried in a browser"
    with launched_chromium(otherwise, "PIL") as chromium, _Server(("127.0.0.1", 0), _Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Browser(chromium, server)
        finally:
            server.shutdown()


@contextmanager
def launched_chromium(otherwise: str, *packages: str) -> Iterator[Any]:
    """Start Chromium, as playwright has it; where there is none, skip, saying what is not tried, or fail."""
    for package in ("playwright", *packages):
        if find_spec(package) is None:
            _missing(f"{otherwise}: the package '{package}' is not installed")
    found = shutil.which(os.environ.get("AZTURK_CHROMIUM") or "chromium")
    if not found:
        _missing(f"{otherwise}: no Chromium; install Debian's package 'chromium', or set AZTURK_CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


def _missing(why: str) -> None:
    if os.environ.get("AZTURK_REQUIRE_BROWSER"):
        pytest.fail(why)
    pytest.skip(why)
