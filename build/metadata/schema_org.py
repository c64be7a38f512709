"""schema.org: the dataset for search engines, each table a part of it with its two downloads and its columns."""

from __future__ import annotations

from pathlib import PurePosixPath

from metadata.published import CODEBOOK, File, Json, Published, PublishedTable, root_from, seen_from

import about

CONTEXT: Json = {
    # Written out, so that nothing has to be fetched to read it: schema.org's own context says the same of these.
    "@vocab": "http://schema.org/",
    "contentUrl": {"@type": "@id"},
    "datePublished": {"@type": "Date"},
    "encodingFormat": {},
    "license": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
}


def schema_org(published: Published, folder: PurePosixPath) -> Json:
    """Return the description of the dataset; `folder` is where it lies."""
    held: Json = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": root_from(folder),
        "name": about.TITLE,
        "alternateName": about.NAME,
        "identifier": about.ID,
        "description": about.DESCRIPTION,
        "url": root_from(folder),
        "version": published.version,
        "datePublished": about.RELEASED,
        "license": about.DATA_LICENCE["path"],
        "isAccessibleForFree": True,
        "inLanguage": about.LANGUAGE,
        "creator": {"@type": "Organization", "name": about.AUTHORS},
        "keywords": list(about.KEYWORDS),
    }
    if published.extent.interval:
        held["temporalCoverage"] = published.extent.interval
    if published.extent.countries:
        held["spatialCoverage"] = [
            {"@type": "Country", "@id": one.address, "name": one.name, "identifier": one.code}
            for one in published.extent.countries
        ]
    return held | {"hasPart": [_table(one, published.version, folder) for one in published.tables]}


def _table(one: PublishedTable, version: str, folder: PurePosixPath) -> Json:
    return {
        "@type": "Dataset",
        "@id": f"#{one.table.name}",
        "name": f"{about.NAME}: {one.title}",
        "description": f"{one.table.description} A table of {about.TITLE}.",
        "identifier": f"{about.ID}#{one.table.name}",
        "url": f"{seen_from(CODEBOOK, folder)}#{one.table.name}",
        "version": version,
        "keywords": one.title,
        "license": about.DATA_LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": about.AUTHORS},
        "isPartOf": {"@id": root_from(folder)},
        "distribution": [_download(one.csv, folder), _download(one.parquet, folder)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": column.description}
            for column in one.table.columns
        ],
    }


def _download(file: File, folder: PurePosixPath) -> Json:
    return {
        "@type": "DataDownload",
        "name": file.path.name,
        "contentUrl": seen_from(file.path, folder),
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }
