"""The command line `azturk-data`: a module for each group of commands, gathered here.

Exit codes: 0 done; 1 something is wrong with the records, the texts or the installation; 2 wrong use; 130
interrupted.
"""

from azturk_data.cli import (
    check,
    citing,
    coverage,
    curate,
    data,
    diff,
    evidence,
    explore,
    export,
    hydrate,
    picture,
    reading,
    timeline,
)
from azturk_data.cli.app import app

__all__ = [
    "app",
    "check",
    "citing",
    "coverage",
    "curate",
    "data",
    "diff",
    "evidence",
    "explore",
    "export",
    "hydrate",
    "picture",
    "reading",
    "timeline",
]
