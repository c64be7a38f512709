"""Hugging Face datasets: every Parquet file by `load_dataset`, from this machine alone."""

from __future__ import annotations

import os

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}

import datasets

from canonical import Answer, Arguments, resources


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(datasets.__version__)
    for resource in resources(arguments.descriptor, "parquet"):
        loaded = datasets.load_dataset("parquet", data_files=str(resource.path), split="train", cache_dir="cache")
        columns = [(name, loaded.features[name].dtype, loaded[name][:]) for name in loaded.column_names]
        answer.add(resource.table, columns)
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
