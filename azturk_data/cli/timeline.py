"""The command that lists events in order of date."""

from __future__ import annotations

import datetime
import json
import re
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, app, clean_exit, fail, out
from azturk_data.cli.who import actor_of
from azturk_data.layout import printable

EARLIEST, LATEST = datetime.date.min, datetime.date.max
COLUMNS = ["event_id", "date", "date_from", "date_to", "kind", "status", "title"]
DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


@app.command("timeline")
@clean_exit
def timeline_(
    since: Annotated[
        str | None, typer.Option("--from", help="A year, month or day: nothing that ended before it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", help="A year, month or day: nothing that began after it.")
    ] = None,
    actor: Annotated[
        str | None,
        typer.Option(
            "--actor",
            help="Who took part: an id, or a name in any spelling. A state stands for its bodies and officials, too.",
            autocompletion=completing.actor,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", help="What the events are, such as visit or exercise.", autocompletion=completing.event_kind
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List events in order of date; those without a date come last, and only if no time is asked for.

    Piped, each event is a line: date, kind, status, title, id.

    Example: azturk-data timeline --from 2020 --to 2021-06 --actor "Hulusi Akar"
    """
    from azturk_data.loading import load

    first, last = _bounds(since, "--from")[0], _bounds(until, "--to")[1]
    if first and last and first > last:
        raise typer.BadParameter(f"{since} comes after {until}", param_hint="--from")
    where: dict[str, Any] = {} if kind is None else {"kind": _kind(kind)}
    if actor is not None:
        from azturk_data.membership import members

        meant = sorted(members([actor_of(actor)]))
        taken = load("event_participants", columns=["event_id"], where={"actor_id": meant})
        where["event_id"] = taken.column("event_id").to_pylist()
    events = load("events", columns=COLUMNS, where=where).to_pylist()
    if first or last:
        events = [event for event in events if _within(event, first or EARLIEST, last or LATEST)]
    # What is known to have been before a day only is put on that day.
    events.sort(key=lambda e: (e["date_from"] or e["date_to"] or LATEST, e["date_to"] or LATEST, e["event_id"]))
    _print(events, as_json)
    if not events:
        fail("no event fits; leave out a bound, the actor or the kind")


def _print(events: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(events, ensure_ascii=False, indent=2, default=str))
    elif out.is_terminal:
        shown = Table("date", "event", "kind", "status", box=None, header_style="bold", pad_edge=False)
        shown.columns[0].no_wrap = True
        # An id that is cut could not be given to another command.
        shown.columns[1].overflow = "fold"
        for event in events:
            title = Text(printable(event["title"])).append(f"\n{event['event_id']}", style="dim")
            shown.add_row(Text(event["date"] or ""), title, Text(event["kind"]), Text(event["status"]))
        out.print(shown, soft_wrap=False)
    else:
        for event in events:
            cells = (event["date"] or "", event["kind"], event["status"], event["title"], event["event_id"])
            typer.echo("\t".join(cells))


def _within(event: dict[str, Any], first: datetime.date, last: datetime.date) -> bool:
    """Whether an event went on within bounds, or may have been on a day of them.

    Of a date that is known by one end only, as some day before or after another, that day is taken.
    """
    begins, ends = event["date_from"], event["date_to"]
    if not event["date"]:
        return False
    if event["date"].startswith("["):
        begins, ends = begins or ends, ends or begins
    return (ends or LATEST) >= first and (begins or EARLIEST) <= last


def _bounds(text: str | None, option: str) -> tuple[datetime.date | None, datetime.date | None]:
    if text is None:
        return None, None
    from azturk_data.models.dates import bounds

    try:
        if not DATE.fullmatch(text):
            raise ValueError
        return bounds(text)
    except ValueError:
        problem = f"'{text}' is not a date; write 2021, 2021-06 or 2021-06-15"
        raise typer.BadParameter(problem, param_hint=option) from None


def _kind(text: str) -> str:
    from azturk_data.models.vocabularies import EventKind

    terms = [term.value for term in EventKind]
    if text not in terms:
        near = get_close_matches(text, terms, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else f"choose one of {', '.join(terms)}"
        raise typer.BadParameter(f"there is no kind '{text}'; {hint}", param_hint="--kind")
    return text
