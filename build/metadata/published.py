"""What is published, once for every kind of metadata: the tables, their files, and what they cover."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from azturk_data.schema.resource import title_of
from azturk_data.schema.tables import Table
from metadata.extent import Extent

Json = dict[str, Any]

CODEBOOK = PurePosixPath("docs/codebook.md")
"""Describes every table, under a heading of its name."""


@dataclass(frozen=True)
class File:
    """A published file."""

    path: PurePosixPath
    """Below the project's root."""
    media_type: str
    sha256: str
    size: int
    """In bytes."""

    def seen_from(self, folder: PurePosixPath) -> str:
        """Return its address relative to a folder."""
        return seen_from(self.path, folder)


@dataclass(frozen=True)
class PublishedTable:
    """A table, and the two files that hold it."""

    table: Table
    csv: File
    parquet: File

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.table.name)


@dataclass(frozen=True)
class Published:
    """The dataset as its metadata tell of it; the rest is in `about`."""

    version: str
    tables: tuple[PublishedTable, ...]
    extent: Extent


def file_of(path: PurePosixPath, media_type: str, files: Mapping[PurePosixPath, bytes]) -> File:
    """Return what is to be told of a file."""
    return File(path, media_type, hashlib.sha256(files[path]).hexdigest(), len(files[path]))


def seen_from(path: PurePosixPath, folder: PurePosixPath) -> str:
    """Return the address of a path relative to a folder, both below the project's root."""
    return posixpath.relpath(path.as_posix(), folder.as_posix())


def root_from(folder: PurePosixPath) -> str:
    """Return the address of the project's root, which stands for the dataset, relative to a folder in it."""
    return "../" * len(folder.parts) or "./"
