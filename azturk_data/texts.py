"""The texts that we hold: found by their SHA-256, never by their file's name, and never copied."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from azturk_data.errors import AzturkError

ENVIRONMENT = "AZTURK_SOURCES"
DEFAULT_FOLDER = Path("../shared/sources")


class NoTextsError(AzturkError):
    """There is no folder of texts, or none of its files is one that a record names."""


@dataclass(frozen=True)
class Match:
    """Where a passage stands in a text, in code points."""

    start: int
    end: int

    def place(self, text: str) -> str:
        """Describe the place for a message: its offsets and its line in the text."""
        return f"{self.start}–{self.end} (line {text.count(chr(10), 0, self.start) + 1})"


def texts_folder(given: Path | None = None) -> Path:
    """Return the folder of texts: the one given, else `AZTURK_SOURCES`, else `../shared/sources`."""
    return given or Path(os.environ.get(ENVIRONMENT) or DEFAULT_FOLDER)


def require_folder(folder: Path) -> None:
    """Raise `NoTextsError` if there is no such folder of texts."""
    if not folder.is_dir():
        raise NoTextsError(
            f"there is no folder of texts at {folder}; name it with --texts, or in the variable {ENVIRONMENT}"
        )


def load_texts(folder: Path) -> dict[str, str]:
    """Return every text of a folder by the SHA-256 of its bytes.

    Line ends stay as they are, since offsets count them. Files that are not UTF-8 are no texts of ours.

    Raises `NoTextsError` if there is no such folder.
    """
    require_folder(folder)
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        try:
            texts[hashlib.sha256(raw).hexdigest()] = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def passage_hash(passage: str) -> str:
    """Return the SHA-256 of a passage in UTF-8, as `positions` publishes it."""
    return hashlib.sha256(passage.encode("utf-8")).hexdigest()


def find_passages(text: str, first_words: str, last_words: str | None) -> list[Match]:
    """Return every place where a passage with these first and last words could stand, in order.

    Words match letter for letter, and only as whole words; any white space matches any other. With no
    `last_words`, `first_words` is the whole passage. The last words stand behind the first ones and do not
    overlap them, since a browser would look for them there.
    """
    starts = [match.span() for match in _pattern(first_words).finditer(text)]
    if last_words is None:
        return [Match(*span) for span in starts]
    ends = [match.span() for match in _pattern(last_words).finditer(text)]
    return [Match(start, end) for start, first_end in starts for last_start, end in ends if last_start >= first_end]


def _pattern(words: str) -> re.Pattern[str]:
    parts = words.split()
    body = r"\s+".join(re.escape(part) for part in parts)
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w$", parts[-1]) else ""
    return re.compile(f"{before}{body}{after}")
