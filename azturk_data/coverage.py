"""Coverage: sentence by sentence, which claims each core text's words carry, and what is left.

A word is covered if it stands in the passage of a claim, or in one listed as an omission, with its reason. Only
passages that were checked against the text count. What is left over is a gap.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from azturk_data import shipped
from azturk_data.checking import Outcome, check_one
from azturk_data.errors import AzturkError
from azturk_data.passages import Passage, Texts, published_passages, recorded_passages, texts_among
from azturk_data.reading.problems import did_you_mean

if TYPE_CHECKING:
    from azturk_data.reading.reader import RecordSet

_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")

OPENING_WORDS = 6
"""How many words of a sentence are shown, so that its reader finds it."""


class UnknownSourceError(AzturkError, KeyError):
    """There is no core source of that id; the message names the closest."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the message as a quoted literal


class MissingTextsError(AzturkError):
    """Some sources' texts are not at hand; the message names them."""


@dataclass(frozen=True, order=True)
class Stretch:
    """A piece of a text, from one offset to just before another, in code points."""

    start: int
    end: int

    def meets(self, other: Stretch) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Covering:
    """A passage, where it stands, with the claim that it carries or the reason why it carries none."""

    id: str
    """The span or omission."""
    stretch: Stretch
    claim_id: str | None
    reason: str | None


@dataclass(frozen=True)
class Sentence:
    """A sentence, and what covers it."""

    number: int
    """Counted from 1 in its text."""
    stretch: Stretch
    claims: tuple[str, ...]
    """The claims of whose passages some part stands in it, by id."""
    reasons: tuple[str, ...]
    """Why parts of it carry no claim, where an omission says so."""
    gaps: tuple[Stretch, ...]
    """Words that nothing covers, from the first to the last of each run."""
    text: str = field(repr=False)
    """The sentence; for whoever holds the text, and not to be published."""

    @property
    def opening(self) -> str:
        """Its first few words."""
        words = self.text.split()
        return " ".join(words[:OPENING_WORDS]) + (" …" if len(words) > OPENING_WORDS else "")


@dataclass(frozen=True)
class TextCoverage:
    """A core text: its sentences, and the passages that cover them."""

    source_id: str
    outlet: str
    """Name of the outlet on whose page it stands."""
    published_on: str
    """An EDTF string."""
    length: int
    """In code points."""
    sentences: tuple[Sentence, ...]
    coverings: tuple[Covering, ...]
    """In order of place."""
    unplaced: tuple[str, ...]
    """Passages that do not stand in the text where they should, by id; they cover nothing."""

    @property
    def gaps(self) -> tuple[Stretch, ...]:
        """Words of the text that nothing covers."""
        return tuple(gap for sentence in self.sentences for gap in sentence.gaps)


class _Source(NamedTuple):
    source_id: str
    outlet: str
    published_on: str
    language: str
    text_sha256: str


def coverage(
    records: RecordSet | Path | str | None = None, texts: Texts | None = None, source: str | None = None
) -> list[TextCoverage]:
    """Return the coverage of each core text, in order of source, or of one source's alone.

    `records` is a folder of records, or what was read from one; without it, the published tables are used.
    `texts` is a folder, or a mapping from SHA-256 to text; without it, the folder that `AZTURK_SOURCES` names,
    else `../shared/sources`.

    Raises `UnknownSourceError` if there is no such core source, `NoTextsError` if there is no such folder of
    texts, `MissingTextsError` if a text is not among them, and `InvalidRecordsError` if the records cannot
    be read.
    """
    if isinstance(records, Path | str):
        from azturk_data.reading.reader import read_records

        records = read_records(Path(records))
        records.raise_if_invalid()
    sources = list(_published_sources() if records is None else _recorded_sources(records))
    passages = published_passages() if records is None else recorded_passages(records)
    if source is not None:
        known = [held.source_id for held in sources]
        sources = [held for held in sources if held.source_id == source]
        if not sources:
            raise UnknownSourceError(f"there is no core source '{source}'; {did_you_mean(source, known)}")
    by_source: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_source[passage.source_id].append(passage)
    done: dict[str, TextCoverage] = {}
    for sha256, text in texts_among(texts, {held.text_sha256 for held in sources}):
        for held in sources:
            if held.text_sha256 == sha256:
                done[held.source_id] = _cover(held, text, by_source[held.source_id])
    missing = [f"{s.source_id}: no text has the SHA-256 {s.text_sha256}" for s in sources if s.source_id not in done]
    if missing:
        raise MissingTextsError("\n".join([*missing, "put the texts into the folder of texts"]))
    return [done[held.source_id] for held in sources]


