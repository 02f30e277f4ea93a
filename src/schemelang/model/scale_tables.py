"""The table of a scale: its shape, told by its headings, its rows and its cells."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, assert_never

from schemelang.light import evolve, frozen
from schemelang.model import errors, model
from schemelang.model.arithmetic import together
from schemelang.model.desk import Desk, Place, called, only
from schemelang.model.expressions import express
from schemelang.model.levels import at_its_level
from schemelang.model.model import Expression
from schemelang.model.offers import one_after_another, under
from schemelang.model.units import NUMBER
from schemelang.quantities import say_number, say_percent, say_pounds
from schemelang.source import Span
from schemelang.syntax import ast
from schemelang.syntax.failure import Failure
from schemelang.syntax.parser import explain, parse_expression

Shape = Literal["points", "worths", "bands", "line", "exact"]
_SHAPES: dict[tuple[str, ...], Shape] = {
    ("indicator", "lower", "upper", "points"): "points",
    ("target", "worth"): "worths",
    ("from", "to below", "gives"): "bands",
    ("at", "gives"): "line",
    ("is", "gives"): "exact",
}
_WHAT_FOR: dict[Shape, str] = {
    "points": "Points for each indicator, in a straight line between two thresholds:",
    "worths": "All or nothing, for each target:",
    "bands": "Bands, each with its own rate or amount:",
    "line": "Straight lines from row to row:",
    "exact": "Exact values, each with what it gives:",
}
_FIRST_ROWS: dict[Shape, str] = {
    "points": "| my_indicator | 60% | 80% | 17 |",
    "worths": "| my_target | 12.5% |",
    "bands": "| 0% | 2% | 10p |",
    "line": "| 90% | 3 |",
    "exact": "| yes | £100 |",
}
_LINES: dict[type[ast.ScaleLine], tuple[str, tuple[Shape, ...]]] = {
    ast.GoesBy: ("goes by", ("bands", "line", "exact")),
    ast.InBetween: ("in between", ("points", "line")),
    ast.BelowTheFirstRow: ("below the first row", ("bands", "line")),
    ast.AboveTheLastRow: ("above the last row", ("bands", "line")),
    ast.AppliesTo: ("applies to", ("bands",)),
    ast.AddsUpTo: ("adds up to", ("points", "worths")),
}
_REASONS: dict[Shape, str] = {
    "points": "each row goes by its own indicator, and rows are added up",
    "worths": "each row is all or nothing, and rows are added up",
    "bands": "each band begins where the one before it ends",
    "line": "lines go from row to row",
    "exact": "each row is for one value, and the last may be for anything else",
}


@frozen
class Table:
    """A table under headings that are known, and where its expressions stand."""

    desk: Desk
    block: ast.Scale
    shape: Shape
    headings: tuple[str, ...]
    rows: tuple[ast.Row, ...]
    place: Place

    def read(self, written: ast.Expression) -> Expression | None:
        """Read an expression of the scale, at its level."""
        assert self.place.level is not None, "a scale has a level"
        return at_its_level(self.desk, self.block, express(self.desk, written, self.place), self.place.level)

    def cell(self, cell: ast.Cell) -> Expression | None:
        """Read the expression in a cell."""
        written = parse_expression(cell.span)
        if isinstance(written, Failure):
            self.desk.say(explain(written))
            return None
        return self.read(written)


def words_of(row: ast.Row, begins: str = "") -> str:
    """Return a row as it is written, or as it would be if it began elsewhere."""
    first, *others = (cell.text for cell in row.cells)
    return f"| {' | '.join([begins or first, *others])} |"


def table_of(desk: Desk, block: ast.Scale, place: Place) -> Table | None:
    """Return the table of a scale, if its headings are known and each row fills them."""
    rows = [line for line in block.lines if isinstance(line, ast.Row)]
    headings = tuple(" ".join(cell.text.lower().split()) for cell in rows[0].cells) if rows else ()
    shape = _SHAPES.get(headings)
    if shape is None:
        width = len(rows[0].cells) if rows else 0
        desk.say(errors.scales.NoSuchShape(place=rows[0].span if rows else block.name.span, shapes=_shapes_of(width)))
        return None
    table = Table(desk, block, shape, headings, tuple(rows[1:]), place)
    fit = [_fills(table, row) for row in table.rows]
    several = _are_enough(table, rows[0].span)
    return table if all(fit) and several and _see_lines(table) else None


def _shapes_of(width: int) -> str:
    """Return which headings there are for rows of so many cells or, of any other number, which there are at all."""
    fit = [each for each in _SHAPES.items() if len(each[0]) == width] or [*_SHAPES.items()]
    return one_after_another(*(under(_WHAT_FOR[shape], f"| {' | '.join(headings)} |") for headings, shape in fit))


def _fills(table: Table, row: ast.Row) -> bool:
    """Say whether a row has a cell under each heading."""
    wanted, found = len(table.headings), len(row.cells)
    faults = [(cell.span, "this cell is empty") for cell in row.cells if not cell.text]
    if found != wanted:
        faults = [(row.span, f"it has {found}")]
    for place, fault in faults[:1]:
        headings = f"| {' | '.join(table.headings)} |"
        table.desk.say(errors.scales.RowIncomplete(place=place, columns=wanted, found=fault, headings=headings))
    return not faults


def _are_enough(table: Table, headings: Span) -> bool:
    """Say whether there is a row, and between lines a second."""
    least = 2 if table.shape == "line" else 1
    if len(table.rows) >= least:
        return True
    rows = "two rows or more, to draw a line between" if least > 1 else "a row under its headings"
    name, example = table.block.name.text, _FIRST_ROWS[table.shape]
    table.desk.say(errors.scales.RowsMissing(place=headings, name=name, rows=rows, example=example))
    return False


def _see_lines(table: Table) -> bool:
    """See that each line has a meaning for a table of this shape."""
    astray = [line for line in table.block.lines if type(line) in _LINES and table.shape not in _LINES[type(line)][1]]
    for line in astray:
        words = _LINES[type(line)][0]
        table.desk.say(errors.scales.LineOfAnotherShape(place=line.span, line=words, reason=_REASONS[table.shape]))
    return not astray


# ---------------------------------------------------------------- lines


def goes_by(table: Table) -> Expression | None:
    """Return what a scale goes by, which must be a number."""
    line = only(table.desk, table.block.lines, ast.GoesBy, "goes by")
    if line is None:
        place, example = table.block.name.span, "goes by my_indicator"
        table.desk.say(
            errors.naming.LineMissing(place=place, block=called(table.block), line="goes by", example=example)
        )
        return None
    return table.read(line.value)


# ---------------------------------------------------------------- columns


def column(table: Table, cells: Iterable[Expression | None]) -> tuple[Expression, ...] | None:
    """Return a column if all of it could be read and is of one type; a plain 0 is of any."""
    them = list(cells)
    fit = tuple(each for each in them if each is not None)
    if len(fit) < len(them):
        return None
    kind = together(table.desk, tuple(each for each in fit if not _is_nothing(each)) or fit, "put in one column")
    return None if kind is None else tuple(evolve(each, type=kind) if _is_nothing(each) else each for each in fit)


def _is_nothing(read: Expression) -> bool:
    return isinstance(read, model.Constant) and read.type == NUMBER and read.value == 0


# ---------------------------------------------------------------- what is laid down


def laid_down(desk: Desk, read: Expression) -> Fraction | None:
    """Return the number that an expression stands for before any figure is known, if it does."""
    match read:
        case model.Constant(value=Fraction() as value):
            return value
        case model.ReadBlock(block=name):
            return _in_one_line(desk, desk.read.get(name))
        case model.ProductOf(factors=factors):
            return _product(desk, factors)
        case model.SumOf(terms=terms):
            values = [(sign, laid_down(desk, term)) for sign, term in terms]
            known = [sign * value for sign, value in values if value is not None]
            return sum(known, Fraction(0)) if len(known) == len(values) else None
        case _:
            return None


def _in_one_line(desk: Desk, block: model.AnyBlock | None) -> Fraction | None:
    """Return the number that a value is laid down as; one in steps is worked out."""
    match block:
        case model.Value(expression=model.Expression() as expression):
            return laid_down(desk, expression)
        case _:
            return None


def _product(desk: Desk, factors: tuple[tuple[Literal[1, -1], Expression], ...]) -> Fraction | None:
    product = Fraction(1)
    for power, factor in factors:
        value = laid_down(desk, factor)
        if value is None or (power == -1 and value == 0):
            return None
        product *= value**power
    return product


def say_sum(value: Fraction, kind: model.Type) -> str:
    """Say what a column adds up to, as it would be written."""
    match kind.quantity:
        case model.Quantity.MONEY:
            return say_pounds(value)
        case model.Quantity.SHARE:
            return say_percent(value)
        case _:
            return say_number(value)


# ---------------------------------------------------------------- what a table means


@frozen
class Meant:
    """A table as meant, and what it gives."""

    type: model.Type
    table: model.AnyTable


def parts_of_table(table: model.AnyTable) -> tuple[Expression, ...]:
    """Return every expression of a table."""
    match table:
        case model.Points(rows=rows):
            return tuple(part for row in rows for part in (row.result, row.lower, row.upper, row.points))
        case model.Worths(rows=worths):
            return tuple(part for worth in worths for part in (worth.condition, worth.worth))
        case model.Lookup(goes_by=goes_by, marks=marks, below=below, end=end):
            ends = (*marks, *((end,) if end else ()))
            return (goes_by, *_of_marks(ends), *((below,) if below else ()))
        case model.Exact(goes_by=goes_by, rows=exact, rest=rest):
            return (
                goes_by,
                *(part for row in exact for part in (row.condition, row.gives)),
                *((rest,) if rest else ()),
            )
        case _:
            assert_never(table)


def _of_marks(marks: Iterable[model.Mark]) -> tuple[Expression, ...]:
    return tuple(part for mark in marks for part in (mark.at, mark.gives))
