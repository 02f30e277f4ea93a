"""What comes of a run, as tables of Parquet: dated lines, and the values of each level's named blocks.

Every engine's results take the same form here, lines and columns of whole numbers, and are written by the same code, so
that the files are the same byte for byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from io import BytesIO
from math import gcd

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from schemelang.columns.headings import heading_of, title_of
from schemelang.columns.manifest import National
from schemelang.columns.roll import Array
from schemelang.columns.units import units_of
from schemelang.graph.graph import DuePart, Rule, RuleGraph, RuleId
from schemelang.light import field, frozen
from schemelang.model.model import Quantity
from schemelang.outcome.kinds import Status
from schemelang.plan.plan import LACKS

EPOCH = date(1970, 1, 1).toordinal()
"""The number of the day from which days of Parquet are counted."""
_STATUSES = tuple(Status)
_LONGEST, _DIGITS = 2**63 - 1, 38

NO_DAY = -(2**31)
"""What stands for a day that is not known yet."""


@frozen(eq=False, kw_only=True)
class Lines:
    """All lines, in the order of a ledger: for each the place of its part, and of payee and group among all parties.

    `days` are counted from 1970. `done` is which of the part's recoveries applies, from 1, or 0. Where there are no
    pence, stake or overpaid pence, these are 0.
    """

    parts: Array
    payees: Array
    groups: Array
    days: Array
    statuses: Array
    pence: Array
    has_pence: Array
    stakes: Array
    has_stake: Array
    overpaid: Array
    has_overpaid: Array
    done: Array


@frozen(eq=False, kw_only=True)
class PartLines:
    """What becomes of one part that falls due for each party of its level, in order of code."""

    part: DuePart = field(repr=False)
    is_line: Array
    status: Array
    pence: Array
    has_pence: Array
    stake: Array
    has_stake: Array
    overpaid: Array
    has_overpaid: Array
    done: Array


@frozen(eq=False, kw_only=True)
class Column:
    """One named block's values, of one value for each party: whole numbers over units, and the numbers of lacks.

    Without units the numbers are over the unit of the rule, or are days, words or answers.
    """

    rule: Rule
    numbers: Array
    units: Array | None
    lacks: Array


@frozen(eq=False, kw_only=True)
class Parties:
    """Everybody who is told of: codes and names by level, whose group each is in, and payees that are no members."""

    graph: RuleGraph = field(repr=False)
    codes: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    owners: Mapping[tuple[str, str], Array]

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The payees that payments name, in order of the payments."""
        return tuple(dict.fromkeys(part.payee for part in self.graph.due if part.payee is not None))

    @cached_property
    def everybody(self) -> tuple[str, ...]:
        """The codes of all, level by level, and then those that payments name."""
        return (*(code for level in self.graph.levels[:-1] for code in self.codes[level]), *self.named)

    @cached_property
    def called(self) -> tuple[str, ...]:
        """What all of them are called."""
        titles = dict(reversed(self.graph.parties))
        members = [name for level in self.graph.levels[:-1] for name in self.names[level]]
        return (*members, *(titles.get(name, name) for name in self.named))

    @cached_property
    def units(self) -> Mapping[RuleId, int | None]:
        """The unit over which each rule has whole numbers."""
        return units_of(self.graph)

    def first(self, level: str) -> int:
        """Return the place of the first party of a level among all."""
        before = self.graph.levels[: self.graph.levels.index(level)]
        return sum(len(self.codes[each]) for each in before)


@frozen(eq=False, kw_only=True)
class Results:
    """All that tables are made of: who there is, lines, the values of each level, and those of the whole scheme."""

    parties: Parties
    lines: Lines
    values: Mapping[str, Sequence[Column]]
    national: National


# ---------------------------------------------------------------- lines


