"""LibreOffice Calc, without a screen: it opens files and stores them as OpenDocument, and that is read here.

OpenDocument, because it says of every cell what Calc took it for: text, number, date, boolean, or a formula.
"""

from __future__ import annotations

import datetime
import html
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from canonical import Answer, Resource

_MACRO = Path(__file__).resolve().with_suffix(".bas")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = "http://openoffice.org/2000/library"
_SCRIPT = "http://openoffice.org/2000/script"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

ENGLISH = "en-US"
TURKISH = "tr-TR"
"""The locale of many readers, and one in which `44.045` is a large number to whoever guesses."""
NOTHING = "no cells"
"""The type of a column in which every cell is empty: Calc types cells, not columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as Calc has it."""

    kind: str
    """string, float, date, boolean, boolean by formula, or formula; empty if nothing is in it."""
    value: str
    """What it holds; of a string, its text."""
    shown: str
    """What a reader sees."""


_EMPTY = Cell("", "", "")
_CONSTANTS = {"of:=TRUE()": "true", "of:=FALSE()": "false"}
"""Calc turns the booleans of an XLSX file into these formulas, which is its own doing: the file has values."""


@dataclass(frozen=True)
class Job:
    """A file to open, and where to store it as OpenDocument."""

    source: Path
    target: Path
    importing: str = ""
    """The options of Calc's CSV import; empty where it is to choose for itself, as on a double click."""


def version() -> str:
    """Return LibreOffice's version, such as 7.4.7.2."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True, encoding="utf-8")
    return said.stdout.split()[1]


def convert(jobs: Iterable[Job], work: Path, locale: str) -> None:
    """Open and store files, in one start of LibreOffice with a profile of its own in the folder `work`."""
    profile, listed = work / "profile", work / "jobs.txt"
    _write_profile(profile, locale)
    lines = ["\t".join((job.source.as_uri(), job.importing, job.target.as_uri())) for job in jobs]
    listed.write_text("\n".join(lines) + "\n", "utf-8")
    command = ["soffice", "--headless", "--nologo", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    done = subprocess.run(
        [*command, "macro:///Standard.Conversion.Run"],
        env={**os.environ, "CALC_JOBS": str(listed)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    failed = Path(f"{listed}.error")
    if done.returncode or failed.exists():
        raise RuntimeError(failed.read_text("utf-8", "replace") if failed.exists() else done.stderr)


def _write_profile(profile: Path, locale: str) -> None:
    """Make a profile with our macro; its locale is set, since numbers and dates are guessed by it."""
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    macro = html.escape(_MACRO.read_text("utf-8"))
    named = 'script:name="Conversion" script:language="StarBasic"'
    module = f'{_HEAD}<script:module xmlns:script="{_SCRIPT}" {named}>{macro}</script:module>'
    (basic / "Standard" / "Conversion.xba").write_text(module, "utf-8")
    for kind, inside in (("script", '<library:element library:name="Conversion"/>'), ("dialog", "")):
        opened = (
            f'{_HEAD}<library:library xmlns:library="{_LIBRARY}" library:name="Standard">{inside}</library:library>'
        )
        (basic / "Standard" / f"{kind}.xlb").write_text(opened, "utf-8")
        at = f'xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"'
        container = f'<library:library library:name="Standard" xmlns:xlink="http://www.w3.org/1999/xlink" {at}/>'
        listing = f'{_HEAD}<library:libraries xmlns:library="{_LIBRARY}">{container}</library:libraries>'
        (basic / f"{kind}.xlc").write_text(listing, "utf-8")
    settings = [
        ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),
        # Else the first start lays its own empty macro library over ours.
        ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
        # Two clients read the same files at once; and a lock would lie beside what is published, if one is killed.
        ("/org.openoffice.Office.Common/Misc", "UseLocking", "false"),
        ("/org.openoffice.Office.Common/Misc", "UseDocumentSystemFileLocking", "false"),
    ]
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in settings
    )
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'{_HEAD}<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', "utf-8"
    )


def sheets(path: Path) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Yield the sheets of a stored spreadsheet: name, and rows of cells from the header on, all of its width."""
    rows: list[list[Cell]] = []
    with ZipFile(path) as archive, archive.open("content.xml") as content:
        for event, element in iterparse(content, ("start", "end")):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    rows = []
            elif element.tag == f"{_TABLE}table-row":
                row = _row(element)
                # An empty row repeated a million times is the rest of the sheet.
                if any(cell.kind for cell in row):
                    rows += repeat(row, int(element.get(f"{_TABLE}number-rows-repeated", "1")))
                element.clear()
            elif element.tag == f"{_TABLE}table":
                width = max(map(len, rows), default=0)
                yield element.get(f"{_TABLE}name", ""), [row + [_EMPTY] * (width - len(row)) for row in rows]


