"""Notebooks in percent format, run as a notebook would run them: cell by cell, the last expression of each shown."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARK = re.compile(r"^# %%(.*)\n", re.MULTILINE)


def cells(notebook: Path) -> Iterator[tuple[str, str]]:
    """Yield each cell's kind, `code` or `markdown`, and its text; what stands before the first is the header."""
    _, *pieces = MARK.split(notebook.read_text("utf-8"))
    for mark, text in zip(pieces[::2], pieces[1::2], strict=True):
        yield "markdown" if "[markdown]" in mark else "code", text


def run(notebook: Path) -> list[Any]:
    """Run a notebook, and return what its cells show, each value drawn as a notebook draws it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    shown: list[Any] = []
    for kind, text in cells(notebook):
        if kind == "markdown":
            assert all(line.startswith("#") for line in text.splitlines() if line), text
            continue
        tree = ast.parse(text, notebook.name)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, notebook.name, "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), notebook.name, "eval"), names)
            if value is not None:
                draw(value)
                shown.append(value)
    return shown


def draw(value: Any) -> None:
    """Make what a notebook would show, and see that it is something."""
    methods = ("_repr_mimebundle_", "_repr_html_")
    drawn = next((getattr(value, name)() for name in methods if hasattr(value, name)), None)
    assert drawn or repr(value)
