"""Places: where things happened, with what is contested about them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from azturk_data.models.alias import Alias
from azturk_data.models.base import Evidenced, Record, Registry
from azturk_data.models.links import Link
from azturk_data.models.types import (
    CountryCode,
    GeoNamesId,
    Latitude,
    Line,
    Longitude,
    PlaceId,
    WikidataId,
)


class Place(Record, Evidenced):
    """A town, building, region, road or country, as a place where something is.

    >>> import azturk_data
    >>> place = azturk_data.get("place/shusha")
    >>> place.name, place.country_code, "Şuşa" in {alias.name for alias in place.aliases}
    ('Shusha', 'AZ', True)
    """

    prefix: ClassVar[str] = "place"
    published_as: ClassVar[str] = "places"
    key: ClassVar[str] = "place_id"
    label_field: ClassVar[str | None] = "name"

    name: Line
    """The name that it is filed under; all its names, contested ones too, are in `aliases`."""
    country_code: Annotated[CountryCode | None, Registry("ISO 3166-1 alpha-2")] = None
    """The country whose territory it is by ISO 3166 and United Nations usage; empty if it spans several."""
    part_of_id: PlaceId | None = None
    """The larger place that it lies in."""
    part_of: ClassVar[Link[Place | None]] = Link()
    latitude: Annotated[Latitude | None, Registry("GeoNames")] = None
    """Latitude of a point in it, in decimal degrees north (WGS 84); empty if none was confirmed."""
    longitude: Annotated[Longitude | None, Registry("GeoNames")] = None
    """Longitude of that point, in decimal degrees east (WGS 84)."""
    wikidata_id: Annotated[WikidataId | None, Registry("Wikidata")] = None
    """Its item in Wikidata; empty if none was confirmed."""
    geonames_id: Annotated[GeoNamesId | None, Registry("GeoNames")] = None
    """Its number in GeoNames, as text; empty if none was confirmed."""
    disputed: bool
    """Whether its status, borders or name were contested at a time that the records cover; `note` says by whom."""
    aliases: list[Alias] = Field(default_factory=list[Alias])
