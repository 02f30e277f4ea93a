"""Scales as meant: a table, and what is said besides it."""

from fractions import Fraction
from typing import Literal, assert_never

from schemelang.light import evolve
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number, together
from schemelang.model.bands import read_bands, read_line, see_between
from schemelang.model.conditions import is_yes_no
from schemelang.model.desk import Desk, Place, one_line, only, title_of
from schemelang.model.exact import read_exact
from schemelang.model.figures import read_whose
from schemelang.model.model import Expression, Quantity
from schemelang.model.offers import under
from schemelang.model.reading import last_day
from schemelang.model.scale_tables import Meant, Table, laid_down, parts_of_table, say_sum, table_of
from schemelang.model.units import MONEY, NUMBER, SHARE, joined, said
from schemelang.quantities import say_number
from schemelang.syntax import ast

_POINTS = model.Type(Quantity.NUMBER, "point")
_BY_A_SECOND_SCALE = "For all or nothing, make this row a target, in a scale with the headings  target  and  worth."


def read_scale(desk: Desk, block: ast.Scale) -> model.Scale | None:
    """Read a scale: its table, told by its headings, with the lines that belong to it."""
    level, each = read_whose(desk, block.level)
    if level is None or each == "unreadable":
        return None
    table = table_of(desk, block, Place(level=level, series=each))
    meant = None if table is None else _meant(table)
    if meant is None:
        return None
    _keep_last_day(desk, block.name, meant)
    return model.Scale(
        name=block.name.text,
        title=title_of(block.name, block.title),
        span=block.span,
        level=level,
        each=each,
        type=meant.type,
        table=meant.table,
    )


def _keep_last_day(desk: Desk, name: ast.Name, meant: Meant) -> None:
    days = [day for part in parts_of_table(meant.table) if (day := last_day(desk, part)) is not None]
    if days:
        desk.last_days[name.text] = max(days)


def _meant(table: Table) -> Meant | None:
    match table.shape:
        case "points":
            return _points(table)
        case "worths":
            return _worths(table)
        case "bands":
            return read_bands(table)
        case "line":
            return read_line(table)
        case "exact":
            return read_exact(table)
        case _:
            assert_never(table.shape)


# ---------------------------------------------------------------- points between two thresholds


def _points(table: Table) -> Meant | None:
    """Read rows of an indicator, two thresholds and points."""
    rows = [_points_row(table, row) for row in table.rows]
    fit = tuple(row for row in rows if row is not None)
    said_between = see_between(table, table.rows[0].cells[1:3])
    if len(fit) < len(rows) or not said_between:
        return None
    adds_up_to = _adds_up(table, tuple(row.points for row in fit), _POINTS)
    return None if adds_up_to is None else Meant(_POINTS, model.Points(rows=fit, adds_up_to=adds_up_to))


def _points_row(table: Table, row: ast.Row) -> model.PointsRow | None:
    result, lower, upper, points = (table.cell(cell) for cell in row.cells)
    if result is None or lower is None or upper is None or points is None or not is_number(table.desk, result):
        return None
    measured = together(table.desk, (result, lower, upper), "compared")
    read = model.PointsRow(
        title=_title(table.desk, result),
        result=result,
        lower=lower,
        upper=upper,
        points=points,
        better=_better(table.desk, result),
    )
    fit = _are_points(table, points) and measured is not None
    return read if fit and _go_its_way(table, read) else None


def _are_points(table: Table, read: Expression) -> bool:
    if joined(read.type, _POINTS) is not None:
        return True
    name, pounds = table.block.name.text, laid_down(table.desk, read) if read.type == MONEY else None
    points = "Write points here." if pounds is None else under("Write the number of points:", say_number(pounds))
    table.desk.say(
        errors.scales.NotPoints(
            place=read.span, found=said(read.type), name=name, points=points, rate=f"£1 for each point in {name}"
        )
    )
    return False


def _title(desk: Desk, read: Expression) -> str:
    """Return what a row is about: the title of what it names, or its words."""
    match read:
        case model.ReadBlock(block=name) | model.ReadFigure(figure=name, period=None):
            block = desk.read[name]
            assert block is not None, "what is read could be read"
            return block.title
        case model.PooledOf() | model.Over() if _named(read) in desk.read:
            block = desk.read[_named(read)]
            assert block is not None, "what is read could be read"
            return f"{block.title}, {'pooled' if isinstance(read, model.PooledOf) else read.how}"
        case _:
            return one_line(read)


def _named(read: Expression) -> str:
    """Return the name of the block that is read, by itself or of all members together; none of anything else."""
    match read:
        case model.ReadBlock(block=name) | model.ReadFigure(figure=name, period=None) | model.PooledOf(indicator=name):
            return name
        case model.Over(how="average" | "median" | "lowest" | "highest", operand=operand):
            return _named(operand)
        case _:
            return ""


def _better(desk: Desk, read: Expression) -> Literal["higher", "lower"]:
    """Return which way an indicator is better, also that of a group; of anything else more is."""
    block = desk.read.get(_named(read))
    return block.better if isinstance(block, model.Indicator) else "higher"


