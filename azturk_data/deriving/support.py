"""How well records are borne out: on how many independent origins they rest, and whether their claims conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from azturk_data.models import EXISTENCE, Source
from azturk_data.models.base import SUPPORT, Scalar
from azturk_data.models.index import EvidenceRow, SupportRow
from azturk_data.models.source import origin_of
from azturk_data.models.vocabularies import ClaimRelation, Support
from azturk_data.reading.reader import RecordSet
from azturk_data.schema.tables import catalogue, plain

Rows = list[dict[str, Scalar]]
CONFLICT = (ClaimRelation.CONTRADICTS, ClaimRelation.CORRECTS)


class Origins:
    """Where every claim comes from, and which claims conflict with another."""

    def __init__(self, records: RecordSet) -> None:
        self.of: dict[str, str] = {}
        self.conflicting: set[str] = set()
        for record in records.records.values():
            if isinstance(record, Source):
                self._enter(record)

    def _enter(self, source: Source) -> None:
        for claim in source.claims:
            id_ = f"claim/{source.slug}/{claim.id}"
            self.of[id_] = origin_of(source, claim)
            for link in claim.relations:
                if link.relation in CONFLICT:
                    self.conflicting |= {id_, link.other_claim_id}

    def support(self, claims: Iterable[str], counted: Iterable[str] | None = None) -> Support:
        """Return what claims amount to; `counted`, if given, are those whose origins are counted."""
        if not self.conflicting.isdisjoint(claims):
            return Support.CONFLICTING
        origins = {self.of[claim] for claim in (claims if counted is None else counted)}
        return Support.SEVERAL if len(origins) > 1 else Support.SINGLE


def support_rows(evidence: Rows, origins: Origins) -> Iterator[dict[str, Scalar]]:
    """Yield a row of `support` for each field of each record that `evidence` has."""
    fields: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in evidence:
        fields[str(row["record_id"]), str(row["field"])].append(str(row["claim_id"]))
    for (record_id, field), claims in fields.items():
        row = SupportRow(
            record_id=record_id,
            field=field,
            claims=len(claims),
            sources=len({claim.split("/")[1] for claim in claims}),
            origins=len({origins.of[claim] for claim in claims}),
            support=origins.support(claims),
        )
        yield {name: plain(value) for name, value in row}


def fill_support(rows: dict[str, Rows], origins: Origins) -> None:
    """Fill the column `support` of every table that has one, from the rows of `evidence`."""
    carrying: defaultdict[str, list[str]] = defaultdict(list)
    existence: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows[EvidenceRow.published_as]:
        carrying[str(row["record_id"])].append(str(row["claim_id"]))
        if row["field"] == EXISTENCE:
            existence[str(row["record_id"])].append(str(row["claim_id"]))
    for name, table in catalogue().items():
        if name == SupportRow.published_as or SUPPORT.name not in {column.name for column in table.columns}:
            continue
        (key,) = table.primary_key
        for row in rows[name]:
            id_ = str(row[key])
            row[SUPPORT.name] = plain(origins.support(carrying[id_], existence[id_]))