def _published_sources() -> Iterator[_Source]:
    names = {row["outlet_id"]: row["name"] for row in shipped.read("outlets").to_pylist()}
    for row in shipped.read("sources").to_pylist():
        if row["text_sha256"] is not None:
            outlet = names[row["publisher_id"]]
            yield _Source(row["source_id"], outlet, row["published_on"], row["language"], row["text_sha256"])


def _recorded_sources(found: RecordSet) -> Iterator[_Source]:
    from azturk_data.models import Source

    for record in found.of_kind(Source.prefix):
        if isinstance(record, Source) and record.text_sha256 is not None:
            outlet = getattr(found.records.get(record.publisher_id), "name", record.publisher_id)
            yield _Source(record.id, outlet, record.published_on.edtf, record.language, record.text_sha256)


def _cover(source: _Source, text: str, passages: Sequence[Passage]) -> TextCoverage:
    coverings: list[Covering] = []
    unplaced: list[str] = []
    covered = bytearray(len(text))
    for passage in passages:
        if passage.place is None or check_one(passage, text).outcome is not Outcome.VERIFIED:
            unplaced.append(passage.id)
            continue
        stretch = Stretch(passage.place.start, passage.place.end)
        coverings.append(Covering(passage.id, stretch, passage.claim_id, passage.reason))
        covered[stretch.start : stretch.end] = b"\1" * (stretch.end - stretch.start)
    coverings.sort(key=lambda covering: (covering.stretch, covering.id))
    sentences = tuple(
        _sentence(number, text, stretch, coverings, covered)
        for number, stretch in enumerate(sentences_of(text, source.language), start=1)
    )
    return TextCoverage(*source[:3], len(text), sentences, tuple(coverings), tuple(unplaced))


def sentences_of(text: str, language: str) -> Iterator[Stretch]:
    """Yield the sentences of a text, without the white space around them, and without those that have no word."""
    sentencex: Any = import_module("sentencex")  # it is compiled, and tells no types
    # A white space of more than one byte before an initial makes sentencex 1.0 panic. Offsets count characters.
    plain = _WIDE_SPACE.sub(" ", text)
    for boundary in sentencex.get_sentence_boundaries(language.partition("-")[0], plain):
        start, end = boundary["start_index"], boundary["end_index"]
        sentence = text[start:end]
        if re.search(r"\w", sentence):
            start += len(sentence) - len(sentence.lstrip())
            yield Stretch(start, start + len(sentence.strip()))


def _sentence(number: int, text: str, stretch: Stretch, coverings: Sequence[Covering], covered: bytearray) -> Sentence:
    over = [covering for covering in coverings if covering.stretch.meets(stretch)]
    return Sentence(
        number,
        stretch,
        tuple(sorted({covering.claim_id for covering in over if covering.claim_id})),
        tuple(sorted({covering.reason for covering in over if covering.reason})),
        tuple(_gaps(text, stretch, covered)),
        text[stretch.start : stretch.end],
    )


def _gaps(text: str, stretch: Stretch, covered: bytearray) -> Iterator[Stretch]:
    """Yield the runs of words of which some letter is not covered; white space and punctuation may stay bare."""
    run: Stretch | None = None
    for match in re.finditer(r"\w+", text[stretch.start : stretch.end]):
        start, end = stretch.start + match.start(), stretch.start + match.end()
        if all(covered[start:end]):
            if run:
                yield run
            run = None
        else:
            run = Stretch(run.start if run else start, end)
    if run:
        yield run
