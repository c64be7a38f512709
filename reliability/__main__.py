"""`python reliability`: compare the two codings, and write docs/reliability.md (`--check`: only see whether it fits)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from codings import first, read_second, second
from report import Compared, compare, page

from azturk_data.reading.reader import read_records

PAGE = ROOT / "docs" / "reliability.md"


def compared(folder: Path) -> list[Compared]:
    """Compare the codings of every text that was coded twice."""
    records = read_records(folder)
    records.raise_if_invalid()
    return [compare(first(records, coding.source_id), second(coding)) for coding in read_second(folder)]


def main() -> int:
    """Write the page, or check it; return the exit code."""
    parser = argparse.ArgumentParser(prog="python reliability", description="Compare the two codings.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is stale")
    options = parser.parse_args()
    new = page(compared(ROOT / "records"), ROOT / "docs" / "adjudication.md")
    if options.check:
        fits = PAGE.is_file() and PAGE.read_text("utf-8") == new
        print("docs/reliability.md fits the codings" if fits else "docs/reliability.md is stale; run 'python reliability'")
        return 0 if fits else 1
    PAGE.write_text(new, "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
