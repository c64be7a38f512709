"""A graph in GraphML: actors on one side, the events and agreements that they took part in on the other.

Written as text, since that takes no package; NetworkX, igraph and Gephi read it. An actor with two roles in an event
has two edges to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from azturk_data import shipped
from azturk_data.exporting.cells import printable
from azturk_data.exporting.formats import Watch

Row = dict[str, Any]

_SIDES = {
    "events": ("event_id", ("title", "kind", "status", "date", "date_from", "date_to", "support", "summary")),
    "agreements": ("agreement_id", ("title", "kind", "status", "signed", "signed_from", "signed_to", "support",
                                    "subject", "summary")),
}  # fmt: skip
"""Of each table of what actors take part in: its key, and the columns that a node has; the first is its label."""
_TIES = {
    "event_participants": ("events", "actor_id", "participant", ("role", "capacity")),
    "agreement_parties": ("agreements", "actor_id", "party", ()),
    "agreement_signatories": ("agreements", "official_id", "signatory", ("on_behalf_of_id",)),
    "agreement_ratifications": ("agreements", "body_id", "ratifier", ("act", "date")),
}
"""Of each table of ties: what its actors take part in, the actor's column, the relation, and what an edge has."""
_TYPES = {bool: "boolean", int: "int", float: "double"}


def graphml(target: Path, tables: Sequence[str], watch: Watch) -> None:
    """Write the graph of the events, the agreements or both to the file `target`."""
    ties = {name: tie for name, tie in _TIES.items() if tie[0] in tables}
    watch("edges", 0, 2)
    edges = [edge for name in ties for edge in _edges(name)]
    watch("nodes", 1, 2)
    taking_part = {actor for actor, *_ in edges}
    nodes = [*_actors(taking_part), *(node for table in tables for node in _others(table))]
    target.write_text("\n".join(_lines(nodes, edges)) + "\n", "utf-8", newline="\n")


def _edges(table: str) -> Iterator[tuple[str, str, Row]]:
    side, actor, relation, columns = _TIES[table]
    key = _SIDES[side][0]
    for row in shipped.read(table).to_pylist():
        yield row[actor], row[key], {"relation": relation} | {name: row[name] for name in columns}


def _actors(wanted: set[str]) -> Iterator[tuple[str, Row]]:
    for row in shipped.read("actors").to_pylist():
        if row["actor_id"] in wanted:
            held = {name: row[name] for name in ("kind", "country_code", "wikidata_id")}
            yield row["actor_id"], {"label": row["name"], "type": "actor", "bipartite": 0} | held


def _others(table: str) -> Iterator[tuple[str, Row]]:
    places = {row["place_id"]: row for row in shipped.read("places").to_pylist()}
    key, (label, *columns) = _SIDES[table]
    for row in shipped.read(table).to_pylist():
        place = places.get(row["place_id"], {})
        where = {"place": place.get("name")} | {name: place.get(name) for name in ("latitude", "longitude")}
        held = {name.replace("signed", "date"): row[name] for name in columns}
        yield row[key], {"label": row[label], "type": key.removesuffix("_id"), "bipartite": 1} | held | where


def _lines(nodes: list[tuple[str, Row]], edges: list[tuple[str, str, Row]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    keys = {
        kind: _keys(kind, held) for kind, held in (("node", [n[-1] for n in nodes]), ("edge", [e[-1] for e in edges]))
    }
    for kind, names in keys.items():
        for name, (id_, type_) in names.items():
            yield f'  <key id="{id_}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph id="azturk-data" edgedefault="undirected">'
    for id_, values in nodes:
        yield f"    <node id={_attribute(id_)}>"
        yield from _data(values, keys["node"])
        yield "    </node>"
    for number, (one, other, values) in enumerate(edges):
        yield f'    <edge id="e{number}" source={_attribute(one)} target={_attribute(other)}>'
        yield from _data(values, keys["edge"])
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _keys(kind: str, held: list[Row]) -> dict[str, tuple[str, str]]:
    """For each name of a value its key and its type."""
    types = {
        name: _TYPES.get(type(value), "string") for row in held for name, value in row.items() if value is not None
    }
    return {name: (f"{kind[0]}{number}", type_) for number, (name, type_) in enumerate(types.items())}


def _data(values: Row, keys: dict[str, tuple[str, str]]) -> Iterator[str]:
    for name, value in values.items():
        if value is not None:
            yield f'      <data key="{keys[name][0]}">{_text(value)}</data>'


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    # A parser makes a plain carriage return a line feed.
    return escape(printable(str(value)), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(printable(value))
