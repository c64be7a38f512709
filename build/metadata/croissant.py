"""Croissant 1.0 (MLCommons): the tables as record sets with typed fields, read from the Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from azturk_data.citing import Dataset
from azturk_data.models.vocabularies import Vocabulary
from azturk_data.schema.columns import Column, ColumnType
from azturk_data.schema.resource import PARQUET_TYPE
from metadata.published import File, Json, Published, PublishedTable, root_from

import about

CONTEXT: Json = {
    "@language": about.LANGUAGE,
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification prescribes, term by term."""

_TYPES: dict[ColumnType, str] = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_OLDER_PARQUET_TYPE = "application/x-parquet"
"""What Parquet was called before it was registered, and what readers of Croissant know."""


def croissant(published: Published, folder: PurePosixPath) -> Json:
    """Return the description of the dataset; `folder` is where it lies."""
    licence = about.DATA_LICENCE
    files = {one.table.name: one.parquet for one in published.tables}
    cited = Dataset(about.NAME, about.TITLE, about.AUTHORS, published.version, licence["name"].replace("-", " "))
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.NAME,
        "alternateName": about.TITLE,
        "description": about.DESCRIPTION,
        "identifier": about.ID,
        "url": root_from(folder),
        "version": published.version,
        "datePublished": about.RELEASED,
        "license": licence["path"],
        "citeAs": cited.text(),
        "creator": {"@type": "sc:Organization", "name": about.AUTHORS},
        "keywords": list(about.KEYWORDS),
        "inLanguage": about.LANGUAGE,
        "isLiveDataset": False,
        "distribution": [file for one in published.tables for file in _files(one, folder)],
        "recordSet": [
            *(_record_set(one, files) for one in published.tables),
            *(_enumeration(vocabulary) for vocabulary in _vocabularies(published)),
        ],
    }


def _files(one: PublishedTable, folder: PurePosixPath) -> Iterable[Json]:
    parquet = _file(one.parquet, folder, [PARQUET_TYPE, _OLDER_PARQUET_TYPE])
    yield parquet | {"sameAs": one.csv.path.name}
    yield _file(one.csv, folder, one.csv.media_type)


def _file(file: File, folder: PurePosixPath, types: str | list[str]) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.path.name,
        "name": file.path.name,
        "contentUrl": file.seen_from(folder),
        "contentSize": f"{file.size} B",
        "encodingFormat": types,
        "sha256": file.sha256,
    }


def _record_set(one: PublishedTable, files: Mapping[str, File]) -> Json:
    table = one.table
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(one, column, files) for column in table.columns],
    }


def _field(one: PublishedTable, column: Column, files: Mapping[str, File]) -> Json:
    id_ = f"{one.table.name}/{column.name}"
    field: Json = {
        "@type": "cr:Field",
        "@id": id_,
        "name": column.name,
        "description": column.description,
        "dataType": _TYPES[column.type],
        "source": _source(one.parquet, column.name),
    }
    if column.reference:
        # The other set's column in its file, not its field: a reader joins the two, and joins of whole sets, which
        # refer to others in turn or to themselves, are beyond the readers that there are.
        field["references"] = _source(files[column.reference.table], column.reference.column)
    elif column.vocabulary:
        field["references"] = {"field": {"@id": f"{_id(column.vocabulary)}/name"}}
    return field


def _source(file: File, column: str) -> Json:
    return {"fileObject": {"@id": file.path.name}, "extract": {"column": column}}


def _id(vocabulary: type[Vocabulary]) -> str:
    return f"vocabulary/{vocabulary.name_of()}"


def _vocabularies(published: Published) -> list[type[Vocabulary]]:
    columns = (column for one in published.tables for column in one.table.columns)
    return sorted({column.vocabulary for column in columns if column.vocabulary}, key=lambda held: held.name_of())


def _enumeration(vocabulary: type[Vocabulary]) -> Json:
    id_ = _id(vocabulary)
    return {
        "@type": "cr:RecordSet",
        "@id": id_,
        "name": id_,
        "description": (vocabulary.__doc__ or "").strip().partition("\n")[0],
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{id_}/name"},
        "field": [
            {"@type": "cr:Field", "@id": f"{id_}/{name}", "name": name, "dataType": "sc:Text"}
            for name in ("name", "description")
        ],
        "data": [{f"{id_}/name": term.value, f"{id_}/description": term.definition} for term in vocabulary],
    }
