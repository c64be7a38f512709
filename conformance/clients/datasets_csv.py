"""Hugging Face datasets: every CSV file by `load_dataset` with the types of the descriptor, from this machine alone."""

from __future__ import annotations

import os

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}

import datasets

from canonical import Answer, Arguments, resources

TYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool", "date": "date32"}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(datasets.__version__)
    for resource in resources(arguments.descriptor, "csv"):
        wanted = datasets.Features({name: datasets.Value(TYPES[type_]) for name, type_ in resource.fields})
        # Its reader hands the types on to pandas, which parses no column into dates that way: they are cast afterwards.
        dates = dict.fromkeys(resource.of_type("date"), datasets.Value("string"))
        loaded = datasets.load_dataset(
            "csv",
            data_files=str(resource.path),
            split="train",
            features=datasets.Features({**wanted, **dates}),
            keep_default_na=False,
            na_values=[""],
            cache_dir="cache",
        ).cast(wanted)
        columns = [(name, loaded.features[name].dtype, loaded[name][:]) for name in loaded.column_names]
        answer.add(resource.table, columns)
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
