"""What a host's robots.txt allows us, by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from azturk_data.hydration.errors import FetchError

TOKEN = "azturk-data"
"""The name by which a robots.txt may address us."""


@dataclass(frozen=True)
class Rules:
    """What a host allows."""

    parsed: Protego | None
    """The file; `None` if there is none, and all is allowed."""
    unreadable: str | None = None
    """Why the file could not be had, in which case nothing is allowed."""

    def why_not(self, url: str) -> str | None:
        """Return why an address must not be fetched, or None if it may be."""
        if self.unreadable is not None:
            return f"its robots.txt could not be read, which forbids all: {self.unreadable}"
        if self.parsed is not None and not self.parsed.can_fetch(url, TOKEN):
            return "its robots.txt forbids it"
        return None

    @property
    def delay(self) -> float | None:
        """The seconds between two requests that it asks for, if it does."""
        return self.parsed.crawl_delay(TOKEN) if self.parsed else None


def rules_from(status: int, body: bytes) -> Rules:
    """Return the rules that the last answer to the request for robots.txt stands for.

    An error of ours (4xx) means that there are no rules; one of the server's forbids all.
    """
    if 200 <= status < 300:
        return Rules(Protego.parse(body.decode("utf-8", errors="replace").removeprefix("\ufeff")))
    if 400 <= status < 500:
        return Rules(None)
    return Rules(None, f"the server answered {status}")


def no_rules_because(error: FetchError) -> Rules:
    """Return the rules where robots.txt could not be fetched."""
    return Rules(None, str(error))
