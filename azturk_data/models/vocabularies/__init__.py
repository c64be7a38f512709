"""The closed vocabularies: each an enum whose terms carry their label, definition and source."""

from azturk_data.models.vocabularies.atop import Obligation
from azturk_data.models.vocabularies.base import Vocabulary
from azturk_data.models.vocabularies.dcad import Sector
from azturk_data.models.vocabularies.factbank import Factuality, Polarity
from azturk_data.models.vocabularies.own import (
    ActorKind,
    AgreementKind,
    AgreementRelation,
    AgreementStatus,
    AliasKind,
    AttributionRole,
    ClaimKind,
    ClaimRelation,
    Corpus,
    DateBasis,
    EventKind,
    EventStatus,
    OmissionReason,
    OrganisationKind,
    OutletKind,
    ParticipantRole,
    ProvisionTopic,
    Scope,
    Voice,
)
from azturk_data.models.vocabularies.plover import PLOVER_MODES, PloverContext, PloverEvent, PloverMode, PloverQuad

__all__ = [
    "PLOVER_MODES",
    "ActorKind",
    "AgreementKind",
    "AgreementRelation",
    "AgreementStatus",
    "AliasKind",
    "AttributionRole",
    "ClaimKind",
    "ClaimRelation",
    "Corpus",
    "DateBasis",
    "EventKind",
    "EventStatus",
    "Factuality",
    "Obligation",
    "OmissionReason",
    "OrganisationKind",
    "OutletKind",
    "ParticipantRole",
    "PloverContext",
    "PloverEvent",
    "PloverMode",
    "PloverQuad",
    "Polarity",
    "ProvisionTopic",
    "Scope",
    "Sector",
    "Vocabulary",
    "Voice",
]