def _row(element: Element) -> list[Cell]:
    cells: list[Cell] = []
    empty = 0
    for one in element:
        cell, times = _cell(one), int(one.get(f"{_TABLE}number-columns-repeated", "1"))
        if not cell.kind:
            # The last of them reach to the edge of the sheet, and are no part of the table.
            empty += times
            continue
        cells += [*repeat(_EMPTY, empty), *repeat(cell, times)]
        empty = 0
    return cells


def _cell(element: Element) -> Cell:
    kind = element.get(f"{_OFFICE}value-type", "")
    shown = "\n".join(_words(paragraph) for paragraph in element.iter(f"{_TEXT}p"))
    formula = element.get(f"{_TABLE}formula", "")
    if formula in _CONSTANTS:
        return Cell("boolean by formula", _CONSTANTS[formula], shown)
    if formula:
        return Cell("formula", formula, shown)
    if kind in ("", "string"):
        return Cell(kind, shown, shown) if kind else _EMPTY
    value = element.get(f"{_OFFICE}{kind}-value") or element.get(f"{_OFFICE}value", "")
    return Cell(kind, value.removesuffix("T00:00:00"), shown)


def _words(element: Element) -> str:
    """Return a paragraph's text; OpenDocument has elements for spaces in a row, tabs and new lines."""
    said = element.text or ""
    for inner in element:
        match inner.tag.removeprefix(_TEXT):
            case "s":
                said += " " * int(inner.get(f"{_TEXT}c", "1"))
            case "tab":
                said += "\t"
            case "line-break":
                said += "\n"
            case _:
                said += _words(inner)
        said += inner.tail or ""
    return said


def add(answer: Answer, resource: Resource, rows: Sequence[Sequence[Cell]], as_shown: bool = False) -> None:
    """Add a sheet to an answer; `as_shown` takes the cells of text columns as they are shown."""
    logical = dict(resource.fields)
    columns: list[tuple[str, str, list[Any]]] = []
    for place, name in enumerate(cell.value for cell in rows[0]):
        cells = [row[place] for row in rows[1:]]
        type_ = logical.get(name, "string")
        values = [_shown(cell) if as_shown and type_ == "string" else _value(cell, type_) for cell in cells]
        columns.append((name, kinds(cells), values))
    answer.add(resource.table, columns)


def kinds(cells: Iterable[Cell]) -> str:
    """Return what Calc took the cells of a column for, in one line."""
    return " or ".join(sorted({cell.kind for cell in cells if cell.kind})) or NOTHING


def _shown(cell: Cell) -> str | None:
    return cell.shown if cell.kind else None


def _value(cell: Cell, logical: str) -> Any:
    match cell.kind:
        case "":
            return None
        case "boolean" | "boolean by formula":
            return cell.value == "true"
        case "date":
            # A moment within a day stays text, and is no date of ours.
            return datetime.date.fromisoformat(cell.value) if len(cell.value) == 10 else cell.value
        case "float":
            number = float(cell.value)
            # Calc has one kind of number; a whole one is an integer where the column is of integers.
            return int(number) if logical == "integer" and number.is_integer() else number
        case _:
            return cell.value