def payments_table(parties: Parties, lines: Lines, as_at: date | None) -> pa.Table:
    """Return the dated lines as a table: what `--format csv` says of each, with amounts in pence."""
    due = parties.graph.due
    everybody = pa.array(parties.everybody, pa.string())
    tranches = np.array([part.tranche for part in due] or [0], np.int32)
    called = _Once(parties.called)
    words, status = _statuses(parties.graph, lines, as_at)
    manners = ["", *dict.fromkeys(done.words for part in due for done in part.recoveries)]
    return pa.table(
        {
            "payment": _words([part.payment for part in due], lines.parts),
            "part": _array(tranches[lines.parts], pa.int32(), np.zeros(len(lines.parts), bool)),
            "instalment": _words([f"{part.instalment} of {part.instalments}" for part in due], lines.parts),
            "due": _days(lines.days, lines.days == NO_DAY),
            "group": _coded(everybody, lines.groups),
            "group_name": called.of(lines.groups),
            "payee": _coded(everybody, lines.payees),
            "payee_name": called.of(lines.payees),
            "payer": _words([part.payer for part in due], lines.parts),
            "status": _words(words, status),
            "pence": _array(lines.pence, pa.int64(), ~lines.has_pence),
            "at_stake_pence": _array(lines.stakes, pa.int64(), ~lines.has_stake),
            "overpaid_pence": _array(lines.overpaid, pa.int64(), ~lines.has_overpaid),
            "manner": _words(manners, _manners(due, manners, lines)),
            "reference": _words([title_of(parties.graph, part) for part in due], lines.parts),
        }
    )


class _Once:
    """Words of which columns keep each once; an empty word is none, and so is the one before the first."""

    def __init__(self, words: Sequence[str]) -> None:
        once = {word: at for at, word in enumerate(dict.fromkeys(filter(None, words)))}
        self._numbers = np.array([*(once.get(word, -1) for word in words), -1], np.int32)
        self._words = pa.array(list(once), pa.string())

    def of(self, which: Array) -> pa.DictionaryArray:
        """Return a column of these words, by the number of each."""
        return _coded(self._words, self._numbers[which])


def _words(words: Sequence[str], which: Array) -> pa.DictionaryArray:
    """Return some words as a column that keeps each once."""
    return _Once(words).of(which)


def _coded(words: pa.Array, which: Array) -> pa.DictionaryArray:
    """Return a column of words of which each row has one, by its number; below 0 it has none."""
    return pa.DictionaryArray.from_arrays(_array(which.astype(np.int32, copy=False), pa.int32(), which < 0), words)


def _days(numbers: Array, none: Array) -> pa.Array:
    """Return days, counted from 1970, as a column."""
    return _array(numbers.astype(np.int32, copy=False), pa.date32(), none)


def _array(numbers: Array, kind: pa.DataType, none: Array) -> pa.Array:
    """Return numbers as a column, over the memory that they are in; some rows have none.

    It is made of its parts, since pyarrow would import more of NumPy to look at an array than all of this needs.
    """
    there = pa.py_buffer(np.packbits(~none, bitorder="little")) if none.any() else None
    clean = np.where(none, 0, numbers).astype(numbers.dtype, copy=False) if there else numbers
    data = np.packbits(clean, bitorder="little") if clean.dtype == np.bool_ else np.ascontiguousarray(clean)
    return pa.Array.from_buffers(kind, len(numbers), [there, pa.py_buffer(data)])


def _statuses(graph: RuleGraph, lines: Lines, as_at: date | None) -> tuple[list[str], Array]:
    """Say what becomes of the lines: the words, and which of them each line has."""
    plain = [status.value for status in _STATUSES]
    words = [*plain, "to come", *(f"forecast: {word}" for word in plain)]
    which = lines.statuses.astype(np.int32)
    if as_at is not None:
        later = (lines.days == NO_DAY) | (lines.days > as_at.toordinal() - EPOCH)
        later &= which != _STATUSES.index(Status.HELD)
        hangs = np.array([part.condition is not None for part in graph.due] or [False])[lines.parts]
        which = np.where(later, np.where(hangs, which + len(plain) + 1, len(plain)), which)
    return ([word if graph.standing.is_in_force else f"not in force: {word}" for word in words]), which


def _manners(due: Sequence[DuePart], manners: Sequence[str], lines: Lines) -> Array:
    """Return which words say what is done about too much paid."""
    most = max((len(part.recoveries) for part in due), default=0)
    table = np.zeros((max(len(due), 1), most + 1), np.int32)
    for at, part in enumerate(due):
        for number, done in enumerate(part.recoveries, 1):
            table[at, number] = manners.index(done.words)
    return table[lines.parts, lines.done]


# ---------------------------------------------------------------- values


