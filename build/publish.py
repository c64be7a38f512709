"""Publish: replace the published files all together, or not at all.

New files are staged first, then every file that is to change is moved aside, then the new ones move in.
Should anything fail, or should the machine stop half-way, the files moved aside are put back: at once, or
by the next run.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from write import Products

STAGE = ".build-stage"
"""Holds the new files (`new`) and, while they move in, those that they replace (`old`)."""
OWNED = ("azturk_data/data", "metadata", "schemas")
"""Folders in which every file is published by the build; others in them are left over from earlier ones."""
BY_HAND = ("README.md",)


def stale_files(products: Products, root: Path) -> list[str]:
    """Return the paths of published files that are missing, differ, or should no longer be there."""
    changed = [path for path, new in products.items() if not _same(root / path, new)]
    return sorted(path.as_posix() for path in [*changed, *_left_over(products, root)])


def publish(products: Products, root: Path) -> None:
    """Put the products in their places below `root`."""
    stage = root / STAGE
    restore(root)
    try:
        for path, new in products.items():
            staged = stage / "new" / path
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(new)
        # From here on files move; the list says what to undo, and is complete before the first one does.
        arriving = [path for path, new in products.items() if not _same(root / path, new)]
        (stage / "old").mkdir()
        (stage / "arriving").write_text("\n".join(map(str, arriving)), encoding="utf-8")
        for path in [*arriving, *_left_over(products, root)]:
            if (root / path).exists():
                _move(root / path, stage / "old" / path)
        for path in arriving:
            _move(stage / "new" / path, root / path)
        # The last file is in place: there is nothing to undo any more.
        (stage / "arriving").unlink()
    except BaseException:
        restore(root)
        raise
    shutil.rmtree(stage)


def restore(root: Path) -> None:
    """Undo a publication that did not come to its end; does nothing if there is none."""
    stage = root / STAGE
    listed = stage / "arriving"
    if listed.exists():
        for path in listed.read_text(encoding="utf-8").splitlines():
            if not (stage / "new" / path).exists():
                (root / path).unlink(missing_ok=True)
        for old in sorted((stage / "old").rglob("*")):
            if old.is_file():
                _move(old, root / old.relative_to(stage / "old"))
    shutil.rmtree(stage, ignore_errors=True)


def _same(path: Path, new: bytes) -> bool:
    return path.is_file() and path.read_bytes() == new


def _left_over(products: Products, root: Path) -> list[PurePosixPath]:
    held = [path for folder in OWNED for path in (root / folder).rglob("*") if path.is_file()]
    relative = (PurePosixPath(path.relative_to(root).as_posix()) for path in held)
    return [path for path in relative if path not in products and path.name not in BY_HAND]


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)
