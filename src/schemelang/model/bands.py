"""Scales that go by one value: bands, and straight lines from row to row."""

from fractions import Fraction
from itertools import pairwise
from typing import Literal

from schemelang.light import frozen
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number, together
from schemelang.model.desk import one_line, only
from schemelang.model.model import Expression, Quantity
from schemelang.model.names import capital
from schemelang.model.offers import under
from schemelang.model.reach import Reach, reach_of
from schemelang.model.scale_tables import Meant, Table, column, goes_by, laid_down, words_of
from schemelang.model.units import MONEY, NUMBER, SHARE, said
from schemelang.quantities import say_number
from schemelang.syntax import ast

_OPEN = "and above"
_AS_TARGETS = "For all or nothing, make each row a target, in a table with the headings  target  and  worth."


def see_between(table: Table, cells: tuple[ast.Cell, ...]) -> bool:
    """See that it is said what is given between two rows or thresholds."""
    line = only(table.desk, table.block.lines, ast.InBetween, "in between")
    if line is None:
        one, other = (cell.text for cell in cells[:2])
        steps = _as_bands(table) if table.shape == "line" else _AS_TARGETS
        table.desk.say(errors.scales.BetweenUnsaid(place=table.block.name.span, one=one, other=other, steps=steps))
    return line is not None


def _as_bands(table: Table) -> str:
    """Return the rows of a table as steps that each hold up to the next row."""
    ats = [row.cells[0].text for row in table.rows]
    above = any(isinstance(line, ast.AboveTheLastRow) for line in table.block.lines)
    given = table.rows[: -1 if above else None]
    rows = [
        f"| {at} | {to} | {row.cells[1].text} |" for at, to, row in zip(ats, (*ats[1:], _OPEN), given, strict=False)
    ]
    lines = "| from | to below | gives |", *rows, "applies to the whole"
    return under("For steps that each hold up to the next row, without a line:", *lines)


# ---------------------------------------------------------------- straight lines


def read_line(table: Table) -> Meant | None:
    """Read rows of a place and what is given there, with straight lines between them."""
    value = goes_by(table)
    between = see_between(table, tuple(row.cells[0] for row in table.rows))
    ats = [table.cell(row.cells[0]) for row in table.rows]
    gives = [table.cell(row.cells[1]) for row in table.rows]
    below, above = _below(table), _above(table)
    measured = _measured(table, value, ats)
    if value is None or measured is None or not _go_up(table, measured) or not between:
        return None
    reach, first, last = reach_of(table.desk, value), *(laid_down(table.desk, measured[place]) for place in (0, -1))
    ends = _Ends(below, above, one_line(measured[0]), one_line(measured[-1]))
    if not _see_below(table, ends, _is_above(reach, first)) or not _see_above(table, ends, _is_under(reach, last)):
        return None
    given = column(table, (*gives, *(each for each in (below, above) if each)))
    if given is None or not all(is_number(table.desk, each) for each in given):
        return None
    return Meant(given[0].type, _line(value, measured, given, ends))


def _line(value: Expression, ats: tuple[Expression, ...], given: tuple[Expression, ...], ends: "_Ends") -> model.Lookup:
    marked = _marked(ats, ats, given, ends)
    return model.Lookup(goes_by=value, how="line", marks=marked.marks, below=marked.below, end=marked.end)


def _go_up(table: Table, ats: tuple[Expression, ...]) -> bool:
    """See that each row stands above the one before it, as far as that is known."""
    known = [laid_down(table.desk, at) for at in ats]
    wrong = [
        (one, other)
        for one, other in pairwise(range(len(ats)))
        if (low := known[one]) is not None and (high := known[other]) is not None and low >= high
    ]
    for one, other in wrong:
        reason = f"it stands at {one_line(ats[other])}, and the row before it at {one_line(ats[one])}"
        table.desk.say(errors.scales.RowNeverReached(place=table.rows[other].span, reason=reason))
    return not wrong


# ---------------------------------------------------------------- what is given beyond the rows


@frozen
class _Ends:
    """What is given below the first row and above the last, where that is said, and where these stand."""

    below: Expression | None
    above: Expression | None
    first: str
    last: str


def _below(table: Table) -> Expression | None:
    line = only(table.desk, table.block.lines, ast.BelowTheFirstRow, "below the first row")
    return None if line is None else table.read(line.value)


def _above(table: Table) -> Expression | None:
    line = only(table.desk, table.block.lines, ast.AboveTheLastRow, "above the last row")
    return None if line is None else table.read(line.value)


def _see_below(table: Table, ends: _Ends, impossible: bool) -> bool:  # noqa: FBT001 - whether it need not be said
    """See that it is said what is given below the first row, unless no value can be there."""
    written = any(isinstance(line, ast.BelowTheFirstRow) for line in table.block.lines)
    if not written and not impossible:
        where, reason = f"below {ends.first}", f"the first row begins at {ends.first}"
        example = "below the first row, 0"
        table.desk.say(
            errors.scales.BeyondUnsaid(place=table.block.name.span, where=where, reason=reason, example=example)
        )
    return ends.below is not None or (not written and impossible)


