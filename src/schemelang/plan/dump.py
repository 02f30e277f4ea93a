"""A plan as text: one step a line, for those who want to see what becomes of a rule in whole numbers."""

from collections.abc import Iterator

from schemelang.dates import Period
from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    ByReference,
    InOrder,
    LineWorth,
    Merging,
    NearestShares,
    Number,
    OfGroup,
    Op,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Step,
    Supplied,
    WasThere,
)
from schemelang.plan.pruned import needs

_WIDTHS = (7, 32, 40)


def as_text(plan: Plan) -> str:
    """Write each step, needs first, with its shape and its ends; then where each rule and each line stands."""
    steps = (_step_line(place, step) for place, step in enumerate(plan.steps))
    rules = (f"{rule}: {_worth(plan, worth.value, worth.unit, worth.lack)}" for rule, worth in plan.worths.items())
    parts = [list(steps), list(rules), [_line(line) for line in plan.lines]]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _step_line(place: Place, step: Step) -> str:
    times = len(step.shape.axis)
    shape = step.shape.level if times == 1 else f"{step.shape.level} × {times} periods"
    cells = (f"s{place}", shape, f"{_end(step.low)} to {_end(step.high)}")
    return f"{''.join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))}{' '.join(said(step.op))}"


def _end(end: int | None) -> str:
    return "no end" if end is None else f"{end:,}"


def said(op: Op) -> Iterator[str]:
    """Say what a step does, and of which steps, word by word."""
    yield _name(op)
    yield from _facts(op)
    yield from (f"s{need}" for need in needs(op))


def _name(op: Op) -> str:
    """Return what an operation is called, as the reader of `plan.py` knows it: Over members."""
    name = type(op).__name__
    return name[0].lower() + "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name[1:])


def _facts(op: Op) -> Iterator[str]:
    """Say what an operation holds besides the steps that it needs."""
    match op:
        case Number(value):
            yield f"{value:,}"
        case Parameter(rule):
            yield str(rule)
        case Supplied(figure, part):
            yield f"{figure} {part}"
        case Belongs(group, on):
            yield f"{group} {'at its end' if on is None else on}"
        case PartOfTerm(rule, part) | ByReference(rule, part):
            yield f"{rule} {part}"
        case WasThere(moment, at_end):
            when = moment.name if isinstance(moment, Period) else str(moment or "each period")
            yield f"{when} at its end" if at_end else when
        case AtPeriods(_, rows):
            yield f"rows {', '.join(map(str, rows))}"
        case OverMembers(_, how):
            yield how
        case OverPeriods(_, how, several):
            yield f"{how} of rows {'; '.join(', '.join(map(str, rows)) for rows in several)}"
        case PlaceInGroup(_, group):
            yield group
        case InOrder() | Merging() | OfGroup() | Beside() | NearestShares():
            pass
        case _:
            _nothing_else(op)


def _nothing_else(op: Op) -> None:
    """See that an operation holds nothing but the steps it needs."""
    assert needs(op), f"{op} is said above"


def _worth(plan: Plan, value: Place, unit: Place, lack: Place) -> str:
    over = "" if _is(plan, unit, 1) else f" over s{unit}"
    return f"s{value}{over}" + ("" if _is(plan, lack, 0) else f", unless s{lack} says what is lacking")


def _is(plan: Plan, place: Place, value: int) -> bool:
    return (plan.steps[place].low, plan.steps[place].high) == (value, value)


def _line(line: LineWorth) -> str:
    part = line.part
    which = f"{part.payment} tranche {part.tranche}, {part.instalment} of {part.instalments}"
    period = f", {part.period.name}" if part.period else ""
    row = f", row {line.row}" if line.row else ""
    return f"{which}{period}: pence s{line.pence}, status s{line.status}{row}"
