"""What leads to a record: the rows of other tables that name it, whom an actor meets, and what stands beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from azturk_data.explorer.evidence import Row, rows
from azturk_data.explorer.rendering import table_path
from azturk_data.explorer.wording import date_families, readable
from azturk_data.models import Alias, Attribution, Claim, Part, Record, Span
from azturk_data.models.actor import Actor
from azturk_data.models.base import Keyed
from azturk_data.models.dyad import DyadYearRecord
from azturk_data.models.index import EvidenceRow, RecordRow, SupportRow
from azturk_data.schema.columns import Column
from azturk_data.schema.tables import Table, catalogue, keyed_models, plans_of

MOST = 12
"""How many rows a page shows of each table before it leads on to the table."""

_PHRASES = {
    ("agreement_parties", "actor_id"): "Party to",
    ("agreement_ratifications", "body_id"): "Approved",
    ("agreement_relations", "other_agreement_id"): "Referred to by",
    ("agreement_signatories", "official_id"): "Signed",
    ("agreement_signatories", "on_behalf_of_id"): "Signatures on its behalf",
    ("agreement_ratifications", "party_id"): "Approved on its side",
    ("agreements", "place_id"): "Agreements made here",
    ("agreements", "signing_event_id"): "What was signed",
    ("capacities", "source_id"): "Offices that it names",
    ("claim_relations", "other_claim_id"): "Other claims on it",
    ("claims", "speaker_id"): "Said",
    ("claims", "origin_id"): "Claims from its text",
    ("editions", "event_id"): "Part of a series",
    ("event_forces", "actor_id"): "Forces and arms",
    ("event_participants", "actor_id"): "Took part in",
    ("events", "part_of_id"): "What it consists of",
    ("events", "place_id"): "What happened here",
    ("framings", "target_id"): "Loaded words",
    ("mentions", "record_id"): "Mentioned in",
    ("occasions", "event_id"): "Part of a series",
    ("organisations", "parent_id"): "Bodies within",
    ("places", "part_of_id"): "Places within",
    ("sources", "publisher_id"): "Publications",
    ("sources", "origin_id"): "Retold by",
    ("tenures", "organisation_id"): "Offices in it",
}
"""What it means that a column of a table names a record; what is not here is named by the table and the column."""


@dataclass(frozen=True)
class Tie:
    """A column of another table that may name a record."""

    table: Table
    column: str
    owner: type[Keyed]
    """The kind of record that the row belongs to, or is."""

    @property
    def title(self) -> str:
        """What it means, for a reader."""
        known = _PHRASES.get((self.table.name, self.column))
        return known or f"{readable(self.table.name)}: {readable(self.column).lower()}"


@dataclass(frozen=True)
class Related:
    """The rows of a table that name a record."""

    tie: Tie
    count: int
    rows: list[Row]
    """Each with the `id`, `label` and `date` of what it belongs to, and the columns of the row itself."""
    more: str
    """The address of the table's page with all of them; empty if all are here."""

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"related-{self.tie.table.name}-{self.tie.column}"


def related(database: sqlite3.Connection, model: type[Keyed], record_id: str) -> list[Related]:
    """Return what names a record, table by table, the latest first."""
    return [found for tie in ties(model) if (found := _rows(database, tie, record_id))]


def _rows(database: sqlite3.Connection, tie: Tie, record_id: str) -> Related | None:
    where = f'FROM "{tie.table.name}" t WHERE t."{tie.column}" = ?'
    (count,) = database.execute(f"SELECT count(*) {where}", (record_id,)).fetchone()
    if not count:
        return None
    owner = catalogue()[tie.owner.published_as]
    family = next(iter(date_families(owner)), None)
    shown = f'o."{family}"' if family else "NULL"
    order = f'coalesce(o."{family}_from", o."{family}_to") DESC, ' if family else ""
    parent = owner.columns[1].name if issubclass(tie.owner, Part) and tie.owner is not Claim else None
    of = f'(SELECT label FROM records WHERE record_id = o."{parent}")' if parent else "NULL"
    names = ", ".join(f't."{column.name}"' for column in tie.table.columns)
    found = rows(
        database,
        f'SELECT o."{tie.owner.key}" AS "id", o."{tie.owner.label_field}" AS "label", {shown} AS "shown_date", '
        f'{of} AS "of_label", {names} FROM "{tie.table.name}" t '
        f'JOIN "{owner.name}" o ON o."{tie.owner.key}" = t."{tie.owner.key}" WHERE t."{tie.column}" = ? '
        f"ORDER BY {order}1 LIMIT {MOST}",
        record_id,
    )
    more = table_path(tie.table.name, {tie.column: record_id}) if count > len(found) else ""
    return Related(tie, count, found, more)