def _see_above(table: Table, ends: _Ends, impossible: bool) -> bool:  # noqa: FBT001 - whether it need not be said
    """See that it is said what is given above the last row, unless no value can be there."""
    written = any(isinstance(line, ast.AboveTheLastRow) for line in table.block.lines)
    if not written and not impossible:
        bands = table.shape == "bands"
        where = f"at {ends.last} and above" if bands else f"above {ends.last}"
        reason = f"the last row ends {'before' if bands else 'at'} {ends.last}"
        example = f"above the last row, {table.rows[-1].cells[-1].text}"
        table.desk.say(
            errors.scales.BeyondUnsaid(place=table.block.name.span, where=where, reason=reason, example=example)
        )
    return ends.above is not None or (not written and impossible)


def _is_above(reach: Reach, first: Fraction | None) -> bool:
    """Say whether no value can be below the first row."""
    return reach.least is not None and first is not None and reach.least >= first


def _is_under(reach: Reach, last: Fraction | None) -> bool:
    """Say whether no value can be above the last row."""
    return reach.most is not None and last is not None and reach.most <= last


# ---------------------------------------------------------------- bands


def read_bands(table: Table) -> Meant | None:
    """Read rows of a band and what is given in it."""
    value, how = goes_by(table), _applies(table)
    rows, open_ended = table.rows, _is_open(table.rows[-1])
    if not _only_last_is_open(table):
        return None
    closed = rows[:-1] if open_ended else rows
    edges = [*(table.cell(row.cells[0]) for row in rows), *(table.cell(row.cells[1]) for row in closed)]
    gives = [table.cell(row.cells[2]) for row in rows]
    below, above = _below(table), _above(table)
    measured = _measured(table, value, edges)
    if value is None or how is None or measured is None:
        return None
    froms, tos = measured[: len(rows)], measured[len(rows) :]
    if not _meet(table, froms, tos) or not _are_reached(table, value, froms, tos):
        return None
    ends = _Ends(below, above, one_line(froms[0]), one_line(tos[-1]) if tos else "")
    if not _see_ends(table, value, ends, _Bounds(froms, tos, how, open_ended)):
        return None
    given = column(table, (*gives, *(each for each in (below, above) if each)))
    if given is None:
        return None
    return _of_bands(table, value, how, _marked(froms, tos, given, ends))


@frozen
class _Bounds:
    """Where bands begin and end, and what they apply to."""

    froms: tuple[Expression, ...]
    tos: tuple[Expression, ...]
    how: Literal["whole", "slice"]
    open_ended: bool


@frozen
class _Marked:
    """Bands with what they give."""

    marks: tuple[model.Mark, ...]
    below: Expression | None
    end: model.Mark | None


def _marked(
    froms: tuple[Expression, ...], tos: tuple[Expression, ...], given: tuple[Expression, ...], ends: _Ends
) -> _Marked:
    beyond = list(given[len(froms) :])
    below = beyond.pop(0) if ends.below else None
    return _Marked(
        tuple(model.Mark(at=at, gives=gives) for at, gives in zip(froms, given, strict=False)),
        below,
        model.Mark(at=tos[-1], gives=beyond.pop(0)) if ends.above else None,
    )


def _of_bands(table: Table, value: Expression, how: Literal["whole", "slice"], marked: _Marked) -> Meant | None:
    gives = marked.marks[0].gives
    if not is_number(table.desk, gives):
        return None
    kind = gives.type if how == "whole" else _of_slice(value.type, gives.type)
    if kind is None:
        words = capital(said(gives.type)), said(value.type)
        table.desk.say(errors.scales.SliceOfWhat(place=gives.span, gives=words[0], value=words[1]))
        return None
    return Meant(kind, model.Lookup(goes_by=value, how=how, marks=marked.marks, below=marked.below, end=marked.end))


def _of_slice(value: model.Type, gives: model.Type) -> model.Type | None:
    """Return what a rate on a slice comes to: a percentage of money or of a number, or pounds for each of a number."""
    countable = value.quantity in (Quantity.NUMBER, Quantity.COUNT)
    if gives == SHARE and (countable or value == MONEY):
        return MONEY if value == MONEY else NUMBER
    return MONEY if gives == MONEY and countable else None


def _applies(table: Table) -> Literal["whole", "slice"] | None:
    line = only(table.desk, table.block.lines, ast.AppliesTo, "applies to")
    if line is None:
        table.desk.say(errors.scales.AppliesUnsaid(place=table.block.name.span))
        return None
    return "whole" if line.word == "the whole" else "slice"


def _only_last_is_open(table: Table) -> bool:
    """See that no band but the last goes on without end."""
    after = [later for row, later in pairwise(table.rows) if _is_open(row)]
    for row in after:
        table.desk.say(errors.scales.RowNeverReached(place=row.span, reason='the row before it says "and above"'))
    return not after


def _is_open(row: ast.Row) -> bool:
    """Say whether a band has no end."""
    return " ".join(row.cells[1].text.lower().split()) == _OPEN


