"""`python reports`: write the pages that are made from the published tables; `--check` only sees whether they fit."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import drawings
import gaps
import provisions
import questions
import reference
import spread
import voices

DOCS = ROOT / "docs"


def main() -> int:
    """Write the pages, or check them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python reports", description="Write the reports.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is stale")
    options = parser.parse_args()
    pages = (voices, provisions, spread, gaps, drawings, questions, reference)
    files = {name: text for page in pages for name, text in page.files().items()}
    stale = [n for n, new in files.items() if not (DOCS / n).is_file() or (DOCS / n).read_text("utf-8") != new]
    for name in stale:
        if options.check:
            print(f"stale: docs/{name}; run 'python reports'")
        else:
            (DOCS / name).parent.mkdir(exist_ok=True)
            (DOCS / name).write_text(files[name], "utf-8")
    print(f"{len(files)} files, {len(stale)} {'stale' if options.check else 'written'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
