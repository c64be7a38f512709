"""What `clients/<name>.toml` says of a client."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

HERE = Path(__file__).resolve().parent
CLIENTS = HERE / "clients"
ENVIRONMENTS = HERE / "environments"

Logical = Literal["string", "integer", "number", "boolean", "date"]
Kind = Literal["unread", "rows", "columns", "type", "content", "letters", "foreign_keys"]
SUFFIXES = (".py", ".mjs", ".R")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limit(_Strict):
    """A difference that is known, and why it is there."""

    differs: Kind
    tables: str = "*"
    columns: str = "*"
    found: str = "*"
    missing_as: str | None = None
    """Content that differs by this alone: what the client has in place of each missing cell, as text."""
    cause: str

    def explains(self, kind: Kind, table: str, column: str | None, found: str) -> bool:
        """Whether this is the cause of such a difference."""
        return (
            kind == self.differs
            and fnmatchcase(table, self.tables)
            and fnmatchcase(column or "", self.columns)
            and fnmatchcase(found, self.found)
        )


class Program(_Strict):
    """A program, and what it needs to run."""

    name: str
    program: Path
    title: str
    tried: str
    environment: str | None = None
    python: str | None = None
    apt: dict[str, str] = {}
    npm: list[str] = []
    version_parts: int = Field(default=3, ge=1)
    timeout: float = 300


class Client(Program):
    """A program that opens the dataset, and what is expected of it."""

    reads: str
    export: str | None = None
    foreign_keys: bool = False
    types: dict[Logical, str]
    limits: list[Limit] = []


Kept = TypeVar("Kept", bound=Program)


def read_spec(path: Path, kind: type[Kept]) -> Kept:
    """Read what a `.toml` says; `ValueError` tells what is wrong with it."""
    programs = [program for suffix in SUFFIXES if (program := path.with_suffix(suffix)).is_file()]
    if len(programs) != 1:
        raise ValueError(f"{path.name} needs one program beside it, named {path.stem} and one of {', '.join(SUFFIXES)}")
    said: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    try:
        return kind.model_validate({"name": path.stem, "program": programs[0]} | said)
    except ValidationError as error:
        raise ValueError(f"{path.name}: {error}") from error


def least_python(environment: str, *told: str | None) -> str | None:
    """Return the least Python of an environment: the greatest that a `.toml` names for it, or that was told besides."""
    said = [tomllib.loads(path.read_text("utf-8")) for path in HERE.glob("*/*.toml")]
    named = [*told, *(one.get("python") for one in said if one.get("environment") == environment)]
    return max((one for one in named if one), key=version_parts, default=None)


def version_parts(version: str) -> tuple[int, ...]:
    """Return the numbers of a version of Python, to be compared."""
    return tuple(int(part) for part in version.split("."))


def client_of(path: Path) -> Client:
    """Read what a `.toml` says of a client; `ValueError` tells what is wrong with it."""
    return read_spec(path, Client)


def clients(folder: Path = CLIENTS) -> list[Client]:
    """Return all clients, sorted as a reader looks for them."""
    found = [client_of(path) for path in folder.glob("*.toml")]
    return sorted(found, key=lambda client: (client.title.casefold(), client.reads))
