"""pandas: every CSV file by `read_csv`, with the types of the descriptor."""

from __future__ import annotations

import pandas as pd

from canonical import Answer, Arguments, resources

TYPES = {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool"}


def main() -> None:
    """Read every table and answer."""
    arguments = Arguments.given()
    answer = Answer(pd.__version__)
    for resource in resources(arguments.descriptor, "csv"):
        frame = pd.read_csv(
            resource.path,
            dtype={name: TYPES[type_] for name, type_ in resource.fields if type_ in TYPES},
            parse_dates=resource.of_type("date"),
            date_format="%Y-%m-%d",
            # Otherwise "NA" and "None", which are a code and a word, would be missing, too.
            keep_default_na=False,
            na_values=[""],
        )
        types = {name: str(dtype) for name, dtype in frame.dtypes.items()}
        held = frame.astype(object).where(frame.notna(), None)
        for name in resource.of_type("date"):
            held[name] = [stamp and stamp.date() for stamp in held[name]]
        answer.add(resource.table, [(name, types[name], held[name].tolist()) for name in frame])
    answer.write(arguments.answer)


if __name__ == "__main__":
    main()
