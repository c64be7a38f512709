"""The explorer's own kind of Datasette, by which our hooks know that they are meant.

Datasette keeps one list of plugins for a whole process; another Datasette in it must not turn into an explorer.
"""

from __future__ import annotations

from typing import Any, TypeGuard

from datasette.app import Datasette


class Explorer(Datasette):
    """A Datasette that serves the dataset, and is taught by `azturk_data.explorer.plugin`."""


def is_ours(datasette: Any) -> TypeGuard[Explorer]:
    """Whether a Datasette is an explorer."""
    return isinstance(datasette, Explorer)
