"""What the dataset covers in time and space, and what it rests on: from the tables and the models."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from azturk_data.deriving.dyad_years import DYAD
from azturk_data.models.vocabularies import Corpus, EventStatus
from azturk_data.models.vocabularies.base import OWN
from azturk_data.schema.tables import catalogue

Json = dict[str, Any]

WIKIDATA = "http://www.wikidata.org/entity/"
_ADDRESS = re.compile(r"https?://[^\s,;)]+|doi:10\.[^\s,;)]+")


@dataclass(frozen=True)
class Country:
    """One of the states whose relations are recorded."""

    name: str
    code: str
    """By ISO 3166-1 alpha-2."""
    address: str
    """Its entity in Wikidata."""


@dataclass(frozen=True)
class Extent:
    """The time and the places that the dataset covers; empty where the tables are."""

    first: datetime.date | None
    """The first day on which something that it records occurred."""
    last: datetime.date | None
    countries: tuple[Country, ...]

    @property
    def interval(self) -> str | None:
        """The time as an ISO 8601 interval of days."""
        return f"{self.first}/{self.last}" if self.first and self.last else None


def extent(tables: Mapping[str, pa.Table]) -> Extent:
    """Return what the tables cover: the days of events that occurred, and the two states that they are about."""
    events = tables["events"]
    occurred = events.filter(pc.equal(events["status"], EventStatus.OCCURRED.value))
    states = {row["state_id"]: row for row in tables["states"].to_pylist()}
    countries = tuple(
        Country(row["name"], row["country_code"], WIKIDATA + row["wikidata_id"])
        for id_ in DYAD
        if (row := states.get(id_)) and row["country_code"] and row["wikidata_id"]
    )
    # Of a date that is known by bounds only, the later one may be that of the source.
    return Extent(pc.min(occurred["date_from"]).as_py(), pc.max(occurred["date_from"]).as_py(), countries)


def coverage(covered: Extent) -> Json:
    """Return the properties of a Data Package for time and space.

    The standard has none, and lets a package add its own: these have the names of the Dublin Core terms.
    """
    held: Json = {}
    if covered.first and covered.last:
        held["temporal"] = {"start": str(covered.first), "end": str(covered.last)}
    if covered.countries:
        held["spatial"] = [{"title": one.name, "code": one.code, "path": one.address} for one in covered.countries]
    return held


def sources(tables: Mapping[str, pa.Table], table_of_sources: str) -> list[Json]:
    """Return the sources of a Data Package: documents, vocabularies that are not ours, and public registries.

    Documents that we hold are named; the rest are too many, and the table that lists them all stands for them.
    """
    documents = tables["sources"].select(["title", "url", "corpus"]).to_pylist()
    named = [{"title": row["title"], "path": row["url"]} for row in documents if row["corpus"] == Corpus.CORE.value]
    listed = {"title": f"All {len(documents)} documents, each with its address", "path": table_of_sources}
    return [*named, listed, *_vocabularies(), *_registries()]


def _vocabularies() -> list[Json]:
    """Those who defined the terms that are not ours; the chapters of one work are told as one."""
    columns = [column for table in catalogue().values() for column in table.columns]
    named = {term.source for column in columns if column.vocabulary for term in column.vocabulary}
    works: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(named - {OWN}):
        if found := _ADDRESS.search(name):
            works[found[0].replace("doi:", "https://doi.org/")].append(name)
    return [{"title": _beginning(names).rstrip("; "), "path": address} for address, names in works.items()]


def _registries() -> list[Json]:
    columns = (column for table in catalogue().values() for column in table.columns)
    return [{"title": name} for name in sorted({column.registry for column in columns if column.registry})]


def _beginning(texts: list[str]) -> str:
    """What all texts begin with."""
    return "".join(
        letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    )
