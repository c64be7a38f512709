"""What every answer of the server carries with it: a page may load nothing from elsewhere, a cell runs no formula."""

from __future__ import annotations

import codecs
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from azturk_data.csv_text import FORMULA_SIGNS

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
# The module csv would read cells only up to a length that it keeps for the whole process. Nothing here goes back over
# what it has matched, so that a long cell takes time in proportion.
_CELL = re.compile(r"""(?P<quoted>"(?:[^"]++|"")*+"?)?+(?P<plain>[^,\r\n]*+)(?P<end>,|\r\n?|\n|\Z)""")
"""A cell of CSV and what ends it; the quoted part lacks its second mark if the text breaks off within."""


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
        return _CELL.sub(_harmless, rows).encode("utf-8")

    def _complete(self) -> int:
        """Where the last row ends that is complete: at an end of line outside quotation marks."""
        end = self._held.rfind("\n")
        while end >= 0 and self._held.count('"', 0, end) % 2:
            end = self._held.rfind("\n", 0, end)
        return end + 1


def _harmless(cell: re.Match[str]) -> str:
    quoted, plain, end = cell["quoted"] or "", cell["plain"], cell["end"]
    # A doubled mark within is no sign of a formula, nor part of a number, and may stay doubled.
    text = quoted[1:].removesuffix('"') + plain
    if not text.startswith(FORMULA_SIGNS) or _is_number(text):
        return cell[0]
    return f"\"'{quoted[1:]}{plain}{end}" if quoted else f"'{plain}{end}"


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return not cell.startswith(("\t", "\r"))
