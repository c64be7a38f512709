"""Citing the dataset, or a record within it with the sources that carry it: as text, BibTeX or CSL JSON.

What the dataset is called, who made it and its version come from the descriptor that is shipped with it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from azturk_data import shipped
from azturk_data.errors import BrokenInstallationError, UnknownFormatError
from azturk_data.loading import load
from azturk_data.tracing import evidence

CitationFormat = Literal["text", "bibtex", "csl-json"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}


@dataclass(frozen=True)
class Dataset:
    """What is needed to cite the dataset."""

    name: str
    title: str
    author: str
    version: str
    licence: str

    def text(self) -> str:
        """The citation as the README gives it."""
        return f"{self.author}. {self.title}, version {self.version}. {self.licence}."

    def text_within(self, record_id: str, label: str) -> str:
        """The citation of a record."""
        return f"“{label.rstrip('.')}” ({record_id}). In: {self.text()}"


@dataclass(frozen=True)
class Cited:
    """A document to cite."""

    source_id: str
    title: str
    author: str | None
    outlet: str
    date: str
    """An EDTF string."""
    url: str
    language: str


def cite(record_id: str | None = None, format: CitationFormat = "text") -> str:
    """Return the citation of the dataset, or of a record within it, followed by the sources that carry the record.

    A claim is carried by its source; a source by itself. `format` is `text`, `bibtex` (entries `@misc`, for BibTeX
    and biblatex alike) or `csl-json` (for Zotero, Pandoc and other CSL processors).

    Raises `UnknownRecordError` for an id that there is not, with the closest ones, `UnknownFormatError` for another
    format, and `BrokenInstallationError` if the descriptor cannot be read.

    >>> from azturk_data.citing import cite
    >>> print(cite().partition(",")[0])
    The azturk-data contributors. azturk-data: Azerbaijan–Türkiye defence and alliance relations
    """
    if format not in _FORMATS:
        raise UnknownFormatError(f"there is no format '{format}'; choose {', '.join(map(repr, _FORMATS))}")
    record = None if record_id is None else _record(record_id)
    return _FORMATS[format](dataset(), record, [] if record is None else _sources(record[0]))


def dataset() -> Dataset:
    """Return what the shipped descriptor says of the dataset."""
    try:
        held = json.loads(shipped.DESCRIPTOR.read_text("utf-8"))
        author, licence = held["contributors"][0]["title"], held["licenses"][0]["name"]
        # The licence is named by its SPDX identifier, CC-BY-4.0.
        return Dataset(held["name"], held["title"], author, held["version"], licence.replace("-", " "))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BrokenInstallationError(
            f"{shipped.DESCRIPTOR} cannot be read ({error}); install azturk-data again"
        ) from error


Record = tuple[str, str]
"""The id of a record, and what it is called."""


def _record(record_id: str) -> Record:
    found = evidence(record_id)
    return found.record_id, found.label


def _sources(record_id: str) -> list[Cited]:
    kind, slug = record_id.split("/")[:2]
    carried = {claim.source.source_id for claim in evidence(record_id).claims}
    ids = {f"source/{slug}"} if kind in ("claim", "source") else carried
    names = {row["outlet_id"]: row["name"] for row in load("outlets").to_pylist()}
    rows = load("sources", where={"source_id": sorted(ids)}).to_pylist()
    same = ("source_id", "title", "author", "url", "language")
    return sorted(
        (
            Cited(**{name: row[name] for name in same}, outlet=names[row["publisher_id"]], date=row["published_on"])
            for row in rows
        ),
        key=lambda source: (source.date, source.source_id),
    )


def _text(whole: Dataset, record: Record | None, sources: list[Cited]) -> str:
    if record is None:
        return whole.text()
    record_id, label = record
    lines = [whole.text_within(record_id, label)]
    if sources:
        lines += ["", "Sources:"]
    for source in sources:
        by = f"{source.author}, " if source.author else ""
        lines.append(f"- {by}“{source.title}”, {source.outlet}, {source.date}. {source.url}")
    return "\n".join(lines)


def _bibtex(whole: Dataset, record: Record | None, sources: list[Cited]) -> str:
    base = {"author": f"{{{_tex(whole.author)}}}", "version": whole.version}
    published = {"howpublished": f"Dataset, version {whole.version}", "note": _tex(whole.licence)}
    entries = [_entry(whole.name, base | {"title": f"{{{_tex(whole.title)}}}"} | published)]
    if record is not None:
        record_id, label = record
        within = {"howpublished": f"In: {_tex(whole.title)}, version {whole.version}", "note": _tex(record_id)}
        entries.append(_entry(record_id, base | {"title": f"{{{_tex(label)}}}"} | within))
    for source in sources:
        fields = {
            "author": f"{{{_tex(source.author or source.outlet)}}}",
            "title": f"{{{_tex(source.title)}}}",
            "howpublished": _tex(source.outlet),
            **_bibtex_date(source.date),
            "url": source.url.replace("{", "%7B").replace("}", "%7D"),
            "langid": source.language,
        }
        entries.append(_entry(source.source_id, fields))
    return "\n\n".join(entries)


def _entry(id_: str, fields: dict[str, str]) -> str:
    body = "\n".join(f"  {name} = {{{value}}}," for name, value in fields.items())
    return f"@misc{{{id_.replace('/', ':')},\n{body}\n}}"


def _bibtex_date(edtf: str) -> dict[str, str]:
    """The date as biblatex reads it, which is EDTF, and the year for BibTeX, where the date is within one."""
    if found := _DATE.fullmatch(edtf):
        return {"date": edtf, "year": found[1]}
    return {"date": edtf}


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in text)


def _csl(whole: Dataset, record: Record | None, sources: list[Cited]) -> str:
    author = [{"literal": whole.author}]
    same = {"author": author, "version": whole.version, "note": whole.licence}
    items: list[dict[str, Any]] = [{"id": whole.name, "type": "dataset", "title": whole.title} | same]
    if record is not None:
        record_id, label = record
        items.append({"id": record_id, "type": "entry", "title": label, "container-title": whole.title} | same)
    for source in sources:
        item = {
            "id": source.source_id,
            "type": "webpage",
            "title": source.title,
            "author": [{"literal": source.author or source.outlet}],
            "container-title": source.outlet,
            "issued": _csl_date(source.date),
            "URL": source.url,
            "language": source.language,
        }
        items.append(item)
    return json.dumps(items, ensure_ascii=False, indent=2)


def _csl_date(edtf: str) -> dict[str, Any]:
    """A day, month or year, or an interval of two, as numbers; anything else as it is written."""
    found = [_DATE.fullmatch(end) for end in edtf.split("/")]
    if len(found) > 2 or not all(found):
        return {"literal": edtf}
    return {"date-parts": [[int(part) for part in end.groups() if part] for end in found if end]}


_FORMATS = {"text": _text, "bibtex": _bibtex, "csl-json": _csl}
