"""csvw: csv-metadata.json and all CSV files: types, patterns, what must not be empty, primary and foreign keys."""

import warnings

from csvw import CSVW

from judgement import ROOT, answer, plural

path = ROOT / "azturk_data/data/csv/csv-metadata.json"
problems = []
tables = rows = 0
try:
    # Not strict: the standard lets a foreign key be empty.
    group = CSVW(str(path), validate=True, strict=False)
    if not group.is_valid:
        problems += [str(warning.message) for warning in group.warnings] or ["not valid"]
    tables = len(group.tables)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = sum(1 for table in group.tables for _ in table.iterdicts())
except Exception as error:  # it objects with whatever it stumbles over
    problems.append(f"{type(error).__name__}: {error}")
answer("csvw", f"{plural(tables, 'table')}, {plural(rows, 'row')}", problems)
