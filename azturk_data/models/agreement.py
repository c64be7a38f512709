"""Agreements: treaties, declarations, memoranda and statements, and what they provide."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import Coding, Entry, Evidenced, Part, Record
from azturk_data.models.dates import When
from azturk_data.models.types import ActorId, AgreementId, EventId, Line, OfficialId, PlaceId
from azturk_data.models.vocabularies import (
    AgreementKind,
    AgreementRelation,
    AgreementStatus,
    Obligation,
    ProvisionTopic,
    Scope,
    Sector,
)


class Party(Entry):
    """A state or body that an agreement binds."""

    published_as: ClassVar[str] = "agreement_parties"
    unique: ClassVar[tuple[str, ...]] = ("actor_id",)

    actor_id: ActorId
    """The party."""


class Signatory(Entry):
    """A person who signed an agreement."""

    published_as: ClassVar[str] = "agreement_signatories"
    unique: ClassVar[tuple[str, ...]] = ("official_id",)

    official_id: OfficialId
    """The one who signed."""
    on_behalf_of_id: ActorId
    """The party for which that person signed."""


class AgreementLink(Entry):
    """How one agreement bears on another."""

    published_as: ClassVar[str] = "agreement_relations"
    unique: ClassVar[tuple[str, ...]] = ("relation", "other_agreement_id")

    relation: AgreementRelation
    """How this agreement bears on the other."""
    other_agreement_id: AgreementId
    """The other agreement."""


class Provision(Part, Entry):
    """One thing that an agreement provides, from its text or as a source reports it."""

    prefix: ClassVar[str] = "provision"
    published_as: ClassVar[str] = "provisions"
    key: ClassVar[str] = "provision_id"
    label_field: ClassVar[str | None] = "summary"

    article: Line | None = None
    """The article or clause that holds it; empty if our sources do not say."""
    topic: ProvisionTopic
    """What it is about."""
    obligation: Obligation
    """The ATOP obligation that it carries."""
    summary: Line
    """What it provides, in one sentence of ours."""


class Agreement(Record, Evidenced):
    """A treaty, agreement, declaration, memorandum or statement between states."""

    prefix: ClassVar[str] = "agreement"
    published_as: ClassVar[str] = "agreements"
    key: ClassVar[str] = "agreement_id"
    label_field: ClassVar[str | None] = "title"
    evidence_required: ClassVar[bool] = True

    title: Annotated[Line, Coding()]
    """Its title in English, or ours where the sources give none."""
    summary: Annotated[Line, Coding()]
    """One or two sentences of ours: who agreed what with whom."""
    kind: Annotated[AgreementKind, Coding()]
    """What it is."""
    signed: When | None = None
    """When it was signed; empty if it was not, or if no source says."""
    place_id: PlaceId | None = None
    """Where it was signed."""
    signing_event_id: EventId | None = None
    """The event at which it was signed."""
    in_force: When | None = None
    """When it entered into force; an interval if it has ended."""
    status: AgreementStatus
    """Where it stood at the last that our sources show."""
    scope: Annotated[Scope, Coding()]
    """Whether it has two parties or more."""
    sector: Annotated[Sector | None, Coding()] = None
    """DCAD sector of a defence cooperation agreement; empty if it is not one or none fits."""
    parties: list[Party] = Field(default_factory=list[Party])
    signatories: list[Signatory] = Field(default_factory=list[Signatory])
    relations: list[AgreementLink] = Field(default_factory=list[AgreementLink])
    provisions: list[Provision] = Field(default_factory=list[Provision])
    aliases: list[Alias] = Field(default_factory=list[Alias])
