"""The codebook: every table, column and term, written out from the models as one page."""

from __future__ import annotations

from collections.abc import Iterator

from azturk_data.models.vocabularies import Vocabulary
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue

HEAD = """\
# Codebook

Every table, every column and every term, generated from the models by `python build`; do not edit.
How to decide in coding stands in [the coding rules](coding-rules.md).

"""


def codebook() -> str:
    """Return the page as Markdown."""
    return HEAD + "\n".join([*_contents(), "## Tables", "", *_tables(), "## Vocabularies", "", *_vocabularies()]) + "\n"


def _contents() -> Iterator[str]:
    tables = " · ".join(f"[{name}](#{name})" for name in catalogue())
    terms = " · ".join(f"[{v.name_of()}](#{v.name_of()})" for v in _used())
    yield from (f"**Tables:** {tables}", "", f"**Vocabularies:** {terms}", "")


def _tables() -> Iterator[str]:
    for table in catalogue().values():
        yield from (f"### {table.name}", "", table.description, "")
        yield from ("| column | type | | what it is |", "| --- | --- | --- | --- |")
        yield from (_row(table, column) for column in table.columns)
        yield ""


def _row(table: Table, column: Column) -> str:
    facts: list[str] = []
    if column.name in table.primary_key:
        facts.append("key")
    if column.reference:
        facts.append(f"→ [{column.reference.table}](#{column.reference.table})")
    if column.vocabulary:
        facts.append(f"[{column.vocabulary.name_of()}](#{column.vocabulary.name_of()})")
    if column.registry:
        facts.append(column.registry)
    if not column.required:
        facts.append("may be empty")
    return f"| `{column.name}` | {column.type} | {', '.join(facts)} | {_escaped(column.description)} |"


def _vocabularies() -> Iterator[str]:
    for vocabulary in _used():
        yield from (f"### {vocabulary.name_of()}", "", (vocabulary.__doc__ or "").strip().partition("\n")[0], "")
        sources = {term.source for term in vocabulary}
        if len(sources) == 1:
            yield from (f"Source of all terms: {sources.pop()}.", "")
            yield from ("| term | meaning |", "| --- | --- |")
            yield from (f"| `{term.value}` | {_escaped(term.definition)} |" for term in vocabulary)
        else:
            yield from ("| term | meaning | source |", "| --- | --- | --- |")
            yield from (f"| `{t.value}` | {_escaped(t.definition)} | {_escaped(t.source)} |" for t in vocabulary)
        yield ""


def _used() -> list[type[Vocabulary]]:
    """The vocabularies that some column uses, in order of name."""
    columns = (column for table in catalogue().values() for column in table.columns)
    return sorted({column.vocabulary for column in columns if column.vocabulary}, key=lambda v: v.name_of())


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")
