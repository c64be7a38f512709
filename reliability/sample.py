"""`python reliability/sample.py`: write forms for a blind audit, of a random share of the claims and records.

python reliability/sample.py --share 0.1 --seed 7 --out FOLDER              of all claims and records
python reliability/sample.py --share 0.1 --seed 7 --since v0.1 --out FOLDER of those alone that were added since

Claims are drawn by whole sources, so that a reader opens each page once; records one by one.

A claim stands with its codes and its passage (of a source whose text we do not hold: with its address, and the words
that the passage begins and ends with), a record with its fields and the claims named as their evidence. Not on a form:
notes of claims, which would tell a reader what the curator thought.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from azturk_data.models import Agreement, Claim, Event, Official, Record, Series, Source
from azturk_data.reading.reader import RecordSet, read_records
from azturk_data.texts import load_texts, texts_folder

AUDITED = (Event, Agreement, Official, Series)
"""The kinds of records whose every field is judged."""


class Forms:
    """What readers are given, made from the records and the texts."""

    def __init__(self, records: RecordSet, texts: dict[str, str]) -> None:
        self.records = records.records
        self.texts = texts
        sources = [record for record in self.records.values() if isinstance(record, Source)]
        self.claims = {
            f"claim/{source.slug}/{claim.id}": (source, claim) for source in sources for claim in source.claims
        }

    def of_claims(self, ids: Sequence[str]) -> str:
        """Return the form of some claims, in the order of their sources."""
        lines: list[str] = []
        last = ""
        for id_ in sorted(ids):
            source, claim = self.claims[id_]
            if source.id != last:
                lines += ["", f"# {source.id}", f"{source.title} | {self._name(source.publisher_id)} | {source.url}"]
                lines += [f"published {source.published_on.edtf}, language {source.language}"]
                last = source.id
            lines += ["", f"## {id_}", claim.statement, self._codes(claim), *self._passages(source, claim)]
        return "\n".join(lines).lstrip("\n") + "\n"

    def of_records(self, ids: Sequence[str]) -> str:
        """Return the form of some records."""
        return "\n".join(self._record(self.records[id_]) for id_ in sorted(ids))

    def _codes(self, claim: Claim) -> str:
        speaker = self._name(claim.speaker_id) if claim.speaker_id else "nobody named"
        codes = (claim.kind, claim.voice, claim.factuality, claim.polarity, f"said {claim.said.edtf}")
        framings = "".join(f" | framing '{framing.term}' of {framing.target_id}" for framing in claim.framings)
        return f"{speaker} | {' | '.join(map(str, codes))}{framings}"

    def _passages(self, source: Source, claim: Claim) -> Iterator[str]:
        for span in claim.spans:
            text = self.texts.get(source.text_sha256 or "")
            if span.position and text is not None:
                passage = " ".join(text[span.position.start : span.position.end].split())
            else:
                passage = f"{span.first_words} […] {span.last_words}" if span.last_words else span.first_words
            yield f"passage: {passage}"

    def _record(self, record: Record) -> str:
        held = record.model_dump(mode="json", exclude_defaults=True)
        numbers: dict[str, str] = {}
        shown = self._shortened(held, numbers)
        body = yaml.safe_dump(shown, allow_unicode=True, sort_keys=False, width=150, default_flow_style=None)
        claims = (f"  {short} {self._with_speaker(id_)}" for id_, short in numbers.items())
        return "\n".join([f"# {record.id}", body + "claims:", *claims, ""])

    def _shortened(self, held: Any, numbers: dict[str, str]) -> Any:
        """Put C1, C2 … for the ids of claims, and note in `numbers` which is which."""
        if isinstance(held, dict):
            return {key: self._shortened(value, numbers) for key, value in held.items()}
        if isinstance(held, list):
            return [self._shortened(item, numbers) for item in held]
        if held in self.claims:
            return numbers.setdefault(held, f"C{len(numbers) + 1}")
        return held

    def _with_speaker(self, id_: str) -> str:
        source, claim = self.claims[id_]
        speaker = self._name(claim.speaker_id) if claim.speaker_id else "nobody named"
        published = f"{self._name(source.publisher_id)}, {source.published_on.edtf}"
        codes = f"{claim.factuality}, {claim.polarity}, said {claim.said.edtf}"
        return f"[{id_}: {published}; {speaker}; {codes}] {claim.statement}"

    def _name(self, id_: str) -> str:
        return getattr(self.records.get(id_), "name", id_)


def added_since(revision: str) -> set[str]:
    """Return the ids of the records whose files a revision of this repository did not have."""
    command = ["git", "diff", "--name-only", "--diff-filter=A", revision, "--", "records"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {Path(line).relative_to("records").with_suffix("").as_posix() for line in done.stdout.splitlines()}


def _by_source(claims: Sequence[str], wanted: int, draw: random.Random) -> list[str]:
    """Draw sources until their claims are as many as wanted, or a few more."""
    sources = sorted({id_.split("/")[1] for id_ in claims})
    draw.shuffle(sources)
    drawn: list[str] = []
    for source in sources:
        if len(drawn) >= wanted:
            break
        drawn += [id_ for id_ in claims if id_.split("/")[1] == source]
    return sorted(drawn)


def main() -> int:
    """Write the forms; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--share", type=float, required=True, help="the share of claims and of records, such as 0.1")
    parser.add_argument("--seed", type=int, required=True, help="so that the same sample can be drawn again")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--since", help="a revision: draw only from what was added after it")
    parser.add_argument("--parts", type=int, default=1, help="how many readers share the claims")
    options = parser.parse_args()
    records = read_records(ROOT / "records")
    records.raise_if_invalid()
    folder = texts_folder()
    # Without the texts, passages of core sources are given by their first and last words, as the others are.
    forms = Forms(records, load_texts(folder) if folder.is_dir() else {})
    new = added_since(options.since) if options.since else set(records.records)
    claims = sorted(id_ for id_, (source, _) in forms.claims.items() if source.id in new)
    audited = sorted(id_ for id_, record in records.records.items() if isinstance(record, AUDITED) and id_ in new)
    draw = random.Random(options.seed)
    drawn = _by_source(claims, round(len(claims) * options.share), draw)
    chosen = draw.sample(audited, round(len(audited) * options.share))
    options.out.mkdir(parents=True, exist_ok=True)
    size = -(-len(drawn) // options.parts)
    for part in range(options.parts):
        some = drawn[part * size : (part + 1) * size]
        (options.out / f"claims-{part + 1}.md").write_text(forms.of_claims(some), "utf-8")
    (options.out / "records.md").write_text(forms.of_records(chosen), "utf-8")
    print(f"{len(drawn)} of {len(claims)} claims and {len(chosen)} of {len(audited)} records, in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
