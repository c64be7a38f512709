"""Sources and what they assert: documents, claims, and the spans of text that carry the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from azturk_data.models.base import Derived, Listed, Model, Order, Part, Ranked, Record, Row
from azturk_data.models.dates import When
from azturk_data.models.links import Link
from azturk_data.models.types import (
    SLUG,
    ActorId,
    ClaimId,
    LanguageTag,
    Line,
    Offset,
    OriginId,
    OutletId,
    RecordId,
    Reference,
    Sha256,
    WebAddress,
    Words,
)
from azturk_data.models.vocabularies import (
    AttributionRole,
    ClaimKind,
    ClaimRelation,
    Corpus,
    Factuality,
    OmissionReason,
    Polarity,
    Voice,
)
from azturk_data.textfragment import deep_link

if TYPE_CHECKING:
    from azturk_data.models.actor import Actor, Outlet


EDGE_WORDS = 6
"""How many words of a passage's start, and of its end, a record may hold."""
WHOLE_WORDS = 8
"""A passage of at most so many words may be held whole."""
CONTEXT_WORDS = 3
"""How many words before a passage, and as many behind it, a record may hold to help a browser find it."""


class Position(Row):
    """Where a passage stands in the source's text; only for passages that were checked against it."""

    published_as: ClassVar[str] = "positions"
    ordered: ClassVar[tuple[Order, ...]] = (Order("start", "end", "the passage ends before it starts", strict=True),)

    start: Offset
    """Offset of the passage's first character, counted in Unicode code points from 0."""
    end: Offset
    """Offset just after the passage's last character, in Unicode code points."""
    sha256: Sha256
    """SHA-256 of the passage, encoded in UTF-8."""
    normal_sha256: Sha256
    """SHA-256 of the passage with white space, quotation marks, dashes and Unicode forms made plain."""

    @model_validator(mode="after")
    def _forwards(self) -> Position:
        if self.start >= self.end:
            raise PydanticCustomError(
                "backwards",
                "start {start} is not before end {end}; delete 'position' and run 'azturk-data anchor'",
                {"start": self.start, "end": self.end},
            )
        return self


def _too_many(name: str, words: str, most: int) -> PydanticCustomError:
    return PydanticCustomError(
        "too_many_words",
        "{name} holds {count} words; give {edge} at most",
        {"name": name, "count": len(words.split()), "edge": most},
    )


class OmissionPosition(Position):
    """Where a passage that carries no claim stands in the source's text."""

    published_as: ClassVar[str] = "omission_positions"


class Passage(Model):
    """A stretch of a source, named by its first and last words."""

    first_words: Words
    """The passage's first words, six at most, as the source prints them; all of it if it has at most eight."""
    last_words: Words | None = None
    """The passage's last words, six at most, as the source prints them; empty if `first_words` is all of it."""
    prefix_words: Words | None = None
    """Words just before the passage; only where a browser, which looks for the first match, needs them."""
    suffix_words: Words | None = None
    """Words just behind the passage; only where a browser needs them."""

    @model_validator(mode="after")
    def _short(self) -> Passage:
        for name, words in (("prefix_words", self.prefix_words), ("suffix_words", self.suffix_words)):
            if words is not None and len(words.split()) > CONTEXT_WORDS:
                raise _too_many(name, words, CONTEXT_WORDS)
        if self.last_words is None:
            if len(self.first_words.split()) > WHOLE_WORDS:
                raise PydanticCustomError(
                    "too_many_words",
                    "first_words holds {count} words and there are no last_words; a passage of more than "
                    "{whole} words is named by its first and its last words, {edge} of each at most",
                    {"count": len(self.first_words.split()), "whole": WHOLE_WORDS, "edge": EDGE_WORDS},
                )
            return self
        for name, words in (("first_words", self.first_words), ("last_words", self.last_words)):
            if len(words.split()) > EDGE_WORDS:
                raise _too_many(name, words, EDGE_WORDS)
        return self


class Span(Passage, Part):
    """Where in a source a claim stands."""

    prefix: ClassVar[str] = "span"
    published_as: ClassVar[str] = "spans"
    key: ClassVar[str] = "span_id"
    derived: ClassVar[tuple[Derived, ...]] = (
        Derived(
            "source_id",
            str,
            "The source that the passage stands in.",
            lambda line: line[0].id,
            Reference("sources", "source_id"),
            pattern=rf"^source/{SLUG}$",
        ),
        Derived(
            "url",
            str,
            "Deep link: the source's address with a text fragment, by which a browser shows the passage.",
            lambda line: deep_link(
                line[0].url,
                line[-1].first_words,
                line[-1].last_words,
                line[-1].prefix_words,
                line[-1].suffix_words,
            ),
        ),
        Derived(
            "verified",
            bool,
            "Whether the passage was checked against the source's text; if so, `positions` has its place.",
            lambda line: line[-1].position is not None,
        ),
    )

    position: Position | None = None


class Attribution(Row):
    """One actor in the chain that brought a claim from its speaker to the page."""

    published_as: ClassVar[str] = "attributions"

    actor_id: ActorId
    """Who said it or passed it on."""
    actor: ClassVar[Link[Actor]] = Link()
    role: AttributionRole
    """What that actor did."""


class ClaimLink(Row):
    """How a claim bears on another, mostly of another source."""

    published_as: ClassVar[str] = "claim_relations"
    unique: ClassVar[tuple[str, ...]] = ("relation", "other_claim_id")

    relation: ClaimRelation
    """How this claim bears on the other."""
    other_claim_id: ClaimId
    """The other claim."""
    other_claim: ClassVar[Link[Claim]] = Link()
    note: Line | None = None
    """Wherein they agree or differ."""


