"""Patterns of the models in the words that RE2 (DuckDB) and Java (Spark) read alike.

Both take `\\s` for the white space of ASCII only, where the models mean Unicode's, and Java lets `$` match before a
line break at the end. So such classes are spelled out, and the end is `\\z`.
"""

from __future__ import annotations

from functools import lru_cache

WHITE = r"\t-\r\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
"""What Python's `\\s` matches in text, as the inside of a class."""
_ITSELF = set(r".\[]{}()*+?|^$-/") | set("trn")
"""What may stand behind a backslash as it is, in every dialect."""


@lru_cache
def portable(pattern: str) -> str:
    """Return a pattern, anchored at both ends, in the common dialect.

    Raises `ValueError` for a form that is not known to mean the same everywhere.
    """
    if not (pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith(r"\$")):
        raise ValueError(f"the pattern {pattern} is not anchored at both ends")
    body = pattern[1:-1]
    done: list[str] = []
    in_class = False
    at = 0
    while at < len(body):
        here = body[at]
        if here == "\\":
            done.append(_escape(body[at + 1], in_class, pattern))
            at += 2
            continue
        if in_class and here in "[&":
            raise ValueError(f"the pattern {pattern} has a bare {here} in a class, which Java takes for an operator")
        if body.startswith("(?", at) and not body.startswith("(?:", at):
            raise ValueError(f"the pattern {pattern} has a group that not every dialect knows")
        if not in_class and here in ".^$":
            raise ValueError(f"the pattern {pattern} has a bare {here}, which dialects read differently")
        in_class = here == "[" or (in_class and here != "]")
        done.append(here)
        at += 1
    return f"^(?:{''.join(done)})\\z"


def _escape(letter: str, in_class: bool, pattern: str) -> str:
    if letter == "s":
        return WHITE if in_class else f"[{WHITE}]"
    if letter in _ITSELF:
        return f"\\{letter}"
    raise ValueError(f"the pattern {pattern} has \\{letter}, which not every dialect knows")
