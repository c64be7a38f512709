"""`export`: the dataset, or some tables of it, in another format."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from azturk_data.errors import ExportError
from azturk_data.exporting.formats import Watch, format_of
from azturk_data.exporting.staging import staged_file, staged_folder

NAME = "azturk-data"
"""What a file is called that is written into a folder."""


def _unwatched(what: str, done: int, total: int) -> None:
    pass


def export(
    folder_or_file: str | PathLike[str],
    format: str,
    tables: Sequence[str] | None = None,
    *,
    force: bool = False,
    watch: Watch = _unwatched,
) -> Path:
    """Write the dataset in another format, and return the path of the file or the folder.

    `csv` and `parquet` are the files as they are published, with a descriptor of just them; `jsonl` has a file for each
    kind of record, a record with all its parts on each line. These are folders; the others are one file, which is
    called `azturk-data` if a folder is given: `xlsx`, `sqlite`, `duckdb`, `graphml` (a bipartite graph: actors on one
    side, events and agreements on the other) and `ics` (the events that are known to the day).

    `tables` are those wanted, all by default; `jsonl`, `graphml` and `ics` hold only tables of records, events and
    agreements, or events. What is there already is left alone, unless `force` is given. Files are there whole or not at
    all, and the same data gives the same bytes, but for `duckdb`. `watch` is told what is written next, how many steps
    are done, and of how many.

    Raises `UnknownFormatError` and `UnknownTableError` for what there is not, `MissingExtraError` if a package is
    missing that the format needs, `ExportError` if the place is taken or cannot be written to, and
    `BrokenInstallationError` if a table cannot be read.

    >>> import azturk_data, tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> azturk_data.export(folder.name, "sqlite", tables=["events", "places"]).name
    'azturk-data.sqlite'
    """
    made = format_of(format)
    chosen = made.chosen(tables)
    write = made.writer()
    if "\0" in str(folder_or_file):
        raise ExportError(f"{str(folder_or_file)!r} cannot be a name (it holds a null byte); name another")
    target = Path(folder_or_file).expanduser()
    if made.suffix and target.is_dir():
        target /= f"{NAME}{made.suffix}"
    try:
        if made.suffix:
            with staged_file(target, force=force) as path:
                write(path, chosen, watch)
        else:
            with staged_folder(target, made.files(chosen), force=force) as path:
                write(path, chosen, watch)
    except OSError as error:
        raise ExportError(f"{target} cannot be written ({error.strerror or error}); nothing was changed") from error
    return target
