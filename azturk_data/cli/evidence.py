"""The command that shows what carries a record."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit


@app.command("evidence")
@clean_exit
def evidence_(
    record: Annotated[
        str, typer.Argument(help="The record's id.", show_default=False, autocompletion=completing.record)
    ],
    field: Annotated[
        str | None, typer.Option("--field", help="Only this field, or the entries of this list.", show_default=False)
    ] = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", help="A folder of texts, from which to show the passages.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what carries a record: for each field the claims, who makes them, and where they stand.

    Passages are shown if there is a folder of texts, or if they were hydrated.

    Example: azturk-data evidence event/2020-military-dialogue --field status
    """
    from azturk_data.tracing import evidence

    found = evidence(record, field, texts)
    if not as_json:
        typer.echo(found.text())
        return
    fields = [
        {"field": name, "value": found.says.get(name), "claims": [claim.claim_id for claim in claims]}
        for name, claims in found.items()
    ]
    claims = [asdict(claim) for claim in found.claims]
    held = {"record_id": found.record_id, "label": found.label, "fields": fields, "claims": claims}
    typer.echo(json.dumps(held, ensure_ascii=False, indent=2))
