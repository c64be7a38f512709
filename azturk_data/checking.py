"""Checking passages against texts: whether each still stands where its position says.

One text is held at a time. A passage is right if the text has the recorded SHA-256 at its offsets, and if
what stands there begins and ends with the passage's words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from azturk_data.errors import AzturkError
from azturk_data.passages import Passage, Texts, published_passages, recorded_passages, texts_among
from azturk_data.texts import passage_hash

if TYPE_CHECKING:
    import pyarrow as pa


class Outcome(StrEnum):
    """What checking a passage came to."""

    VERIFIED = "verified"
    """The passage stands where its position says, and begins and ends with its words."""
    NO_TEXT = "no_text"
    """No text at hand has the SHA-256 of the source's text."""
    NO_POSITION = "no_position"
    """The source's text is held, but the passage was never anchored in it."""
    PAST_END = "past_end"
    """The passage's end lies past the end of the text."""
    HASH_DIFFERS = "hash_differs"
    """Something else stands at the passage's offsets."""
    WORDS_DIFFER = "words_differ"
    """The passage stands there, but does not begin and end with the words by which it is named."""
    UNCHECKED = "unchecked"
    """The source is an extended one, whose text is not held: there is nothing to check."""


PASSING = frozenset({Outcome.VERIFIED, Outcome.UNCHECKED})
"""The outcomes with which nothing is wrong."""


class Finding(NamedTuple):
    """The outcome for one passage, with what is to be said of it; the message is empty if it is verified."""

    passage: Passage
    outcome: Outcome
    message: str = ""


class Tally(NamedTuple):
    """How many passages were verified, in how many texts, and how many there was nothing to check against."""

    verified: int
    texts: int
    unchecked: int

    def __str__(self) -> str:
        return (
            f"{self.verified} passages verified against {self.texts} texts; "
            f"{self.unchecked} spans of extended sources cannot be"
        )


class FailedCheckError(AzturkError):
    """Some published passages do not stand in the texts as they should; the text lists them all."""


def verify(texts: Texts | None = None, *, records: Path | str | None = None) -> pa.Table:
    """Check every published passage against the texts; the same report as the command `azturk-data verify`.

    `texts` is a folder, or a mapping from SHA-256 to text; without it, the folder that `AZTURK_SOURCES`
    names, else `../shared/sources`. Files are found by their SHA-256, never by name. With `records`, a
    folder of YAML records, those are checked in place of the published tables.

    Returns one row for each span and omission: `id`, `source_id`, `outcome` (a term of `Outcome`) and
    `message`, which is null if the passage is verified.

    Raises `NoTextsError` if there is no such folder of texts, and `InvalidRecordsError` if the records
    cannot be read.

    >>> import azturk_data
    >>> outcomes = azturk_data.verify({})["outcome"].to_pylist()  # no text at hand: nothing can be verified
    >>> sorted(set(outcomes))
    ['no_text', 'unchecked']
    """
    return as_table(check(_passages(records), texts))


def check(passages: Sequence[Passage], texts: Texts | None) -> list[Finding]:
    """Check passages against the texts of their sources; the findings are in the order of the passages.

    Raises `NoTextsError` if there is no such folder of texts.
    """
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    findings: list[Finding | None] = [None] * len(passages)
    for index, passage in enumerate(passages):
        if passage.text_sha256 is None:
            message = "the source is an extended one, whose text is not held"
            findings[index] = Finding(passage, Outcome.UNCHECKED, message)
        else:
            by_text[passage.text_sha256].append(index)
    for sha256, text in texts_among(texts, by_text.keys()):
        for index in by_text.pop(sha256):
            findings[index] = check_one(passages[index], text)
        del text  # or it would stay while the next one is read
    for sha256, indices in by_text.items():
        for index in indices:
            findings[index] = Finding(passages[index], Outcome.NO_TEXT, f"no text has the SHA-256 {sha256}")
    return [finding for finding in findings if finding is not None]


