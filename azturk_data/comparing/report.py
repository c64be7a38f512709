"""How a comparison is told: as plain text, and as lines of Markdown for a changelog."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from azturk_data.comparing.changes import Diff, FieldChange, RecordChange, SchemaChange
from azturk_data.presentation import printable

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|&~])")


def as_text(diff: Diff) -> str:
    """Return the changes as plain text: the schema first, then each kind of record, a line for each field."""
    return "\n".join(_lines(diff))


def as_changelog(diff: Diff) -> str:
    """Return the changes as lines of Markdown: corrections one by one, new claims counted."""
    return "\n".join(_markdown(diff))


def heading(kind: str, records: list[RecordChange]) -> str:
    """Return the heading of a kind of record, with how many changed in which way."""
    counts = Counter(record.change for record in records)
    told = ", ".join(f"{counts[change]} {change}" for change in SIGNS if counts[change])
    return f"{plural(kind).replace('_', ' ').capitalize()}: {told}"


def plural(kind: str) -> str:
    """Return what several of a kind are called; a table's name is that already."""
    return kind if kind.endswith("s") else f"{kind}s"


def remark(record: RecordChange) -> str:
    """Return what is to be said of a record besides its name."""
    claims = f" (with {record.parts} claim{'' if record.parts == 1 else 's'})" if record.parts else ""
    return f"{claims} (now {record.moved_to})" if record.moved_to else claims


def said(change: SchemaChange) -> str:
    """Return a change of the schema in words."""
    what = printable(f"column {change.table}.{change.column}" if change.column else f"table {change.table}")
    if change.change == "changed":
        return f"{what}: {change.old} → {change.new}"
    return f"{what} ({change.new or change.old})"


def shown(value: Any) -> str:
    """Return a value as it is shown to a reader; nothing of it drives the terminal."""
    if value is None:
        return "∅"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(cell)}" for name, cell in cast("dict[str, Any]", value).items())
    return printable(str(value))


def told(change: FieldChange) -> str:
    """Return a change of a field in words: what it was, and what it is."""
    if change.change == "changed":
        return f"{printable(change.field)}: {shown(change.old)} → {shown(change.new)}"
    cells = change.new if change.change == "added" else change.old
    return f"{printable(change.field)} {change.change}" + (f" ({shown(cells)})" if cells else "")


def nothing(diff: Diff) -> str:
    """Return what is said where nothing changed."""
    return f"nothing changed from {diff.old} to {diff.new}"


def _lines(diff: Diff) -> Iterator[str]:
    if not diff:
        yield nothing(diff)
        return
    yield f"{diff.old} → {diff.new}"
    if diff.schema:
        yield ""
        yield "Schema"
        for change in diff.schema:
            yield f"{SIGNS[change.change]} {said(change)}"
    for kind, records in diff.kinds.items():
        yield ""
        yield heading(kind, records)
        for record in records:
            label = f"  {printable(record.label)}" if record.label else ""
            yield f"{SIGNS[record.change]} {printable(record.record_id)}{label}{remark(record)}"
            for change in record.fields:
                yield f"    {told(change)}"


def _markdown(diff: Diff) -> Iterator[str]:
    groups = {
        "Schema": [f"{change.change.capitalize()}: {_escaped(said(change))}" for change in diff.schema],
        "Added": list(_listed(diff, "added")),
        "Removed": list(_listed(diff, "removed")),
        "Changed": [_corrected(record) for record in diff.records if record.change == "changed"],
    }
    first = True
    for title, lines in groups.items():
        if lines:
            yield from ([] if first else [""])
            first = False
            yield f"### {title}"
            yield ""
            yield from (f"- {line}" for line in lines)


def _listed(diff: Diff, change: str) -> Iterator[str]:
    for kind, records in diff.kinds.items():
        held = [record for record in records if record.change == change]
        if kind == "claim" and held:
            sources = {record.record_id.split("/")[1] for record in held}
            of = "1 source that is" if len(sources) == 1 else f"{len(sources)} sources that are"
            yield f"{len(held)} {'claim' if len(held) == 1 else 'claims'} of {of} in both releases"
            continue
        for record in held:
            label = f": {_escaped(printable(record.label))}" if record.label else ""
            yield f"{_code(printable(record.record_id))}{label}{_escaped(remark(record))}"


def _corrected(record: RecordChange) -> str:
    return f"{_code(printable(record.record_id))}: " + "; ".join(_correction(change) for change in record.fields)


def _correction(change: FieldChange) -> str:
    field = _code(printable(change.field))
    if change.change == "changed":
        return f"{field} from {_value(change.old)} to {_value(change.new)}"
    cells = change.new if change.change == "added" else change.old
    return f"{field} {change.change}" + (f" ({_escaped(shown(cells))})" if cells else "")


def _value(value: Any) -> str:
    return "empty" if value is None else f"“{_escaped(shown(value))}”"


def _code(text: str) -> str:
    """A text as it is; with more backticks around it than stand in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escaped(text: str) -> str:
    """A text of which nothing is Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", text)
