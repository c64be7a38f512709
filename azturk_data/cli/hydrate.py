"""The command that rebuilds the passages for the reader's own use."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit, err, fail, out

if TYPE_CHECKING:
    from azturk_data.hydration.run import Report
    from azturk_data.hydration.sources import Document


@app.command()
@clean_exit
def hydrate(
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="DIR", help="A folder of texts or saved pages.", show_default=False),
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Fetch from the web what the folder does not have.")] = False,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="ID",
            help="Only this source; may be repeated.",
            show_default=False,
            autocompletion=completing.source,
        ),
    ] = None,
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache", metavar="DIR", help="The cache; else AZTURK_CACHE, else your own cache.", show_default=False
        ),
    ] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Fetch again what was read before.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of this machine and of private networks too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find the passages in texts, saved pages or the web, and keep them in a cache of your own.

    The exit code is 0 if every source asked for was read, whatever was missing in it, and 1 if one was refused or
    failed, or if there was nothing to read.

    Example: azturk-data hydrate --from saved-pages --live
    """
    if from_ is None and not live:
        raise typer.BadParameter("say where to read from: --from DIR, --live, or both")
    from azturk_data.hydration.cache import Cache
    from azturk_data.hydration.fetching import Fetcher
    from azturk_data.hydration.run import hydrate as run
    from azturk_data.hydration.sources import shipped_documents

    documents = shipped_documents()
    only = _chosen(source, documents)
    fetcher = Fetcher(allow_private=allow_private) if live else None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("", total=len(only or documents))

        def watch(done: int, document: Document) -> None:
            progress.update(task, description=document.slug, completed=done)

        try:
            report = run(
                documents, Cache(cache), folder=from_, fetcher=fetcher, only=only, refresh=refresh, watch=watch
            )
        except KeyboardInterrupt:
            progress.stop()
            typer.echo("interrupted; what was read is kept, and the same command goes on from there", err=True)
            raise typer.Exit(130) from None
    _show(report, as_json)
    if report.empty:
        fail(f"no file in {from_} is the text or the page of a source")
    if not report.complete:
        raise typer.Exit(1)


def _chosen(given: list[str] | None, documents: list[Document]) -> set[str] | None:
    known = {document.source_id for document in documents}
    for source_id in given or ():
        if source_id not in known:
            near = get_close_matches(source_id, known, n=2, cutoff=0.4)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise typer.BadParameter(f"there is no source '{source_id}' with passages{hint}", param_hint="--source")
    return set(given) if given else None


def _show(report: Report, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_as_dict(report), ensure_ascii=False, indent=2))
        return
    totals = {method.value: str(count) for method, count in report.totals.items()}
    if out.is_terminal:
        shown = Table(box=None, header_style="bold", show_footer=True, footer_style="bold")
        shown.add_column("source", "in all", overflow="fold")
        shown.add_column("outcome")
        for method, count in totals.items():
            shown.add_column(method, count, justify="right")
        for result in report.results:
            slug = result.source_id.partition("/")[2]
            shown.add_row(slug, result.status.value, *map(str, result.counts.values()))
        out.print(shown, soft_wrap=False)
        for result in report.results:
            if result.reason:
                typer.echo(f"{result.source_id} {result.status.value}: {result.reason}")
    else:
        typer.echo("\t".join(["source", "outcome", *totals, "from", "reason"]))
        for result in report.results:
            counts = map(str, result.counts.values())
            row = [result.source_id, result.status.value, *counts, result.origin or "", result.reason or ""]
            typer.echo("\t".join(row))
        typer.echo("\t".join(["in all", "", *totals.values(), "", ""]))
    for name, reason in report.unused.items():
        typer.echo(f"{name} was not read: {reason}", err=True)
    typer.echo(f"{report.passages} passages in {report.file}", err=True)


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "file": str(report.file),
        "passages": report.passages,
        "sources": [
            {
                "source_id": result.source_id,
                "outcome": result.status.value,
                "found": {method.value: count for method, count in result.counts.items()},
                "from": result.origin,
                "matched_by": result.matched_by,
                "reason": result.reason,
            }
            for result in report.results
        ],
        "totals": {method.value: count for method, count in report.totals.items()},
        "unused": report.unused,
    }
