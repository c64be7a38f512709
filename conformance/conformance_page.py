"""docs/conformance.md: each client, its version, what was tried and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from comparing import Verdict
from validating import Finding

_HEAD = """# In other programs

<!-- Written by `make conformance`; do not edit. -->

Each of these programs opened the dataset by itself, with its own types, and what it held was compared with what is
published: every table, its rows and columns, the type of each column, a checksum of each column's cells, and how often
ə ğ ı İ ş ç Շ stand in its texts. The programs, and how they are compared: [conformance](../conformance/README.md);
`make conformance` does it again.
"""


_VALIDATORS = """## The metadata

Each kind of metadata was judged by a program of those who know it, without a network; and each program was given copies
with one thing damaged, to which it had to object. What each kind is for: [metadata](metadata.md).
"""


def page(verdicts: Sequence[Verdict], findings: Sequence[Finding] = ()) -> str:
    """Return the page; it is the same for the same versions."""
    lines = ["| client | version | reads | what was tried | result |", "| --- | --- | --- | --- | --- |"]
    lines += [_line(verdict) for verdict in verdicts]
    limits = [verdict for verdict in verdicts if verdict.client.limits]
    parts = [_HEAD, "\n".join(lines) + "\n"]
    if limits:
        parts.append("## Limits, and their causes\n")
        parts += [_limits(verdict) for verdict in limits]
    if findings:
        parts.append(_VALIDATORS)
        lines = ["| metadata | validator | version | what was tried | result |", "| --- | --- | --- | --- | --- |"]
        parts.append("\n".join([*lines, *(_validator_line(one) for one in findings)]) + "\n")
    return "\n".join(parts)


def shown_version(verdict: Verdict) -> str:
    """Return as much of a version as the page shows."""
    return ".".join(verdict.version.split(".")[: verdict.client.version_parts])


def _line(verdict: Verdict) -> str:
    client = verdict.client
    cells = (client.title, shown_version(verdict), client.reads, client.tried, result(verdict))
    return f"| {' | '.join(cells)} |"


def result(verdict: Verdict) -> str:
    """Return what came of it, in a few words of Markdown."""
    if not verdict.passed:
        return "differs"
    known = "equal, but for [the limits below](#limits-and-their-causes)" if verdict.client.limits else "equal"
    return known + _held(verdict)


def outcome(verdict: Verdict) -> str:
    """Return what came of it in a few words for a terminal, where no list of the limits follows."""
    if not verdict.passed:
        return "differs"
    limits = len(_causes(verdict))
    known = f"equal, but for {limits} known limit{'' if limits == 1 else 's'}" if limits else "equal"
    return known + _held(verdict)


def _held(verdict: Verdict) -> str:
    return "; every foreign key holds" if verdict.client.foreign_keys else ""


def _causes(verdict: Verdict) -> list[str]:
    return list(dict.fromkeys(limit.cause.strip() for limit in verdict.client.limits))


def _validator_line(finding: Finding) -> str:
    one, said = finding.validator, finding.judgement
    version = ".".join(said.version.split(".")[: one.version_parts])
    return f"| {' | '.join((one.checks, one.title, version, one.tried, verdict_on(finding)))} |"


def verdict_on(finding: Finding) -> str:
    """Return what came of a validator, in a few words."""
    if finding.judgement.problems:
        return f"{len(finding.judgement.problems)} problems"
    if finding.missed:
        return f"valid, but {len(finding.missed)} damages passed, too"
    damages = len(finding.validator.damages)
    return f"valid; {damages} damaged {'copy' if damages == 1 else 'copies'} refused"


def _limits(verdict: Verdict) -> str:
    client = verdict.client
    return f"**{client.title}, {client.reads}.** " + " ".join(_causes(verdict)) + "\n"
