"""A plan worked out step by step in plain whole numbers, to hold an engine against."""

from collections.abc import Callable
from fractions import Fraction

from planned import Made
from schemelang.plan.plan import (
    AtPeriods,
    Belongs,
    Beside,
    Both,
    Choose,
    Divided,
    Either,
    Gathering,
    Greater,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    PlaceInGroup,
    Plan,
    Plus,
    Rest,
    Step,
    Supplied,
    Times,
)
from schemelang.quantities import apportion
from schemelang.warehouse.given import Source
from schemelang.warehouse.run import Results
from schemelang.warehouse.stages import parameter

Table = list[list[int]]


def _gathered(how: Gathering, them: list[int]) -> int:
    return sum(them) if how == "sum" else 0 if not them else min(them) if how == "least" else max(them)


def worked_out(plan: Plan, source: Source) -> list[Table]:
    """Work out every step, as a table of its own shape."""
    tables: list[Table] = []
    for step in plan.steps:
        tables.append(_table(plan, source, step, tables))
    return tables


def compared(case: Made, results: Results) -> int:
    """Hold every step that was said against plain arithmetic, and return how many there were."""
    said = 0
    for place, table in enumerate(worked_out(case.plan, case.source)):
        if results.has(place):
            cells = [
                [results.cell(place, row, column) for column in range(len(table[row]))] for row in range(len(table))
            ]
            assert table == cells, case.plan.steps[place]
            said += 1
    return said


def _table(plan: Plan, source: Source, step: Step, tables: list[Table]) -> Table:
    parties = source.belonging.parties[step.shape.level]
    cells = _cells(plan, source, step, tables)
    return [[cells(row, column) for column in range(len(parties))] for row in range(len(step.shape.axis))]


def _cells(plan: Plan, source: Source, step: Step, tables: list[Table]) -> Callable[[int, int], int]:
    """Return what gives the cell at a row and a column."""
    level = step.shape.level
    number = len(source.belonging.parties[level])

    def of(place: int, row: int, column: int) -> int:
        table = tables[place]
        cells = table[row if len(table) > 1 else 0]
        return cells[column if plan.steps[place].shape.level != plan.graph.levels[-1] else 0]

    match step.op:
        case Number(value):
            return lambda _row, _column: value
        case Parameter(rule):
            return lambda _row, _column: parameter(plan, rule)
        case Supplied() | Belongs() | InOrder() | PartOfTerm() as given:
            column = source.column(given, step.shape)
            return lambda row, party: column[row * number + party]
        case OfGroup(one):
            groups = source.groups(level, plan.steps[one].shape.level)
            return lambda row, party: 0 if groups[party] is None else of(one, row, groups[party] or 0)
        case AtPeriods(one, rows):
            return lambda row, party: of(one, rows[row], party)
        case Beside(parts):
            return lambda row, party: of(parts[row], 0, party)
        case OverMembers(one, how):
            finer = plan.steps[one].shape.level
            groups = source.groups(finer, level)
            return lambda row, party: _gathered(
                how, [of(one, row, member) for member, group in enumerate(groups) if group == party]
            )
        case OverPeriods(one, how, every):
            return lambda row, party: _gathered(how, [of(one, each, party) for each in every[row]])
        case PlaceInGroup(one, group):
            groups = source.groups(level, group)
            return lambda row, party: (
                0
                if groups[party] is None
                else 1
                + sum(
                    (-of(one, row, other), other) < (-of(one, row, party), party)
                    for other, its in enumerate(groups)
                    if its == groups[party]
                )
            )
        case NearestShares(pool, weight):
            groups = source.groups(level, plan.steps[pool].shape.level)
            return lambda row, party: _share(
                of(pool, row, groups[party] or 0),
                {other: of(weight, row, other) for other, its in enumerate(groups) if its == groups[party] is not None},
                party,
            )
        case op:
            return lambda row, party: _alike(op, lambda place: of(place, row, party))


def _share(pool: int, weights: dict[int, int], party: int) -> int:
    """Share a pool as the rule of sharing does."""
    if not any(weights.values()):
        return 0
    shares = apportion(pool, [Fraction(weight) for weight in weights.values()], "sainte_lague")
    return dict(zip(weights, shares, strict=True)).get(party, 0)


def _alike(op: object, of: Callable[[int], int]) -> int:
    match op:
        case Plus(one, other):
            return of(one) + of(other)
        case Minus(one, other):
            return of(one) - of(other)
        case Times(one, other):
            return of(one) * of(other)
        case Divided(one, other):
            return of(one) // of(other)
        case Rest(one, other):
            return of(one) % of(other)
        case Lesser(one, other):
            return min(of(one), of(other))
        case Greater(one, other):
            return max(of(one), of(other))
        case IsLess(one, other):
            return int(of(one) < of(other))
        case IsAtMost(one, other):
            return int(of(one) <= of(other))
        case IsEqual(one, other):
            return int(of(one) == of(other))
        case Both(one, other):
            return of(one) & of(other)
        case Either(one, other):
            return of(one) | of(other)
        case Not(one):
            return 1 - of(one)
        case Choose(condition, then, otherwise):
            return of(then) if of(condition) else of(otherwise)
        case _:
            raise AssertionError(op)
