"""What the repository says: whether it is fit for a release, its time, and the release before."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from pathlib import Path

from problem import ReleaseError

DATA = "azturk_data/data"
TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")


def check_tree(root: Path) -> None:
    """See that what is built is what is committed.

    Raises `ReleaseError` if files differ from the last commit, or if there are some that it does not know.
    """
    changed = _git(root, "status", "--porcelain").decode().splitlines()
    if changed:
        some = ", ".join(line[3:] for line in changed[:3]) + (" …" if len(changed) > 3 else "")
        raise ReleaseError(f"{len(changed)} files are not as they were committed ({some}); commit or remove them first")


def commit_time(root: Path) -> int:
    """Return when the last commit was made, in seconds since 1970, by which archives date their files."""
    return int(_git(root, "log", "-1", "--format=%ct"))


def last_release(root: Path, scratch: Path) -> Path | None:
    """Put the tables of the last tagged release that this commit comes after below `scratch`; None if there is none.

    A tag of this very commit is the release that is being made.
    """
    tags = _git(root, "tag", "--merged", "HEAD").decode().split()
    here = set(_git(root, "tag", "--points-at", "HEAD").decode().split())
    versions = {tuple(map(int, found.groups())): tag for tag in tags if (found := TAG.fullmatch(tag))}
    before = [tag for _, tag in sorted(versions.items()) if tag not in here]
    if not before:
        return None
    folder = scratch / before[-1]
    with tarfile.open(fileobj=io.BytesIO(_git(root, "archive", before[-1], DATA))) as held:
        # Our own commit; the oldest Pythons that we support know no filters.
        if hasattr(tarfile, "data_filter"):
            held.extraction_filter = tarfile.data_filter
        held.extractall(folder)
    return folder / DATA


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout
    except FileNotFoundError as error:
        raise ReleaseError("git is needed, and was not found") from error
    except subprocess.CalledProcessError as error:
        raise ReleaseError(f"git {arguments[0]} failed: {error.stderr.decode().strip()}") from error
