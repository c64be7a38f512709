"""Datasette on the SQLite export: every table by its JSON API, page by page."""

from __future__ import annotations

import asyncio
import datetime
from typing import Any
from urllib.parse import urlencode

import datasette
from datasette.app import Datasette

from canonical import Answer, Arguments, resources

# JSON has neither booleans that SQLite would keep as such, nor dates: the declared type says what to make of them.
MADE = {"BOOLEAN": lambda kept: {0: False, 1: True}[kept], "DATE": datetime.date.fromisoformat}


async def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(datasette.__version__)
    server = Datasette(files=[], immutables=[str(arguments.export)])
    await server.invoke_startup()
    database = arguments.export.stem
    for resource in resources(arguments.descriptor, "parquet"):
        about = urlencode({"sql": f"SELECT name, type FROM pragma_table_info('{resource.table}')", "_shape": "arrays"})
        described = (await get(server, f"/{database}.json?{about}"))["rows"]
        rows = await pages(server, f"/{database}/{resource.table}.json?_shape=objects&_size=max")
        columns = [(name, type_, [made(type_, row[name]) for row in rows]) for name, type_ in described]
        answer.add(resource.table, columns)
    answer.write(arguments.answer)


async def pages(server: Datasette, address: str | None) -> list[dict[str, Any]]:
    """Return the rows of a table from all the pages that it is served in."""
    rows: list[dict[str, Any]] = []
    while address:
        page = await get(server, address)
        rows += page["rows"]
        # It names itself by a whole address, but in this process is asked by path.
        address = page["next_url"] and page["next_url"].removeprefix("http://localhost")
    return rows


async def get(server: Datasette, address: str) -> dict[str, Any]:
    """Return what an address of the API answers."""
    response = await server.client.get(address)
    response.raise_for_status()
    return response.json()


def made(type_: str, kept: Any) -> Any:
    """Return the value that stands for a cell of a declared type."""
    return kept if kept is None or type_ not in MADE else MADE[type_](kept)


if __name__ == "__main__":
    asyncio.run(main())
