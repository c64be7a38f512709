"""`check`: a folder's tables held against the rules of the models."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from azturk_data import shipped
from azturk_data.checks.cells import SQL_TYPES
from azturk_data.checks.counts import Counts
from azturk_data.checks.engines import Engine, EngineError, EngineName
from azturk_data.checks.engines import engine as engine_named
from azturk_data.checks.folder import Promise, Set, Source, altered, find
from azturk_data.checks.report import Breach, Example, Report
from azturk_data.checks.rules import READ, Rule, examples, selected, values_of
from azturk_data.checks.shapes import Shape, shape_of
from azturk_data.errors import UnknownTableError
from azturk_data.schema.tables import Table, catalogue

FILES = "_files"
"""Behind the name of a table, the name of the relation that its files are."""
MOST = 3
"""How many rows are shown of those that break a rule."""
Watch = Callable[[str, int, int], None]
"""Is told what is looked at next, how many steps are done, and of how many."""


def _unwatched(what: str, done: int, total: int) -> None:
    pass


def check(
    path: str | PathLike[str] | None = None,
    *,
    engine: EngineName = "duckdb",
    tables: Sequence[str] | None = None,
    watch: Watch = _unwatched,
) -> Report:
    """Hold tables against every rule of the models, and return a report that is true if nothing is wrong.

    `path` is a folder with the tables as CSV or Parquet files, by default the package's own: side by side, in folders
    `csv` and `parquet`, named by a `datapackage.json`, or each table a folder of Parquet files, partitioned or not.
    `engine` is `duckdb`, which runs in this process, or `spark`; both run the same queries. With `tables`, only those
    are checked; where their references lead is looked up all the same.

    The report's `breaches` have the table, the rule, the column, how many rows break it, and a few of them by their key
    and value; `arrow()` has the same as a table. Files that are missing, unreadable or not as their descriptor says,
    and columns that are missing, unknown or of another type are breaches too, and not errors.

    Raises `NotAReleaseError` if there are no tables, `UnknownTableError` and `UnknownValueError` for a table or an
    engine that there is not, and `MissingExtraError` if the engine is not installed.

    >>> import azturk_data
    >>> report = azturk_data.check(tables=["events", "places"])
    >>> bool(report), report.breaches
    (True, ())
    """
    start = engine_named(engine)
    place = shipped.DATA if path is None else Path(path).expanduser()
    wanted = _wanted(tables)
    sets, promises, breaches = find(place)
    if wanted is not None:
        sets = [_with_targets(each, wanted) for each in sets]
        promises = [each for each in promises if each.table in wanted]
    run = _Run(wanted or list(catalogue()), watch, sum(map(len, sets)) + len(promises))
    run.breaches += breaches
    with TemporaryDirectory(prefix="azturk-data-check-", ignore_cleanup_errors=True) as scratch:
        for number, each in enumerate(sets):
            folder = Path(scratch) / str(number)
            folder.mkdir()
            with start(folder) as running:
                run.hold(each, folder, running)
        run.promised(promises, sets)
    order = {name: number for number, name in enumerate(catalogue())}
    run.breaches.sort(key=lambda breach: order.get(breach.table, -1))
    return Report(tuple(run.breaches), run.tables, run.rows, run.rules, engine)


def _wanted(tables: Sequence[str] | None) -> list[str] | None:
    for name in tables or ():
        if name not in catalogue():
            raise UnknownTableError(f"there is no table '{name}'; the tables are {', '.join(catalogue())}")
    return None if tables is None else list(tables)


def _with_targets(held: Set, wanted: Sequence[str]) -> Set:
    needed = {c.reference.table for name in wanted for c in catalogue()[name].columns if c.reference} | set(wanted)
    return {name: source for name, source in held.items() if name in needed}


class _Run:
    """One check on its way."""

    def __init__(self, wanted: Sequence[str], watch: Watch, steps: int) -> None:
        self.wanted = wanted
        self.breaches: list[Breach] = []
        self.tables = self.rows = self.rules = 0
        self._watch, self._done, self._steps = watch, 0, steps

    def _step(self, what: str) -> None:
        self._watch(what, self._done, max(self._steps, self._done + 1))
        self._done += 1

    def promised(self, promises: Sequence[Promise], sets: Sequence[Set]) -> None:
        """Hold the files against what their descriptor says of them."""
        told = {(breach.table, breach.format) for breach in self.breaches if breach.rule == "missing-table"}
        for promise in promises:
            self._step(promise.file.name)
            wrong = altered(promise) if (promise.table, promise.format) not in told else None
            if wrong:
                rule = "altered" if promise.file.exists() else "missing-file"
                self.breaches.append(Breach(promise.table, promise.format, rule, "", 0, wrong))

    def hold(self, held: Set, scratch: Path, engine: Engine) -> None:
        """Hold the tables of one set against the rules."""
        formats = {source.format for source in held.values()}
        for name in self.wanted:
            if name not in held:
                kind = next(iter(formats)) if len(formats) == 1 else "any"
                self.breaches.append(Breach(name, kind, "missing-table", "", 0, f"there is no table {name}"))
        shapes = {shape.source.table: shape for shape in self._shapes(list(held.values()), scratch)}
        readable: dict[str, Shape] = {}
        for name, shape in shapes.items():
            if name in self.wanted:
                self.breaches += shape.breaches
                self.tables += 1
                self.rows += shape.rows
            if shape.columns:
                try:
                    _declare(engine, shape, catalogue()[name])
                    readable[name] = shape
                except EngineError as error:
                    self._tell_unreadable(shape, error)
        rules = [rule for rule in _rules(readable) if rule.table in self.wanted]
        counts = Counts(engine, {name: shape.rows for name, shape in readable.items()}, _as_text(readable), self._step)
        told = counts.count(rules)
        self.rules += len(told)
        for name, error in counts.damaged.items():
            self._tell_unreadable(readable[name], error)
        for rule in told:
            if counts.broken[rule]:
                shown = tuple(Example(*row) for row in engine.rows(examples(rule, MOST)))
                self._tell(readable[rule.table], rule.kind, rule.column, counts.broken[rule], rule.about, shown)

    def _shapes(self, sources: Sequence[Source], scratch: Path) -> Iterator[Shape]:
        # Files are taken apart outside of Python, two at a time.
        with ThreadPoolExecutor(2) as pool:
            for source, shape in zip(sources, pool.map(lambda each: shape_of(each, scratch), sources), strict=True):
                self._step(source.table)
                yield shape

    def _tell_unreadable(self, shape: Shape, error: EngineError) -> None:
        if shape.source.table in self.wanted:
            self._tell(shape, "unreadable", "", 0, f"{shape.source.root.name} cannot be read ({error})")

    def _tell(
        self, shape: Shape, rule: str, column: str, rows: int, about: str, examples: tuple[Example, ...] = ()
    ) -> None:
        source = shape.source
        self.breaches.append(Breach(source.table, source.format, rule, column, rows, about, examples))


def _rules(readable: Mapping[str, Shape]) -> list[Rule]:
    columns = {name: shape.columns.keys() for name, shape in readable.items()}
    return selected(columns, _as_text(readable))


def _as_text(readable: Mapping[str, Shape]) -> list[str]:
    return [name for name, shape in readable.items() if shape.is_text]


def _declare(engine: Engine, shape: Shape, table: Table) -> None:
    """Declare the relations of a table: its files, its cells as they were read, and their values."""
    engine.files(table.name + FILES, shape.root, shape.files, shape.columns, shape.partitions)
    cells: list[str] = []
    for column in table.columns:
        kind = "STRING" if shape.is_text else SQL_TYPES[column.type]
        if column.name not in shape.columns:
            cell = f"CAST(NULL AS {kind})"
        elif column.name in shape.partitions:
            cell = f"TRY_CAST(t.{column.name} AS {kind})"
        else:
            cell = f"t.{column.name}"
        cells.append(f"{cell} AS {column.name}")
    engine.view(table.name + READ, f"SELECT {', '.join(cells)} FROM {table.name}{FILES} t", shape.rows)
    if shape.is_text:
        engine.view(table.name, values_of(table), shape.rows)
    else:
        engine.alias(table.name, table.name + READ)
