"""Commands for those who curate: anchor passages, verify them, check the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, Records, Texts, app, clean_exit, err
from azturk_data.errors import NoRecordsError

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
    from azturk_data.reading.duplicates import likely_duplicates
    from azturk_data.reading.parsed import ParsedFiles
    from azturk_data.reading.reader import read_records
    from azturk_data.reading.uncollected import uncollected

    with uncollected():
        known = ParsedFiles(records)
        found = read_records(records, known=known)
        known.save()
        found.problems += check_records(found)
        found.raise_if_invalid()
        pairs = likely_duplicates(found)
    typer.echo(f"{len(found.records)} records, no problem")
    if pairs:
        alike = "1 pair looks" if len(pairs) == 1 else f"{len(pairs)} pairs look"
        typer.echo(f"{alike} like one thing entered twice; 'azturk-data duplicates' shows them")


@app.command()
@clean_exit
def duplicates(records: Records = RECORDS, as_json: AsJson = False) -> None:
    """Show the pairs of records that look like one thing entered twice; only a curator can tell.

    Example: azturk-data duplicates
    """
    import json
    from dataclasses import asdict

    from azturk_data.reading.duplicates import likely_duplicates
    from azturk_data.reading.parsed import ParsedFiles
    from azturk_data.reading.reader import read_records

    known = ParsedFiles(records)
    pairs = likely_duplicates(read_records(records, known=known))
    known.save()
    if as_json:
        typer.echo(json.dumps([asdict(pair) for pair in pairs], ensure_ascii=False, indent=2))
        return
    for pair in pairs:
        typer.echo(f"{pair.one}  {pair.other}  {pair.why}")


@app.command()
@clean_exit
def new(
    kind: Annotated[
        str,
        typer.Argument(help="What it is: event, agreement, official, source …", autocompletion=completing.record_kind),
    ],
    slug: Annotated[str, typer.Argument(help="The rest of its id: lower-case letters, digits and hyphens.")],
    records: Records = RECORDS,
) -> None:
    """Write a new record to fill in, with every field explained; one that exists is left alone.

    Example: azturk-data new event 2024-12-18-military-dialogue-16
    """
    import re

    from azturk_data.models.types import SLUG
    from azturk_data.reading.problems import did_you_mean
    from azturk_data.skeleton import KINDS, skeleton

    if kind not in KINDS:
        raise typer.BadParameter(f"there is no kind of record '{kind}'; {did_you_mean(kind, KINDS)}")
    slug = slug.removeprefix(f"{kind}/")
    if not re.fullmatch(SLUG, slug):
        raise typer.BadParameter(f"'{slug}' is no id; write lower-case letters, digits and hyphens")
    if not records.is_dir():
        raise NoRecordsError(f"there is no folder of records at {records}; run this from the project's root")
    path = records / kind / f"{slug}.yaml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(skeleton(kind, slug))
    except FileExistsError:
        raise typer.BadParameter(f"{path} exists already; open it, or choose another id") from None
    typer.echo(f"wrote {path}; fill it in, then run 'azturk-data lint'")


def checkout_records(given: Path | None) -> Path | None:
    """Return the folder of records that was given, else `records` if that is one, else None."""
    if given is None and not (RECORDS / "source").is_dir():
        return None
    return given or RECORDS


def _source_files(records: Path) -> list[Path]:
    folder = records / "source"
    if not folder.is_dir():
        raise NoRecordsError(f"there is no folder of sources at {folder}; run this from the project's root")
    return sorted([*folder.glob("*.yaml"), *(records / "coding").rglob("*.yaml")])
