"""RO-Crate 1.1: the project's folder as a research object, with the files that hold and describe the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from azturk_data.schema.resource import CSV_TYPE, PARQUET_TYPE
from metadata.published import File, Json, Published

import about

NAME = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_TERMS = {"sha256": "http://schema.org/sha256"}
"""What the context of version 1.1 does not have yet."""
_AUTHORS = "#authors"


@dataclass(frozen=True)
class Companion:
    """A file beside the data: what it is, and the standard that it follows."""

    path: PurePosixPath
    name: str
    media_type: str
    standard: str | None = None


def ro_crate(published: Published, companions: Sequence[Companion]) -> Json:
    """Return the description of the crate, whose root is the project's."""
    folders = {
        CSV_TYPE: ("The tables as CSV", [one.csv for one in published.tables]),
        PARQUET_TYPE: ("The tables as Parquet", [one.parquet for one in published.tables]),
    }
    ids = {media_type: f"{files[0].path.parent.as_posix()}/" for media_type, (_, files) in folders.items()}
    descriptions = {one.csv: one for one in published.tables} | {one.parquet: one for one in published.tables}
    graph: list[Json] = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": _SPECIFICATION},
        },
        _root(published, [*ids.values(), *(one.path.as_posix() for one in companions)]),
    ]
    for media_type, (title, files) in folders.items():
        graph.append(
            {
                "@id": ids[media_type],
                "@type": "Dataset",
                "name": title,
                "description": f"{title}, a file for each of the {len(files)} tables.",
                "license": {"@id": about.DATA_LICENCE["path"]},
                "hasPart": [{"@id": file.path.as_posix()} for file in files],
            }
        )
        graph += [_file(file, descriptions[file].title, descriptions[file].table.description) for file in files]
    graph += [_companion(one) for one in companions]
    return {"@context": [f"{_SPECIFICATION}/context", _TERMS], "@graph": [*graph, *_contextual(published, companions)]}


def _root(published: Published, parts: Iterable[str]) -> Json:
    held: Json = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.TITLE,
        "alternateName": about.NAME,
        "identifier": about.ID,
        "description": about.DESCRIPTION,
        "version": published.version,
        "datePublished": about.RELEASED,
        "license": {"@id": about.DATA_LICENCE["path"]},
        "author": {"@id": _AUTHORS},
        "publisher": {"@id": _AUTHORS},
        "inLanguage": about.LANGUAGE,
        "keywords": list(about.KEYWORDS),
    }
    if published.extent.interval:
        held["temporalCoverage"] = published.extent.interval
    if published.extent.countries:
        held["spatialCoverage"] = [{"@id": one.address} for one in published.extent.countries]
    return held | {"hasPart": [{"@id": part} for part in parts]}


def _file(file: File, title: str, description: str) -> Json:
    return {
        "@id": file.path.as_posix(),
        "@type": "File",
        "name": f"{title} ({file.path.suffix[1:]})",
        "description": description,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
        "license": {"@id": about.DATA_LICENCE["path"]},
    }


def _companion(one: Companion) -> Json:
    held: Json = {
        "@id": one.path.as_posix(),
        "@type": "File",
        "name": one.name,
        "encodingFormat": one.media_type,
    }
    return held | ({"conformsTo": {"@id": one.standard}} if one.standard else {})


def _contextual(published: Published, companions: Sequence[Companion]) -> Iterable[Json]:
    licence = about.DATA_LICENCE
    yield {
        "@id": licence["path"],
        "@type": "CreativeWork",
        "name": licence["title"],
        "identifier": licence["name"],
        "description": f"The licence of the data: {licence['name']}.",
    }
    yield {"@id": _AUTHORS, "@type": "Organization", "name": about.AUTHORS}
    for one in published.extent.countries:
        yield {"@id": one.address, "@type": "Country", "name": one.name, "identifier": one.code}
    for standard in dict.fromkeys(one.standard for one in companions if one.standard):
        yield {"@id": standard, "@type": "CreativeWork", "name": standard}
