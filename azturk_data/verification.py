"""Verification of records: what fails when their passages are checked, at the line of the YAML that says so.

The checking itself is in `azturk_data.checking`, which needs no records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from azturk_data.checking import Finding, Outcome, check, failures, tally
from azturk_data.passages import Texts, recorded_passages
from azturk_data.reading.problems import Problem
from azturk_data.reading.reader import RecordSet

AGAIN = "run 'azturk-data anchor'"

# Which key of a passage is at fault, and what to do.
_FAULTS: dict[Outcome, tuple[tuple[str, ...], str]] = {
    Outcome.NO_POSITION: ((), AGAIN),
    Outcome.PAST_END: (("position", "end"), AGAIN),
    Outcome.HASH_DIFFERS: (("position", "sha256"), f"{AGAIN}, and see whether the text has changed"),
    Outcome.WORDS_DIFFER: (("first_words",), AGAIN),
}


@dataclass
class Verification:
    """What a verification came to."""

    spans: int = 0
    """Passages that were checked and are right."""
    texts: int = 0
    """Texts that they were checked against."""
    unchecked: int = 0
    """Spans of extended sources, whose text we do not hold."""
    problems: list[Problem] = field(default_factory=list[Problem])


def verify(found: RecordSet, texts: Texts | None) -> Verification:
    """Check every span and omission of the records against the text of its source.

    Raises `NoTextsError` if `texts` is a folder that is not there.
    """
    findings = check(recorded_passages(found), texts)
    counts = tally(findings)
    return Verification(counts.verified, counts.texts, counts.unchecked, problems_of(findings, found))


def problems_of(findings: Sequence[Finding], found: RecordSet) -> list[Problem]:
    """Return a problem for each passage that fails, and one for each source whose text is not there."""
    problems: list[Problem] = []
    for finding in failures(findings):
        if finding.outcome is Outcome.NO_TEXT:
            document, path = found.documents[finding.passage.source_id], ("text_sha256",)
            wrong, remedy = "no text has this SHA-256", "put the text into the folder of texts"
        else:
            placed = found.placed[finding.passage.id]
            key, remedy = _FAULTS[finding.outcome]
            document, path, wrong = placed.document, (*placed.path, *key), finding.message
        problems.append(document.problem(path, wrong, remedy))
    return problems
