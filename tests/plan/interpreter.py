"""A small interpreter of plans: each step for everybody, one whole number at a time. It is slow, and plain."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from attrs import frozen

from schemelang.dates import Period
from schemelang.figures.figures import State
from schemelang.graph.graph import Given, RuleId, Weight
from schemelang.outcome.case import Case
from schemelang.outcome.gathered import part_of_term
from schemelang.outcome.known import Known
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.outcome.over_time import within_term
from schemelang.plan.given import becomes_of, is_there
from schemelang.plan.ground import number_of
from schemelang.plan.plan import (
    CODE_OF,
    AtPeriods,
    Belongs,
    Beside,
    Both,
    ByReference,
    Choose,
    Divided,
    Either,
    Greater,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Merging,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Plus,
    Rest,
    Shape,
    Step,
    Supplied,
    Times,
    WasThere,
)
from schemelang.plan.pruned import needs
from schemelang.quantities import apportion

Cell = tuple[int, int]
"""A row, which is a period, and a column, which is a party."""

ALIKE: Mapping[type, Callable[..., int]] = {
    Plus: lambda one, other: one + other,
    Minus: lambda one, other: one - other,
    Times: lambda one, other: one * other,
    Divided: lambda one, by: one // by,
    Rest: lambda one, by: one % by,
    Lesser: min,
    Greater: max,
    IsLess: lambda one, other: int(one < other),
    IsAtMost: lambda one, other: int(one <= other),
    IsEqual: lambda one, other: int(one == other),
    Both: lambda one, other: one & other,
    Either: lambda one, other: one | other,
    Not: lambda one: 1 - one,
    Choose: lambda condition, then, otherwise: then if condition else otherwise,
}
GATHERED: Mapping[str, Callable[[list[int]], int]] = {
    "sum": sum,
    "least": lambda them: min(them, default=0),
    "greatest": lambda them: max(them, default=0),
}
STATES = {
    State.NOT_REPORTED: Lack.NOT_REPORTED,
    State.SUPPRESSED: Lack.SUPPRESSED,
    State.NOT_APPLICABLE: Lack.NOT_APPLICABLE,
    State.UNDECIDED: Lack.UNDECIDED,
}


@frozen
class Run:
    """A plan that is worked out. `known` has the figures, who belongs where, and what the reference comes to."""

    plan: Plan
    known: Known
    parameters: Mapping[RuleId, int]
    tables: list[list[list[int]]]

    def parties(self, level: str) -> tuple[str | None, ...]:
        """Return the parties of a level, in order of code."""
        return self.known.belonging.parties[level]

    def at(self, place: Place, row: int, column: int) -> int:
        """Read a cell of a step; what has one row or one column has it for all."""
        table = self.tables[place]
        own = table[row if len(table) > 1 else 0]
        return own[column if self.plan.steps[place].shape.level != self.known.graph.levels[-1] else 0]

    def group_of(self, level: str, column: int, wanted: str) -> int | None:
        """Return the column of the group of a level to which a party ever belonged; of its own, into whom it went."""
        party = self.parties(level)[column]
        if wanted == level:
            return self.parties(level).index(self.known.belonging.went_into.get((level, str(party)), party))
        if wanted == self.known.graph.levels[-1]:
            return 0
        stay = self.known.belonging.stays.get((level, str(party), wanted))
        return None if stay is None else self.parties(wanted).index(stay.group)

    def members(self, group: str, column: int, level: str) -> list[int]:
        """Return the columns of the members of a group, with those that went into others."""
        return [each for each in range(len(self.parties(level))) if self.group_of(level, each, group) == column]


def run(plan: Plan, known: Known, parameters: Mapping[RuleId, int] | None = None) -> Run:
    """Work a plan out, step by step; each result lies within the ends that its step promises."""
    done = Run(plan, known, parameters or {}, [])
    for step in plan.steps:
        rows, columns = range(len(step.shape.axis)), range(len(done.parties(step.shape.level)))
        table = [[_cell(done, step, (row, column)) for column in columns] for row in rows]
        for value in (value for row in table for value in row):
            assert step.low is None or step.low <= value, step
            assert step.high is None or value <= step.high, step
        done.tables.append(table)
    return done


def _cell(done: Run, step: Step, cell: Cell) -> int:
    """Work one step out for one party at one period."""
    op, (row, column) = step.op, cell
    if type(op) in ALIKE:
        return ALIKE[type(op)](*(done.at(need, row, column) for need in needs(op)))
    match op:
        case OfGroup(one):
            whose = done.group_of(step.shape.level, column, done.plan.steps[one].shape.level)
            return 0 if whose is None else done.at(one, row, whose)
        case AtPeriods(one, rows):
            return done.at(one, rows[row], column)
        case Beside(parts):
            return done.at(parts[row], 0, column)
        case OverMembers(one, how):
            members = done.members(step.shape.level, column, done.plan.steps[one].shape.level)
            return GATHERED[how]([done.at(one, row, member) for member in members])
        case OverPeriods(one, how, rows):
            return GATHERED[how]([done.at(one, each, column) for each in rows[row]])
        case PlaceInGroup(one, group):
            return _place(done, step.shape, one, group, cell)
        case NearestShares(pool, weight):
            return _nearest(done, step.shape, pool, weight, cell)
        case _:
            return _given(done, step, cell)


def _place(done: Run, shape: Shape, one: Place, group: str, cell: Cell) -> int:
    row, column = cell
    whose = done.group_of(shape.level, column, group)
    if whose is None:
        return 0
    members = done.members(group, whose, shape.level)
    return sorted(members, key=lambda each: (-done.at(one, row, each), each)).index(column) + 1


def _nearest(done: Run, shape: Shape, pool: Place, weight: Place, cell: Cell) -> int:
    row, column = cell
    group = done.plan.steps[pool].shape.level
    whose = done.group_of(shape.level, column, group)
    if whose is None:
        return 0
    members = done.members(group, whose, shape.level)
    weights = [Fraction(done.at(weight, row, each)) for each in members]
    if not any(weights):
        return 0
    return apportion(done.at(pool, row, whose), weights, "sainte_lague")[members.index(column)]


# ---------------------------------------------------------------- what is supplied


def _given(done: Run, step: Step, cell: Cell) -> int:
    op, level, (row, column) = step.op, step.shape.level, cell
    party, period = done.parties(level)[column], step.shape.axis[row]
    match op:
        case Number(value):
            return value
        case Parameter(rule):
            return done.parameters[rule]
        case Supplied():
            return _supplied(done, op, party, period)
        case Belongs(group, on):
            return int(_belongs(done, (level, str(party), group), on, period))
        case InOrder():
            return column
        case PartOfTerm(rule, part):
            return _part(done, Case(done.known, done.known.graph.by_id[rule], party, period), part)
        case Merging():
            return becomes_of(done.known.belonging, level, str(party))
        case WasThere():
            return int(is_there(done.known.belonging, op, level, str(party), period))
        case ByReference(rule, part):
            return _by_reference(done, done.known.values[rule][party, period], part)
        case _:
            raise AssertionError(op)


def _part(done: Run, case: Case, part: str) -> int:
    assert isinstance(case.rule.kind, Weight), "only a rule of weight asks for a part of the term"
    worth = part_of_term(case, case.rule.kind)
    if isinstance(worth, Absent):
        return CODE_OF[worth.lack] if part == "lack" else 0
    return 0 if part == "lack" else int(worth * _days(done.known, case.period))


def _supplied(done: Run, op: Supplied, party: str | None, period: Period | None) -> int:
    datum = done.known.figures.data.get((op.figure, party, period))
    domain = done.plan.ground.domains[op.figure]
    if datum is None or isinstance(datum.value, State):
        lack = STATES[datum.value] if datum is not None and isinstance(datum.value, State) else _none(done, op.figure)
        return CODE_OF[lack] if op.part == "lack" else 0
    if op.part == "lack":
        return 0
    return int(number_of(datum.value, done.plan.ground.words) * domain.unit)


def _none(done: Run, figure: str) -> Lack:
    """Say why a figure is not there: it is not reported or, where a person decides it, undecided."""
    kinds = (rule.kind for rule in done.known.graph.rules)
    judged = {kind.figure for kind in kinds if isinstance(kind, Given) and kind.decided_by}
    return Lack.UNDECIDED if figure in judged else Lack.NOT_REPORTED


def _belongs(done: Run, key: tuple[str, str, str], on: str | int | None, period: Period | None) -> bool:
    stay, graph = done.known.belonging.stays.get(key), done.known.graph
    if stay is None or on == "ever":
        return stay is not None
    if on == "during":
        assert period is not None
        return stay.first <= period.last and period.first <= stay.last
    day = date.fromordinal(on) if isinstance(on, int) else _last(period)
    return stay.first <= within_term(graph, day) <= stay.last


def _last(period: Period | None) -> date:
    assert period is not None, "without a day it is asked of a period"
    return period.last


def _days(known: Known, period: Period | None) -> int:
    first, last = (known.graph.first, known.graph.last) if period is None else (period.first, period.last)
    return (last - first).days + 1


def _by_reference(done: Run, value: RuleValue, part: str) -> int:
    if isinstance(value, Absent):
        return {"lack": CODE_OF[value.lack], "value": 0, "unit": 1}[part]
    number = number_of(value, done.plan.ground.words)
    return {"lack": 0, "value": number.numerator, "unit": number.denominator}[part]