@cache
def ties(model: type[Keyed]) -> list[Tie]:
    """Return the columns that may name a record of a kind, but for those of its own parts."""
    targets = {model.published_as, RecordRow.published_as}
    if issubclass(model, Actor):
        targets.add(Actor.published_as)
    own = {child.plan.table.name for child in plans_of(model)[-1].children} if issubclass(model, Record) else set[str]()
    apart = {row.published_as for row in (EvidenceRow, SupportRow, DyadYearRecord, Alias, Attribution, Span)}
    found: list[Tie] = []
    for table in catalogue().values():
        owner = _owner(table)
        if table.name in apart or owner is None:
            continue
        for column in table.columns:
            if column.reference and column.reference.table in targets and column.name != table.primary_key[0]:
                # What an actor says comes from that actor: both would show the same.
                again = issubclass(model, Actor) and (table.name, column.name) == (Claim.published_as, "origin_id")
                if not again and not (table.name in own and column.name == model.key):
                    found.append(Tie(table, column.name, owner))
    return sorted(found, key=_weight)


def _weight(tie: Tie) -> tuple[bool, bool, str]:
    """What a record did comes before what is said of it."""
    return tie.owner.published_as == "claims", (tie.table.name, tie.column) not in _PHRASES, tie.title


def _owner(table: Table) -> type[Keyed] | None:
    """Return the kind of record whose id leads the key of a table."""
    for model in keyed_models().values():
        if model.key == table.primary_key[0] and model.label_field:
            return model
    return None


def company(database: sqlite3.Connection, actor_id: str) -> list[Row]:
    """Return the persons, bodies and states with whom an actor took part in most events."""
    return rows(
        database,
        """
        SELECT b.actor_id AS "id", a.name AS "label", count(DISTINCT b.event_id) AS "events"
          FROM event_participants x JOIN event_participants b USING (event_id) JOIN actors a ON a.actor_id = b.actor_id
         WHERE x.actor_id = ? AND b.actor_id <> x.actor_id
         GROUP BY b.actor_id ORDER BY 3 DESC, 2 LIMIT 10
        """,
        actor_id,
    )


def beside(database: sqlite3.Connection, model: type[Keyed], row: Row) -> Iterator[tuple[str, Row]]:
    """Yield what stands before a record, and what behind it: in time, in its own record, or in the alphabet."""
    table = catalogue()[model.published_as]
    name = f'"{model.label_field}"' if model.label_field else f'"{model.key}"'
    within, order, values = "1", [f'"{model.key}"'], [row[model.key]]
    family = next(iter(date_families(table)), None)
    if issubclass(model, Part):
        parent: Column = table.columns[1]
        within, values = f'"{parent.name}" = ?', [row[parent.name], *values]
    elif family:
        order, values = [f'coalesce("{family}_from", "{family}_to", \'\')', *order], [_day(row, family), *values]
    else:
        order, values = [f"{name} COLLATE NOCASE", *order], [row[model.label_field or model.key], *values]
    marks = ", ".join("?" * len(order))
    for how, compare, way in (("previous", "<", "DESC"), ("next", ">", "ASC")):
        for found in rows(
            database,
            f'SELECT "{model.key}" AS "id", {name} AS "label" FROM "{table.name}" '
            f"WHERE {within} AND ({', '.join(order)}) {compare} ({marks}) "
            f"ORDER BY {', '.join(f'{part} {way}' for part in order)} LIMIT 1",
            *values,
        ):
            yield how, found


def _day(row: Row, family: str) -> str:
    return row[f"{family}_from"] or row[f"{family}_to"] or ""
