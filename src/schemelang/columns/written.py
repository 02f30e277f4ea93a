"""The tables that a run has written, read again for one party.

NumPy is not needed for so few rows, and takes as long to import as all of this.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from schemelang.columns.headings import heading_of, title_of, told
from schemelang.columns.units import units_of
from schemelang.figures.figures import Member
from schemelang.figures.parquet_cells import rows_with
from schemelang.graph.graph import Rule, RuleGraph
from schemelang.light import Factory, frozen
from schemelang.outcome.ledger import name_of, status_of
from schemelang.outcome.outcome import Absent, Line, Outcome, RuleValue
from schemelang.plan.tables import OwnFault

Row = Mapping[str, Any]


@frozen
class Asked:
    """A party that is asked for: its code, all in its outermost group, and of these itself, its groups and its members.

    `rows` are where those of the group stand, by their level. Of one that only payments name there is nobody.
    """

    code: str | None = None
    group: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    rows: Mapping[str, list[int]] = Factory(dict)


@frozen
class Tables:
    """The folder of a run."""

    folder: Path
    graph: RuleGraph

    @cached_property
    def _values(self) -> Mapping[str, pa.Table]:
        return {level: self._read(f"values_{level}") for level in self.graph.levels[:-1]}

    @cached_property
    def _named(self) -> frozenset[str]:
        """The payees that payments name."""
        return frozenset(part.payee for part in self.graph.due if part.payee is not None)

    def _read(self, name: str) -> pa.Table:
        return pq.ParquetFile(str(self.folder / f"{name}.parquet")).read(use_threads=False)

    # ------------------------------------------------------------ who there is

    def find(self, wanted: str) -> Asked:
        """Find a party by its code or, if no other has it, by its name; nobody of a stranger."""
        said = wanted.casefold()
        for ending in ("", "_name"):
            found = [
                (level, row)
                for level, table in self._values.items()
                for row in rows_with(table.column(f"{level}{ending}"), lambda word: word.casefold() == said)
            ]
            if len(found) == 1:
                return self._asked(*found[0])
        return Asked()

    def _asked(self, level: str, row: int) -> Asked:
        above = self._groups(level, row)
        *_, top = above
        group, own = self._within(top, above[top]), self._within(level, above[level])
        return Asked(above[level], self._codes(group), self._codes(own) | {*above.values()}, group)

    def _groups(self, level: str, row: int) -> Mapping[str, str]:
        """Return the codes of a party and of its groups, by their level."""
        table, *coarser = self._values[level], *self.graph.levels[self.graph.levels.index(level) + 1 : -1]
        codes = {each: table.column(each)[row].as_py() for each in (level, *coarser)}
        return {each: code for each, code in codes.items() if code is not None}

    def _within(self, level: str, code: str) -> Mapping[str, list[int]]:
        """Return where a party and all in it stand, by their level."""
        levels = self.graph.levels[: self.graph.levels.index(level) + 1]
        return {each: rows_with(self._values[each].column(level), lambda word: word == code) for each in levels}

    def _codes(self, rows: Mapping[str, list[int]]) -> frozenset[str]:
        tables = ((level, _rows_at(self._values[level].select([level]), at)) for level, at in rows.items())
        return frozenset(row[level] for level, them in tables for row in them)

    def everybody(self) -> Iterator[Member]:
        """Return everybody of whom something is written."""
        for level, table in self._values.items():
            codes, names = (table.column(name).to_pylist() for name in (level, f"{level}_name"))
            yield from (Member(code=code, name=name, kind=level) for code, name in zip(codes, names, strict=True))

    # ------------------------------------------------------------ what it came to

    def hold(self, outcome: Outcome, asked: Asked, as_at: date | None) -> None:
        """See that what has been worked out of a party and its group is what is written, to the penny and the cell."""
        units = units_of(self.graph)
        for level, rows in asked.rows.items():
            rules = [(rule, units[rule.id]) for rule in told(self.graph, level)]
            for then in _rows_at(self._values[level], rows):
                _hold_values(outcome, rules, then[level], then)
        self._hold_lines(outcome, asked, as_at)

    def _hold_lines(self, outcome: Outcome, asked: Asked, as_at: date | None) -> None:
        amounts = {(part.payment, part.tranche): part.amount for part in self.graph.due}
        now = [_line(outcome, line, as_at) for line in outcome.ledger]
        before, after = self._lines(asked), [row for row in now if self._is_of(asked, row)]
        if len(before) != len(after):
            raise OwnFault(self.graph.due[0].amount, f"{len(before)} lines are written, and there are {len(after)}")
        for then, row in zip(before, after, strict=True):
            if then != row:
                raise OwnFault(amounts[then["payment"], then["part"]], f"of {then['payee']} {_differ(then, row)}")

    def _lines(self, asked: Asked) -> list[Row]:
        table = self._read("payments")
        rows = rows_with(table.column("payee"), lambda payee: payee in asked.own or payee in self._named)
        return [row for row in _rows_at(table, rows) if self._is_of(asked, row)]

    def _is_of(self, asked: Asked, row: Row) -> bool:
        """Say whether a line is to a party or, to one that payments name, through it; or of the whole scheme."""
        if row["payee"] not in self._named:
            return row["payee"] in asked.own
        return row["group"] in asked.own or row["group"] is None


def _hold_values(outcome: Outcome, rules: Collection[tuple[Rule, int | None]], code: str, then: Row) -> None:
    """Hold what has been worked out of a party against its row."""
    for rule, unit in rules:
        value = outcome.values[rule.id]
        if (code, None) in value:
            now = _cells(rule, unit, value[code, None])
            for name in (heading_of(rule), f"{heading_of(rule)}_of", f"{heading_of(rule)}_lack"):
                if str(then.get(name)) != str(now.get(name)):
                    raise OwnFault(rule.id, f"of {code} {_differ({name: then.get(name)}, now)}")


def _cells(rule: Rule, unit: int | None, value: RuleValue) -> Row:
    """Return what is written of a value: a number over the unit of its rule or, where that has none, over its own."""
    name = heading_of(rule)
    match value:
        case Absent():
            return {f"{name}_lack": value.lack.value}
        case Fraction() if unit is None:
            return {name: value.numerator, f"{name}_of": value.denominator}
        case Fraction():
            assert unit is not None, "it is the case before"
            return {name: value * unit}
        case _:
            return {name: value}


def _line(outcome: Outcome, line: Line, as_at: date | None) -> Row:
    """Return what is written of a line."""
    part = line.part
    return {
        "payment": part.payment,
        "part": part.tranche,
        "instalment": f"{part.instalment} of {part.instalments}",
        "due": line.day,
        "group": line.group,
        "group_name": name_of(outcome, line.group) or None,
        "payee": line.payee,
        "payee_name": name_of(outcome, line.payee) or None,
        "payer": part.payer or None,
        "status": status_of(outcome, line, as_at),
        "pence": line.pence,
        "at_stake_pence": line.stake,
        "overpaid_pence": line.overpaid,
        "manner": line.manner or None,
        "reference": title_of(outcome.graph, part) or None,
    }


def _rows_at(table: pa.Table, rows: list[int]) -> Iterator[Row]:
    """Return some rows. Those of a group stand together; pyarrow's own way to take rows takes long to import."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] == row - 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return (each for run in runs for each in table.slice(run[0], len(run)).to_pylist())


def _differ(then: Row, now: Row) -> str:
    """Name the first thing that differs, and how."""
    name = next((name for name in then if str(then[name]) != str(now.get(name))), "")
    return f"{then.get(name)} is written, and the reference evaluator comes to {now.get(name)} ({name})"
