"""What records say is data: whatever it looks like, it does nothing on a page, in an address, in CSV or in JSON."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Workshop
from specimen_tables import publish

pytest.importorskip("datasette", reason="the extra 'explore' is not installed")

from explorers import Asked

from azturk_data.explorer.guarding import CellGuard
from azturk_data.explorer.preparing import prepare
from azturk_data.finding import _names
from azturk_data.schema.tables import catalogue, keyed_models

PAYLOADS = {
    "script": "<script>document.title = 'run'</script>",
    "attribute": "\" onmouseover=\"document.title='run'\" x='",
    "svg": "</title></svg><svg onload=alert(1)>",
    "template": "{{ 7 * 7 }}{% raise %}",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "address": "javascript:document.title='run'",
    "control": "a\u202e\u0007b]]>&lt;script&gt;",
}


def poison(database: Path, payload: str) -> None:
    """Put the payload into every cell of free text or of an address, whatever the models say."""
    with closing(sqlite3.connect(database)) as held:
        held.execute("PRAGMA foreign_keys = OFF")
        for table in catalogue().values():
            for column in table.columns:
                free = column.type == "string" and not (column.vocabulary or column.reference)
                if free and column.name not in table.primary_key and column.name != "table":
                    held.execute(f'UPDATE "{table.name}" SET "{column.name}" = ?', (payload,))
        held.commit()


@pytest.fixture(params=PAYLOADS.values(), ids=PAYLOADS)
def poisoned(
    request: pytest.FixtureRequest, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[Asked, str]]:
    publish(workshop, monkeypatch)
    _names.cache_clear()
    path = prepare(tmp_path / "explorer", lambda *_: None)
    poison(path, request.param)
    asked = Asked(path)
    yield asked, request.param
    asked.close()
    _names.cache_clear()


def test_hostile_text_does_nothing(poisoned: tuple[Asked, str]) -> None:
    explorer, payload = poisoned
    with closing(sqlite3.connect(explorer.database)) as held:
        records = [
            f"/record/{row[0]}"
            for model in keyed_models().values()
            for row in held.execute(f'SELECT "{model.key}" FROM "{model.published_as}"')
        ]
    tables = [f"/azturk/{table}{all_}" for table in catalogue() for all_ in ("", "?_columns=all")]
    others = ["/", "/timeline", "/map", "/search?q=norrland", "/azturk", "/azturk?sql=select+*+from+claims"]
    assert len(records) >= 15
    seen = 0
    for path in [*records, *tables, *others, "/azturk/claims_view", "/azturk/events_view"]:
        page = explorer.page(path)  # which is sound: nothing in it runs, or leads where it should not
        seen += " ".join(payload.split()) in page.text
        assert not [link for link in page.links if "javascript:" in link.lower().partition("?")[0]], path
        assert "49" not in page.title
    assert seen > 30  # the text itself is shown


def test_hostile_text_is_no_formula_in_csv_and_itself_in_json(poisoned: tuple[Asked, str]) -> None:
    explorer, payload = poisoned
    for path in ("events.csv", "claims.csv?_stream=on", "sources.csv?_dl=1", "places.csv?_labels=on"):
        answer = explorer.answer(f"/azturk/{path}")
        cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
        expected = f"'{payload}" if payload.startswith(("=", "@")) else payload
        assert expected in cells
    rows = explorer.answer("/azturk/events.json?_shape=array")
    assert rows.headers["content-type"].startswith("application/json")
    assert {row["title"] for row in rows.json()} == {payload}


def test_what_a_reader_types_does_nothing(poisoned: tuple[Asked, str]) -> None:
    from urllib.parse import quote

    explorer, payload = poisoned
    typed = quote(payload)
    for path in (f"/search?q={typed}", f"/azturk/events?_search={typed}", f"/azturk/events?title__contains={typed}"):
        explorer.page(path)
    for path in (f"/timeline?actor={typed}&kind={typed}&from={typed}", f"/map?status={typed}"):
        explorer.page(path)
    explorer.page(f"/record/event/{quote(payload, safe='')}", status=404)
    explorer.page(f"/azturk?sql={quote('select ')}{quote(chr(39) + payload.replace(chr(39), chr(39) * 2) + chr(39))}")


TABLE = 'a,b\r\n=1,-5\r\n"=x, ""y""\n+z",-1e3\r\nə,@"q\r\n"-","+1 2"\r\n'.encode()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_cells_are_made_harmless_however_they_come(size: int) -> None:
    guard = CellGuard()
    pieces = [TABLE[at : at + size] for at in range(0, len(TABLE), size)]
    given = b"".join(guard.pass_on(piece, is_last=False) for piece in pieces) + guard.pass_on(b"", is_last=True)
    rows = list(csv.reader(io.StringIO(given.decode(), newline="")))
    assert rows == [["a", "b"], ["'=1", "-5"], ['\'=x, "y"\n+z', "-1e3"], ["ə", "'@\"q"], ["'-", "'+1 2"]]


@pytest.mark.parametrize("size", [1000, 1_000_000])
def test_long_cells_pass_and_are_made_harmless(size: int) -> None:
    # Longer than Python's csv module takes by itself; its limit may have been raised by whoever shares the process.
    long = "x" * 300_000
    table = f'a,b\r\n={long},{long}\r\n"={long}""\n,=1","{long}\n"\r\n'
    pieces = [table.encode()[at : at + size] for at in range(0, len(table), size)]
    guard = CellGuard()
    given = b"".join(guard.pass_on(piece, is_last=False) for piece in pieces) + guard.pass_on(b"", is_last=True)
    assert given.decode() == table.replace(f"={long}", f"'={long}")


def test_what_breaks_off_or_is_oddly_quoted_is_harmless_as_well() -> None:
    given = CellGuard().pass_on(b'"=1\n2\n', is_last=True)
    assert given == b"\"'=1\n2\n"
    given = CellGuard().pass_on(b'""=1,"-"x,"-1"\n\n"",a"=\n=2', is_last=True)
    assert given == b'"\'"=1,"\'-"x,"-1"\n\n"",a"=\n\'=2'
