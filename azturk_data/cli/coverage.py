"""The command that shows which claims cover the core texts, and what is left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.style import Style
from rich.table import Table
from rich.text import Text

from azturk_data.cli import completing
from azturk_data.cli.app import AsJson, Texts, app, clean_exit, out
from azturk_data.cli.curate import CheckoutRecords, checkout_records
from azturk_data.errors import AzturkError

if TYPE_CHECKING:
    from azturk_data.coverage import Sentence, TextCoverage
    from azturk_data.coverage_picture import Cell

DEPTHS = "▂▄▆█"
GLYPHS = {"omission": "░", "gap": "×", "blank": " "}
STYLES = {
    "claims": Style(color="bright_blue"),
    "omission": Style(color="yellow"),
    "gap": Style(color="red", bold=True),
    "blank": Style(),
}


class UncoveredError(AzturkError):
    """Some words of a core text are in no passage, or some passage is not where it should be."""


@app.command("coverage")
@clean_exit
def coverage_(
    texts: Texts = None,
    records: CheckoutRecords = None,
    source: Annotated[
        str | None,
        typer.Option("--source", help="Only this source.", show_default=False, autocompletion=completing.source),
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="Write a picture of it into this file.", show_default=False, dir_okay=False),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show whole sentences, not their first words.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show, sentence by sentence, which claims cover each core text, and what is left.

    Exits with 1 if a sentence has a word that is neither in a claim's passage nor omitted with a reason.

    Example: azturk-data coverage --source source/tass-2021-01-30
    """
    from azturk_data.coverage import coverage
    from azturk_data.coverage_picture import svg as draw

    found = coverage(checkout_records(records), texts, source)
    if svg is not None:
        svg.write_text(draw(found), "utf-8")
    if as_json:
        typer.echo(json.dumps([_as_json(text, full) for text in found], ensure_ascii=False, indent=2))
    elif out.is_terminal:
        for text in found:
            _show(text, full)
        _legend()
    else:
        for text in found:
            for sentence in text.sentences:
                typer.echo("\t".join(_cells(text, sentence, full)))
    _fail_if_uncovered(found)


def _show(text: TextCoverage, full: bool) -> None:
    from azturk_data.coverage_picture import cells

    out.print(Text(f"{text.source_id}  {text.length:,} characters", style="bold"))
    out.print(_bar(cells(text, max(20, out.width - 2))), soft_wrap=False)
    table = Table("#", "place", "words", "claims", box=None, header_style="bold", pad_edge=False)
    table.columns[0].justify = table.columns[1].justify = "right"
    table.columns[0].no_wrap = table.columns[1].no_wrap = True
    # First words are there only so that the sentence is found; they may be cut.
    table.columns[2].max_width = max(16, out.width // 2 - 10)
    table.columns[2].no_wrap = not full
    for sentence in text.sentences:
        _, number, start, end, claims, reasons, gaps, words = _cells(text, sentence, full)
        carried = Text(claims)
        for label, held, kind in (("omitted: ", reasons, "omission"), ("not covered: ", gaps, "gap")):
            if held:
                carried.append(" " if carried else "").append(label + held, STYLES[kind])
        table.add_row(number, f"{start}–{end}", Text(words), carried)
    out.print(table, soft_wrap=False)
    out.print()


def _bar(cells: list[Cell]) -> Text:
    bar = Text()
    for cell in cells:
        glyph = DEPTHS[min(cell.depth, len(DEPTHS)) - 1] if cell.kind == "claims" else GLYPHS[cell.kind]
        bar.append(glyph, STYLES[cell.kind])
    return bar


def _legend() -> None:
    legend = Text("In the bars: ").append(DEPTHS, STYLES["claims"]).append(" one, two, three, and more claims; ")
    legend.append(GLYPHS["omission"], STYLES["omission"]).append(" omitted, with the reason; ")
    out.print(legend.append(GLYPHS["gap"], STYLES["gap"]).append(" not covered."))


def _cells(text: TextCoverage, sentence: Sentence, full: bool) -> tuple[str, ...]:
    """A sentence as a row: source, number, start, end, claims, reasons, gaps, words."""
    return (
        text.source_id,
        str(sentence.number),
        str(sentence.stretch.start),
        str(sentence.stretch.end),
        # The rest of the claim's id is the source's.
        " ".join(claim.rpartition("/")[2] for claim in sentence.claims),
        ", ".join(sentence.reasons),
        ", ".join(f"{gap.start}–{gap.end}" for gap in sentence.gaps),
        " ".join(sentence.text.split()) if full else sentence.opening,
    )


def _as_json(text: TextCoverage, full: bool) -> dict[str, Any]:
    sentences = [
        {
            "number": sentence.number,
            "start": sentence.stretch.start,
            "end": sentence.stretch.end,
            "claims": sentence.claims,
            "reasons": sentence.reasons,
            "gaps": [[gap.start, gap.end] for gap in sentence.gaps],
            "words": sentence.text if full else sentence.opening,
        }
        for sentence in text.sentences
    ]
    return {
        "source_id": text.source_id,
        "length": text.length,
        "unplaced": text.unplaced,
        "sentences": sentences,
    }


def _fail_if_uncovered(found: list[TextCoverage]) -> None:
    lines = [
        f"{text.source_id}: sentence {sentence.number} is not covered at "
        f"{', '.join(f'{gap.start}–{gap.end}' for gap in sentence.gaps)}"
        for text in found
        for sentence in text.sentences
        if sentence.gaps
    ]
    lines += [
        f"{passage}: not where it should be, and covers nothing; see 'azturk-data verify'"
        for text in found
        for passage in text.unplaced
    ]
    if lines:
        raise UncoveredError("\n".join(lines))
