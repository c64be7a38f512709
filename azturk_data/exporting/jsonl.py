"""JSON Lines: a file for each kind of record, with a record and all its parts on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from azturk_data import shipped
from azturk_data.exporting.formats import Watch
from azturk_data.getting import get

# Ends of a line for some readers, though not for JSON.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def jsonl(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the records of each table into a file of the folder `target`."""
    ids = {table: shipped.read(table).column(0).to_pylist() for table in tables}
    total, done = sum(map(len, ids.values())), 0
    for table, held in ids.items():
        with (target / f"{table}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for record_id in held:
                watch(str(record_id), done, total)
                done += 1
                values = get(record_id).model_dump(mode="json")
                file.write(json.dumps(values, ensure_ascii=False).translate(_LINE_ENDS) + "\n")
