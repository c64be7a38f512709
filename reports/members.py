"""What classes and commands are made of, as the reference shows it."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
import types
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import typer.main
from pydantic import BaseModel

from azturk_data.cli import app
from azturk_data.models.links import Link


class Attribute(NamedTuple):
    """An attribute of a class: its type in words, and what it is."""

    name: str
    type: str
    about: str


class Command(NamedTuple):
    """A command: how it is used, its help, and what can be given with it."""

    name: str
    usage: str
    help: str
    given: list[tuple[str, str]]


def fields(held: type) -> Iterator[Attribute]:
    """Yield the fields of a model, its id first and what every record has last, or those of a dataclass."""
    if issubclass(held, BaseModel):
        for name in sorted(held.model_fields, key=_place):
            info = held.model_fields[name]
            about = info.description or _about_items(info.annotation)
            # The date columns of a table are named by the field; here there is none.
            yield Attribute(name, type_in_words(info.annotation), _cell(about.replace("`{name}`", "the date")))
    elif is_dataclass(held):
        told = _attribute_docstrings(held)
        for field in dataclass_fields(held):
            yield Attribute(field.name, _cell(str(field.type)), _cell(told.get(field.name, "")))


def _place(name: str) -> int:
    """Where a field stands: those that a model takes from its bases come first in Pydantic's order."""
    return {"id": -1, "note": 1, "claims": 2, "evidence": 3}.get(name, 0)


def _about_items(annotation: Any) -> str:
    """What the models say of themselves that a field without a description holds."""
    for held in (*get_args(annotation), annotation):
        if isinstance(held, type) and issubclass(held, BaseModel):
            return (inspect.getdoc(held) or "").partition("\n")[0]
    return ""


def links(held: type) -> list[str]:
    """Return the names of the links that a model follows by attribute."""
    return [name for base in reversed(held.__mro__) for name, value in vars(base).items() if isinstance(value, Link)]


def type_in_words(annotation: Any) -> str:
    """Return a type as it is written, without the marks that only the models themselves need.

    >>> type_in_words(Annotated[str, "a pattern"] | None)
    'str or None'
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_in_words(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(map(type_in_words, arguments))
    if origin is Literal:
        return " or ".join(map(repr, arguments))
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(type_in_words, arguments))}]"
    return "None" if annotation is types.NoneType else getattr(annotation, "__name__", str(annotation))


def commands() -> Iterator[Command]:
    """Yield the commands of the command line, in alphabetical order."""
    group: Any = typer.main.get_command(app)
    for name, command in sorted(group.commands.items()):
        with command.make_context(name, [], resilient_parsing=True) as context:
            usage = " ".join(["azturk-data", name, *command.collect_usage_pieces(context)])
            given = [told for parameter in command.params if (told := parameter.get_help_record(context))]
        about = inspect.cleandoc(command.help or "")
        yield Command(name, usage, _with_example(about), [(_cell(what), _cell(said)) for what, said in given])


def _with_example(about: str) -> str:
    """The help as Markdown, with its examples as blocks."""
    return re.sub(r"^Example: (.+)$", r"```console\n$ \1\n```", about, flags=re.MULTILINE)


def _attribute_docstrings(held: type) -> dict[str, str]:
    """The strings that stand below the attributes of a class, which Python itself forgets."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(held))).body
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for above, below in zip(tree.body, tree.body[1:], strict=False):
        match above, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
            case _:
                pass
    return found


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
