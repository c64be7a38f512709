"""What every answer of the server carries with it: a page may load nothing from elsewhere, a cell runs no formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = {
    # Styles, scripts and pictures come from this server or not at all; nothing that stands in a page itself is run.
    b"content-security-policy": b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell of text that begins with one of these."""


def guarded(application: Application) -> Application:
    """Wrap a server so that all its answers carry `HEADERS`, and no cell of its CSV is run by a spreadsheet."""

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        cells: CellGuard | None = None

        async def send_guarded(message: Message) -> None:
            nonlocal cells
            if message["type"] == "http.response.start":
                held = [(name, value) for name, value in message.get("headers", []) if name.lower() not in HEADERS]
                if _is_csv(str(scope["path"]), held):
                    cells = CellGuard()
                    held = [(name, value) for name, value in held if name.lower() != b"content-length"]
                message = {**message, "headers": [*held, *HEADERS.items()]}
            elif message["type"] == "http.response.body" and cells is not None:
                more = bool(message.get("more_body", False))
                message = {**message, "body": cells.pass_on(message.get("body", b""), is_last=not more)}
            await send(message)

        await application(scope, receive, send_guarded)

    return answer


def _is_csv(path: str, headers: list[tuple[bytes, bytes]]) -> bool:
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    return kind.startswith(b"text/csv") or (path.endswith(".csv") and kind.startswith(b"text/plain"))


class CellGuard:
    """Passes CSV on, piece by piece, with an apostrophe before each cell that would be run as a formula.

    >>> CellGuard().pass_on(b"title,count\\r\\n=1+1,-5\\r\\n", is_last=True)
    b"title,count\\r\\n'=1+1,-5\\r\\n"
    """

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""

    def pass_on(self, piece: bytes, *, is_last: bool) -> bytes:
        """Return the rows that are complete by now."""
        self._held += self._decode(piece, is_last)
        end = len(self._held) if is_last else self._complete()
        rows, self._held = self._held[:end], self._held[end:]
        if not rows:
            return b""
        written = io.StringIO()
        writer = csv.writer(written)
        for row in csv.reader(io.StringIO(rows, newline="")):
            writer.writerow([_harmless(cell) for cell in row])
        return written.getvalue().encode("utf-8")

    def _complete(self) -> int:
        """Where the last row ends that is complete: at an end of line outside quotation marks."""
        end = self._held.rfind("\n")
        while end >= 0 and self._held.count('"', 0, end) % 2:
            end = self._held.rfind("\n", 0, end)
        return end + 1


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return not cell.startswith(("\t", "\r"))
