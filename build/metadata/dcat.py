"""DCAT 3 (W3C Recommendation of 2024): the dataset for data catalogues.

Two distributions of one dataset hold the same, each in full: so each table is a dataset with its CSV and its Parquet
file, and the whole is a dataset with these as its parts.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from metadata.published import File, Json, Published, PublishedTable, root_from, seen_from

import about

CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def dcat(published: Published, folder: PurePosixPath) -> Json:
    """Return the description of the dataset; `folder` is where it lies."""
    held: Json = {
        "@context": CONTEXT,
        "@id": root_from(folder),
        "@type": "dcat:Dataset",
        "dct:identifier": about.ID,
        "dct:title": _said(about.TITLE),
        "dct:description": _said(about.DESCRIPTION),
        "dcat:version": published.version,
        "dct:issued": _day(about.RELEASED),
        "dct:license": _licence(),
        "dct:creator": _authors(),
        "dct:publisher": _authors(),
        "dct:language": {"@id": _LANGUAGES + about.LANGUAGE},
        "dcat:keyword": [_said(word) for word in about.KEYWORDS],
    }
    covered = published.extent
    if covered.first and covered.last:
        held["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(str(covered.first)),
            "dcat:endDate": _day(str(covered.last)),
        }
    if covered.countries:
        held["dct:spatial"] = [
            {"@id": one.address, "@type": "dct:Location", "rdfs:label": _said(one.name), "dct:identifier": one.code}
            for one in covered.countries
        ]
    return held | {"dct:hasPart": [_table(one, folder) for one in published.tables]}


def _table(one: PublishedTable, folder: PurePosixPath) -> Json:
    return {
        "@id": f"#{one.table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{about.NAME}/{one.table.name}",
        "dct:title": _said(one.title),
        "dct:description": _said(one.table.description),
        "dct:isPartOf": {"@id": root_from(folder)},
        "dct:license": _licence(),
        "dcat:distribution": [_distribution(one.csv, one, folder), _distribution(one.parquet, one, folder)],
    }


def _distribution(file: File, one: PublishedTable, folder: PurePosixPath) -> Json:
    address = {"@id": file.seen_from(folder)}
    return {
        "@id": f"#{file.path.name}",
        "@type": "dcat:Distribution",
        "dct:title": _said(file.path.name),
        "dct:license": _licence(),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:conformsTo": {"@id": seen_from(PurePosixPath(f"schemas/tables/{one.table.name}.json"), folder)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _said(text: str) -> Json:
    return {"@value": text, "@language": about.LANGUAGE}


def _day(day: str) -> Json:
    return {"@value": day, "@type": "xsd:date"}


def _licence() -> Json:
    return {"@id": about.DATA_LICENCE["path"]}


def _authors() -> Json:
    return {"@id": "#authors", "@type": "foaf:Agent", "foaf:name": about.AUTHORS}
