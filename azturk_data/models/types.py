"""Named types: each pattern and each kind of reference stands here once, and is used everywhere."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ACTOR_PREFIX = r"(?:state|organisation|official|outlet)"


@dataclass(frozen=True)
class Reference:
    """Marks a string as the id of a row elsewhere: the table and the column that hold it."""

    table: str
    column: str


def _nfc(text: str) -> str:
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("is not in Unicode normal form C; write letters with their diacritics as one character")
    return text


Line = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s=+\-@](?:[^\r\n\t]*[^\s])?$"),
    AfterValidator(_nfc),
]
"""One line of text: no line break, no space at either end, and no `=`, `+`, `-` or `@` in front,
which a spreadsheet would run as a formula."""

Words = Annotated[str, StringConstraints(pattern=r"^[^\s=+\-@](?:[^\r\n\t]*[^\s])?$")]
"""Words of a source, as they stand there; not normalised, so that they can be found."""

LocalId = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$")]
"""An id inside its record: lower-case letters, digits and hyphens."""

AnyId = Annotated[str, StringConstraints(pattern=rf"^[a-z]+/{SLUG}(?:/{SLUG})?$")]
RecordId = Annotated[AnyId, Reference("records", "record_id")]
ClaimId = Annotated[str, StringConstraints(pattern=rf"^claim/{SLUG}/{SLUG}$"), Reference("claims", "claim_id")]
SourceId = Annotated[str, StringConstraints(pattern=rf"^source/{SLUG}$"), Reference("sources", "source_id")]
EventId = Annotated[str, StringConstraints(pattern=rf"^event/{SLUG}$"), Reference("events", "event_id")]
AgreementId = Annotated[str, StringConstraints(pattern=rf"^agreement/{SLUG}$"), Reference("agreements", "agreement_id")]
PlaceId = Annotated[str, StringConstraints(pattern=rf"^place/{SLUG}$"), Reference("places", "place_id")]
ActorId = Annotated[
    str,
    StringConstraints(pattern=rf"^{ACTOR_PREFIX}/{SLUG}$"),
    Reference("actors", "actor_id"),
]
OriginId = Annotated[
    str,
    StringConstraints(pattern=rf"^(?:state|organisation|official|outlet|agreement)/{SLUG}$"),
    Reference("records", "record_id"),
]
"""Whoever a text comes from; for the text of an agreement, the agreement."""
OfficialId = Annotated[str, StringConstraints(pattern=rf"^official/{SLUG}$"), Reference("officials", "official_id")]
OutletId = Annotated[str, StringConstraints(pattern=rf"^outlet/{SLUG}$"), Reference("outlets", "outlet_id")]
OrganisationId = Annotated[
    str, StringConstraints(pattern=rf"^organisation/{SLUG}$"), Reference("organisations", "organisation_id")
]

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Alpha3Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$")]
WikidataId = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")]
GeoNamesId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
CowCode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(?:/[^\s]*)?$")]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Duration = Annotated[
    str, StringConstraints(pattern=r"^P(?:[1-9][0-9]*Y)?(?:[1-9][0-9]*M)?(?:[1-9][0-9]*D)?$", min_length=3)
]
"""An ISO 8601 duration of years, months and days."""
Offset = Annotated[int, Field(ge=0)]
