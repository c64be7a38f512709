"""docs/reference.md: every public name with its signature and docstring, and every command with its help.

All of it comes from the code, so that nothing is said twice.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import azturk_data
from azturk_data import models, pictures
from azturk_data.comparing import changes
from azturk_data.errors import AzturkError
from azturk_data.finding import Hit
from azturk_data.searching import ClaimHit, ClaimHits
from azturk_data.traced import Evidence, TracedClaim, TracedSource, TracedSpan

from members import commands, fields, links

PAGE = """\
# Reference

Every public name of the package, and every command, written from the code by `python reports`; do not edit.
The tables and their columns are in [the codebook](codebook.md).

{body}
"""
RETURNED = (
    Evidence,
    TracedClaim,
    TracedSource,
    TracedSpan,
    Hit,
    ClaimHits,
    ClaimHit,
    changes.Diff,
    changes.SchemaChange,
    changes.RecordChange,
    changes.FieldChange,
)
"""What the functions return that is neither a model nor another library's."""


def files() -> dict[str, str]:
    """Return the page, by path below docs/."""
    sections = {
        "Functions": _functions(),
        "Pictures": _pictures(),
        "Records": _records(),
        "Parts of records": _parts(),
        "What functions return": _returned(),
        "Errors": _errors(),
        "Commands": _commands(),
    }
    contents = " · ".join(f"[{title}](#{title.lower().replace(' ', '-')})" for title in sections)
    body = [contents]
    for title, text in sections.items():
        body += [f"## {title}", *text]
    return {"reference.md": PAGE.format(body="\n\n".join(body))}


def _functions() -> Iterator[str]:
    for name in azturk_data.__all__:
        named = getattr(azturk_data, name)
        if inspect.isfunction(inspect.unwrap(named)):
            yield _function(f"azturk_data.{name}", named)
    yield "### `azturk_data.__version__`\n\nThe version of the package and of its data, as text."


def _pictures() -> Iterator[str]:
    yield prose(pictures)
    yield from (_function(f"azturk_data.pictures.{n}", f) for n, f in pictures.PICTURES.items())
    yield _function("azturk_data.pictures.save", pictures.save)


def _records() -> Iterator[str]:
    yield "What `get` returns: frozen Pydantic models. Links are followed by attribute."
    yield from (_class(f"azturk_data.{name}", getattr(azturk_data, name)) for name in _names_of_records())


def _parts() -> Iterator[str]:
    """What the lists of records hold; not the bases that only the models are made of."""
    bases = {base for name in _names_of_records() for base in getattr(azturk_data, name).__mro__[1:]}
    shown = (name for name in models.__all__ if name not in azturk_data.__all__)
    for name in shown:
        held: Any = getattr(models, name)
        if inspect.isclass(held) and held not in bases and held is not models.Entry:
            yield _class(f"azturk_data.models.{name}", held)


def _returned() -> Iterator[str]:
    yield from (_class(f"{held.__module__}.{held.__name__}", held) for held in RETURNED)


def _errors() -> Iterator[str]:
    for module in walk_packages(azturk_data.__path__, "azturk_data."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    yield "Every error of the package's own is an `AzturkError`, whose text is one clear message."
    found = sorted({*_below(AzturkError)}, key=lambda error: (error.__name__, error.__module__))
    yield "\n".join(["| error | module | when |", "| --- | --- | --- |", *map(_error, found)])


def _error(error: type[AzturkError]) -> str:
    return f"| `{error.__name__}` | `{error.__module__}` | {inspect.getdoc(error) or ''} |".replace("\n", " ")


def _commands() -> Iterator[str]:
    yield "Exit codes: 0 done; 1 something is wrong, and one line says what; 2 wrong use; 130 interrupted."
    for command in commands():
        lines = [f"### `azturk-data {command.name}`", "", f"```text\n{command.usage}\n```", "", command.help]
        rows = [f"| `{given}` | {about} |".replace("\n", " ") for given, about in command.given]
        yield "\n".join([*lines, "", "| | |", "| --- | --- |", *rows] if rows else lines)


def _function(name: str, named: Any) -> str:
    return f"### `{name}`\n\n```python\n{signature(named)}\n```\n\n{prose(named)}"


def _class(name: str, held: type) -> str:
    pieces = [f"### `{name}`", prose(held)]
    rows = [f"| `{field.name}` | `{field.type}` | {field.about} |" for field in fields(held)]
    rows += [f"| `{link}` | link | The record that `{link}_id` names. |" for link in links(held)]
    if rows:
        pieces.append("\n".join(["| attribute | type | what it is |", "| --- | --- | --- |", *rows]))
    for method, named in vars(held).items():
        if method.startswith("_") or not inspect.getdoc(named):
            continue
        if isinstance(named, property):
            pieces.append(f"`.{method}`: {prose(named)}")
        elif inspect.isfunction(named):
            pieces.append(f"`.{method}{_arguments(named)}`: {prose(named)}")
    return "\n\n".join(pieces)


def signature(named: Any) -> str:
    """Return a function's signature as code, a parameter to a line where it is long."""
    held = inspect.signature(named)
    returned = f" -> {_plain(held.return_annotation)}"
    line = f"{named.__name__}{_arguments(named)}{returned}"
    if len(line) <= 100:
        return line
    given = [_plain(part) for part in _parameters(held)]
    return "\n".join([f"{named.__name__}(", *(f"    {part}," for part in given), f"){returned}"])


def prose(named: Any) -> str:
    """Return a docstring as Markdown: its examples as blocks of Python."""
    pieces = (inspect.getdoc(named) or "").replace("`{name}`", "the date").split("\n\n")
    return "\n\n".join(f"```python\n{piece}\n```" if piece.startswith(">>>") else piece for piece in pieces)


def _arguments(named: Any) -> str:
    given = [part for part in _parameters(inspect.signature(named)) if part != "self"]
    return f"({', '.join(map(_plain, given))})"


def _parameters(held: inspect.Signature) -> list[str]:
    """The parameters as they are written, with the star that goes before those given by name only."""
    parts: list[str] = []
    starred = False
    for parameter in held.parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        default: Any = parameter.default
        if inspect.isfunction(default):
            # A function has an address in its repr, which is another one each time.
            parts.append(str(parameter.replace(default=inspect.Parameter.empty)) + " = ...")
        else:
            parts.append(str(parameter))
    return parts


def _plain(annotated: Any) -> str:
    """A parameter or an annotation without the quotes that stand for what is not evaluated."""
    text = annotated if isinstance(annotated, str) else getattr(annotated, "__name__", str(annotated))
    return re.sub(r": '([^']+)'", r": \1", text)


def _names_of_records() -> list[str]:
    return [name for name in azturk_data.__all__ if name[0].isupper()]


def _below(error: type[AzturkError]) -> Iterator[type[AzturkError]]:
    for found in error.__subclasses__():
        if found.__module__.startswith("azturk_data."):
            yield found
            yield from _below(found)
