"""What changed in the data since the release before, and whether the version says so."""

from __future__ import annotations

from pathlib import Path

from azturk_data.comparing.changes import Diff
from azturk_data.comparing.differ import diff
from azturk_data.comparing.releases import open_release
from azturk_data.comparing.versioning import Part, needed, raised

from problem import ReleaseError

FIRST = "# Data of azturk-data {version}\n\nThe first release; there is none to compare it with.\n"


def changes(since: Path | None, wheel: Path, version: str) -> tuple[str, str]:
    """Return the changelog of the data, as Markdown, and a line that sums it up.

    Raises `ReleaseError` if the version does not rise by what the changes ask for.
    """
    if since is None:
        return FIRST.format(version=version), "the first release: nothing to compare it with"
    found = diff(since, wheel)
    part = needed(found)
    before = open_release(since).version
    if before is not None:
        _check_version(before, version, part, found)
    asked = "nothing changed in the data" if part is Part.NONE else f"a {part.name.lower()} change of the data"
    title = f"# Data of azturk-data {version}\n\nWhat changed since {before or since.name}: {asked}.\n"
    body = found.changelog()
    return f"{title}\n{body}\n" if body else title, f"since {before or since.name}: {asked}"


def _check_version(before: str, version: str, part: Part, found: Diff) -> None:
    if raised(before, version) >= max(part, Part.PATCH):
        return
    if part is Part.NONE:
        raise ReleaseError(f"the version is {version}, and {before} was released; raise it")
    raise ReleaseError(
        f"the data changed since {before} by what asks for a {part.name.lower()} release, and the version is "
        f"{version}; raise it ('azturk-data diff' shows the {len(found.schema) + len(found.records)} changes)"
    )
