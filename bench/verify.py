"""Measure `azturk_data.verify` on invented passages: its speed, its growth, and its memory; see README.md.

Each row is a process of its own, held to one processor. It reads the tables from Parquet and the texts from a
folder, as a user's would, though from the system's cache rather than the disk. Time is
that of the processor, the system's part included, which another process cannot lengthen. Importing pyarrow, and
pandas, which it looks for when it makes a table, is not counted: some 0.3 s. Memory is what the process came to
hold beyond that.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from azturk_data import shipped
from azturk_data.checking import Outcome, verify
from azturk_data.normalisation import normal_hash
from azturk_data.texts import passage_hash

WORDS = 600
"""Words of a text; the core texts have some 420."""


def invent(spans: int, texts: int, folder: Path, words: int = WORDS) -> None:
    """Write `texts` texts of invented words into `folder`/texts, and the tables of `spans` spans in them beside it."""
    chance = random.Random(0)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "ö", "ü", "ı", "an", "er", "ik")]
    lexicon = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(5000)]
    (folder / "texts").mkdir(parents=True)
    (folder / "parquet").mkdir()
    sources: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    places: list[dict[str, object]] = []
    normal = normal_hash("")  # checking does not look at it
    for number in range(texts):
        tokens = chance.choices(lexicon, k=words)
        starts: list[int] = []
        length = 0
        for token in tokens:
            starts.append(length)
            length += len(token) + 1
        text = " ".join(tokens)
        raw = text.encode("utf-8")
        (folder / "texts" / f"{number:05}.txt").write_bytes(raw)
        source = f"source/invented-{number:05}"
        sources.append({"source_id": source, "text_sha256": hashlib.sha256(raw).hexdigest()})
        for local in range(spans // texts):
            # A passage is a sentence, of 12 to 40 words.
            first = chance.randrange(words - 40)
            last = first + chance.randint(12, 40)
            passage = " ".join(tokens[first:last])
            claim = f"claim/invented-{number:05}/c{local:05}"
            span = f"span/invented-{number:05}/c{local:05}/s1"
            ends = " ".join(tokens[first : first + 5]), " ".join(tokens[last - 5 : last])
            rows.append(dict(zip(("first_words", "last_words"), ends, strict=True)))
            rows[-1] |= {"span_id": span, "claim_id": claim, "source_id": source}
            place: dict[str, object] = {"span_id": span, "start": starts[first], "end": starts[first] + len(passage)}
            places.append(place | {"sha256": passage_hash(passage), "normal_sha256": normal})
    empty = {name: shipped.read(name).schema.empty_table() for name in ("omissions", "omission_positions")}
    tables = {"sources": sources, "spans": rows, "positions": places}
    for name, table in ({name: pa.Table.from_pylist(held) for name, held in tables.items()} | empty).items():
        parquet.write_table(table, folder / "parquet" / f"{name}.parquet")


def peak() -> float:
    """Peak resident memory of this process, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # A child's `ru_maxrss` begins at that of its parent; this figure is the program's own.
        (line,) = (line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: Path) -> None:
    """Verify what `invent` wrote, and print processor seconds, spans, and MB before and after, as JSON."""
    shipped.DATA = folder
    shipped.read("omissions")
    pa.table({"warm": ["up"]})
    before = peak()
    started = time.process_time()
    report = verify(folder / "texts")
    seconds = time.process_time() - started
    outcomes = set(report.column("outcome").to_pylist())
    if outcomes != {Outcome.VERIFIED.value}:
        raise SystemExit(f"not everything was verified: {outcomes}")
    print(json.dumps({"spans": report.num_rows, "seconds": seconds, "before": before, "after": peak()}))


def row(spans: int, texts: int, words: int, runs: int, base: float | None) -> tuple[str, float]:
    """Measure one size, the median of some runs; return a row of the table, and the seconds for each span."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "invented"
        invent(spans, texts, folder, words)
        sizes = [path.stat().st_size for path in (folder / "texts").iterdir()]
        command = [sys.executable, str(Path(__file__)), "--measure", str(folder)]
        done = [
            json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout) for _ in range(runs)
        ]
    middle = sorted(done, key=lambda run: run["seconds"])[runs // 2]
    each = middle["seconds"] / middle["spans"]
    growth = f"{each / base:.2f} ×" if base else ""
    cells = (
        f"{middle['spans']:,}",
        f"{texts:,}",
        f"{max(sizes) / 1e6:.3f}",
        f"{sum(sizes) / 1e6:.0f}",
        f"{middle['seconds']:.2f}",
        f"{1 / each:,.0f}",
        growth,
        f"{middle['after'] - middle['before']:.0f}",
    )
    return f"| {' | '.join(cells)} |", each


def main() -> None:
    """Measure three numbers of spans, then the largest with longer texts, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each size; the median is shown")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if options.measure:
        measure(options.measure)
        return
    print(f"Python {sys.version.split()[0]}, one processor\n")
    print("| spans | texts | largest text, MB | all texts, MB | seconds | spans/s | time for each | memory, MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    base = None
    for spans, texts, words in ((10_000, 500, WORDS), (50_000, 2_500, WORDS), (100_000, 5_000, WORDS)):
        shown, each = row(spans, texts, words, options.runs, base)
        base = base or each
        print(shown, flush=True)
    # As many spans in texts that are ten times as long, and then in ten large ones of the same sum: memory follows
    # the largest text, not the sum.
    for texts, words in ((5_000, 10 * WORDS), (10, 5_000 * WORDS)):
        print(row(100_000, texts, words, options.runs, base)[0], flush=True)


if __name__ == "__main__":
    main()
