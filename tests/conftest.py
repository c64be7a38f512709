import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from specimen import write_specimen

from azturk_data import anchoring
from azturk_data.reading.reader import RecordSet, read_records
from azturk_data.texts import DEFAULT_FOLDER, ENVIRONMENT, load_texts

# A slow machine is no fault of the code; and what CI tries is the same each time, so that it fails for a reason.
settings.register_profile("project", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "project")

ROOT = Path(__file__).resolve().parent.parent

# Whatever starts the tests in the background may have them ignore an interrupt, and what they start would, too.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Workshop:
    """A folder with a valid set of records and its text, and the means to break and to check it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = write_specimen(folder)
        self.texts = load_texts(folder / "texts")

    def path(self, id_: str) -> Path:
        return self.records / f"{id_}.yaml"

    def change(self, id_: str, old: str, new: str) -> None:
        """Replace a piece of a record that stands in it exactly once."""
        text = self.path(id_).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {id_}"
        self.path(id_).write_text(text.replace(old, new), "utf-8")

    def anchor(self, id_: str = "source/wire-2021-05-03") -> anchoring.Anchored:
        result = anchoring.anchor(self.path(id_), self.texts)
        if not result.problems:
            anchoring.write(result, self.path(id_))
        return result

    def read(self) -> RecordSet:
        return read_records(self.records)

    def problems(self) -> list[str]:
        """Every problem, of reading and of checking, as the user sees it, with paths below the folder."""
        from azturk_data.reading.check import check_records

        found = self.read()
        found.problems += check_records(found)
        return [str(problem).replace(f"{self.records.as_posix()}/", "") for problem in sorted(set(found.problems))]

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `python build` on these records, with this folder as the root."""
        command = [sys.executable, str(ROOT / "build"), "--root", str(self.folder), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    shop = Workshop(tmp_path)
    shop.anchor()
    return shop


@pytest.fixture
def unanchored(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture(scope="session")
def core() -> RecordSet:
    """The project's own records."""
    return read_records(ROOT / "records")


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The core texts, by SHA-256; skips where there are none, or fails if they are required."""
    folder = Path(os.environ.get(ENVIRONMENT) or ROOT / DEFAULT_FOLDER)
    if not folder.is_dir():
        why = f"the core texts are not here ({folder}); set {ENVIRONMENT} to the folder that holds them"
        if os.environ.get("AZTURK_REQUIRE_SOURCES"):
            pytest.fail(why)
        pytest.skip(why)
    return load_texts(folder)
