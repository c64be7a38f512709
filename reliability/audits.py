"""The blind audits: what readers found who had a claim and its passage, or a record and its claims, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from scipy.stats import binomtest

from azturk_data.models.base import Model
from azturk_data.models.types import SLUG, Line

from forms import read_form

FOLDER = "coding/audit"
Item = Annotated[str, Field(pattern=rf"^[a-z]+/{SLUG}(?:/{SLUG})*$")]
FaultKind = Literal[
    "more",
    "less",
    "not_said",
    "wrong_code",
    "not_neutral",
    "not_self_contained",
    "wrong_passage",
    "unsupported",
    "inconsistent",
]
Cause = Literal[
    "wording", "said_date", "speaker_voice", "evidence_link", "date_rule", "code_rule", "over_reading", "other"
]
MEANING: dict[str, str] = {
    "more": "says more than the passage or the claims",
    "less": "leaves out what matters",
    "not_said": "the passage does not say it",
    "wrong_code": "a code or a date breaks a rule",
    "not_neutral": "takes a side",
    "not_self_contained": "a name, a date or a thing is not resolved",
    "wrong_passage": "the passage named is not the one that says it",
    "unsupported": "no claim named carries the field",
    "inconsistent": "two fields, or a field and a note, do not fit each other",
}
CAUSES: dict[str, str] = {
    "wording": "the statement leaves its subject, its occasion or its speaker to the context",
    "said_date": "the day of saying was taken from the page, not from the remark",
    "speaker_voice": "where the frame of a report ends, or whose voice a reprint has, was misjudged",
    "evidence_link": "a claim was named as evidence for more fields than it carries",
    "date_rule": "a date or its basis against rule 22 or 24",
    "code_rule": "another code against its rule",
    "over_reading": "more was read out of the words than they say",
    "other": "something else",
}
STYLE = frozenset({"less", "not_self_contained"})
"""Faults of wording and completeness; what is said is true."""


class Fault(Model):
    """One thing that a reader found."""

    item: Item
    """The claim or the record."""
    field: Line
    fault: FaultKind
    cause: Cause | None = None
    """What led to it, so that the same can be looked for elsewhere; from the second round on."""
    found: Line
    by_form: bool = False
    """Whether it was seen from the form alone, the page being out of reach; such are mended, and not in the rates."""
    mend: Line | None = None
    """What the reader would have it be."""
    upheld: bool = True
    """Whether it was a fault, once the whole record and the whole page had been looked at."""
    mended: Line | None = None
    """What was done, or why nothing was."""

    @model_validator(mode="after")
    def _settled(self) -> Fault:
        if self.mended is None:
            raise PydanticCustomError("unsettled", "'mended' is missing; say what was done, or why it is no fault")
        return self


class Unread(Model):
    """An item that the reader could not judge."""

    item: Item
    why: Line


class Form(Model):
    """What one reader was given, and what came of it."""

    round: Annotated[int, Field(ge=1)]
    form: Line
    about: Literal["claims of the core texts", "claims of further sources", "fields of records"]
    how: Line | None = None
    """How it was read, where that differs from what the page says."""
    items: Annotated[int, Field(ge=1)]
    """How many claims, or values and entries of records, were judged; those unread are not among them."""
    faults: list[Fault] = Field(default_factory=list[Fault])
    unread: list[Unread] = Field(default_factory=list[Unread])

    @property
    def upheld(self) -> list[Fault]:
        """The faults that proved to be some."""
        return [fault for fault in self.faults if fault.upheld]

    def wrong(self, kinds: frozenset[str] | None = None) -> int:
        """Count the claims, or the fields of records, with an upheld fault; with `kinds`, with one of these."""
        read = (fault for fault in self.upheld if not fault.by_form)
        found = (fault for fault in read if kinds is None or fault.fault in kinds)
        by_field = self.about == "fields of records"
        return len({(fault.item, fault.field if by_field else "") for fault in found})


PAGE = """\
# The blind audit

