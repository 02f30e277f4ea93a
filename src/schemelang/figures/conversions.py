"""What was made of the cells as they were read: each way of writing that is not the plain one, counted and shown."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import define, field, frozen

from schemelang.dates import Misdate, read_cell_date, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.figures.cells import plain, read_cell, say_value
from schemelang.figures.columns import Columns, declared, read_columns
from schemelang.figures.figures import Datum, Figures, State
from schemelang.figures.table import Cell, Table
from schemelang.model.model import Figure, Quantity, Scheme
from schemelang.quantities import exact

_MOST_SHOWN = 3
_NUMBERS = (Quantity.COUNT, Quantity.NUMBER, Quantity.MONEY)
_PLAIN_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SCALED = re.compile("[kmnp]$", re.IGNORECASE)


@frozen
class Way:
    """A way of writing, in words; and whether it is the one that is asked for, so that nobody need look at it."""

    words: str
    asked_for: bool = False


POUNDS = Way("with a pound sign", asked_for=True)
COMMAS = Way("with commas between thousands", asked_for=True)
PERCENT = Way("percentages with their sign", asked_for=True)
BRACKETS = Way("in brackets, read as less than nothing")
SCALED = Way("in thousands, millions, billions or pence, read as pounds")
ALIKE = Way("with signs that look like plain ones, such as wide figures or blanks that do not break")
SLASHES = Way("days with slashes, read with the day first")
DAYS = Way("days in another form than 2026-03-31", asked_for=True)
MONTHS = Way("months named by their first day")
ANSWERS = Way("yes or no in another word", asked_for=True)
NO_VALUE = Way("words or signs for what is not there")
MINUS_97 = Way("-97, read as suppressed")


@frozen
class Example:
    """A cell that was written so, and what it was read as."""

    cell: Cell
    read: str


@frozen(kw_only=True)
class Converted:
    """How many cells were written in one way, and the first of them."""

    way: Way
    number: int
    first: tuple[Example, ...]


def conversions(tables: Iterable[Table], scheme: Scheme) -> tuple[Converted, ...]:
    """Count what was made of the cells of tables in which nothing is wrong, most frequent first."""
    kept = _Kept()
    return _counted(each for table in tables for each in _of_table(table, scheme, kept))


def converted_figures(figures: Figures, scheme: Scheme) -> tuple[Converted, ...]:
    """Count what was made of the cells that figures were read from, each once, most frequent first."""
    asked, kept = {figure.name: figure for figure in declared(scheme)}, _Kept()
    cells = {id(datum.place): datum for datum in figures.data.values() if not _is_plain(datum, asked)}
    return _counted(
        (way, Example(Cell(each.written, each.place), read))
        for each in cells.values()
        for ways, read in [kept.made_of(each.written, asked[each.figure])]
        for way in ways
        if each.place is not None
    )


def _is_plain(datum: Datum, asked: Mapping[str, Figure]) -> bool:
    """Say at a glance that nothing was made of a number: it is written in digits and nothing else."""
    return datum.written.isdigit() and asked[datum.figure].type.quantity in _NUMBERS


def _counted(every: Iterable[tuple[Way, Example]]) -> tuple[Converted, ...]:
    found: dict[Way, list[Example]] = {}
    for way, example in every:
        found.setdefault(way, []).append(example)
    return tuple(
        Converted(way=way, number=len(examples), first=tuple(examples[:_MOST_SHOWN]))
        for way, examples in sorted(found.items(), key=lambda item: (-len(item[1]), item[0].words))
    )


@define
class _Kept:
    """What was made of each text of each figure: the same few thousand stand in a file again and again."""

    made: dict[tuple[str, str], tuple[tuple[Way, ...], str]] = field(factory=dict)

    def made_of(self, text: str, figure: Figure) -> tuple[tuple[Way, ...], str]:
        """Return the ways in which a figure is written, and what it was read as."""
        known = self.made.get((figure.name, text))
        if known is None:
            ways = tuple(_ways(text, figure)) if text else ()
            known = self.made[figure.name, text] = (ways, _read_as(text, figure) if ways else "")
        return known


def _of_table(table: Table, scheme: Scheme, kept: _Kept) -> Iterator[tuple[Way, Example]]:
    columns = read_columns(table, scheme)
    figures = [(at, figure) for figure in declared(scheme) if (at := columns.figures.get(figure.name)) is not None]
    days = _columns_of_days(columns)
    for row in table.rows:
        for at, figure in figures:
            ways, read = kept.made_of(row[at].text, figure)
            yield from ((way, Example(row[at], read)) for way in ways)
        for at in days:
            yield from ((way, Example(row[at], _say_day(row[at].text))) for way in _ways_of_day(row[at].text))
        month = columns.times.get("month")
        if month is not None and not isinstance(read_cell_date(plain(row[month].text)), Misdate):
            yield MONTHS, Example(row[month], _say_day(row[month].text))


def _columns_of_days(columns: Columns) -> Sequence[int]:
    on = [columns.times["on"]] if "on" in columns.times else []
    return [*columns.dates.values(), *on]


def _say_day(text: str) -> str:
    day = read_cell_date(plain(text))
    return text if isinstance(day, Misdate) else say_date(day)


def _read_as(text: str, figure: Figure) -> str:
    value = read_cell(Cell(text, figure.span), figure)
    if isinstance(value, Fraction) and figure.type.quantity is Quantity.SHARE:
        return exact(value)
    return "" if isinstance(value, Diagnostic) else say_value(value, figure)


def _ways(text: str, figure: Figure) -> Iterator[Way]:
    bare, quantity = plain(text), figure.type.quantity
    if bare != text:
        yield ALIKE
    value = read_cell(Cell(text, figure.span), figure)
    if isinstance(value, State):
        yield MINUS_97 if bare.startswith("-97") else NO_VALUE
    elif quantity in _NUMBERS:
        yield from _ways_of_number(bare)
    elif quantity is Quantity.SHARE:
        yield PERCENT
    elif quantity is Quantity.DATE:
        yield from _ways_of_day(text)
    elif quantity is Quantity.YES_NO and bare.casefold() not in ("yes", "no"):
        yield ANSWERS


def _ways_of_number(text: str) -> Iterator[Way]:
    if "£" in text:
        yield POUNDS
    if "," in text:
        yield COMMAS
    if text.startswith("("):
        yield BRACKETS
    if _SCALED.search(text):
        yield SCALED


def _ways_of_day(text: str) -> Iterator[Way]:
    bare = plain(text)
    if not bare or _PLAIN_DAY.fullmatch(bare):
        return
    yield SLASHES if "/" in bare else DAYS
