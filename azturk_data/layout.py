"""Setting text: lines of a terminal, and pieces of HTML for a notebook.

What records, pages and texts say is data: in a terminal nothing of it reaches the screen as a control
character, in HTML nothing of it is markup.
"""

from __future__ import annotations

import shutil
from html import escape
from textwrap import wrap
from urllib.parse import urlsplit

WIDEST = 100
"""Columns of text that are still easy to read, in a terminal that has more."""
NARROWEST = 40

# Colours are those of the page, light or dark; only lines are grey, which is seen on both.
BLOCK = "max-width: 60em; text-align: left; line-height: 1.45"
ASIDE = "font-size: 90%; opacity: .8"


def columns(width: int | None = None) -> int:
    """Return how many columns text is set in: those asked for, or as many as the terminal has, within reason."""
    return max(NARROWEST, width or min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines, indented by `first` and then by `rest`."""
    following = first if rest is None else rest
    return wrap(printable(text), width, initial_indent=first, subsequent_indent=following, break_on_hyphens=False)


def printable(text: str) -> str:
    """Return text on one line without control characters, which could drive the terminal, or turn its writing."""
    return " ".join("".join(c if c.isprintable() else " " if c.isspace() else "" for c in text).split())


def link(url: str, text: str) -> str:
    """A link, if the address is one of the web; a script's would run with the notebook's rights."""
    if urlsplit(url).scheme not in ("http", "https"):
        return escape(text)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def count(number: int, what: str) -> str:
    """Return a number with what it counts: '1 claim', '2 claims'."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
