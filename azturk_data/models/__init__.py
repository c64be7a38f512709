"""The models: what a record is. Each file of `records/` holds one of `RECORDS`."""

from azturk_data.models.actor import Actor, Capacity, Official, Organisation, Outlet, State, Tenure
from azturk_data.models.agreement import Agreement, AgreementLink, Party, Provision, Ratification, Signatory
from azturk_data.models.alias import Alias
from azturk_data.models.base import EXISTENCE, Entry, Evidenced, Keyed, Model, Part, Record, Row
from azturk_data.models.dates import When
from azturk_data.models.event import Event, Force, ForceCount, Participant
from azturk_data.models.place import Place
from azturk_data.models.series import Edition, Occasion, Series
from azturk_data.models.source import Attribution, Claim, ClaimLink, Framing, Omission, Passage, Position, Source, Span

RECORDS: tuple[type[Record], ...] = (
    Source,
    Event,
    Series,
    Agreement,
    State,
    Organisation,
    Official,
    Outlet,
    Place,
)
"""Every kind of record, in the order in which their tables are published."""

__all__ = [
    "EXISTENCE",
    "RECORDS",
    "Actor",
    "Agreement",
    "AgreementLink",
    "Alias",
    "Attribution",
    "Capacity",
    "Claim",
    "ClaimLink",
    "Edition",
    "Entry",
    "Event",
    "Evidenced",
    "Force",
    "ForceCount",
    "Framing",
    "Keyed",
    "Model",
    "Occasion",
    "Official",
    "Omission",
    "Organisation",
    "Outlet",
    "Part",
    "Participant",
    "Party",
    "Passage",
    "Place",
    "Position",
    "Provision",
    "Ratification",
    "Record",
    "Row",
    "Series",
    "Signatory",
    "Source",
    "Span",
    "State",
    "Tenure",
    "When",
]
