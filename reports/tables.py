"""The published tables as lists of rows, and names for ids."""

from __future__ import annotations

from functools import cache
from typing import Any

import azturk_data

Rows = list[dict[str, Any]]


@cache
def rows(table: str) -> Rows:
    """Return the rows of a table."""
    return azturk_data.load(table).to_pylist()


@cache
def labels() -> dict[str, str]:
    """Return what each record is called, by id."""
    return {row["record_id"]: row["label"] for row in rows("records")}


@cache
def outlets() -> dict[str, str]:
    """Return the name of the outlet of each source, by the source's id."""
    return {row["source_id"]: labels()[row["publisher_id"]] for row in rows("sources")}


@cache
def core() -> frozenset[str]:
    """Return the ids of the core sources, which were coded whole and so can be counted."""
    return frozenset(row["source_id"] for row in rows("sources") if row["corpus"] == "core")


def markdown(head: list[str], body: list[list[Any]]) -> str:
    """Return a Markdown table; numbers stand to the right."""
    numeric = [bool(body) and all(isinstance(row[i], int) for row in body) for i in range(len(head))]
    lines = [head, ["---:" if right else "---" for right in numeric], *body]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
