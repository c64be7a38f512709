"""Tracing: from a record to the claims that carry its fields, and on to the words of the sources.

Everything comes from the published tables. The passages themselves are not published; they appear where the
reader has hydrated them, or gives the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from azturk_data import shipped
from azturk_data.checking import Outcome, check_one
from azturk_data.passages import Passage, Place, Texts, texts_among
from azturk_data.traced import Evidence, TracedClaim, TracedSource, TracedSpan

EXISTENCE = "existence"
"""The field that stands for a record as a whole."""


def evidence(
    record_id: str, field: str | None = None, texts: Texts | None = None, cache: Path | str | None = None
) -> Evidence:
    """Return what carries a record: for each of its fields the claims, with source, speaker and deep links.

    With `field`, only that field, or all entries of that list (`participants`). A retired id leads to the
    record that stands in its place. Passages come from `texts`, a folder or a mapping from SHA-256 to text,
    or else from what `azturk-data hydrate` put into `cache`, by default the user's own.

    A record that no claim carries has no fields; its text says so.

    Raises `UnknownRecordError` for an id that is no record's, with the closest ids, `UnknownFieldError` for a
    field that no claim carries, `NoTextsError` if `texts` is a folder that is not there, and `CacheError` if
    the cache cannot be read.

    >>> import azturk_data
    >>> found = azturk_data.evidence("event/2020-military-dialogue")
    >>> [claim.source.outlet for claim in found["status"]]
    ['EurAsian Times']
    """
    id_, table, label = _record(record_id)
    values = _values(table, id_)
    order = {name: place for place, name in enumerate([EXISTENCE, *values])}
    named = [(row["field"], row["claim_id"]) for row in _rows("evidence", "record_id", [id_])]
    named.sort(key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    values[EXISTENCE] = label
    for part, carried, part_values in _parts(id_):
        named += carried
        values |= {part + name: value for name, value in part_values.items()}
    claims = _claims({claim_id for _, claim_id in named}, texts, cache)
    by_field: dict[str, list[TracedClaim]] = {}
    for name, claim_id in named:
        by_field.setdefault(name, []).append(claims[claim_id])
    for held in by_field.values():
        held.sort(key=TracedClaim.order)
    found = Evidence(id_, label, by_field, {name: values[name] for name in by_field if name in values})
    return found if field is None else found.only(field)


def _record(record_id: str) -> tuple[str, str, str]:
    """Return a record's id, the present one if it was retired, its table, and what it is called."""
    moved = {row["id"]: row["moved_to"] for row in _rows("moves", "id", [record_id])}
    for row in _rows("records", "record_id", [moved.get(record_id, record_id)]):
        return row["record_id"], row["table"], row["label"]
    raise shipped.unknown_record(record_id)


def _values(table: str, id_: str) -> dict[str, str]:
    """Return the filled columns of a record's row, after its key, as text."""
    (key,) = shipped.read(table).column_names[:1]
    (row,) = _rows(table, key, [id_])
    return {name: _plain(value) for name, value in row.items() if name != key and value is not None}


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parts(id_: str) -> Iterator[tuple[str, list[tuple[str, str]], dict[str, str]]]:
    """Yield each part of a record that has an id of its own, such as a provision or a tenure.

    That is: its name as a field, `tenures[president]`; the fields that are carried, with their claims; and
    the values of its fields. Fields are named by what comes behind the part's name: `.office`, or nothing for
    its existence.
    """
    import pyarrow.compute as pc

    # A part's id is its kind, the record's id without its kind, and a local id; the table tells the kind of record.
    inside = f"/{id_.partition('/')[2]}/"
    table = shipped.read("evidence")
    rows = table.filter(pc.match_substring(table.column("record_id"), inside)).to_pylist()
    for record in _rows("records", "record_id", {row["record_id"] for row in rows}):
        part_id = record["record_id"]
        held = _values(record["table"], part_id)
        if held.pop(shipped.read(record["table"]).column_names[1]) != id_:
            continue
        # Tables of parts are named as the record's field, with its kind in front where others have such a field too.
        field = record["table"].removeprefix(f"{id_.partition('/')[0]}_")
        part = f"{field}[{part_id.partition(inside)[2]}]"
        order = {name: place for place, name in enumerate([EXISTENCE, *held])}
        carried = [(row["field"], row["claim_id"]) for row in rows if row["record_id"] == part_id]
        carried.sort(key=lambda pair: order[pair[0]])
        values = {"": record["label"]} | {f".{name}": value for name, value in held.items()}
        yield part, [(part + ("" if n == EXISTENCE else f".{n}"), claim_id) for n, claim_id in carried], values


