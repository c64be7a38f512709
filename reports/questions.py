"""docs/questions.md: questions with the Python that answers them; the answers are written by running it.

The questions and their Python are written by hand, in the page itself; only what stands below a line of Python is ours.
"""

from __future__ import annotations

import doctest
import io
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

PAGE = "questions.md"
DOCS = Path(__file__).resolve().parent.parent / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class FailedExampleError(Exception):
    """A line of Python in the page does not run; the text says which."""


def files() -> dict[str, str]:
    """Return the page with every answer as it is today, by path below docs/."""
    return {PAGE: answered((DOCS / PAGE).read_text("utf-8"))}


def answered(page: str) -> str:
    """Return a page with what each of its Python blocks prints below it.

    The first block is what all others start from; none sees what another one has named, so that a reader can copy any
    of them. What was printed below them before is left out. Raises `FailedExampleError` for a line that does not run.
    """
    shared: dict[str, Any] = {}

    def rerun(block: re.Match[str]) -> str:
        names = dict(shared)
        body = "".join(_run(block[1], names))
        if not shared:
            shared.update(names)
        return f"```python\n{body}```"

    return BLOCK.sub(rerun, page)


def _run(block: str, names: dict[str, Any]) -> Iterator[str]:
    """Yield each example of a block as it is written, and then what it prints."""
    for example in doctest.DocTestParser().get_examples(block):
        first, *others = example.source.splitlines(keepends=True)
        yield f">>> {first}"
        yield from (f"... {line}" for line in others)
        printed = io.StringIO()
        shown = sys.displayhook
        # As doctest does it: an interactive session may show values in another way.
        sys.displayhook = sys.__displayhook__
        try:
            with redirect_stdout(printed):
                exec(compile(example.source, PAGE, "single"), names)
        except Exception as error:
            raise FailedExampleError(f"docs/{PAGE}: {first.strip()}: {type(error).__name__}: {error}") from error
        finally:
            sys.displayhook = shown
        yield "".join(f"{line.rstrip() or '<BLANKLINE>'}\n" for line in printed.getvalue().splitlines())
