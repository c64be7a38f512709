"""Commands for those who curate: anchor passages, verify them, check the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from azturk_data.cli.app import Records, Texts, app, clean_exit, err

RECORDS = Path("records")
CheckoutRecords = Annotated[
    Path | None,
    typer.Option("--records", help="The folder of YAML records; else 'records', else the published tables."),
]


@app.command()
@clean_exit
def anchor(records: Records = RECORDS, texts: Texts = None) -> None:
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
def verify(
    records: CheckoutRecords = None,
    texts: Texts = None,
) -> None:
    """Check every position against the texts, and print what fails.

    With a folder of records, a failure names the line of the YAML; without one, the tables that the package
    brings are checked.

    Example: azturk-data verify --texts ../shared/sources
    """
    from azturk_data import checking
    from azturk_data.passages import published_passages, recorded_passages

    folder = checkout_records(records)
    if folder is None:
        findings = checking.check(published_passages(), texts)
        typer.echo(checking.tally(findings))
        checking.raise_failures(findings)
        return
    from azturk_data.reading.problems import InvalidRecordsError
    from azturk_data.reading.reader import read_records
    from azturk_data.verification import problems_of

    found = read_records(folder)
    found.raise_if_invalid()
    findings = checking.check(recorded_passages(found), texts)
    typer.echo(checking.tally(findings))
    if problems := problems_of(findings, found):
        raise InvalidRecordsError(problems, "")


@app.command()
@clean_exit
def lint(records: Records = RECORDS) -> None:
    """Read all records and check them, without building anything.

    Example: azturk-data lint
    """
    from azturk_data.reading.check import check_records
    from azturk_data.reading.reader import read_records

    found = read_records(records)
    found.problems += check_records(found)
    found.raise_if_invalid()
    typer.echo(f"{len(found.records)} records, no problem")


def checkout_records(given: Path | None) -> Path | None:
    """Return the folder of records that was given, else `records` if that is one, else None."""
    if given is None and not (RECORDS / "source").is_dir():
        return None
    return given or RECORDS


def _source_files(records: Path) -> list[Path]:
    folder = records / "source"
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder of sources at {folder}; run this from the project's root")
    return sorted([*folder.glob("*.yaml"), *(records / "coding").rglob("*.yaml")])
