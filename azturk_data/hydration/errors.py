"""What can go wrong between a source's address and its text."""

from __future__ import annotations

from azturk_data.errors import AzturkError


class FetchError(AzturkError):
    """A page could not be had; its text says why, without the address, which the reader knows."""


class RefusedError(FetchError):
    """We would not fetch a page: its address, a redirect or robots.txt forbids it."""


class TransientError(FetchError):
    """A page could not be had now; it may be worth trying again."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds that the server asks us to wait before we come again, if it says so."""