def values_table(parties: Parties, level: str, columns: Sequence[Column]) -> pa.Table:
    """Return the values of a level as a table: a row for each party, and a column for each block."""
    made: dict[str, pa.Array] = {level: pa.array(parties.codes[level], pa.string())}
    made[f"{level}_name"] = pa.array(parties.names[level], pa.string())
    for (member, group), owner in parties.owners.items():
        if member == level:
            made[group] = _coded(pa.array(parties.codes[group], pa.string()), owner.astype(np.int32))
    fields = [pa.field(name, array.type) for name, array in made.items()]
    for column in columns:
        for each, array in _column(parties, column):
            fields.append(each)
            made[each.name] = array
    return pa.Table.from_arrays(list(made.values()), schema=pa.schema(fields))


def _column(parties: Parties, column: Column) -> Iterator[tuple[pa.Field, pa.Array]]:
    """Make the columns of one block: its values, what they are out of, and what is lacking, as far as there is such."""
    name, empty = heading_of(column.rule), column.lacks > 0
    yield from _there(parties, column, name, empty)
    if empty.any():
        lacks = ["", *(lack.value for lack in LACKS if lack is not None)]
        array = _words(lacks, column.lacks.astype(np.int32))
        yield pa.field(f"{name}_lack", array.type), array


def _there(parties: Parties, column: Column, name: str, empty: Array) -> Iterator[tuple[pa.Field, pa.Array]]:
    numbers, units = _without_what_is_lacking(column, empty)
    match column.rule.type.quantity:
        case Quantity.YES_NO:
            array = _array(numbers.astype(bool), pa.bool_(), empty)
        case Quantity.DATE:
            array = _days(numbers - EPOCH, empty)
        case Quantity.CATEGORY:
            array = _coded(pa.array(column.rule.type.words, pa.string()), np.where(empty, -1, numbers).astype(np.int32))
        case _:
            unit = parties.units[column.rule.id]
            if unit is not None:
                scaled = over(numbers, units, unit)
                array = _integers(scaled, empty)
                yield pa.field(name, array.type, metadata={"unit": f"1/{unit}" if unit > 1 else "1"}), array
                return
            above, below = lowest(numbers, units)
            array = _integers(above, empty)
            yield pa.field(name, array.type, metadata={"unit": f"1/{name}_of"}), array
            array, name = _integers(below, empty), f"{name}_of"
    yield pa.field(name, array.type), array


def _without_what_is_lacking(column: Column, empty: Array) -> tuple[Array, Array | None]:
    """Let what stands where there is no value be nothing."""
    numbers, units = column.numbers, column.units
    if not empty.any():
        return numbers, units
    numbers = np.where(empty, 0, numbers)
    return numbers, units if units is None or units.size == 1 else np.where(empty, 1, units)


def over(numbers: Array, units: Array | None, unit: int) -> Array:
    """Return numbers over some units as whole numbers over another, which they all are."""
    if units is None:
        return numbers
    if units.size == 1:
        own = int(units.reshape(-1)[0])
        common = gcd(own, unit)
        if own == unit:
            return numbers
        fits = numbers.dtype != object and int(np.abs(numbers).max(initial=0)) <= _LONGEST // unit
        scaled = numbers.astype(np.int64 if fits else object) * (unit // common)
        assert not (scaled % (own // common)).any(), "a value is whole over the unit of its rule"
        return scaled // (own // common)
    exact = numbers.astype(object) * unit
    assert not (exact % units).any(), "a value is whole over the unit of its rule"
    return exact // units


def lowest(numbers: Array, units: Array | None) -> tuple[Array, Array]:
    """Return fractions in their lowest terms: above and below the line."""
    below = np.ones(numbers.shape, numbers.dtype) if units is None else np.broadcast_to(units, numbers.shape)
    common = np.gcd(numbers, below)
    return numbers // common, below // common


def _integers(numbers: Array, empty: Array) -> pa.Array:
    """Return whole numbers as a column of the type that holds them all."""
    if numbers.dtype != object:
        return _array(numbers.astype(np.int64, copy=False), pa.int64(), empty)
    values = [None if no else int(number) for number, no in zip(numbers, empty, strict=True)]
    longest = max((abs(each) for each in values if each is not None), default=0)
    if longest <= _LONGEST:
        return pa.array(values, pa.int64())
    return pa.array([None if each is None else str(each) for each in values], pa.string())


# ---------------------------------------------------------------- files


def as_parquet(table: pa.Table) -> bytes:
    """Return a table as the bytes of a file of Parquet, the same for the same table."""
    into = BytesIO()
    words = [each.name for each in table.schema if pa.types.is_dictionary(each.type)]
    pq.write_table(table, into, compression="zstd", use_dictionary=words, write_statistics=True)
    return into.getvalue()
