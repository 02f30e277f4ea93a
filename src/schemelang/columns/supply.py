"""Figures out of files of Parquet, block by block, each held against what its scheme declares.

Where the rows of a file are in order of code and then of time, and all are there, a block is a stretch of rows, and no
more than the part of the file that it lies in is held. Rows in any other order are put in their places once.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from schemelang.columns.layout import FigureIn, FileLayout, Layout
from schemelang.columns.roll import Array, File, Roll, leave, name_of
from schemelang.diagnostic import Diagnostic
from schemelang.figures.parquet_cells import as_text, sort_of
from schemelang.figures.states import State
from schemelang.light import Factory, field, frozen
from schemelang.model.model import SCHEME, Constant, Expression, Figure, Judgement, Quantity, ReadFigure
from schemelang.outcome.kinds import Lack
from schemelang.plan.plan import CODE_OF, Domain
from schemelang.quantities import LARGEST
from schemelang.source import CellPlace

if TYPE_CHECKING:
    from schemelang.figures.cells import CellValue

_NUMBERS = (Quantity.COUNT, Quantity.MONEY, Quantity.NUMBER)
SUPPRESSED = -97  # what stands for a suppressed count in some published files
_LONGEST = 2**63 - 1
_FEW = 1_000_000  # cells that may be kept for the next pass
_DIGITS_IN_A_WORD = 18  # of a decimal so long the lower half says it all

LACKS = {
    State.NOT_REPORTED: CODE_OF[Lack.NOT_REPORTED],
    State.SUPPRESSED: CODE_OF[Lack.SUPPRESSED],
    State.NOT_APPLICABLE: CODE_OF[Lack.NOT_APPLICABLE],
    State.UNDECIDED: CODE_OF[Lack.UNDECIDED],
}
"""The number of the lack that comes of each state of a figure."""


class Outside(Exception):  # noqa: N818 - the user's, told in the words of the reader of figures
    """A figure that its scheme does not allow: of whom."""

    def __init__(self, level: str, code: str | None) -> None:
        """Say of whom."""
        super().__init__(code)
        self.level = level
        self.code = code


@frozen(eq=False, kw_only=True)
class Column:
    """A figure in a file: its column, the row of its own table for each moment of the file, and its domain.

    `texts` are what the words of a column of another sort than numbers come to, each once: values, and lacks.
    """

    figure: Figure
    file: File = field(repr=False)
    heading: str
    rows: tuple[int, ...]
    periods: int
    domain: Domain
    texts: tuple[Array, Array, Array] | None = field(default=None, repr=False)

    @property
    def nothing(self) -> int:
        """What stands where there is no value: a number that is within the ends."""
        return min(max(0, self.domain.low), self.domain.high)

    @property
    def not_there(self) -> int:
        """The number of the lack of a figure of which no row says anything."""
        return CODE_OF[Lack.UNDECIDED if isinstance(self.figure, Judgement) else Lack.NOT_REPORTED]


def columns_of(roll: Roll, layout: Layout) -> Mapping[str, Column]:
    """Find the column of each figure that a rule takes, and what is known of it before it is read."""
    return {
        each.figure.name: _column(file, own, each, roll, layout.words)
        for file, own in zip(roll.files, layout.files, strict=True)
        for each in own.taken
    }


def _column(file: File, layout: FileLayout, taken: FigureIn, roll: Roll, words: Sequence[str]) -> Column:
    figure, field_of = taken.figure, file.schema.field(taken.column)
    texts, domain = None, _declared(figure, field_of.type)
    if domain is None:
        texts, domain = _read_words(file, figure, field_of.name, words)
    else:
        domain = _narrowed(file, taken.column, figure, domain)
    cells = len(roll.codes.get(file.about, "1")) * taken.periods
    full = np.count_nonzero(file.parties >= 0) == cells
    return Column(
        figure=figure,
        file=file,
        heading=field_of.name,
        rows=tuple(taken.rows[layout.moments[word]] for word in file.moments),
        periods=taken.periods,
        domain=Domain(unit=domain.unit, low=domain.low, high=domain.high, lacks=domain.lacks or not full),
        texts=texts,
    )


# ---------------------------------------------------------------- domains


def _declared(figure: Figure, kind: pa.DataType) -> Domain | None:
    """Return the ends of a column of numbers as they are declared; None for a column of another sort."""
    sort, quantity = sort_of(kind), figure.type.quantity
    whole = sort == "whole numbers"
    if pa.types.is_dictionary(kind) or quantity not in _NUMBERS or not (whole or _is_read_so(kind, quantity)):
        return None
    unit = 1 if whole else 10**kind.scale
    low, high = (_end(figure.least), _end(figure.most))
    if quantity is Quantity.COUNT:
        low = max(Fraction(0), low if low is not None else Fraction(0))
    low, high = (-LARGEST if low is None else low), (LARGEST if high is None else high)
    return Domain(unit=unit, low=-(-low * unit // 1), high=high * unit // 1, lacks=False)


def _is_read_so(kind: pa.DataType, quantity: Quantity) -> bool:
    """Say whether a column of decimals is read as the whole numbers that it is kept as."""
    return (
        pa.types.is_decimal128(kind)
        and 0 <= kind.scale <= kind.precision <= _DIGITS_IN_A_WORD
        and (quantity is not Quantity.COUNT or kind.scale == 0)
    )


def _end(bound: Expression | None) -> Fraction | None:
    """Return a bound that is a number; what is held against a figure is no end of its own."""
    match bound:
        case None | ReadFigure():
            return None
        case Constant(value=Fraction() as value):
            return value
        case _:
            return leave("the limit of a figure is worked out from others", "Name a figure, or a number, as its limit.")


def _narrowed(file: File, at: int, figure: Figure, declared: Domain) -> Domain:
    """Take the ends that the file tells of a column where none are declared; and whether a cell in it is empty."""
    parts = [group.column(at).statistics for group in file.groups]
    known = [each for each in parts if each is not None and each.has_min_max]
    lacks = any(each is None or not each.has_null_count or each.null_count for each in parts)
    if len(known) < len(parts):
        return Domain(unit=declared.unit, low=declared.low, high=declared.high, lacks=True)
    scaled = [(_scaled(each.min, declared.unit), _scaled(each.max, declared.unit)) for each in known]
    least, most = min((low for low, _ in scaled), default=0), max((high for _, high in scaled), default=0)
    return Domain(
        unit=declared.unit,
        low=declared.low if figure.least is not None or least < declared.low else least,
        high=declared.high if figure.most is not None or most > declared.high else most,
        lacks=lacks or least < 0,
    )


def _scaled(value: Any, unit: int) -> int:
    return int(value * unit)


# ---------------------------------------------------------------- columns of words


def _read_words(
    file: File, figure: Figure, heading: str, words: Sequence[str]
) -> tuple[tuple[Array, Array, Array], Domain]:
    """Read a column that is no column of numbers: each word that is in it once."""
    from schemelang.figures.cells import read_cell  # only where words stand in place of numbers
    from schemelang.figures.table import Cell

    column = file.opened.read(columns=[heading]).column(heading)
    whole = column.combine_chunks()
    coded = whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
    read = [
        read_cell(Cell(as_text(each).strip(), CellPlace(file.name)), figure)
        for each in (*coded.dictionary.to_pylist(), None)
    ]
    numbers: list[Fraction | None] = []
    for value in read:
        if isinstance(value, Diagnostic):
            leave(f'a cell in the column "{heading}" cannot be read as {figure.title}', "Put it right, or empty it.")
        numbers.append(_as_number(value, words))
    unit = lcm(*(each.denominator for each in numbers if each is not None))
    above = [None if each is None else int(each * unit) for each in numbers]
    known = [each for each in above if each is not None]
    if any(abs(each) > _LONGEST for each in known):
        leave(f'a number in the column "{heading}" is too long')
    nothing = min(max(0, min(known, default=0)), max(known, default=0))
    values = np.array([nothing if each is None else each for each in above], np.int64)
    lacks = np.array([LACKS[each] if isinstance(each, State) else 0 for each in read], np.uint8)
    which = coded.indices.fill_null(len(read) - 1).to_numpy(zero_copy_only=False)
    low, high = _limits(figure, unit, known)
    return (values, lacks, which), Domain(unit=unit, low=low, high=high, lacks=bool(lacks[which].any()))


def _limits(figure: Figure, unit: int, known: Sequence[int]) -> tuple[int, int]:
    least, most = _end(figure.least), _end(figure.most)
    low, high = min(known, default=0), max(known, default=0)
    return (low if least is None else -(-least * unit // 1)), (high if most is None else most * unit // 1)


def _as_number(value: "CellValue", words: Sequence[str]) -> Fraction | None:
    match value:
        case State():
            return None
        case bool():
            return Fraction(int(value))
        case Fraction():
            return value
        case str():
            return Fraction(words.index(value))
        case _:
            return Fraction(value.toordinal())


# ---------------------------------------------------------------- tables


Cells = tuple[Array, Array | None]
"""Values, and the numbers of their lacks where there are any: rows are periods, and columns parties."""


@frozen(eq=False)
class Shelf:
    """The figures of files, read as they are asked for.

    Of a file in order the part that was read last is kept, with the next one read ahead; of another file everything,
    and of a small one what the next pass wants again. `wanted` are the figures that are read together.
    """

    roll: Roll
    columns: Mapping[str, Column]
    ahead: ThreadPoolExecutor = Factory(lambda: ThreadPoolExecutor(1))
    parts: dict[tuple[str, int], Future[Mapping[str, Cells]]] = Factory(dict)
    whole: dict[str, Cells] = Factory(dict)
    wanted: dict[str, tuple[str, ...]] = Factory(dict)
    orders: dict[str, bool] = Factory(dict)

    def want(self, figures: Sequence[str]) -> None:
        """Say which figures are wanted in the next pass over everybody: those of a file are read together."""
        before = dict(self.wanted)
        self.wanted.clear()
        for name in figures:
            file = self.columns[name].file.name
            self.wanted[file] = (*self.wanted.get(file, ()), name)
        for name, at in list(self.parts):
            if self.wanted.get(name) != before[name]:
                del self.parts[name, at]

    def close(self) -> None:
        """Let go of all that was read."""
        self.ahead.shutdown(cancel_futures=True)
        self.parts.clear()
        self.whole.clear()

    def cells(self, figure: str, places: Array | slice) -> Cells:
        """Return a figure for some parties of its level, checked: a slice of all in order of code, or their places."""
        column = self.columns[figure]
        if isinstance(places, slice) and column.texts is None and self._is_in_order(column.file):
            return self._stretch(column, places)
        if figure not in self.whole:
            self._place(column)
        values, lacks = self.whole[figure]
        return values[:, places], None if lacks is None else lacks[:, places]

    def _is_in_order(self, file: File) -> bool:
        """Say, found out once, whether all rows of a file are there and in order."""
        if file.name not in self.orders:
            self.orders[file.name] = is_in_order(file, len(self.roll.codes.get(file.about, "1")))
        return self.orders[file.name]

    def _stretch(self, column: Column, places: slice) -> Cells:
        """Put together what the parts of a file have of some parties that follow on one another."""
        file, times = column.file, len(column.file.moments)
        first, last = int(places.start) * times, int(places.stop) * times
        at = bisect_right(file.begins, first) - 1
        found: list[Cells] = []
        while at < len(file.begins) - 1 and file.begins[at] < last:
            begin, end = file.begins[at], file.begins[at + 1]
            values, lacks = self._part(file, at)[column.figure.name]
            rows = slice(max(first, begin) - begin, min(last, end) - begin)
            found.append((values[rows], None if lacks is None else lacks[rows]))
            at += 1
        if not found:
            return np.zeros((column.periods, 0), np.int64), None
        values = _joined([each for each, _ in found])
        lacks = None if all(each is None for _, each in found) else _joined([_or_none(*each) for each in found])
        table = _turned(values, column), None if lacks is None else _turned(lacks, column)
        return _full(table, column)

    def _part(self, file: File, at: int) -> Mapping[str, Cells]:
        """Return a part of a file, and begin to read the next one."""
        if (file.name, at) not in self.parts:
            self.parts[file.name, at] = self.ahead.submit(self._read, file, at)
        if at + 2 < len(file.begins) and (file.name, at + 1) not in self.parts:
            self.parts[file.name, at + 1] = self.ahead.submit(self._read, file, at + 1)
            if file.begins[-1] * len(self.wanted[file.name]) > _FEW:
                self._forget(file, at - 1)
        return self.parts[file.name, at].result()

    def _forget(self, file: File, before: int) -> None:
        """Let go of the parts of a file before one of them."""
        for old in [each for each in self.parts if each[0] == file.name and each[1] < before]:
            del self.parts[old]

    def _read(self, file: File, at: int) -> Mapping[str, Cells]:
        """Read a row group: the columns that are wanted, each held against its ends."""
        columns = [each for each in map(self.columns.__getitem__, self.wanted[file.name]) if each.texts is None]
        table = file.opened.read_row_group(at, columns=[each.heading for each in columns], use_threads=False)
        begin, end = file.begins[at], file.begins[at + 1]
        return {
            each.figure.name: self._checked(each, table.column(each.heading), file.parties[begin:end])
            for each in columns
        }

    def _checked(self, column: Column, cells: pa.ChunkedArray, parties: Array) -> Cells:
        values, empty = numbers_of(cells)
        domain, lacks = column.domain, None
        if empty is not None:
            lacks = np.where(empty, column.not_there, 0).astype(np.uint8)
        if (len(values) and (values.min() < domain.low or values.max() > domain.high)) or empty is not None:
            lacks = np.zeros(len(values), np.uint8) if lacks is None else lacks
            if column.figure.type.quantity is Quantity.COUNT:
                lacks[(values == SUPPRESSED) & (lacks == 0)] = LACKS[State.SUPPRESSED]
            values = np.where(lacks > 0, column.nothing, values)
            wrong = np.flatnonzero((values < domain.low) | (values > domain.high))
            if len(wrong):
                raise self._outside(column, int(parties[wrong[0]]))
        if domain.unit == 1 and column.figure.type.quantity is not Quantity.COUNT and domain.low <= SUPPRESSED:
            doubtful = np.flatnonzero(values == SUPPRESSED)
            if len(doubtful):
                raise self._outside(column, int(parties[doubtful[0]]))
        return values, lacks

    def _outside(self, column: Column, place: int) -> Outside:
        level = column.file.about
        if place < 0:
            remedy = "Put it right, or leave the row out."
            leave(f"{column.figure.title} of somebody who takes no part is not as it is declared", remedy)
        return Outside(level, None if level == SCHEME else self.roll.codes[level][place])

    def _place(self, column: Column) -> None:
        """Read the wanted columns of a file whose rows are in no order, and put every cell in its place."""
        file, number = column.file, len(self.roll.codes.get(column.file.about, "1"))
        names = [each for each in self.wanted[file.name] if self.columns[each].texts is None]
        texts = [each for each in self.wanted[file.name] if self.columns[each].texts is not None]
        headings = [self.columns[each].heading for each in names]
        reading = self.ahead.submit(file.opened.read, columns=headings, use_threads=True) if names else None
        table = None if reading is None else reading.result()
        for name in (*names, *texts):
            each = self.columns[name]
            values, lacks = (
                self._of_words(each)
                if table is None or each.texts is not None
                else self._checked(each, table.column(each.heading), file.parties)
            )
            self.whole[name] = _scattered(each, number, values, lacks)

    def _of_words(self, column: Column) -> Cells:
        assert column.texts is not None, "only a column of words is read so"
        values, lacks, which = column.texts
        values, lacks = values[which], lacks[which]
        wrong = np.flatnonzero((lacks == 0) & ((values < column.domain.low) | (values > column.domain.high)))
        if len(wrong):
            raise self._outside(column, int(column.file.parties[wrong[0]]))
        return values, lacks if lacks.any() else None


def is_in_order(file: File, parties: int) -> bool:
    """Say whether a file has a row for each party at each of its times, in order."""
    times = len(file.moments)
    if len(file.parties) != parties * times:
        return False
    rows, periods = file.parties.reshape(parties, times), file.times.reshape(parties, times)
    every = np.arange(parties, dtype=np.int32)[:, None]
    return bool((rows == every).all() and (periods == np.arange(times, dtype=np.int32)).all())


def see_that_rows_differ(file: File, parties: int) -> None:
    """See that no two rows of a file are about the same party and time."""
    if not is_in_order(file, parties):
        there = file.parties >= 0
        _see_once((file.times.astype(np.int64) * parties + file.parties)[there], file.name)


def _see_once(at: Array, file: str) -> None:
    if len(at) and np.bincount(at, minlength=1).max() > 1:
        remedy = "Leave one of them out; figures of other periods go into a file of their own."
        leave(f"two rows of {name_of(file)} are about the same party and time", remedy)


def numbers_of(cells: pa.ChunkedArray) -> tuple[Array, Array | None]:
    """Return the numbers of a column as they lie in it, and which of its cells are empty if any is.

    A decimal is the whole number that it is kept as, whose lower half holds all of it.
    """
    parts = [_numbers(chunk) for chunk in cells.chunks]
    values = _joined([values for values, _ in parts]) if parts else np.empty(0, np.int64)
    if all(empty is None for _, empty in parts):
        return values, None
    return values, _joined([np.zeros(len(values), bool) if empty is None else empty for values, empty in parts])


def _numbers(chunk: pa.Array) -> tuple[Array, Array | None]:
    empty = chunk.is_null().to_numpy(zero_copy_only=False) if chunk.null_count else None
    if pa.types.is_decimal(chunk.type):
        pairs = np.frombuffer(chunk.buffers()[1], np.int64)[2 * chunk.offset : 2 * (chunk.offset + len(chunk))]
        return pairs[::2], empty
    filled = chunk.fill_null(0) if chunk.null_count else chunk
    values = filled.to_numpy(zero_copy_only=True)
    if values.dtype == np.uint64 and len(values) and int(values.max()) > _LONGEST:
        leave("a number is too long")
    return values, empty


def _joined(parts: Sequence[Array]) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _or_none(values: Array, lacks: Array | None) -> Array:
    return np.zeros(len(values), np.uint8) if lacks is None else lacks


def _turned(values: Array, column: Column) -> Array:
    """Turn rows by party and then by time into a table with a row for each time."""
    return np.ascontiguousarray(values.reshape(-1, len(column.file.moments)).T)


def _full(table: Cells, column: Column) -> Cells:
    """Put the rows of a table where they stand among the periods of its figure; what is in no row is not there."""
    values, lacks = table
    if column.rows == tuple(range(column.periods)):
        return table
    full = np.full((column.periods, values.shape[1]), column.nothing, values.dtype)
    lacking = np.full(full.shape, column.not_there, np.uint8)
    full[list(column.rows)] = values
    lacking[list(column.rows)] = 0 if lacks is None else lacks
    return full, lacking if len(column.rows) < column.periods or lacks is not None else None


def _scattered(column: Column, parties: int, values: Array, lacks: Array | None) -> Cells:
    """Put each row where its party and its time are; two rows of the same are for the other reader to tell."""
    file = column.file
    there = file.parties >= 0
    rows = np.array(column.rows, np.int64)[file.times]
    at = rows * parties + file.parties
    if not there.all():
        at, values, lacks = at[there], values[there], None if lacks is None else lacks[there]
    _see_once(at, file.name)
    full = np.full(column.periods * parties, column.nothing, values.dtype)
    lacking = np.full(len(full), column.not_there, np.uint8)
    full[at], lacking[at] = values, 0 if lacks is None else lacks
    shape = column.periods, parties
    return full.reshape(shape), lacking.reshape(shape) if lacking.any() else None
