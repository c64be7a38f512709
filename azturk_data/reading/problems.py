"""What is wrong with a record, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from azturk_data.errors import AzturkError


@dataclass(frozen=True, order=True)
class Problem:
    """One finding; its text is `file:line:column  record.field: problem; remedy`."""

    file: str
    line: int
    column: int
    where: str
    """The record and the field in it, `event/… .participants[0].role`; the file's id if the record has none."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.where}: {self.problem}; {self.remedy}"


class InvalidRecordsError(AzturkError):
    """Some records cannot be used; `problems` has every finding of the run, in order of file and line."""

    def __init__(self, problems: Iterable[Problem], outcome: str = "; nothing was written") -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        summary = f"{count} problem{'s' if count != 1 else ''} in the records{outcome}"
        super().__init__("\n".join([*map(str, self.problems), summary]))


def closest(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the names most like `name`, best first; for the remedy of an unknown name."""
    return get_close_matches(name, list(names), n=count, cutoff=0.5)


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Say which names are closest, or which there are."""
    known = list(names)
    near = closest(name, known)
    if near:
        return f"did you mean {' or '.join(repr(n) for n in near)}?"
    return f"known are: {', '.join(known)}" if known else "there are none yet"


def display_path(path: Path) -> str:
    """Show a path relative to the working folder if it lies in it, so that messages are short."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