class Framing(Row):
    """A loaded word that the source itself uses of somebody or something."""

    published_as: ClassVar[str] = "framings"
    unique: ClassVar[tuple[str, ...]] = ("term", "target_id")

    term: Line
    """The word or words, as the source prints them."""
    target_id: RecordId
    """Of whom or of what they are used."""
    target: ClassVar[Link[Record]] = Link()


class Claim(Part):
    """One assertion that one source makes, restated by us.

    >>> import azturk_data
    >>> claim = azturk_data.get("claim/tass-2021-01-30/c01")
    >>> claim.id, claim.polarity.value, len(claim.spans) > 0
    ('c01', 'positive', True)
    """

    prefix: ClassVar[str] = "claim"
    published_as: ClassVar[str] = "claims"
    key: ClassVar[str] = "claim_id"
    label_field: ClassVar[str | None] = "statement"
    label_width: ClassVar[int | None] = 70
    derived: ClassVar[tuple[Derived, ...]] = (
        Derived(
            "origin_id",
            str,
            "Where the assertion comes from: the speaker, unless that is an outlet that retells another's text; claims "
            "of one origin do not bear each other out.",
            lambda line: origin_of(line[0], line[-1]),
            Reference("records", "record_id"),
        ),
    )

    speaker_id: ActorId | None = None
    """Who makes the assertion: the outlet in its own voice, or whoever it says said so; empty if it names nobody."""
    speaker: ClassVar[Link[Actor | None]] = Link()
    statement: Line
    """The assertion in one neutral, self-contained English sentence of ours."""
    kind: ClaimKind
    """What sort of thing is asserted."""
    voice: Voice
    """In whose words the source makes it."""
    factuality: Factuality
    """How sure the speaker presents it as being."""
    polarity: Polarity
    """Whether the thing is asserted to be so, or not to be so."""
    said: When
    """When the speaker made the assertion."""
    note: Line | None = None
    """What a reader should know of the claim or of its coding."""
    attributions: Annotated[
        list[Attribution], Field(min_length=1), Ranked("rank", "Place in the chain; 1 is nearest to the speaker.")
    ]
    mentions: Annotated[list[RecordId], Field(min_length=1), Listed("mentions", "record_id", "What a claim is about.")]
    """A record that the claim is about."""
    framings: list[Framing] = Field(default_factory=list[Framing])
    relations: list[ClaimLink] = Field(default_factory=list[ClaimLink])
    spans: Annotated[list[Span], Field(min_length=1)]


class Omission(Passage, Part):
    """A stretch of a core text that carries no claim of its own, and why."""

    prefix: ClassVar[str] = "omission"
    published_as: ClassVar[str] = "omissions"
    key: ClassVar[str] = "omission_id"

    reason: OmissionReason
    """Why it carries no claim."""
    position: OmissionPosition | None = None


class Source(Record):
    """One document: an article, an agency report, an official text.

    >>> import azturk_data
    >>> source = azturk_data.get("source/tass-2021-01-30")
    >>> source.publisher.name, source.language, source.claims[0].id
    ('TASS', 'en', 'c01')
    """

    prefix: ClassVar[str] = "source"
    published_as: ClassVar[str] = "sources"
    key: ClassVar[str] = "source_id"
    label_field: ClassVar[str | None] = "title"

    title: Line
    """The document's title as printed; in square brackets where it shows none and we supply one."""
    publisher_id: OutletId
    """The outlet on whose page it stands."""
    publisher: ClassVar[Link[Outlet]] = Link()
    author: Line | None = None
    """Whoever signs it, with the outlet it was taken over from; empty if it is unsigned."""
    url: WebAddress
    """Its address on the web."""
    published_on: When
    """When it was published."""
    language: LanguageTag
    """The language it is written in, as a BCP 47 tag."""
    origin_id: OriginId | None = None
    """Whose report or release it retells, or the agreement whose text it gives; empty if its own, or not known."""
    origin: ClassVar[Link[Record | None]] = Link()
    corpus: Corpus
    """Whether we hold its exact text."""
    text_sha256: Sha256 | None = None
    """SHA-256 of its text as we hold it, byte for byte; empty if we hold none."""
    note: Line | None = None
    """What a reader should know of the document."""
    claims: list[Claim] = Field(default_factory=list[Claim])
    omissions: list[Omission] = Field(default_factory=list[Omission])

    @model_validator(mode="after")
    def _text_held(self) -> Source:
        if (self.corpus is Corpus.CORE) != (self.text_sha256 is not None):
            raise PydanticCustomError(
                "text_held",
                "corpus is '{corpus}' but text_sha256 is {state}; a core source has the hash of its text, "
                "an extended one has none",
                {"corpus": str(self.corpus), "state": "missing" if self.text_sha256 is None else "given"},
            )
        return self


def origin_of(source: Source, claim: Claim) -> str:
    """Return the id of the actor, or of the agreement, from which an assertion comes.

    That is the speaker if it is a person, a body or another outlet than the publisher. Where the publisher speaks
    itself, or nobody is named, it is the origin of the document: whose text it retells, else the publisher.
    """
    if claim.speaker_id and claim.speaker_id != source.publisher_id:
        return claim.speaker_id
    return source.origin_id or source.publisher_id