def _go_its_way(table: Table, row: model.PointsRow) -> bool:
    """Say whether the thresholds go the way in which the result is better; what is not known yet may."""
    desk = table.desk
    lower, upper = laid_down(desk, row.lower), laid_down(desk, row.upper)
    if lower is None or upper is None:
        return True
    ends = one_line(row.lower), one_line(row.upper)
    if lower == upper:
        remedy = _as_targets(table, row.better) if len(table.rows) == 1 else _BY_A_SECOND_SCALE
        desk.say(errors.scales.ThresholdsAlike(place=row.upper.span, threshold=ends[1], remedy=remedy))
        return False
    if (lower < upper) is (row.better == "higher"):
        return True
    other = "lower" if row.better == "higher" else "higher"
    place, name = row.lower.span.to(row.upper.span), one_line(row.result)
    desk.say(
        errors.scales.ThresholdsTheWrongWay(
            place=place, name=name, lower=ends[0], upper=ends[1], better=row.better, other=other
        )
    )
    return False


def _as_targets(table: Table, better: Literal["higher", "lower"]) -> str:
    """Return the one row of a scale as a target, and the scale as one that goes by it."""
    measured, _, threshold, points = (cell.text for cell in table.rows[0].cells)
    way = "at least" if better == "higher" else "at most"
    name, level = f"{table.block.name.text}_met", table.place.level
    each = f" for each {level}" if level != model.SCHEME else ""
    title = f' "{table.block.title.text}"' if table.block.title else ""
    return under(
        "For all or nothing, make it a target, and go by that:",
        f"target {name}{each}",
        f"    met when {measured} is {way} {threshold}",
        f"scale {table.block.name.text}{title}{each}",
        "    | target | worth |",
        f"    | {name} | {points} |",
        f"    adds up to {points}",
    )


# ---------------------------------------------------------------- all or nothing


def _worths(table: Table) -> Meant | None:
    """Read rows of a condition and what it is worth."""
    rows = [_worth_row(table, row) for row in table.rows]
    fit = tuple(row for row in rows if row is not None)
    kind = _kind_of_worths(table, fit) if len(fit) == len(rows) else None
    if kind is None:
        return None
    fit = tuple(evolve(row, worth=_typed(table.desk, row.worth, kind)) for row in fit)
    adds_up_to = _adds_up(table, tuple(row.worth for row in fit), kind)
    return None if adds_up_to is None else Meant(kind, model.Worths(rows=fit, adds_up_to=adds_up_to))


def _worth_row(table: Table, row: ast.Row) -> model.WorthRow | None:
    condition, worth = (table.cell(cell) for cell in row.cells)
    if condition is None or worth is None:
        return None
    both = is_yes_no(table.desk, condition), is_number(table.desk, worth)
    return model.WorthRow(title=_title(table.desk, condition), condition=condition, worth=worth) if all(both) else None


def _kind_of_worths(table: Table, rows: tuple[model.WorthRow, ...]) -> model.Type | None:
    """Return the one type of a column. Plain numbers are points; 1/3 may stand among percentages."""
    line = only(table.desk, table.block.lines, ast.AddsUpTo, "adds up to")
    wanted = None if line is None else table.read(line.value)
    plain = (*(row.worth for row in rows if not _is_fraction(row.worth)), *((wanted,) if wanted else ()))
    kind = together(table.desk, plain, "put in one column") if plain else SHARE
    if kind is None or (line is not None and wanted is None):
        return None
    if kind != SHARE and any(_is_fraction(row.worth) for row in rows):
        kind = together(table.desk, (plain[0], *(row.worth for row in rows)), "put in one column")
    return _POINTS if kind == NUMBER else kind


def _typed(desk: Desk, worth: Expression, kind: model.Type) -> Expression:
    """Return what a row is worth as the type of its column; a fraction is a number laid down."""
    value = laid_down(desk, worth) if _is_fraction(worth) else None
    if value is None:
        return evolve(worth, type=kind)
    return model.Constant(type=kind, level=model.SCHEME, span=worth.span, value=value)


def _is_fraction(read: Expression) -> bool:
    """Say whether a value is written as one number out of another."""
    return isinstance(read, model.ProductOf) and read.type == NUMBER


# ---------------------------------------------------------------- what the rows add up to


def _adds_up(table: Table, worths: tuple[Expression, ...], kind: model.Type) -> Expression | None:
    """Return what rows are said to add up to, if they do."""
    line = only(table.desk, table.block.lines, ast.AddsUpTo, "adds up to")
    total = _sum(table.desk, worths)
    if total is None:
        return None
    if line is None:
        table.desk.say(errors.scales.AddsUpUnsaid(place=table.block.name.span, total=say_sum(total, kind)))
        return None
    wanted = table.read(line.value)
    if wanted is None or (kind == _POINTS and not _are_points(table, wanted)):
        return None
    meant = _sum(table.desk, (wanted,))
    if meant is not None and meant != total:
        table.desk.say(
            errors.scales.DoesNotAddUp(place=line.span, total=say_sum(total, kind), wanted=one_line(line.value))
        )
    return wanted if meant == total else None


def _sum(desk: Desk, worths: tuple[Expression, ...]) -> Fraction | None:
    """Add up what is laid down, and say of what is not that it must be."""
    known = [laid_down(desk, worth) for worth in worths]
    for worth, value in zip(worths, known, strict=True):
        if value is None:
            desk.say(errors.scales.NotLaidDown(place=worth.span))
    return None if None in known else sum((value for value in known if value is not None), Fraction(0))