def _measured(table: Table, value: Expression | None, edges: list[Expression | None]) -> tuple[Expression, ...] | None:
    """Return where rows stand, if all could be read and are held against the value that a scale goes by."""
    fit = tuple(edge for edge in edges if edge is not None)
    if value is None or len(fit) < len(edges) or not is_number(table.desk, value):
        return None
    return fit if together(table.desk, (value, *fit), "compared") else None


# ---------------------------------------------------------------- bands that meet


def _meet(table: Table, froms: tuple[Expression, ...], tos: tuple[Expression, ...]) -> bool:
    """See that no band is empty, and that each begins just where the one before it ends."""
    full = [_is_full(table, place, froms[place], to) for place, to in enumerate(tos)]
    if not all(full):
        return False
    pairs = [_joins(table, place, to, froms[place + 1]) for place, to in enumerate(tos[: len(froms) - 1])]
    return all(pairs)


def _is_full(table: Table, place: int, start: Expression, end: Expression) -> bool:
    low, high = laid_down(table.desk, start), laid_down(table.desk, end)
    if low is None or high is None or low < high:
        return True
    reason = f"it begins at {one_line(start)} and ends before {one_line(end)}"
    table.desk.say(errors.scales.RowNeverReached(place=table.rows[place].span, reason=reason))
    return False


def _joins(table: Table, place: int, end: Expression, start: Expression) -> bool:
    """Say whether two bands meet: the end of one is the beginning of the next."""
    before, after = table.rows[place], table.rows[place + 1]
    one_row, mended = words_of(before), words_of(after, begins=one_line(end))
    one, other = laid_down(table.desk, end), laid_down(table.desk, start)
    words = one_line(end), one_line(start)
    if one is None or other is None:
        if words[0] != words[1]:
            gap = f"{words[0]} and {words[1]} need not be the same"
            story = "Whoever comes between them is in no row."
            table.desk.say(
                errors.scales.RowsLeaveGap(place=after.cells[0].span, gap=gap, story=story, one=one_row, mended=mended)
            )
        return words[0] == words[1]
    if one < other:
        gap = f"from {words[0]} to below {words[1]} nothing is said"
        story = _in_the_gap(table, words[0], one, end.type)
        table.desk.say(
            errors.scales.RowsLeaveGap(place=after.cells[0].span, gap=gap, story=story, one=one_row, mended=mended)
        )
    elif one > other:
        overlap = f"it begins at {words[1]}, and the row before it ends before {words[0]}"
        table.desk.say(
            errors.scales.RowsOverlap(place=after.cells[0].span, overlap=overlap, one=one_row, mended=mended)
        )
    return one == other


def _in_the_gap(table: Table, said: str, value: Fraction, kind: model.Type) -> str:
    """Say who is in no row: one that is just where the row before ends, in whole things where it is a percentage."""
    whole = next((number for number in (100, 1000, 10_000) if (value * number).denominator == 1), None)
    counted = f", {say_number(value * whole)} in every {say_number(Fraction(whole))}," if whole else ""
    who = f"A {table.place.level} at" if table.place.level != model.SCHEME else "Here"
    return f"{who} {said}{counted if kind == SHARE else ''} is in no row, and nobody has said what that gives."


def _are_reached(table: Table, value: Expression, froms: tuple[Expression, ...], tos: tuple[Expression, ...]) -> bool:
    """See that each band is one in which the value can be."""
    reach = reach_of(table.desk, value)
    words = one_line(value)
    reasons: list[str] = []
    for place, start in enumerate(froms):
        low = laid_down(table.desk, start)
        high = laid_down(table.desk, tos[place]) if place < len(tos) else None
        reason = ""
        if high is not None and reach.least is not None and high <= reach.least:
            reason = f"{words} is never below {one_line(tos[place])}"
        if low is not None and reach.most is not None and low > reach.most:
            reason = f"{words} is never as much as {one_line(start)}"
        if reason:
            table.desk.say(errors.scales.RowNeverReached(place=table.rows[place].span, reason=reason))
            reasons.append(reason)
    return not reasons


def _see_ends(table: Table, value: Expression, ends: _Ends, bounds: _Bounds) -> bool:
    """See that it is said what is given below the first band and from the end of the last."""
    reach, first = reach_of(table.desk, value), laid_down(table.desk, bounds.froms[0])
    begins = bounds.how == "whole" or (first is not None and first <= 0)
    low = _see_below(table, ends, _is_above(reach, first) and begins)
    if not bounds.open_ended:
        last = laid_down(table.desk, bounds.tos[-1])
        under = reach.most is not None and last is not None and reach.most < last
        return _see_above(table, ends, under) and low
    line = only(table.desk, table.block.lines, ast.AboveTheLastRow, "above the last row")
    if line is not None:
        reason = 'the last row goes on, since it says "and above"'
        table.desk.say(errors.scales.LineOfAnotherShape(place=line.span, line="above the last row", reason=reason))
    return low and line is None
