"""Commands for those who curate: anchor passages, verify them, check the records."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.progress import track

from azturk_data.cli.app import Records, Texts, app, clean_exit, err


@app.command()
@clean_exit
def anchor(records: Records = Path("records"), texts: Texts = None) -> None:
    """Find each passage in the texts, and write its offsets and hash into the YAML.

    A file with a problem is left as it is; running it again changes nothing.

    Example: azturk-data anchor --texts ../shared/sources
    """
    from azturk_data import anchoring
    from azturk_data.reading.problems import InvalidRecordsError, Problem
    from azturk_data.texts import load_texts, texts_folder

    held = load_texts(texts_folder(texts))
    files = _source_files(records)
    problems: list[Problem] = []
    written = kept = 0
    for path in track(files, "anchoring", console=err, transient=True, disable=not err.is_terminal):
        result = anchoring.anchor(path, held)
        problems += result.problems
        if not result.problems:
            anchoring.write(result, path)
            written += result.written
            kept += result.kept
    typer.echo(f"{written} positions written, {kept} unchanged, in {len(files)} files")
    if problems:
        raise InvalidRecordsError(problems, "; the files with a problem were left as they are")


@app.command()
@clean_exit
def verify(records: Records = Path("records"), texts: Texts = None) -> None:
    """Check every position against the texts, and print what fails.

    Example: azturk-data verify --texts ../shared/sources
    """
    from azturk_data import verification
    from azturk_data.reading.problems import InvalidRecordsError
    from azturk_data.reading.reader import read_records
    from azturk_data.texts import load_texts, texts_folder

    held = load_texts(texts_folder(texts))
    found = read_records(records)
    found.raise_if_invalid()
    result = verification.verify(found, held)
    typer.echo(
        f"{result.spans} passages verified against {result.texts} texts; "
        f"{result.unchecked} spans of extended sources cannot be"
    )
    if result.problems:
        raise InvalidRecordsError(result.problems, "")


@app.command()
@clean_exit
def lint(records: Records = Path("records")) -> None:
    """Read all records and check them, without building anything.

    Example: azturk-data lint
    """
    from azturk_data.reading.check import check_records
    from azturk_data.reading.reader import read_records

    found = read_records(records)
    found.problems += check_records(found)
    found.raise_if_invalid()
    typer.echo(f"{len(found.records)} records, no problem")


def _source_files(records: Path) -> list[Path]:
    folder = records / "source"
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder of sources at {folder}; run this from the project's root")
    return sorted(folder.glob("*.yaml"))
