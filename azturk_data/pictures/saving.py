"""Writing a picture into a file that needs nothing else."""

from __future__ import annotations

import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from azturk_data.errors import AzturkError
from azturk_data.pictures import style

if TYPE_CHECKING:
    import altair as alt

FORMATS = ("svg", "png", "html")
SHARPNESS = 2
"""Pixels of a PNG for each pixel that the picture is drawn for, so that it stays sharp in print and on fine screens."""
# What Vega would offer besides, its online editor, needs a network.
_ACTIONS = {"export": True, "source": False, "compiled": False, "editor": False}


class UnknownFormatError(AzturkError, ValueError):
    """A picture cannot be written in that format."""


class UnwritableFileError(AzturkError, OSError):
    """A file cannot be written."""


def save(chart: alt.TopLevelMixin, file: str | Path) -> Path:
    """Write a picture as SVG, PNG or HTML, as the file's name ends, and return its path.

    An HTML file holds the program that draws it, so it can be opened without a network. The same picture gives the
    same file.

    Raises `UnknownFormatError` for another ending, `UnwritableFileError` if the file cannot be written, and
    `MissingExtraError` if the extra `pictures` is not installed.

    >>> import azturk_data, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     azturk_data.pictures.save(azturk_data.pictures.rounds(top=5), f"{folder}/rounds.svg").name
    'rounds.svg'
    """
    path = Path(file)
    ending = format_of(path)
    # Altair only tells in its own way that it is not there.
    style.library("vl_convert")
    held: Any = chart
    if ending == "html":
        text: str = held.to_html(inline=True, embed_options={"renderer": "svg", "actions": _ACTIONS})
        content = text.encode()
    elif ending == "svg":
        drawing = StringIO()
        held.save(drawing, format="svg")
        content = _renumbered(drawing.getvalue()).encode()
    else:
        image = BytesIO()
        held.save(image, format="png", scale_factor=SHARPNESS)
        content = image.getvalue()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnwritableFileError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


def _renumbered(svg: str) -> str:
    """Number the clipping paths of an SVG from 1: the library counts on from one picture to the next."""
    marked = r'(\bid="clip|url\(#clip)(\d+)'
    numbers = list(dict.fromkeys(match[2] for match in re.finditer(marked, svg)))
    return re.sub(marked, lambda match: f"{match[1]}{numbers.index(match[2]) + 1}", svg)


def format_of(file: Path) -> str:
    """Return the format that a file's name ends in; raise `UnknownFormatError` if it is none of ours."""
    ending = file.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        told = f"'{file.suffix}' is no format of pictures" if ending else f"'{file}' has no ending"
        raise UnknownFormatError(f"{told}; let the file's name end in .svg, .png or .html")
    return ending
