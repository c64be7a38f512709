"""`python release`: make what is published of a release, in `dist/`, and check it.

python release                 the sdist and the wheel, SHA256SUMS, and CHANGES.md against the last tagged release
python release --since PLACE   against another one: a wheel, or a folder with its tables

The archives are built twice and must be the same bytes. Nothing is left in `dist/` unless all of it is right.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from azturk_data import __version__
from azturk_data.errors import AzturkError

from archives import build_twice
from changes import changes
from contents import check_contents
from problem import ReleaseError
from tree import check_tree, commit_time, last_release

SUMS = "SHA256SUMS"
CHANGES = "CHANGES.md"


def main() -> int:
    """Make the release; return the exit code."""
    options = _parser().parse_args()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            _make(options, Path(scratch))
    except (ReleaseError, AzturkError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return 0


def _make(options: argparse.Namespace, scratch: Path) -> None:
    if not options.dirty:
        check_tree(ROOT)
    print("building twice …", flush=True)
    archives = build_twice(ROOT, scratch, commit_time(ROOT))
    check_contents(archives, __version__)
    made = scratch / "made"
    made.mkdir()
    for archive in archives:
        shutil.copy(archive, made)
    since = options.since or last_release(ROOT, scratch)
    wheel = next(path for path in archives if path.suffix == ".whl")
    text, summary = changes(since, wheel, __version__)
    (made / CHANGES).write_text(text, "utf-8", newline="\n")
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(made.iterdir()))
    (made / SUMS).write_text(sums, "utf-8", newline="\n")
    target: Path = options.out
    _replace(target, made)
    for path in sorted(target.iterdir()):
        print(f"{path.stat().st_size:>10,}  {path.name}")
    print(summary)


def _replace(target: Path, made: Path) -> None:
    """Put what was made in the place of an earlier release, or of nothing; nothing else is ever removed."""
    if target.is_dir():
        if any(target.iterdir()) and not (target / SUMS).is_file():
            raise ReleaseError(f"{target} holds something else than a release; name another folder with --out")
        shutil.rmtree(target)
    elif target.exists():
        raise ReleaseError(f"{target} is a file; name a folder with --out")
    shutil.copytree(made, target)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python release", description="Make the archives of a release, and check them."
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to put them, for an earlier release")
    parser.add_argument("--since", type=Path, help="the release before: a wheel, or a folder with its tables")
    parser.add_argument("--dirty", action="store_true", help="build although files differ from the last commit, to try")
    return parser


if __name__ == "__main__":
    sys.exit(main())
