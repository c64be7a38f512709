"""What all pictures share: their colours, their type, their title and their line of source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from azturk_data.errors import MissingExtraError
from azturk_data.loading import load

if TYPE_CHECKING:
    from types import ModuleType

# Okabe and Ito's colours, which stay apart for readers who are colour-blind.
BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#999999"

INK, SOFT, RULE = "#222222", "#666666", "#E4E4E4"
"""The colours of text, of text that is less weighty, and of lines that only guide the eye."""
FONT = "Arial, Helvetica, Liberation Sans, sans-serif"
WIDTH = 1000
"""Pixels that a picture is drawn for."""
LETTER = 0.55
"""How wide a letter is on average, for its height: enough to keep labels apart."""

AZERBAIJAN, TURKIYE = "AZ", "TR"
COUNTRIES = {AZERBAIJAN: ("Azerbaijan", BLUE), TURKIYE: ("Türkiye", VERMILION)}
"""The two that the dataset is about, with the colour that they have in every picture."""


def library(name: str = "altair") -> Any:
    """Import what draws; raise `MissingExtraError` that names the extra if it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"pictures need the package '{error.name}'; pip install 'azturk-data[pictures]'", name=error.name
        ) from error


def values(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Return rows as data that stands in the picture itself."""
    alt: ModuleType = library()
    return alt.InlineData(values=[dict(row) for row in rows])


def finished(chart: Any, title: str, *subtitle: str, **space: Any) -> Any:
    """Return a chart with its title, its line of source and the type and colours that all have."""
    from azturk_data import __version__

    alt: Any = library()
    lines = [line for text in subtitle if text for line in wrapped(text)]
    source = f"azturk-data {__version__}, CC BY 4.0"
    return (
        chart.properties(
            title=alt.TitleParams(text=title, subtitle=[*lines, source], anchor="start"),
            background="white",
            padding={"left": 16, "top": 14, "right": 20, "bottom": 14},
            **space,
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_title(
            fontSize=20,
            subtitleFontSize=12,
            color=INK,
            subtitleColor=SOFT,
            subtitleLineHeight=16,
            offset=16,
            frame="bounds",
        )
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelColor=INK,
            titleColor=SOFT,
            gridColor=RULE,
            domain=False,
            ticks=False,
            labelPadding=6,
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight="normal", titleColor=SOFT, labelColor=INK)
        .configure_header(labelFontSize=12, titleFontSize=12)
    )


def wrapped(text: str, letters: int = 168) -> list[str]:
    """Break a text into lines that a picture has room for."""
    from textwrap import wrap

    return wrap(text, letters)


def shortened(text: str, letters: int) -> str:
    """Return a text of no more letters than that, cut between words if it must be cut."""
    if len(text) <= letters:
        return text
    cut = text[: letters - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > letters * 2 // 3 else cut).rstrip(" ,;:–-(") + "…"


def row_labels(order: Sequence[str], letters: int) -> Any:
    """Return the labels of rows, on two lines where one has too little room; an axis would set those off centre."""
    from textwrap import wrap

    alt: Any = library()
    held: dict[bool, list[dict[str, str]]] = {False: [], True: []}
    for row in order:
        # Two lines of about the same length, rather than a long one and a single word.
        lines = wrap(row, min(letters, len(row) // 2 + 8)) if len(row) > letters else [row]
        shown = [shortened(line, letters) for line in (lines[0], " ".join(lines[1:])) if line]
        held[len(shown) > 1].append({"row": row, "label": "\n".join(shown)})
    return alt.layer(
        *(
            alt.Chart(values(rows))
            .mark_text(
                align="right",
                baseline="middle",
                dy=-7 if two else 0,
                lineBreak="\n",
                lineHeight=13,
                fontSize=12,
                color=INK,
            )
            .encode(x=alt.value(-10), y=alt.Y("row:N", sort=list(order)), text="label:N", tooltip=alt.Tooltip("row:N"))
            for two, rows in held.items()
            if rows
        )
    )


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, those that several share with a number, so that each has a row of its own.

    >>> distinct({"a": "Protocol", "b": "Protocol"})
    {'a': 'Protocol', 'b': 'Protocol (2)'}
    """
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for id_, name in names.items():
        seen[name] += 1
        found[id_] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return found


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: '1 event', '1,203 events'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def terms(vocabulary: str) -> dict[str, str]:
    """Return the labels of a vocabulary's terms."""
    rows = load("vocabularies", columns=["term", "label"], where={"vocabulary": vocabulary}).to_pylist()
    return {row["term"]: row["label"] for row in rows}
