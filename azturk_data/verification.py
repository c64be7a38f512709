"""Verification: whether every position still leads to its passage in the texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from azturk_data.models import Omission, Source, Span
from azturk_data.reading.problems import Problem
from azturk_data.reading.reader import RecordSet
from azturk_data.reading.yaml_tree import Document, Path_
from azturk_data.schema.rows import frames_of
from azturk_data.texts import find_passages, passage_hash


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


def verify(found: RecordSet, texts: dict[str, str]) -> Verification:
    """Check every span and omission with a position against the text of its source."""
    result = Verification()
    for record in found.of_kind(Source.prefix):
        assert isinstance(record, Source)
        document = found.documents[record.id]
        if record.text_sha256 is None:
            result.unchecked += sum(1 for frame in frames_of(record) if isinstance(frame.model, Span))
            continue
        text = texts.get(record.text_sha256)
        if text is None:
            remedy = "put the text into the folder of texts"
            result.problems.append(document.problem(("text_sha256",), "no text has this SHA-256", remedy))
            continue
        result.texts += 1
        for frame in frames_of(record):
            if isinstance(frame.model, Span | Omission):
                problems = list(_check(document, frame.path, frame.model, text))
                result.problems += problems
                result.spans += not problems
    return result


def _check(document: Document, path: Path_, passage: Span | Omission, text: str) -> Iterator[Problem]:
    position = passage.position
    again = "run 'azturk-data anchor'"
    if position is None:
        yield document.problem(path, "the passage has no position", again)
        return
    if position.end > len(text):
        found = f"the end {position.end} lies past the end of the text, which has {len(text)} characters"
        yield document.problem((*path, "position", "end"), found, again)
        return
    held = text[position.start : position.end]
    if passage_hash(held) != position.sha256:
        found = f"the passage at {position.start}–{position.end} does not have the recorded SHA-256"
        yield document.problem((*path, "position", "sha256"), found, f"{again}, and see whether the text has changed")
        return
    matches = find_passages(held, passage.first_words, passage.last_words)
    if not any((match.start, match.end) == (0, len(held)) for match in matches):
        found = f"the passage at {position.start}–{position.end} does not begin and end with the words given"
        yield document.problem((*path, "first_words"), found, again)
