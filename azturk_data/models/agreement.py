"""Agreements: treaties, declarations, memoranda and statements, and what they provide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import SUPPORT, Coding, Derived, Entry, Evidenced, Order, Part, Record
from azturk_data.models.dates import When
from azturk_data.models.links import Link
from azturk_data.models.types import ActorId, AgreementId, Duration, EventId, Line, OfficialId, PlaceId
from azturk_data.models.vocabularies import (
    AgreementKind,
    AgreementRelation,
    AgreementStatus,
    Obligation,
    ProvisionTopic,
    Scope,
    Sector,
    Subject,
)

if TYPE_CHECKING:
    from azturk_data.models.actor import Actor, Official
    from azturk_data.models.event import Event
    from azturk_data.models.place import Place


class Party(Entry):
    """A state or body that an agreement binds."""

    published_as: ClassVar[str] = "agreement_parties"
    unique: ClassVar[tuple[str, ...]] = ("actor_id",)

    actor_id: ActorId
    """The party."""
    actor: ClassVar[Link[Actor]] = Link()


class Signatory(Entry):
    """A person who signed an agreement."""

    published_as: ClassVar[str] = "agreement_signatories"
    unique: ClassVar[tuple[str, ...]] = ("official_id",)

    official_id: OfficialId
    """The one who signed."""
    official: ClassVar[Link[Official]] = Link()
    on_behalf_of_id: ActorId
    """The party for which that person signed."""
    on_behalf_of: ClassVar[Link[Actor]] = Link()


class Ratification(Entry):
    """How a party approved an agreement: by a parliament's law, a head of state's decree, or otherwise."""

    published_as: ClassVar[str] = "agreement_ratifications"
    unique: ClassVar[tuple[str, ...]] = ("body_id", "act")

    party_id: ActorId
    """The party that approved it."""
    party: ClassVar[Link[Actor]] = Link()
    body_id: ActorId
    """Who approved it: a parliament, a president, a government."""
    body: ClassVar[Link[Actor]] = Link()
    act: Line
    """What was done, with its number if a source gives one: 'law no. 7355', 'decree'."""
    date: When | None = None
    """When; empty if no source says."""


class AgreementLink(Entry):
    """How one agreement bears on another."""

    published_as: ClassVar[str] = "agreement_relations"
    unique: ClassVar[tuple[str, ...]] = ("relation", "other_agreement_id")

    relation: AgreementRelation
    """How this agreement bears on the other."""
    other_agreement_id: AgreementId
    """The other agreement."""
    other_agreement: ClassVar[Link[Agreement]] = Link()


class Provision(Part, Entry):
    """One thing that an agreement provides, from its text or as a source reports it."""

    prefix: ClassVar[str] = "provision"
    published_as: ClassVar[str] = "provisions"
    key: ClassVar[str] = "provision_id"
    label_field: ClassVar[str | None] = "summary"
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)

    article: Line | None = None
    """The article or clause that holds it; empty if our sources do not say."""
    topic: ProvisionTopic
    """What it is about."""
    obligation: Obligation
    """The ATOP obligation that it carries."""
    summary: Line
    """What it provides, in one sentence of ours."""


class Agreement(Record, Evidenced):
    """A treaty, agreement, declaration, memorandum or statement between states.

    >>> import azturk_data
    >>> agreement = azturk_data.get("agreement/shusha-declaration-2021")
    >>> sorted(party.actor.name for party in agreement.parties)
    ['Azerbaijan', 'Türkiye']
    """

    prefix: ClassVar[str] = "agreement"
    published_as: ClassVar[str] = "agreements"
    key: ClassVar[str] = "agreement_id"
    label_field: ClassVar[str | None] = "title"
    evidence_required: ClassVar[bool] = True
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)
    ordered: ClassVar[tuple[Order, ...]] = (Order("signed", "in_force", "it enters into force before it is signed"),)

    title: Annotated[Line, Coding()]
    """Its title in English, or ours where the sources give none."""
    summary: Annotated[Line, Coding()]
    """One or two sentences of ours: who agreed what with whom."""
    kind: Annotated[AgreementKind, Coding()]
    """What it is."""
    signed: When | None = None
    """When it was signed, or adopted where it was not signed; empty if no source says."""
    place_id: PlaceId | None = None
    """Where it was signed or adopted."""
    place: ClassVar[Link[Place | None]] = Link()
    signing_event_id: EventId | None = None
    """The event at which it was signed."""
    signing_event: ClassVar[Link[Event | None]] = Link()
    in_force: When | None = None
    """When it entered into force; an interval if it has ended."""
    term: Duration | None = None
    """How long it is to last, as an ISO 8601 duration (`P10Y`); empty if it is without limit, or if no source says."""
    renewal: Line | None = None
    """How its term is extended, in our words; empty if no source says."""
    status: AgreementStatus
    """Where it stood at the last that our sources show."""
    subject: Annotated[Subject, Coding()]
    """What it is about."""
    scope: Annotated[Scope, Coding()]
    """Whether it has two parties or more."""
    sector: Annotated[Sector | None, Coding()] = None
    """DCAD sector of a defence cooperation agreement; empty if it is not one or none fits."""
    parties: list[Party] = Field(default_factory=list[Party])
    signatories: list[Signatory] = Field(default_factory=list[Signatory])
    ratifications: list[Ratification] = Field(default_factory=list[Ratification])
    relations: list[AgreementLink] = Field(default_factory=list[AgreementLink])
    provisions: list[Provision] = Field(default_factory=list[Provision])
    aliases: list[Alias] = Field(default_factory=list[Alias])
