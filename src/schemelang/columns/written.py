"""The tables that a run has written, read again for some of its parties."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from schemelang.columns.from_outcome import columns_of, lines_of, parties_of
from schemelang.columns.keyed import Array
from schemelang.columns.told import heading_of, payments_table, told, values_table
from schemelang.figures.figures import Member
from schemelang.graph.graph import RuleGraph
from schemelang.outcome.outcome import Outcome
from schemelang.plan.tables import OwnFault

Row = Mapping[str, Any]


@frozen
class Tables:
    """The folder of a run."""

    folder: Path
    graph: RuleGraph

    def read(self, name: str, columns: list[str] | None = None) -> pa.Table:
        """Read a table, or some of its columns."""
        return pq.ParquetFile(str(self.folder / f"{name}.parquet")).read(columns=columns, use_threads=False)

    def group_of(self, wanted: str) -> frozenset[str]:
        """Return the codes of all in the outermost group of a party, by its code or its name; nobody of a stranger."""
        *levels, _ = self.graph.levels
        top, codes, group = levels[-1], {}, None
        for level in levels:
            table = self.read(f"values_{level}", [level, f"{level}_name", *([top] if level != top else [])])
            own = table.column(level).to_pylist()
            groups = table.column(top).to_pylist()
            codes[level] = own, groups
            group = group or _group_in(wanted, own, table.column(f"{level}_name").to_pylist(), groups)
        if group is None:
            return frozenset()
        return frozenset(
            code
            for own, groups in codes.values()
            for code, its in zip(own, groups, strict=True)
            if group in (code, its)
        )

    def everybody(self) -> Iterator[Member]:
        """Return everybody of whom something is written."""
        for level in self.graph.levels[:-1]:
            table = self.read(f"values_{level}", [level, f"{level}_name"])
            pairs = zip(table.column(level).to_pylist(), table.column(f"{level}_name").to_pylist(), strict=True)
            yield from (Member(code=code, name=name, kind=level) for code, name in pairs)

    def hold(self, outcome: Outcome, codes: Collection[str], as_at: date | None) -> None:
        """See that an outcome of some parties is what is written of them, to the penny and the cell."""
        parties = parties_of(outcome)
        for level in self.graph.levels[:-1]:
            found = values_table(parties, level, columns_of(outcome, parties, level))
            for then, now in zip(self._values(level, codes), _of(found, level, codes), strict=True):
                self._hold_values(level, then, now)
        found = payments_table(parties, lines_of(outcome, parties), as_at)
        amounts = {(part.payment, part.tranche): part.amount for part in self.graph.due}
        before, after = self._lines(self.read("payments"), codes), self._lines(found, codes)
        if len(before) != len(after):
            raise OwnFault(self.graph.due[0].amount, f"{len(before)} lines are written, and there are {len(after)}")
        for then, now in zip(before, after, strict=True):
            if then != now:
                raise OwnFault(amounts[then["payment"], then["part"]], f"of {then['payee']} {_differ(then, now)}")

    def _hold_values(self, level: str, then: Row, now: Row) -> None:
        for rule in told(self.graph, level):
            for name in (heading_of(rule), f"{heading_of(rule)}_of", f"{heading_of(rule)}_lack"):
                if str(then.get(name)) != str(now.get(name)):
                    raise OwnFault(rule.id, f"of {then[level]} {_differ(then, now)}")

    def _values(self, level: str, codes: Collection[str]) -> list[Row]:
        return _of(self.read(f"values_{level}"), level, codes)

    def _lines(self, table: pa.Table, codes: Collection[str]) -> list[Row]:
        """Return the lines to some parties, through them, and of the whole scheme."""
        theirs = _is_one_of(table.column("payee"), codes) | _is_one_of(table.column("group"), codes)
        named = {part.payee for part in self.graph.due if part.level == self.graph.levels[-1]}
        whole = _is_one_of(table.column("payee"), named) & _is_none(table.column("group"))
        return _rows_at(table, theirs | whole)


def _group_in(wanted: str, codes: list[str], names: list[str], groups: list[str | None]) -> str | None:
    """Return the outermost group of a party that is called by its code or, if no other has it, by its name."""
    said = wanted.casefold()
    for called in (codes, names):
        at = [number for number, each in enumerate(called) if each.casefold() == said]
        if len(at) == 1:
            return groups[at[0]] or codes[at[0]]
    return None


def _of(table: pa.Table, level: str, codes: Collection[str]) -> list[Row]:
    own = np.array([code in codes for code in table.column(level).to_pylist()], bool)
    return _rows_at(table, own)


def _rows_at(table: pa.Table, wanted: Array) -> list[Row]:
    """Return the rows that are wanted. Those of a group stand together; pyarrow's own filter takes long to import."""
    at = np.flatnonzero(wanted)
    runs = np.split(at, np.flatnonzero(np.diff(at) != 1) + 1)
    return [row for run in runs if run.size for row in table.slice(int(run[0]), run.size).to_pylist()]


def _numbers(column: pa.ChunkedArray) -> tuple[Array, list[str]]:
    whole = column.combine_chunks()
    numbers = np.nan_to_num(whole.indices.to_numpy(zero_copy_only=False), nan=-1).astype(np.int64)
    return numbers, whole.dictionary.to_pylist()


def _is_one_of(column: pa.ChunkedArray, codes: Collection[str | None]) -> Array:
    numbers, words = _numbers(column)
    return np.array([*(word in codes for word in words), False], bool)[numbers]


def _is_none(column: pa.ChunkedArray) -> Array:
    return _numbers(column)[0] < 0


def _differ(then: Row, now: Row) -> str:
    """Name the first thing that differs, and how."""
    name = next((name for name in then if str(then[name]) != str(now.get(name))), "")
    return f"{then.get(name)} is written, and the reference evaluator comes to {now.get(name)} ({name})"
