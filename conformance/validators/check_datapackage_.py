"""check-datapackage: both Data Packages, against all that the standard says must and should be."""

import json

import check_datapackage as checker

from judgement import ROOT, answer

DESCRIPTORS = ("datapackage.json", "azturk_data/data/datapackage.json")

problems = [
    f"{name} {issue.jsonpath}: {issue.message}"
    for name in DESCRIPTORS
    for issue in checker.check(json.loads((ROOT / name).read_text("utf-8")), config=checker.Config(strict=True))
]
answer("check-datapackage", "both descriptors", problems)
