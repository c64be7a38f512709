"""`python reliability`: compare the codings and write docs/reliability.md; `--check` only sees whether it fits."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from codings import FirstCoding, SecondCoding, ThirdDates, first, read_codings, second, with_dates
from report import Compared, compare, page

PAGE = ROOT / "docs" / "reliability.md"


def compared(folder: Path) -> tuple[list[Compared], list[Compared]]:
    """Compare the codings of every text: as the second coder made them, and with the dates coded afresh."""
    firsts = {coding.source_id: first(coding) for coding in read_codings(folder, FirstCoding)}
    afresh = {dates.source_id: dates for dates in read_codings(folder, ThirdDates)}
    pairs = [(firsts[c.source_id], second(c)) for c in read_codings(folder, SecondCoding)]
    dated = [(one, with_dates(other, afresh[other.source_id])) for one, other in pairs]
    return [compare(*pair) for pair in pairs], [compare(*pair) for pair in dated]


def main() -> int:
    """Write the page, or check it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python reliability", description="Compare the two codings.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is stale")
    options = parser.parse_args()
    new = page(compared(ROOT / "records"), ROOT / "docs" / "adjudication.md")
    if options.check:
        fits = PAGE.is_file() and PAGE.read_text("utf-8") == new
        print(
            "docs/reliability.md fits the codings" if fits else "docs/reliability.md is stale; run 'python reliability'"
        )
        return 0 if fits else 1
    PAGE.write_text(new, "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
