"""mlcroissant: reads croissant.json, loads every record set from the files, compares all values with Parquet."""

import datetime
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import mlcroissant
from pyarrow import parquet

from judgement import ROOT, answer, plural

# It warns of what pandas will change.
warnings.simplefilter("ignore")
logging.disable(logging.WARNING)


def plain(value: Any) -> Any:
    """A value as Arrow has it: text comes as bytes, a day as a moment."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return value.date() if isinstance(value, datetime.datetime) else value


def differences(dataset: mlcroissant.Dataset) -> Iterator[str]:
    """Say of each record set how it differs from its file, if it does; of an enumeration, if it has no terms."""
    for record_set in dataset.metadata.record_sets:
        name = record_set.uuid
        held = [{key.rpartition("/")[2]: plain(value) for key, value in row.items()} for row in dataset.records(name)]
        if record_set.data:
            if len(held) != len(record_set.data):
                yield f"{name}: {len(held)} of {len(record_set.data)} terms"
            continue
        published = parquet.ParquetFile(ROOT / f"azturk_data/data/parquet/{name}.parquet").read().to_pylist()
        if len(held) != len(published):
            yield f"{name}: {len(held)} rows instead of {len(published)}"
        elif held != published:
            yield f"{name}: other values"
        rows.append(len(held))


rows = []
try:
    read = mlcroissant.Dataset(str(ROOT / "metadata/croissant.json"))
    problems = [*read.metadata.ctx.issues.errors, *read.metadata.ctx.issues.warnings]
    problems += differences(read)
except Exception as error:  # whatever it objects with
    problems = [f"{type(error).__name__}: {error}"]
answer("mlcroissant", f"every value of {plural(len(rows), 'record set')} and {plural(sum(rows), 'row')}", problems)
