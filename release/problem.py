"""What stands in the way of a release."""

from __future__ import annotations


class ReleaseError(Exception):
    """The release cannot be made; the text says why, and what to do."""
