"""azturk-data: the machine-readable record of Azerbaijan–Türkiye defence and alliance relations.

>>> import azturk_data
>>> azturk_data.load("events").num_rows > 0
True

Importing the package reads no data; see `tables`, `load` and `path`. `find` finds records by name, `search` claims by
their words, `get` returns a record with its parts and links, `evidence` shows what carries it, `connect` gives
everything as a DuckDB database, `export` writes it for other tools, `diff` tells two releases apart, `pictures` draws,
and `verify` checks the passages against texts that you hold.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from azturk_data.loading import load
from azturk_data.shipped import path, tables

if TYPE_CHECKING:
    from azturk_data import pictures
    from azturk_data.checking import verify
    from azturk_data.checks.checker import check
    from azturk_data.comparing.differ import diff
    from azturk_data.database import connect
    from azturk_data.exporting.exporter import export
    from azturk_data.finding import find
    from azturk_data.getting import get
    from azturk_data.models import Agreement, Claim, Event, Official, Organisation, Outlet, Place, Series, Source, State
    from azturk_data.searching import search
    from azturk_data.tracing import evidence

__version__ = "0.1.0"
__all__ = [
    "Agreement",
    "Claim",
    "Event",
    "Official",
    "Organisation",
    "Outlet",
    "Place",
    "Series",
    "Source",
    "State",
    "__version__",
    "check",
    "connect",
    "diff",
    "evidence",
    "export",
    "find",
    "get",
    "load",
    "path",
    "pictures",
    "search",
    "tables",
    "verify",
]

# Imported when they are first used, so that importing the package stays light.
_LATE = {
    "check": "azturk_data.checks.checker",
    "connect": "azturk_data.database",
    "diff": "azturk_data.comparing.differ",
    "evidence": "azturk_data.tracing",
    "export": "azturk_data.exporting.exporter",
    "find": "azturk_data.finding",
    "get": "azturk_data.getting",
    "search": "azturk_data.searching",
    "verify": "azturk_data.checking",
    **dict.fromkeys(
        (name for name in __all__ if name[0].isupper()),
        "azturk_data.models",
    ),
}

# Packages of their own, imported as soon as they are named.
_LATE_PACKAGES = {"pictures"}


def __getattr__(name: str) -> Any:
    if name in _LATE_PACKAGES:
        return import_module(f"{__name__}.{name}")
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE, *_LATE_PACKAGES})
