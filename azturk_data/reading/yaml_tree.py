"""Strict YAML: every scalar a string, every node's position kept.

YAML itself would turn `no` into False, `01574` into 892 and dates into objects, keep the second of two
equal keys, and let anchors make one node stand in two places. Here scalars stay strings for the models to
type, duplicate keys are refused, and so are anchors, tags and empty values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from azturk_data.reading.parsed import ParsedFiles
from azturk_data.reading.problems import Problem, display_path

Path_ = tuple[str | int, ...]
"""The keys and indices that lead from a document's root to a node."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's loader where PyYAML was built with it: about eight times as fast, with the same marks."""


@dataclass(frozen=True)
class Mark:
    """A place in a file, both counted from 1 as editors do."""

    line: int
    column: int


@dataclass
class Document:
    """A parsed file: its plain values, and where each of them stands."""

    file: str
    """The file's path, as messages show it."""
    text: str = ""
    value: Any = None
    root: yaml.Node | None = None
    keys: dict[Path_, Mark] = field(default_factory=dict[Path_, Mark])
    values: dict[Path_, Mark] = field(default_factory=dict[Path_, Mark])
    blank: set[Path_] = field(default_factory=set[Path_])
    """Keys without a value: reported as such, and not again for having a wrong one."""
    problems: list[Problem] = field(default_factory=list[Problem])
    unmarked: bytes | None = None
    """The file's bytes, if only its value was read and where things stand has not been asked yet."""

    def mark(self, path: Path_, of_key: bool = False) -> Mark:
        """Where a node stands, or the nearest node above it that exists."""
        if self.unmarked is not None:
            raw, self.unmarked = self.unmarked, None
            _parse_into(self, raw)
        for length in range(len(path), -1, -1):
            places = (self.keys, self.values) if of_key else (self.values, self.keys)
            for marks in places:
                if (mark := marks.get(path[:length])) is not None:
                    return mark
        return Mark(1, 1)

    def problem(self, path: Path_, problem: str, remedy: str, *, of_key: bool = False) -> Problem:
        """Describe what is wrong at a path of this document."""
        mark = self.mark(path, of_key)
        return Problem(self.file, mark.line, mark.column, self.where(path), problem, remedy)

    def where(self, path: Path_) -> str:
        """Name a path for a message: the record, then the field as one would write it in Python."""
        held: Any = self.value
        record = held.get("id") if isinstance(held, dict) else None
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return f"{record if isinstance(record, str) else self.file}{steps}"


def parse(path: Path) -> Document:
    """Parse a file; what is wrong with it stands in the document's `problems`."""
    return _parse_into(Document(display_path(path)), path.read_bytes())


def read(path: Path, known: ParsedFiles | None = None) -> Document:
    """Read a file for its value: where things stand in it is only found out when somebody asks.

    Most files are sound, and thousands of them with a mark for every node fill memory. With a store of parsed files,
    one whose bytes it has is not even parsed.
    """
    raw = path.read_bytes()
    document = Document(display_path(path), value=known.get(raw) if known else None, unmarked=raw)
    if document.value is None:
        document.value = _sound_value(raw)
        if document.value is None:
            document.unmarked = None
            return _parse_into(document, raw)
        if known:
            known.put(raw, document.value)
    return document


def _sound_value(raw: bytes) -> Any:
    """What a file holds if nothing is wrong with it, else None."""
    try:
        text = raw.decode("utf-8")
        root = yaml.compose(text, Loader=_LOADER)
        if not isinstance(root, yaml.MappingNode) or any(_refused_tokens(text)):
            return None
        return _sound(root)
    except (UnicodeDecodeError, yaml.YAMLError, _UnsoundError):
        return None


class _UnsoundError(Exception):
    """Something in the file is for the thorough parser to name."""


def _sound(node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        if node.value == "" and not node.style:
            raise _UnsoundError
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_sound(item) for item in node.value]
    if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
        raise _UnsoundError
    held = {key.value: _sound(value) for key, value in node.value}
    if len(held) != len(node.value):
        raise _UnsoundError
    return held


def _parse_into(document: Document, raw: bytes) -> Document:
    try:
        document.text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        found = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        remedy = "save the file in UTF-8"
        document.problems.append(Problem(document.file, line, column, document.file, found, remedy))
        return document
    try:
        document.root = yaml.compose(document.text, Loader=_LOADER)
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(document, error))
        return document
    if not isinstance(document.root, yaml.MappingNode):
        found = "the file is empty" if document.root is None else "the file does not hold a mapping of keys to values"
        remedy = "write the record's keys, beginning with 'id'"
        document.problems.append(Problem(document.file, 1, 1, document.file, found, remedy))
        return document
    document.problems += _refused_syntax(document)
    late: list[tuple[Path_, str, str]] = []
    document.value = _build(document, document.root, (), late)
    # Built first, so that messages can name the record by its id, wherever in the file that stands.
    document.problems += [document.problem(p, found, remedy, of_key=True) for p, found, remedy in late]
    return document


def _build(document: Document, node: Any, path: Path_, late: list[tuple[Path_, str, str]]) -> Any:
    document.values.setdefault(path, _mark(node))
    if isinstance(node, yaml.ScalarNode):
        if node.value == "" and not node.style:
            document.blank.add(path)
            late.append((path, "the key has no value", "write one, or take the key out"))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_build(document, item, (*path, index), late) for index, item in enumerate(node.value)]
    held: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            late.append((path, "a key is not a plain word", "write 'key: value'"))
            continue
        inner = (*path, key.value)
        if key.value in held:
            first = document.keys[inner].line
            mark = _mark(key)
            document.keys[inner] = mark
            late.append((inner, f"the key '{key.value}' stands twice, first in line {first}", "keep one of the two"))
            continue
        document.keys[inner] = _mark(key)
        held[key.value] = _build(document, value, inner, late)
    return held


def _mark(node: yaml.Node) -> Mark:
    return Mark(node.start_mark.line + 1, node.start_mark.column + 1)


def _syntax_problem(document: Document, error: yaml.YAMLError) -> Problem:
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    found = f"not YAML: {getattr(error, 'problem', None) or error}"
    if "expected a single document" in str(error):
        found, remedy = "the file holds more than one document", "write one record to a file, without '---'"
    elif "expected ',' or ']'" in found or "mapping values" in found:
        remedy = "put quotes around a value that holds ': ' or ' #', and check the indentation"
    else:
        remedy = "check the indentation, the quotes and the brackets near here"
    return Problem(document.file, line, column, document.file, found, remedy)


def _refused_tokens(text: str) -> Iterator[tuple[str, Any]]:
    """Find anchors, aliases and tags, which make a record's text say less than it means."""
    named: dict[Any, str] = {
        yaml.AnchorToken: "an anchor (&)",
        yaml.AliasToken: "an alias (*)",
        yaml.TagToken: "a tag (!)",
    }
    # Telling the tokens takes as long as parsing, and few files have any of the signs.
    if any(sign in text for sign in "&*!"):
        for token in yaml.scan(text, Loader=_LOADER):
            if (name := named.get(type(token))) is not None:
                yield name, token


def _refused_syntax(document: Document) -> Iterator[Problem]:
    for name, token in _refused_tokens(document.text):
        mark = token.start_mark
        yield Problem(
            document.file,
            mark.line + 1,
            mark.column + 1,
            document.file,
            f"{name} is not allowed",
            "write the value out, in quotes if it begins with that sign",
        )