def check_one(passage: Passage, text: str) -> Finding:
    """Check one passage against the text of its source."""
    if passage.place is None:
        return Finding(passage, Outcome.NO_POSITION, "the passage has no position")
    start, end, sha256 = passage.place
    if end > len(text):
        found = f"the end {end} lies past the end of the text, which has {len(text)} characters"
        return Finding(passage, Outcome.PAST_END, found)
    held = text[start:end]
    if passage_hash(held) != sha256:
        found = f"the passage at {start}–{end} does not have the recorded SHA-256"
        return Finding(passage, Outcome.HASH_DIFFERS, found)
    if not begins_and_ends(held, passage.first_words, passage.last_words):
        found = f"the passage at {start}–{end} does not begin and end with the words given"
        return Finding(passage, Outcome.WORDS_DIFFER, found)
    return Finding(passage, Outcome.VERIFIED)


def begins_and_ends(held: str, first_words: str, last_words: str | None) -> bool:
    """Whether a passage begins and ends with these words, as `find_passages` understands it.

    That is: whole words, letter for letter, any white space for any other, and the last words behind the
    first ones; with no last words, the first ones are all of it. No pattern is compiled, which would take
    most of the time of a check.
    """
    if not held or held[0].isspace() or held[-1].isspace():
        return False
    # Most passages are named with the very white space that stands in them.
    return _fits(held, first_words, last_words) or _fits(
        _one_spaced(held), _one_spaced(first_words), None if last_words is None else _one_spaced(last_words)
    )


def as_table(findings: Sequence[Finding]) -> pa.Table:
    """Return findings as a table; see `verify` for its columns."""
    import pyarrow as pa

    columns = {
        "id": [finding.passage.id for finding in findings],
        "source_id": [finding.passage.source_id for finding in findings],
        "outcome": [finding.outcome.value for finding in findings],
        "message": [finding.message or None for finding in findings],
    }
    return pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns]))


def tally(findings: Sequence[Finding]) -> Tally:
    """Count what findings came to."""
    held = (f for f in findings if f.outcome not in (Outcome.UNCHECKED, Outcome.NO_TEXT))
    return Tally(
        verified=sum(finding.outcome is Outcome.VERIFIED for finding in findings),
        texts=len({finding.passage.source_id for finding in held}),
        unchecked=sum(finding.outcome is Outcome.UNCHECKED for finding in findings),
    )


def failures(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings with which something is wrong; of a source without a text, only the first."""
    without_text: set[str] = set()
    for finding in findings:
        if finding.outcome is Outcome.NO_TEXT:
            if finding.passage.source_id in without_text:
                continue
            without_text.add(finding.passage.source_id)
        if finding.outcome not in PASSING:
            yield finding


def raise_failures(findings: Sequence[Finding]) -> None:
    """Raise `FailedCheckError` with every failure, each with the id of its passage, if there is one."""
    lines = [
        f"{f.passage.source_id if f.outcome is Outcome.NO_TEXT else f.passage.id}: {f.message}"
        for f in failures(findings)
    ]
    if lines:
        count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''} in the published passages"
        raise FailedCheckError("\n".join([*lines, count]))


def _passages(records: Path | str | None) -> list[Passage]:
    if records is None:
        return published_passages()
    from azturk_data.reading.reader import read_records

    found = read_records(Path(records))
    found.raise_if_invalid()
    return recorded_passages(found)


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _fits(held: str, first: str, last: str | None) -> bool:
    if last is None:
        return held == first
    between = len(held) - len(last)
    if between < len(first) or not held.startswith(first) or not held.endswith(last):
        return False
    return not (_joined(held, len(first)) or _joined(held, between))


def _joined(text: str, offset: int) -> bool:
    """Whether a word runs on across an offset inside the text, so that a cut there would leave half of it."""
    return 0 < offset < len(text) and _of_word(text[offset]) and _of_word(text[offset - 1])


def _of_word(letter: str) -> bool:
    """What a pattern's `\\w` matches."""
    return letter.isalnum() or letter == "_"
