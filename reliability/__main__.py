"""`python reliability`: compare the codings and write docs/reliability.md; `--check` only sees whether it fits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from azturk_data.reading.reader import read_records

from audits import audit_page, audits
from codings import first, second, with_dates
from decisions import decisions
from forms import FirstCoding, SecondCoding, ThirdDates, read_adjudication, read_codings
from report import compare, page


def pages(folder: Path) -> dict[Path, str]:
    """Return every page: the codings compared, as the second coder made them and with the dates coded afresh."""
    firsts = {coding.source_id: first(coding) for coding in read_codings(folder, FirstCoding)}
    afresh = {dates.source_id: dates for dates in read_codings(folder, ThirdDates)}
    seconds = read_codings(folder, SecondCoding)
    pairs = [(firsts[coding.source_id], second(coding)) for coding in seconds]
    dated = [(one, with_dates(other, afresh[other.source_id])) for one, other in pairs]
    rounds = ([compare(*pair) for pair in pairs], [compare(*pair) for pair in dated])
    records = read_records(folder)
    records.raise_if_invalid()
    docs = ROOT / "docs"
    return {
        docs / "reliability.md": page(rounds),
        docs / "audit.md": audit_page(audits(folder)),
        docs / "adjudication.md": decisions(read_adjudication(folder, records), records, seconds),
    }


def main() -> int:
    """Write the pages, or check them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python reliability", description="Compare the codings.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    options = parser.parse_args()
    stale = 0
    for path, new in pages(ROOT / "records").items():
        name = path.relative_to(ROOT).as_posix()
        if options.check:
            fits = path.is_file() and path.read_text("utf-8") == new
            print(name, "fits the codings" if fits else "is stale; run 'python reliability'")
            stale += not fits
        else:
            path.write_text(new, "utf-8")
            print(f"wrote {name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
