"""`python conformance`: open the dataset in other programs and compare; all of them write docs/conformance.md.

python conformance                 install what is missing, run every client and validator, write the page
python conformance pandas r_       only those whose names begin so; no page
python conformance --no-install    only those that are there
python conformance --in spark -m pytest tests/test_checks_spark.py
                                   something of the project's own, by the Python of one of the environments
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from client_spec import Client, clients
from comparing import Verdict, judge
from conformance_page import outcome, page, verdict_on
from expected import Expected, expected
from installing import CannotInstallError, environment, install, missing
from kept import ask
from running import PROCESSES, ClientError
from validating import Finding, Validator, ValidatorError, validate, validators

DESCRIPTOR = ROOT / "datapackage.json"
PAGE = ROOT / "docs" / "conformance.md"

out, err = Console(soft_wrap=True, highlight=False), Console(stderr=True, soft_wrap=True, highlight=False)


def main() -> int:
    """Run the clients; return the exit code."""
    options = _parser().parse_args()
    try:
        return _run_chosen(options) if options.within is None else _run_in(*options.within)
    except CannotInstallError as error:
        err.print(str(error), markup=False)
        return 1
    except KeyboardInterrupt:
        err.print("interrupted")
        return 130


def _run_in(name: str = "", *arguments: str) -> int:
    """Run Python in one of the environments, with the project to be imported; return its exit code."""
    if not name:
        err.print("--in needs the name of an environment, such as: python conformance --in spark -m pytest")
        return 2
    command = [str(environment(name)), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def _run_chosen(options: argparse.Namespace) -> int:
    every: list[Client | Validator] = [*clients(), *validators()]
    chosen = [one for one in every if not options.names or one.name.startswith(tuple(options.names))]
    if not chosen:
        err.print(f"no client's or validator's name begins so; there are {', '.join(one.name for one in every)}")
        return 2
    return _run_all(chosen, whole=not options.names, installing=not options.no_install)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python conformance", description="Open the dataset in other programs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="clients whose names begin so (default: all)")
    parser.add_argument("--no-install", action="store_true", help="install nothing; leave out what is not there")
    parser.add_argument(
        "--in",
        dest="within",
        nargs=argparse.REMAINDER,
        metavar="ENVIRONMENT ARGUMENT",
        help="run Python with these arguments in an environment of environments/",
    )
    return parser


def _run_all(chosen: list[Client | Validator], whole: bool, installing: bool) -> int:
    if installing:
        install(chosen)
    lacking = {one.name: lack for one in chosen if (lack := missing(one))}
    for name, lack in lacking.items():
        err.print(f"{name} was left out: it needs {lack}; 'make conformance' installs it", markup=False)
    able = [one for one in chosen if one.name not in lacking]
    published = expected(DESCRIPTOR)
    with tempfile.TemporaryDirectory() as work:

        def tried(one: Client | Validator) -> Verdict | Finding | None:
            return _verdict(one, published, Path(work)) if isinstance(one, Client) else _finding(one, Path(work))

        # Two at once: most of them are busy with one thing at a time.
        with ThreadPoolExecutor(max_workers=2) as pool:
            try:
                done = list(pool.map(tried, able))
            except KeyboardInterrupt:
                PROCESSES.stop()
                raise
    verdicts = [one for one in done if isinstance(one, Verdict)]
    findings = [one for one in done if isinstance(one, Finding)]
    _show(verdicts)
    _show_findings(findings)
    passed = sum(one.passed for one in verdicts), sum(one.passed for one in findings)
    failed = len(able) - sum(passed)
    if whole and not lacking and not failed:
        PAGE.write_text(page(verdicts, findings), "utf-8", newline="\n")
        out.print(f"wrote {PAGE.relative_to(ROOT).as_posix()}")
    out.print(f"{passed[0]} clients read what is published, {passed[1]} validators found no fault, {failed} failed")
    return 1 if failed or (lacking and installing) else 0


def _verdict(client: Client, published: Expected, work: Path) -> Verdict | None:
    started = time.perf_counter()
    try:
        verdict = judge(client, ask(client, DESCRIPTOR, work), published)
    except ClientError as error:
        err.print(f"{client.name}: {error}", markup=False)
        return None
    err.print(f"{client.name}: {time.perf_counter() - started:.1f} s", markup=False)
    for line in verdict.unexplained:
        err.print(f"  {line}", markup=False)
    return verdict


def _finding(validator: Validator, work: Path) -> Finding | None:
    started = time.perf_counter()
    try:
        finding = validate(validator, ROOT, work)
    except ValidatorError as error:
        err.print(f"{validator.name}: {error}", markup=False)
        return None
    err.print(f"{validator.name}: {time.perf_counter() - started:.1f} s", markup=False)
    for line in finding.judgement.problems:
        err.print(f"  {line}", markup=False)
    for damage in finding.missed:
        err.print(f"  did not object to {damage.new!r} for {damage.old!r} in {damage.file}", markup=False)
    return finding


def _show(verdicts: list[Verdict]) -> None:
    if not verdicts:
        return
    columns = ("client", "version", "reads", "tables", "rows", "result")
    shown = Table(*columns, box=None, header_style="bold", padding=(0, 2, 0, 0))
    for one in verdicts:
        shown.add_row(one.client.title, one.version, one.client.reads, str(one.tables), f"{one.rows:,}", outcome(one))
    out.print(shown, soft_wrap=False)


def _show_findings(findings: list[Finding]) -> None:
    if not findings:
        return
    shown = Table(
        "validator", "version", "checks", "checked", "result", box=None, header_style="bold", padding=(0, 2, 0, 0)
    )
    for one in findings:
        cells = (one.validator.title, one.judgement.version, one.validator.checks, one.judgement.checked)
        shown.add_row(*cells, verdict_on(one))
    out.print(shown, soft_wrap=False)


if __name__ == "__main__":
    sys.exit(main())
