"""What can go wrong before the explorer stands."""

from __future__ import annotations

from azturk_data.errors import AzturkError


class ExplorerError(AzturkError):
    """The explorer cannot start; the message says why, and what to do."""
