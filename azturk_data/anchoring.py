"""Anchoring: from a passage's words to its offsets and hash, written into the YAML beside them.

Where a browser needs the words around a span to find it, they are written too, and taken out when it does not.
The file is edited where these go and nowhere else, by the places that the YAML parser reports, so that
comments, order and layout stay as the curator left them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from azturk_data.highlighting import Context, Page, context, highlighted
from azturk_data.models.source import CONTEXT_WORDS
from azturk_data.normalisation import normal_hash
from azturk_data.reading.problems import Problem
from azturk_data.reading.yaml_tree import Document, Path_, parse
from azturk_data.textfragment import Directive
from azturk_data.texts import Match, find_passages, passage_hash

KEY = "position"


@dataclass
class Anchored:
    """What anchoring a file came to."""

    document: Document
    new_text: str = ""
    written: int = 0
    """Passages of which the position, or the words around, were added, mended or taken out."""
    kept: int = 0
    """Passages of which all was right already."""
    problems: list[Problem] = field(default_factory=list[Problem])


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    new: str


def anchor(path: Path, texts: dict[str, str]) -> Anchored:
    """Find the passages of a source's file in its text, and work out the file with what there is to say of each.

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
    page = Page(text)
    for where, node in _passages(document):
        _anchor_one(result, page, where, node, edits)
    # From the end, so that offsets stay true; where one edit begins another, the longer first, for the same reason.
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
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


def _anchor_one(result: Anchored, page: Page, where: Path_, node: yaml.MappingNode, edits: list[_Edit]) -> None:
    document = result.document
    nodes: dict[str, Any] = {key.value: value for key, value in node.value}
    scalars = {key: value.value for key, value in nodes.items() if isinstance(value, yaml.ScalarNode)}
    first, last = scalars.get("first_words", ""), scalars.get("last_words")
    if not first.split() or (last is not None and not last.split()):
        result.problems.append(document.problem((*where, "first_words"), "there are no words", "write some"))
        return
    matches = find_passages(page.text, first, last)
    if len(matches) != 1:
        result.problems.append(_not_one(document, where, page.text, first, last, matches))
        return
    (match,) = matches
    # What is left out has no deep link.
    around = context(page, match, first, last) if "spans" in where else Context()
    if around is None:
        result.problems.append(_not_shown(document, where, page, first, last))
        return
    needed = [*_position_edits(document.text, node, page.text, match), *_context_edits(document.text, node, around)]
    edits += needed
    result.written += bool(needed)
    result.kept += not needed


def _position_edits(yaml_text: str, node: yaml.MappingNode, text: str, match: Match) -> Iterator[_Edit]:
    passage = text[match.start : match.end]
    position = {
        "start": str(match.start),
        "end": str(match.end),
        "sha256": passage_hash(passage),
        "normal_sha256": normal_hash(passage),
    }
    new = f"{{{', '.join(f'{key}: {value}' for key, value in position.items())}}}"
    old = next((value for key, value in node.value if key.value == KEY), None)
    if old is None:
        yield _insertion(yaml_text, node, node.value[-1][1], {KEY: new})
    elif _position(old) != position:
        yield _Edit(old.start_mark.index, _end_of(yaml_text, old), new)


def _context_edits(yaml_text: str, node: yaml.MappingNode, around: Context) -> Iterator[_Edit]:
    """Yield the edits that make the words around a passage those wanted, behind its own words."""
    nodes: dict[str, Any] = {key.value: value for key, value in node.value}
    missing: dict[str, str] = {}
    superfluous = {key for key, wanted in around._asdict().items() if wanted is None}
    for key, wanted in around._asdict().items():
        old = nodes.get(key)
        if old is None and wanted is not None:
            missing[key] = _scalar(wanted)
        elif old is not None and wanted is None:
            yield _removal(yaml_text, node, key, superfluous)
        elif old is not None and wanted is not None and old.value != wanted:
            yield _Edit(old.start_mark.index, _end_of(yaml_text, old), _scalar(wanted))
    if missing:
        yield _insertion(yaml_text, node, nodes.get("last_words") or nodes["first_words"], missing)


def _position(node: Any) -> dict[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value.value for key, value in node.value}


def _scalar(words: str) -> str:
    """Words as a YAML scalar, in quotes if they need them in a flow mapping."""
    return yaml.safe_dump([words], default_flow_style=True, allow_unicode=True, width=len(words) * 4).strip()[1:-1]


def _insertion(text: str, node: yaml.MappingNode, after: Any, pairs: dict[str, str]) -> _Edit:
    """The edit that adds keys behind one of a mapping's values, in the mapping's own style."""
    end = _end_of(text, after)
    if node.flow_style:
        return _Edit(end, end, "".join(f", {key}: {new}" for key, new in pairs.items()))
    # A comment behind the value stays on its line.
    line_end = _line_end(text, end)
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * node.start_mark.column
    return _Edit(line_end, line_end, "".join(f"{newline}{indent}{key}: {new}" for key, new in pairs.items()))


def _removal(text: str, node: yaml.MappingNode, name: str, superfluous: set[str]) -> _Edit:
    """The edit that takes a key out, one of some that go, with a comment behind its value."""
    keys = [key.value for key, _ in node.value]
    place = keys.index(name)
    key, value = node.value[place]
    if superfluous.issuperset(keys[:place]):
        # Nothing stays before it; behind it stands `first_words` at least.
        return _Edit(key.start_mark.index, node.value[place + 1][0].start_mark.index, "")
    if node.flow_style:
        return _Edit(_end_of(text, node.value[place - 1][1]), _end_of(text, value), "")
    line_start = text.rfind("\n", 0, key.start_mark.index)
    return _Edit(line_start - (text[line_start - 1] == "\r"), _line_end(text, _end_of(text, value)), "")


def _line_end(text: str, offset: int) -> int:
    line_end = text.find("\n", offset)
    line_end = len(text) if line_end < 0 else line_end
    return line_end - (text[line_end - 1 : line_end] == "\r")


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


def _not_shown(document: Document, where: Path_, page: Page, first: str, last: str | None) -> Problem:
    shown = highlighted(page, Directive(first, last))
    if shown is None:
        found = "a browser would not find these words"
        remedy = "give words that stand within one line, and begin and end with whole words"
    else:
        place = page.original(shown).place(page.text)
        found = f"a browser would show {place} instead, even with {CONTEXT_WORDS} words before and behind"
        remedy = "give more words, or others"
    return document.problem((*where, "first_words"), found, remedy)
