"""What tracing a record gives: its fields, the claims that carry them, and the passages that carry the claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from azturk_data.errors import AzturkError

if TYPE_CHECKING:
    import pyarrow as pa


class UnknownFieldError(AzturkError, KeyError):
    """No claim carries that field of the record; the message names the fields that claims do carry."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class TracedSource:
    """The document in which a claim stands."""

    source_id: str
    title: str
    outlet: str
    """Name of the outlet on whose page it stands."""
    published_on: str
    """An EDTF string."""
    url: str


@dataclass(frozen=True)
class TracedSpan:
    """A passage that carries a claim: its deep link, and its words where the reader has them."""

    span_id: str
    url: str
    """Deep link to the passage on the live page."""
    first_words: str
    last_words: str | None
    verified: bool
    """Whether the passage was checked against the text when the data was made."""
    passage: str | None = None
    """The passage, from texts that were given or from the reader's cache; None if it is in neither."""
    method: str | None = None
    """How the passage was found: `exact`, or as `azturk-data hydrate` reports it."""
    score: float | None = None
    """How sure that is, from 0 to 100."""


@dataclass(frozen=True)
class TracedClaim:
    """A claim that carries a field, with who makes it, where, and how surely."""

    claim_id: str
    statement: str
    source: TracedSource
    speaker_id: str | None
    speaker: str | None
    """Name of whoever makes the assertion; None if the source names nobody."""
    kind: str
    voice: str
    factuality: str
    polarity: str
    said: str
    """When the speaker said so, an EDTF string."""
    note: str | None
    spans: tuple[TracedSpan, ...]

    def order(self) -> tuple[str, str, str]:
        """What claims are sorted by: the source's date and id, and the claim's id."""
        return self.source.published_on, self.source.source_id, self.claim_id


@dataclass(frozen=True, eq=False, repr=False)
class Evidence(Mapping[str, list[TracedClaim]]):
    """What carries a record: for each of its fields the claims, in order of the source's date.

    A mapping from field to claims: `e["date"]`, `"date" in e`, `len(e)`. An entry of a list is a field like
    `participants[state/turkiye:actor]`; a part with an id of its own, a provision or a tenure, is one like
    `tenures[president]`, and its fields are like `tenures[president].office`.
    """

    record_id: str
    label: str
    """What the record is called."""
    by_field: dict[str, list[TracedClaim]] = field(default_factory=dict[str, list[TracedClaim]])
    says: dict[str, str] = field(default_factory=dict[str, str])
    """What the record says in a field, as text; an entry of a list without an id has nothing but its name."""

    def __getitem__(self, name: str) -> list[TracedClaim]:
        if name not in self.by_field:
            known = ", ".join(self.by_field) or "none"
            raise UnknownFieldError(f"no claim carries '{name}' of {self.record_id}; fields that one carries: {known}")
        return self.by_field[name]

    def __contains__(self, name: object) -> bool:
        return name in self.by_field

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_field)

    def __len__(self) -> int:
        return len(self.by_field)

    @property
    def fields(self) -> list[str]:
        """The fields that some claim carries, `existence` first."""
        return list(self.by_field)

    @property
    def claims(self) -> list[TracedClaim]:
        """Every claim that carries some field, once, in order of source."""
        unique = {claim.claim_id: claim for claims in self.by_field.values() for claim in claims}
        return sorted(unique.values(), key=TracedClaim.order)

    def fields_of(self, claim_id: str) -> list[str]:
        """Return the fields that a claim carries."""
        return [name for name, claims in self.by_field.items() if any(c.claim_id == claim_id for c in claims)]

    def only(self, name: str) -> Evidence:
        """Return the evidence for one field, or for all entries of one list: `participants`, `tenures`.

        Raises `UnknownFieldError` if no claim carries it.
        """
        names = [n for n in self.by_field if n == name or n.startswith((f"{name}[", f"{name}."))] or [name]
        return replace(self, by_field={n: self[n] for n in names})

    def to_table(self) -> pa.Table:
        """Return one row for each field, claim and span: the record's field, the claim, its source, the passage."""
        import pyarrow as pa

        texts = ("record_id", "field", "value", "claim_id", "statement", "speaker_id", "speaker", "kind", "voice")
        texts += ("factuality", "polarity", "said", "source_id", "title", "outlet", "published_on")
        texts += ("span_id", "url", "passage", "method")
        schema = pa.schema(
            [*((name, pa.string()) for name in texts), ("score", pa.float64()), ("verified", pa.bool_())]
        )
        # The deep link is the span's; the address of the source is the part of it before the fragment.
        rows = [
            {"record_id": self.record_id, "field": name, "value": self.says.get(name)}
            | vars(claim.source)
            | vars(claim)
            | vars(span)
            for name, claims in self.by_field.items()
            for claim in claims
            for span in claim.spans
        ]
        return pa.Table.from_pylist([{name: row[name] for name in schema.names} for row in rows], schema=schema)

    def text(self, width: int | None = None) -> str:
        """Return the evidence for a terminal, wrapped to `width` columns, by default those of the terminal."""
        from azturk_data.presentation import as_text

        return as_text(self, width)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Evidence of {self.record_id}: {len(self)} fields, {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        from azturk_data.presentation import as_html

        return as_html(self)
