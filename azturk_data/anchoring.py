"""Anchoring: from a passage's words to its offsets and hash, written into the YAML beside them.

The file is edited where a position goes and nowhere else, by the places that the YAML parser reports, so
that comments, order and layout stay as the curator left them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from azturk_data.normalisation import normal_hash
from azturk_data.reading.problems import Problem
from azturk_data.reading.yaml_tree import Document, Path_, parse
from azturk_data.texts import Match, find_passages, passage_hash

KEY = "position"


@dataclass
class Anchored:
    """What anchoring a file came to."""

    document: Document
    new_text: str = ""
    written: int = 0
    """Positions added or mended."""
    kept: int = 0
    """Positions that were right already."""
    problems: list[Problem] = field(default_factory=list[Problem])


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    new: str


def anchor(path: Path, texts: dict[str, str]) -> Anchored:
    """Find the passages of a source's file in its text, and work out the file with their positions.

    A file whose source we hold no text of (an extended one) comes back as it is. Nothing is written; see
    `write`.
    """
    document = parse(path)
    result = Anchored(document, document.text, problems=list(document.problems))
    if result.problems or not isinstance(document.value, dict):
        return result
    held: dict[str, Any] = document.value
    wanted = held.get("text_sha256")
    if wanted is None:
        return result
    text = texts.get(wanted)
    if text is None:
        remedy = "put the text into the folder of texts, or mend the hash"
        result.problems.append(document.problem(("text_sha256",), "no text has this SHA-256", remedy))
        return result
    edits: list[_Edit] = []
    for where, node in _passages(document):
        _anchor_one(result, text, where, node, edits)
    for edit in sorted(edits, key=lambda e: e.start, reverse=True):
        result.new_text = result.new_text[: edit.start] + edit.new + result.new_text[edit.end :]
    return result


def write(result: Anchored, path: Path) -> None:
    """Replace the file by its anchored form, all at once, if anything in it changes."""
    if result.new_text == result.document.text:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".anchor-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(result.new_text.encode("utf-8"))
        Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _passages(document: Document) -> Iterator[tuple[Path_, yaml.MappingNode]]:
    """Yield every mapping that names a passage by its words, with its path."""

    def walk(node: Any, path: Path_) -> Iterator[tuple[Path_, yaml.MappingNode]]:
        if isinstance(node, yaml.MappingNode):
            keys = {key.value for key, _ in node.value}
            if "first_words" in keys:
                yield path, node
            for key, value in node.value:
                yield from walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                yield from walk(item, (*path, index))

    return walk(document.root, ())


def _anchor_one(result: Anchored, text: str, where: Path_, node: yaml.MappingNode, edits: list[_Edit]) -> None:
    document = result.document
    nodes: dict[str, Any] = {key.value: value for key, value in node.value}
    scalars = {key: value.value for key, value in nodes.items() if isinstance(value, yaml.ScalarNode)}
    first, last = scalars.get("first_words", ""), scalars.get("last_words")
    if not first.split() or (last is not None and not last.split()):
        result.problems.append(document.problem((*where, "first_words"), "there are no words", "write some"))
        return
    matches = find_passages(text, first, last)
    if len(matches) != 1:
        result.problems.append(_not_one(document, where, text, first, last, matches))
        return
    (match,) = matches
    passage = text[match.start : match.end]
    position = {
        "start": str(match.start),
        "end": str(match.end),
        "sha256": passage_hash(passage),
        "normal_sha256": normal_hash(passage),
    }
    new = f"{{{', '.join(f'{key}: {value}' for key, value in position.items())}}}"
    old = nodes.get(KEY)
    if old is None:
        edits.append(_insertion(document.text, node, new))
    elif _position(old) == position:
        result.kept += 1
        return
    else:
        edits.append(_Edit(old.start_mark.index, _end_of(document.text, old), new))
    result.written += 1


def _position(node: Any) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value.value for key, value in node.value}


def _insertion(text: str, node: yaml.MappingNode, new: str) -> _Edit:
    """The edit that adds the position as the mapping's last key, in the mapping's own style."""
    last_value: Any = node.value[-1][1]
    end = _end_of(text, last_value)
    if node.flow_style:
        return _Edit(end, end, f", {KEY}: {new}")
    # A comment behind the last value stays on its line.
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text[line_end - 1 : line_end] == "\r":
        line_end -= 1
    newline = "\r\n" if "\r\n" in text else "\n"
    return _Edit(line_end, line_end, f"{newline}{' ' * node.start_mark.column}{KEY}: {new}")


def _end_of(text: str, node: Any) -> int:
    """Where a node's text really ends; the parser's mark may lie behind the white space that follows it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end_of(text, node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return _end_of(text, node.value[-1])
    return len(text[: node.end_mark.index].rstrip())


def _not_one(
    document: Document, where: Path_, text: str, first: str, last: str | None, matches: list[Match]
) -> Problem:
    shown = f"'{first}'" if last is None else f"'{first}' … '{last}'"
    if matches:
        places = ", ".join(match.place(text) for match in matches[:6])
        more = f" and {len(matches) - 6} more" if len(matches) > 6 else ""
        found = f"the words {shown} fit {len(matches)} places of the text: {places}{more}"
        return document.problem((*where, "first_words"), found, "give more words, or others, so that they fit one")
    firsts = find_passages(text, first, None)
    if last is None or not firsts:
        found = f"the words '{first}' stand nowhere in the text"
        return document.problem((*where, "first_words"), found, "copy them from the text letter for letter")
    lasts = find_passages(text, last, None)
    place = f"only before '{first}'" if lasts else "nowhere in the text"
    found = f"the words '{last}' stand {place}"
    return document.problem((*where, "last_words"), found, "copy them from the text letter for letter")
