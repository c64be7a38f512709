"""The explorer as a Datasette that has nothing but the dataset, and nothing to write to."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from azturk_data.citing import dataset
from azturk_data.errors import MissingExtraError
from azturk_data.explorer.assets import STATIC, TEMPLATES

if TYPE_CHECKING:
    from datasette.app import Datasette

SETTINGS: dict[str, int | bool] = {
    "default_facet_size": 20,
    "default_page_size": 50,
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 3000,
    # Each costs a query, and the facets that make sense are known.
    "suggest_facets": False,
    # How much of a long text is shown is a matter of style.
    "truncate_cells_html": 0,
}


def ensure_extra() -> None:
    """Raise `MissingExtraError` if Datasette, or what it needs, is not installed."""
    try:
        for package in ("datasette.app", "uvicorn"):
            import_module(package)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"the explorer needs the package '{error.name}'; pip install 'azturk-data[explore]'", name=error.name
        ) from error


def application(database: Path) -> Datasette:
    """Return the Datasette that serves a prepared database, which it opens as one that never changes.

    Raises `MissingExtraError` if Datasette is not installed, and `BrokenInstallationError` if the descriptor cannot be
    read.
    """
    ensure_extra()
    from azturk_data.explorer import describing, plugin
    from azturk_data.explorer.site import Explorer

    plugins: Any = import_module("datasette.plugins").pm
    if not plugins.is_registered(plugin):
        plugins.register(plugin, "azturk-data")
    return Explorer(
        [],
        immutables=[str(database)],
        metadata=describing.metadata(dataset()),
        settings=SETTINGS,
        static_mounts=[("assets", str(STATIC))],
        template_dir=str(TEMPLATES),
    )