Readers who had taken no part in the coding were given each claim's statement, codes and passage, or each record's
fields and the claims named as their evidence, and no more. They answered: is this what is said, no more and no less?
Is it neutral, and can it be understood alone? Are the codes right by [the coding rules](coding-rules.md)? What they
found was looked at again with the whole record and the whole page in view: it was upheld and mended, or not upheld,
with the reason. The rates are those **before** mending; the intervals are Wilson's, at 95 %. This page is made from
`records/coding/audit/` by `python reliability`; do not edit.

A *fault of substance* is one by which a reader would take away something untrue or unproven: more than is said, not
said, a wrong code or date, a wrong passage, a field without a claim that carries it, a side taken. The others are of
wording: something left out, or not resolved.

{rounds}
## Everything found

{found}"""


def audits(folder: Path) -> list[Form]:
    """Read every form below a folder of records; raises `InvalidRecordsError` as the records' reader does."""
    forms = [read_form(path, Form) for path in sorted((folder / FOLDER).glob("*.yaml"))]
    return sorted(forms, key=lambda form: (form.round, form.about, form.form))


def audit_page(forms: Sequence[Form]) -> str:
    """Return docs/audit.md."""
    rounds = [line for number, group in groupby(forms, key=lambda f: f.round) for line in _round(number, list(group))]
    found = [line for form in forms for line in _found(form)]
    return PAGE.format(rounds="\n".join(rounds), found="\n".join(found).rstrip("\n") + "\n")


def _round(number: int, forms: Sequence[Form]) -> Iterator[str]:
    yield from (f"## Round {number}", "")
    yield "| read | judged | not readable | with a fault | of substance | share with a fault | of substance |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- |"
    substance = frozenset(MEANING) - STYLE
    for about, group in groupby(forms, key=lambda form: form.about):
        some = list(group)
        judged = sum(form.items for form in some)
        wrong, worse = sum(form.wrong() for form in some), sum(form.wrong(substance) for form in some)
        unread = sum(len(form.unread) for form in some)
        shares = f"{_share(wrong, judged)} | {_share(worse, judged)}"
        yield f"| {about} | {judged} | {unread} | {wrong} | {worse} | {shares} |"
    for how in sorted({form.how for form in forms if form.how}):
        yield from ("", how)
    yield ""
    kinds = Counter(fault.fault for form in forms for fault in form.upheld)
    fields = Counter(fault.field.partition(":")[0] for form in forms for fault in form.upheld)
    rejected = sum(not fault.upheld for form in forms for fault in form.faults)
    yield from ("| fault | what it means | upheld |", "| --- | --- | ---: |")
    yield from (f"| {kind} | {MEANING[kind]} | {count} |" for kind, count in kinds.most_common())
    causes = Counter(fault.cause for form in forms for fault in form.upheld if fault.cause)
    if causes:
        yield from ("", "| cause | what it means | upheld |", "| --- | --- | ---: |")
        yield from (
            f"| {cause.replace('_', ' ')} | {CAUSES[cause]} | {count} |" for cause, count in causes.most_common()
        )
    by_form = sum(fault.by_form for form in forms for fault in form.upheld)
    if by_form:
        yield from ("", f"Of these {by_form} were seen from the form alone, since the page was out of reach.")
    places = ", ".join(f"{field} {count}" for field, count in fields.most_common(12))
    yield from ("", f"Where they lay, most often: {places}. Not upheld: {rejected}.", "")


def _share(some: int, whole: int) -> str:
    interval = binomtest(some, whole).proportion_ci(method="wilson")
    return f"{some / whole:.1%} ({interval.low:.1%} to {interval.high:.1%})".replace("%", " %")


def _found(form: Form) -> Iterator[str]:
    if not form.faults:
        return
    yield from (f"### Round {form.round}, {form.form}: {form.about}", "")
    yield from ("| what | field | fault | found | what was done |", "| --- | --- | --- | --- | --- |")
    for fault in form.faults:
        done = fault.mended if fault.upheld else f"Not upheld. {fault.mended}"
        cells = (f"`{fault.item}`", fault.field, fault.fault, fault.found, done or "")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""
