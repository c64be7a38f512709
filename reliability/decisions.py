"""The page on adjudication: what was decided where the coders differ, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from azturk_data.models import Agreement, Event, Source
from azturk_data.reading.reader import RecordSet

from forms import Adjudication, DecidedCode, DecidedUnit, SecondCoding

PAGE = """\
# Adjudication

Two coders coded the core texts ([reliability](reliability.md)). Where they differ, an adjudicator decided by
[the coding rules](coding-rules.md), who had made neither coding but knew which was which. The records hold what was
decided. The rules are meant as they stood then: those of which a reason says that they need mending have been mended
since. This page is made from `records/coding/adjudication.yaml` by `python reliability`; do not edit.

{counts}

`claim` means that the coder has the thing as a claim of its own, `–` that the coder has it not. Codes are as compared:
dates as the days that they cover, and those of the second coding as given afresh. Where the first coder's stands, the
records were not changed. Units of the second coding are counted from 1.

{texts}
"""
CLAIM = "claim"
NONE = "–"
UNIT_DECISIONS = {"keep": "kept", "drop": "dropped", "add": "added"}
TABLE = ["| what | first | second | decided | why |", "| --- | --- | --- | --- | --- |"]


def decisions(decided: Adjudication, records: RecordSet, seconds: Sequence[SecondCoding]) -> str:
    """Return docs/adjudication.md."""
    texts: list[str] = []
    for coding in seconds:
        rows = [_code(code, decided, records) for code in decided.codes if code.source_id == coding.source_id]
        rows += [_unit(unit, decided, records, coding) for unit in decided.units if unit.source_id == coding.source_id]
        if rows:
            texts += [f"## {coding.source_id.partition('/')[2]}", "", *TABLE, *map(_row, rows), ""]
    return PAGE.format(counts="\n".join(_counts(decided)), texts="\n".join(texts).rstrip("\n"))


def _counts(decided: Adjudication) -> Iterator[str]:
    taken = sum(code.decision == "second" for code in decided.codes)
    of_first = [unit for unit in decided.units if unit.was or unit.decision == "keep"]
    of_second = [unit for unit in decided.units if unit.unit]
    split = [unit for unit in decided.units if unit.split_from]
    dropped, added = (sum(unit.decision == "drop" for unit in of_first), sum(bool(unit.record) for unit in of_second))
    yield "| where they differ | cases | the first coder's stands | the second coder's stands |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| codes | {len(decided.codes)} | {len(decided.codes) - taken} | {taken} |"
    yield f"| claims that only the first coder has | {len(of_first)} | {len(of_first) - dropped} | {dropped} |"
    yield f"| claims that only the second coder has | {len(of_second)} | {len(of_second) - added} | {added} |"
    if split:
        yield ""
        yield f"Besides, claims of both coders were split where the rules as mended ask for it: {len(split)}."


def _code(code: DecidedCode, decided: Adjudication, records: RecordSet) -> list[str]:
    what = _thing(code.record, code.provision, decided, records)
    return [f"{what}: **{code.variable}**", f"`{code.first}`", f"`{code.second}`", code.decision, code.why]


def _unit(unit: DecidedUnit, decided: Adjudication, records: RecordSet, coding: SecondCoding) -> list[str]:
    decision = UNIT_DECISIONS[unit.decision]
    if unit.split_from:
        whole = f"in {unit.split_from.rpartition('/')[2]}"
        return [_thing(unit.record or "", None, decided, records), whole, "likewise", decision, unit.why]
    if unit.unit:
        number = int(unit.unit.partition("#")[2])
        what = f"unit {number} of the second coding, *{coding.units[number - 1].statement}*"
        outcome = f"{decision} as {unit.record.rpartition('/')[2]}" if unit.record else "not added"
        return [what, NONE, CLAIM, outcome, unit.why]
    return [_thing(unit.record or "", None, decided, records), CLAIM, NONE, decision, unit.why]


def _thing(name: str, provision: str | None, decided: Adjudication, records: RecordSet) -> str:
    """Name a claim, an event or a provision, with what the first coder calls it."""
    kind, _, rest = name.partition("/")
    if kind == "claim":
        return f"{rest.partition('/')[2]}, *{_statement(name, decided, records)}*"
    record = records.records[name]
    if isinstance(record, Agreement):
        summary = next((p.summary for p in record.provisions if p.id == provision), record.title)
        return f"provision {provision}, *{summary}*"
    assert isinstance(record, Event)
    return f"event, *{record.title}*"


def _statement(name: str, decided: Adjudication, records: RecordSet) -> str:
    if name in decided.dropped:
        return decided.dropped[name].statement
    for change in decided.changed:
        if change.record == name and change.statement:
            return change.statement
    _, slug, claim = name.split("/")
    source = records.records[f"source/{slug}"]
    assert isinstance(source, Source)
    return next(c.statement for c in source.claims if c.id == claim)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
