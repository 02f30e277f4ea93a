"""Scales that give what stands beside one exact value: a word, a number, a day, or yes and no."""

from datetime import date
from fractions import Fraction

from schemelang.diagnostic import Label
from schemelang.model import errors, model
from schemelang.model.arithmetic import is_number
from schemelang.model.categories import read_word
from schemelang.model.conditions import compare
from schemelang.model.desk import one_line
from schemelang.model.model import Expression, Quantity
from schemelang.model.reach import reach_of
from schemelang.model.scale_tables import Meant, Table, column, goes_by, laid_down
from schemelang.syntax import ast

_REST = "anything else"


def read_exact(table: Table) -> Meant | None:
    """Read rows of a value and what is given just there, and what is given for anything else."""
    value = goes_by(table)
    if value is None or not _rest_is_last(table):
        return None
    open_ended = _is_rest(table.rows[-1])
    named = table.rows[:-1] if open_ended else table.rows
    conditions = [_condition(table, value, row) for row in named]
    gives = column(table, [table.cell(row.cells[1]) for row in table.rows])
    fit = tuple(each for each in conditions if each is not None)
    if gives is None or len(fit) < len(named) or not all(is_number(table.desk, each) for each in gives):
        return None
    if not _are_apart(table, fit) or not _see_rest(table, value, fit, open_ended):
        return None
    rows = tuple(model.ExactRow(condition=one, gives=given) for one, given in zip(fit, gives, strict=False))
    return Meant(gives[0].type, model.Exact(goes_by=value, rows=rows, rest=gives[-1] if open_ended else None))


def _is_rest(row: ast.Row) -> bool:
    """Say whether a row is for anything that no other row names."""
    return " ".join(row.cells[0].text.lower().split()) == _REST


def _rest_is_last(table: Table) -> bool:
    """See that the row for anything else is the last, and not the only one."""
    astray = [row for row in table.rows[:-1] if _is_rest(row)]
    for row in astray[:1]:
        after = table.rows[table.rows.index(row) + 1]
        table.desk.say(errors.scales.RowNeverReached(place=after.span, reason='a row before it is for "anything else"'))
    if not astray and _is_rest(table.rows[0]):
        table.desk.say(
            errors.scales.RowNeverReached(place=table.rows[0].span, reason="there is no row that it is other than")
        )
        return False
    return not astray


# ---------------------------------------------------------------- what a row is for


def _condition(table: Table, value: Expression, row: ast.Row) -> model.Compared | None:
    """Return whether the value is the one of a row, which must be known before any figure is."""
    cell = row.cells[0]
    is_word = value.type.quantity is Quantity.CATEGORY
    read = read_word(ast.Text(span=cell.span, text=cell.text.strip('"'))) if is_word else table.cell(cell)
    met = compare(table.desk, row.span, value, "equal", read)
    if met is not None and _laid_down(table, met.right) is None:
        table.desk.say(errors.scales.RowForWorkedOut(place=cell.span))
        return None
    return met if met is not None and _is_reached(table, met) else None


def _is_reached(table: Table, met: model.Compared) -> bool:
    """See that the value can be the one of a row."""
    reach, at = reach_of(table.desk, met.left), _laid_down(table, met.right)
    if not isinstance(at, Fraction):
        return True
    reason = ""
    if reach.least is not None and at < reach.least:
        reason = f"{one_line(met.left)} is never as little as {one_line(met.right)}"
    if reach.most is not None and at > reach.most:
        reason = f"{one_line(met.left)} is never as much as {one_line(met.right)}"
    if reason:
        table.desk.say(errors.scales.RowNeverReached(place=met.span, reason=reason))
    return not reason


def _laid_down(table: Table, read: Expression) -> Fraction | bool | date | str | None:
    """Return the number, the word, the day or the answer that is laid down, if it is."""
    return read.value if isinstance(read, model.Constant) else laid_down(table.desk, read)


def _are_apart(table: Table, conditions: tuple[model.Compared, ...]) -> bool:
    """See that no two rows are for the same value."""
    first: dict[object, model.Compared] = {}
    twice = [one for one in conditions if first.setdefault(_laid_down(table, one.right), one) is not one]
    for one in twice:
        label = Label(first[_laid_down(table, one.right)].span, "this is the first")
        table.desk.say(errors.scales.RowTwice(place=one.span, labels=(label,)))
    return not twice


# ---------------------------------------------------------------- what no row names


def _see_rest(table: Table, value: Expression, conditions: tuple[model.Compared, ...], said: bool) -> bool:  # noqa: FBT001 - whether there is a row for it
    """See that it is said what is given for a value that no row names, if and only if there can be one."""
    unnamed = _unnamed(table, value, conditions)
    if said and not unnamed:
        reason = f"each value that {one_line(value)} can be has a row of its own"
        table.desk.say(errors.scales.RowNeverReached(place=table.rows[-1].span, reason=reason))
        return False
    if unnamed and not said:
        nothing = "£0" if table.rows[0].cells[1].text.startswith("£") else "0"
        example = f"| anything else | {nothing} |"
        table.desk.say(errors.scales.AnythingElseUnsaid(place=table.block.name.span, unnamed=unnamed, example=example))
        return False
    return True


def _unnamed(table: Table, value: Expression, conditions: tuple[model.Compared, ...]) -> str:
    """Return in words what no row names; nothing if each value that can be has a row."""
    named = {_laid_down(table, one.right) for one in conditions}
    match value.type.quantity:
        case Quantity.CATEGORY:
            return _either([f'"{word}"' for word in value.type.words if word not in named])
        case Quantity.YES_NO:
            return _either([f'"{word}"' for word, answer in (("yes", True), ("no", False)) if answer not in named])
        case _:
            kind = "day" if value.type.quantity is Quantity.DATE else "number"
            return f"any other {kind}"


def _either(words: list[str]) -> str:
    """Return words as a choice between them; nothing if there are none."""
    *first, last = words or [""]
    return f"{', '.join(first)} or {last}" if first else last
