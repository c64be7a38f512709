"""Actors: states, organisations, outlets, and the officials who act for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import SUPPORT, Coding, Derived, Entry, Evidenced, Order, Part, Record, Registry
from azturk_data.models.dates import When
from azturk_data.models.links import Link
from azturk_data.models.types import (
    Alpha3Code,
    CountryCode,
    CowCode,
    Line,
    OrganisationId,
    SourceId,
    WebAddress,
    WikidataId,
)
from azturk_data.models.vocabularies import ActorKind, OfficeLevel, OrganisationKind, OutletKind

if TYPE_CHECKING:
    from azturk_data.models.source import Source


class Actor(Record, Evidenced):
    """Whoever can speak, sign or take part: one row for each state, organisation, person and outlet."""

    published_as: ClassVar[str] = "actors"
    key: ClassVar[str] = "actor_id"
    label_field: ClassVar[str | None] = "name"
    actor_kind: ClassVar[ActorKind]
    derived: ClassVar[tuple[Derived, ...]] = (
        Derived("kind", str, "What sort of actor it is.", lambda line: line[0].actor_kind, vocabulary=ActorKind),
    )

    name: Line
    """The name that it is filed under, in Latin letters; its other forms are in `aliases`."""
    country_code: Annotated[CountryCode | None, Registry("ISO 3166-1 alpha-2")] = None
    """The country that it is, belongs to or acts for, as an ISO 3166-1 alpha-2 code; empty if there is no one such."""
    wikidata_id: Annotated[WikidataId | None, Registry("Wikidata")] = None
    """Its item in Wikidata; empty if none was confirmed."""
    aliases: list[Alias] = Field(default_factory=list[Alias])


class State(Actor):
    """A country, present or past, acting as such.

    >>> import azturk_data
    >>> state = azturk_data.get("state/turkiye")
    >>> state.name, state.alpha_3, state.cow_code
    ('Türkiye', 'TUR', '640')
    """

    prefix: ClassVar[str] = "state"
    published_as: ClassVar[str] = "states"
    key: ClassVar[str] = "state_id"
    actor_kind: ClassVar[ActorKind] = ActorKind.STATE

    alpha_3: Annotated[Alpha3Code | None, Registry("ISO 3166-1 alpha-3")] = None
    """Its ISO 3166-1 alpha-3 code; empty for a state that has none."""
    cow_code: Annotated[CowCode | None, Registry("Correlates of War")] = None
    """Its number in the Correlates of War list of states, as text; empty if none was confirmed."""


class Organisation(Actor):
    """A body that acts: a ministry, an armed force, an assembly, a mission, a company.

    >>> import azturk_data
    >>> body = azturk_data.get("organisation/milli-majlis")
    >>> body.country_code, body.organisation_kind.value
    ('AZ', 'legislature')
    """

    prefix: ClassVar[str] = "organisation"
    published_as: ClassVar[str] = "organisations"
    key: ClassVar[str] = "organisation_id"
    actor_kind: ClassVar[ActorKind] = ActorKind.ORGANISATION

    organisation_kind: OrganisationKind
    """What sort of body it is."""
    parent_id: OrganisationId | None = None
    """The body that it belongs to."""
    parent: ClassVar[Link[Organisation | None]] = Link()


class Outlet(Actor):
    """A publisher of news or of documents.

    >>> import azturk_data
    >>> outlet = azturk_data.get("outlet/tass")
    >>> outlet.name, outlet.country_code
    ('TASS', 'RU')
    """

    prefix: ClassVar[str] = "outlet"
    published_as: ClassVar[str] = "outlets"
    key: ClassVar[str] = "outlet_id"
    actor_kind: ClassVar[ActorKind] = ActorKind.OUTLET

    outlet_kind: OutletKind
    """What sort of outlet it is."""
    url: WebAddress | None = None
    """Its address on the web."""


class Capacity(Entry):
    """The office or standing in which a source names an official."""

    published_as: ClassVar[str] = "capacities"
    unique: ClassVar[tuple[str, ...]] = ("source_id", "capacity")

    source_id: SourceId
    """The source that names the person so."""
    source: ClassVar[Link[Source]] = Link()
    capacity: Line
    """The office or standing, as the source prints it."""


class Tenure(Part, Evidenced):
    """A stretch of time in which an official held an office."""

    prefix: ClassVar[str] = "tenure"
    published_as: ClassVar[str] = "tenures"
    key: ClassVar[str] = "tenure_id"
    label_field: ClassVar[str | None] = "office"
    evidence_required: ClassVar[bool] = True
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)
    ordered: ClassVar[tuple[Order, ...]] = (Order("start", "end", "the tenure ends before it starts"),)

    office: Line
    """The office, in English."""
    level: Annotated[OfficeLevel, Coding()]
    """How high the office is."""
    organisation_id: OrganisationId | None = None
    """The body that the office belongs to."""
    organisation: ClassVar[Link[Organisation | None]] = Link()
    start: When | None = None
    """When the official took office; empty if no source says."""
    end: When | None = None
    """When the official left office; empty if no source says, or if none shows that it has happened."""
    attested: When | None = None
    """A day, or the first and the last of several, on which a source shows the official in office."""


class Official(Actor):
    """A named person who holds or held an office, or acts for a state.

    >>> import azturk_data
    >>> official = azturk_data.get("official/yasar-guler")
    >>> official.name, len(official.tenures) > 0
    ('Yaşar Güler', True)
    """

    prefix: ClassVar[str] = "official"
    published_as: ClassVar[str] = "officials"
    key: ClassVar[str] = "official_id"
    actor_kind: ClassVar[ActorKind] = ActorKind.PERSON
    evidence_required: ClassVar[bool] = True
    derived: ClassVar[tuple[Derived, ...]] = (SUPPORT,)

    tenures: list[Tenure] = Field(default_factory=list[Tenure])
    capacities: list[Capacity] = Field(default_factory=list[Capacity])
