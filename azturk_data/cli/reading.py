"""Commands for readers who look for something: records by name, claims by their words, and a record as a card."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit, fail, out
from azturk_data.layout import printable

if TYPE_CHECKING:
    from azturk_data.searching import ClaimHits

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")]


@app.command("find")
@clean_exit
def find_(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="A name or title, in any spelling.", show_default=False)
    ],
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Find records by name: people, bodies, places, events, agreements, sources.

    Diacritics, transliteration and script do not matter. Exits with 1 if nothing is like enough.

    Example: azturk-data find Yashar Guler
    """
    from azturk_data.finding import find

    wanted = " ".join(text)
    hits = find(wanted, limit)
    if as_json:
        typer.echo(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
    elif hits and out.is_terminal:
        shown = Table("id", "name", "found as", box=None, header_style="bold", pad_edge=False)
        shown.columns[0].overflow = "fold"
        for hit in hits:
            found_as = "" if hit.name == hit.label else hit.name
            shown.add_row(Text(hit.record_id), Text(printable(hit.label)), Text(printable(found_as), style="dim"))
        out.print(shown, soft_wrap=False)
    else:
        for hit in hits:
            typer.echo(f"{hit.record_id}\t{hit.label}\t{hit.name}\t{hit.score:.3f}")
    if not hits:
        fail(f"no record has a name like '{wanted}'; for words within claims there is 'azturk-data search'")


@app.command("search")
@clean_exit
def search_(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words, or beginnings of words.", show_default=False)
    ],
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Search claims by their words, best first.

    Words are looked for in statements and, with less weight, in the names of who speaks and of what is mentioned.
    Piped, each claim is a line: id, date, outlet, speaker, statement, link. Exits with 1 if there is none.

    Example: azturk-data search military base
    """
    from azturk_data.searching import search

    wanted = " ".join(words)
    hits = search(wanted, limit)
    if as_json:
        typer.echo(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
    elif out.is_terminal and hits:
        _show(hits)
    else:
        for hit in hits:
            typer.echo("\t".join((hit.claim_id, hit.date, hit.outlet, hit.speaker or "", hit.statement, hit.url)))
    if not hits:
        fail(f"no claim has any word of '{wanted}'; for names there is 'azturk-data find'")


def _show(hits: ClaimHits) -> None:
    for line in hits.text().split("\n"):
        # Behind its number stands the statement; the lines of its own below it say who, and where.
        out.print(Text(line, style="bold" if line[:4].strip() else ""))


@app.command("show")
@clean_exit
def show_(
    record: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The id of a record or of a part.", show_default=False, autocompletion=completing.record
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Show a record as a card: its fields, its parts, and which sources carry it.

    Example: azturk-data show event/2021-06-15-shusha-declaration-signed
    """
    if as_json:
        from azturk_data.getting import get

        typer.echo(json.dumps(get(record).model_dump(mode="json"), ensure_ascii=False, indent=2))
        return
    from azturk_data.card import card

    styles = {"title": "bold", "heading": "bold", "plain": "", "hint": "dim"}
    held = card(record)
    if not out.is_terminal:
        typer.echo(held.text())
        return
    for kind, line in held.lines():
        out.print(Text(line, style=styles[kind]))
