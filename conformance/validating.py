"""Run the validators of the metadata: over what is published, and over damaged copies that they must refuse."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from client_spec import HERE, Program, read_spec
from running import PROCESSES, command_of, environment

VALIDATORS = HERE / "validators"
PUBLISHED = (
    "azturk_data/data",
    "CITATION.cff",
    "datapackage.json",
    "docs/codebook.md",
    "metadata",
    "ro-crate-metadata.json",
    "schemas",
)
"""What a validator may look at, below the root."""


class ValidatorError(Exception):
    """A validator gave no answer; the message says what it said instead."""


class Damage(BaseModel):
    """A piece of a published file, and what is put in its place in a copy: the validator must object."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    old: str
    new: str


class Validator(Program):
    """A program that says whether metadata are right."""

    checks: str
    """The file, as a reader calls it."""
    damages: list[Damage]


class Judgement(BaseModel):
    """What a validator says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    checked: str
    """What it looked at, in a few words."""
    problems: list[str]


@dataclass
class Finding:
    """What came of a validator."""

    validator: Validator
    judgement: Judgement
    missed: list[Damage] = field(default_factory=list[Damage])
    """Damages to which it did not object."""

    @property
    def passed(self) -> bool:
        """Whether it finds no fault with what is published, and some with everything that was damaged."""
        return not self.judgement.problems and not self.missed


def validators(folder: Path = VALIDATORS) -> list[Validator]:
    """Return all validators, sorted as a reader looks for them."""
    found = [read_spec(path, Validator) for path in folder.glob("*.toml")]
    return sorted(found, key=lambda one: (one.checks.casefold(), one.title.casefold()))


def validate(validator: Validator, root: Path, work: Path) -> Finding:
    """Run a validator on what is published below `root`, and on damaged copies; `work` is a folder for these.

    Several may run at a time: each has its own part of `work`. Raises `ValidatorError` if it fails, takes too long, or
    answers something that is not an answer.
    """
    work = work / validator.name
    finding = Finding(validator, judge(validator, root, work))
    for damage in validator.damages:
        copy = damaged(damage, root, work / "damaged")
        if not judge(validator, copy, work).problems:
            finding.missed.append(damage)
    return finding


def damaged(damage: Damage, root: Path, copy: Path) -> Path:
    """Make a copy of what is published, with one damage; return its root."""
    shutil.rmtree(copy, ignore_errors=True)
    for name in PUBLISHED:
        source, target = root / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    path = copy / damage.file
    text = path.read_text("utf-8")
    if damage.old not in text:
        raise ValidatorError(f"{damage.file} does not hold {damage.old!r}, which was to be damaged")
    path.write_text(text.replace(damage.old, damage.new, 1), "utf-8")
    return copy


def judge(validator: Validator, root: Path, work: Path) -> Judgement:
    """Run a validator on what is published below `root`; return what it says."""
    work.mkdir(parents=True, exist_ok=True)
    answer = work / f"{validator.name}.json"
    answer.unlink(missing_ok=True)
    command = [*command_of(validator), str(root.resolve()), str(answer.resolve())]
    try:
        done = PROCESSES.call(command, work, environment(), validator.timeout)
    except subprocess.TimeoutExpired:
        raise ValidatorError(f"no answer within {validator.timeout:.0f} seconds") from None
    if done.returncode or not answer.is_file():
        said = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()[-15:]
        raise ValidatorError("\n".join([f"exit code {done.returncode}", *said]))
    try:
        return Judgement.model_validate_json(answer.read_bytes())
    except ValidationError as error:
        raise ValidatorError(f"what it wrote is not an answer: {error}") from error
