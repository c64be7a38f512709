"""docs/conformance.md: each client, its version, what was tried and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from comparing import Verdict

_HEAD = """# In other programs

<!-- Written by `make conformance`; do not edit. -->

Each of these programs opened the dataset by itself, with its own types, and what it held was compared with what is
published: every table, its rows and columns, the type of each column, a checksum of each column's cells, and how often
ə ğ ı İ ş ç Շ stand in its texts. The programs, and how they are compared: [conformance](../conformance/README.md);
`make conformance` does it again.
"""


def page(verdicts: Sequence[Verdict]) -> str:
    """Return the page; it is the same for the same versions."""
    lines = ["| client | version | reads | what was tried | result |", "| --- | --- | --- | --- | --- |"]
    lines += [_line(verdict) for verdict in verdicts]
    limits = [verdict for verdict in verdicts if verdict.client.limits]
    parts = [_HEAD, "\n".join(lines) + "\n"]
    if limits:
        parts.append("## Limits, and their causes\n")
        parts += [_limits(verdict) for verdict in limits]
    return "\n".join(parts)


def shown_version(verdict: Verdict) -> str:
    """Return as much of a version as the page shows."""
    return ".".join(verdict.version.split(".")[: verdict.client.version_parts])


def _line(verdict: Verdict) -> str:
    client = verdict.client
    cells = (client.title, shown_version(verdict), client.reads, client.tried, result(verdict))
    return f"| {' | '.join(cells)} |"


def result(verdict: Verdict) -> str:
    """Return what came of it, in a few words."""
    if not verdict.passed:
        return "differs"
    held = "; every foreign key holds" if verdict.client.foreign_keys else ""
    known = "equal, but for [the limits below](#limits-and-their-causes)" if verdict.client.limits else "equal"
    return known + held


def _limits(verdict: Verdict) -> str:
    client = verdict.client
    causes = dict.fromkeys(limit.cause.strip() for limit in client.limits)
    return f"**{client.title}, {client.reads}.** " + " ".join(causes) + "\n"
