"""What is given of each party: its figures, whether it belongs to a group, and for how many days it counts."""

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from schemelang.columns.crowd import Block, Places, Tie
from schemelang.columns.wide import Table
from schemelang.dates import days
from schemelang.graph.graph import RuleGraph, Weight
from schemelang.outcome.over_time import periods_by_rule, within_term
from schemelang.plan.plan import (
    Belongs,
    InOrder,
    Merging,
    PartOfTerm,
    Plan,
    Shape,
    Step,
    Supplied,
    WasThere,
)

_Supply = Callable[[Supplied, Shape, Block], Table]


def given_table(plan: Plan, step: Step, block: Block, supply: _Supply) -> Table:
    """Return what is given for the parties of a block."""
    match step.op:
        case Supplied():
            return supply(step.op, step.shape, block)
        case InOrder():
            return block.places[step.shape.level][None, :]
        case Belongs():
            return _belongs(plan.graph, step.op, step.shape, block)
        case Merging():
            return _becomes(block, step.shape.level)
        case WasThere():
            return _was_there(step.op, step.shape, block)
        case op:
            assert isinstance(op, PartOfTerm), "all else is worked out"
            return _part_of_term(plan.graph, op, step.shape, block)


def _here(block: Block, level: str, group: str) -> Tie:
    """Return how the parties of a block are tied to a level."""
    tie, own = block.crowd.tie(level, group), block.places[level]
    if tie.first is None or tie.last is None:
        return Tie(tie.place[own])
    return Tie(tie.place[own], tie.first[own], tie.last[own])


def _belongs(graph: RuleGraph, op: Belongs, shape: Shape, block: Block) -> Table:
    tie = _here(block, shape.level, op.group)
    there = tie.place >= 0
    if tie.first is None or tie.last is None:
        return there[None, :]
    from schemelang.plan.given import days_asked  # only where somebody comes or goes

    asked = [days_asked(op.on, period) for period in shape.axis]
    rows = [there if days is None else there & _during(graph, tie.first, tie.last, *days) for days in asked]
    return np.array(rows)


def _during(graph: RuleGraph, came: Places, went: Places, first: date, last: date) -> NDArray[np.bool_]:
    begun, ended = (within_term(graph, day).toordinal() for day in (first, last))
    return (came <= ended) & (begun <= went)


# ---------------------------------------------------------------- those that merge


def _becomes(block: Block, level: str) -> Table:
    """Say who went into another, and into whom others went."""
    own, into = block.places[level], block.crowd.tie(level, level).place
    others = np.bincount(into, minlength=len(into))
    return np.where(into[own] != own, 0, np.where(others[own] > 1, 2, 1))[None, :]


def _was_there(op: WasThere, shape: Shape, block: Block) -> Table:
    """Say which of those that merged were there when a figure was counted; of all others it is of no matter."""
    found = np.ones((len(shape.axis), block.columns(shape.level)), bool)
    tie, own, belonging = (
        block.crowd.tie(shape.level, shape.level).place,
        block.places[shape.level],
        block.crowd.belonging,
    )
    assert belonging is not None, "a crowd knows those that merged"
    from schemelang.plan.given import is_there  # as above

    for column in np.flatnonzero(np.bincount(tie, minlength=len(tie))[tie[own]] > 1):
        code = str(block.crowd.codes[shape.level][own[column]])
        found[:, column] = [is_there(belonging, op, shape.level, code, period) for period in shape.axis]
    return found


# ---------------------------------------------------------------- for how many days one counts


def _part_of_term(graph: RuleGraph, op: PartOfTerm, shape: Shape, block: Block) -> Table:
    """Return for how many days each counts, or why not; who is not there all along is asked of the reference."""
    weight = graph.by_id[op.rule].kind
    assert isinstance(weight, Weight), "only who money is shared among counts for days"
    whole = [days(each.first, each.last) if each else days(graph.first, graph.last) for each in shape.axis]
    found = np.zeros((len(whole), block.columns(shape.level)), np.int64)
    if op.part == "days":
        found[:] = np.array(whole)[:, None]
    partly = np.flatnonzero(_is_partly(graph, _here(block, shape.level, weight.group)))
    if not len(partly):
        return found
    belonging = block.crowd.belonging
    assert belonging is not None, "a crowd knows how those came and went who were not there all along"
    from schemelang.figures.figures import Figures  # as above
    from schemelang.outcome.case import Case
    from schemelang.outcome.known import Known
    from schemelang.plan.given import days_counted

    known = Known(graph, Figures(members=(), memberships=(), data={}), belonging, periods_by_rule(graph))
    codes = block.crowd.codes[shape.level]
    for column in partly:
        code = str(codes[block.places[shape.level][column]])
        for row, period in enumerate(shape.axis):
            counted, lack = days_counted(Case(known, graph.by_id[op.rule], code, period))
            found[row, column] = lack if op.part == "lack" else counted
    return found


def _is_partly(graph: RuleGraph, tie: Tie) -> NDArray[np.bool_]:
    """Say who is not there for the whole term."""
    nowhere = tie.place < 0
    if tie.first is None or tie.last is None:
        return nowhere
    return nowhere | (tie.first > graph.first.toordinal()) | (tie.last < graph.last.toordinal())