def _claims(ids: Iterable[str], texts: Texts | None, cache: Path | str | None) -> dict[str, TracedClaim]:
    held = _rows("claims", "claim_id", ids)
    sources = _sources({row["source_id"] for row in held})
    names = _names({row["speaker_id"] for row in held if row["speaker_id"]})
    spans: dict[str, list[TracedSpan]] = {}
    rows = _rows("spans", "claim_id", [row["claim_id"] for row in held])
    found = _passages(rows, texts, cache)
    for row in rows:
        passage, method, score = found.get(row["span_id"], (None, None, None))
        kept = {name: row[name] for name in ("span_id", "url", "first_words", "last_words", "verified")}
        spans.setdefault(row["claim_id"], []).append(TracedSpan(**kept, passage=passage, method=method, score=score))
    same = ("claim_id", "statement", "speaker_id", "kind", "voice", "factuality", "polarity", "said", "note")
    return {
        row["claim_id"]: TracedClaim(
            **{name: row[name] for name in same},
            source=sources[row["source_id"]],
            speaker=names.get(row["speaker_id"]),
            spans=tuple(spans[row["claim_id"]]),
        )
        for row in held
    }


def _sources(ids: Iterable[str]) -> dict[str, TracedSource]:
    rows = _rows("sources", "source_id", ids)
    outlets = _names({row["publisher_id"] for row in rows})
    same = ("source_id", "title", "published_on", "url")
    return {
        row["source_id"]: TracedSource(outlet=outlets[row["publisher_id"]], **{name: row[name] for name in same})
        for row in rows
    }


def _names(ids: Iterable[str]) -> dict[str, str]:
    return {row["actor_id"]: row["name"] for row in _rows("actors", "actor_id", ids)}


Found = tuple[str | None, str | None, float | None]
"""A passage, how it was found, and with what score."""


def _passages(spans: list[dict[str, Any]], texts: Texts | None, cache: Path | str | None) -> dict[str, Found]:
    """Return what is held of these spans: from the texts if some are given, else from the cache."""
    held = _hydrated({row["span_id"] for row in spans}, cache)
    if texts is None:
        return held
    hashes = {row["source_id"]: row["text_sha256"] for row in _rows("sources", "corpus", ["core"])}
    places = {
        row["span_id"]: Place(row["start"], row["end"], row["sha256"])
        for row in _rows("positions", "span_id", [row["span_id"] for row in spans])
    }
    wanted: dict[str, list[Passage]] = {}
    for row in spans:
        if (sha256 := hashes.get(row["source_id"])) and (place := places.get(row["span_id"])):
            words = row["first_words"], row["last_words"]
            passage = Passage(row["span_id"], row["source_id"], sha256, *words, place, row["claim_id"])
            wanted.setdefault(sha256, []).append(passage)
    for sha256, text in texts_among(texts, wanted.keys()):
        for passage in wanted[sha256]:
            if passage.place and check_one(passage, text).outcome is Outcome.VERIFIED:
                held[passage.id] = (text[passage.place.start : passage.place.end], "exact", 100.0)
    return held


def _hydrated(span_ids: set[str], cache: Path | str | None) -> dict[str, Found]:
    try:
        from azturk_data.hydration import load_passages

        table = load_passages(cache)
    except ModuleNotFoundError:
        # Without what the extra `hydrate` brings, nothing was hydrated.
        return {}
    rows = [] if table is None else table.to_pylist()
    return {row["span_id"]: (row["passage"], row["method"], row["score"]) for row in rows if row["span_id"] in span_ids}


def _rows(table: str, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    """Return a table's rows with one of these values in a column, in the table's order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    held = shipped.read(table)
    wanted = pa.array(sorted(set(values)), pa.string())
    return held.filter(pc.is_in(held.column(column), value_set=wanted)).to_pylist()
