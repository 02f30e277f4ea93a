"""Runs what was written of a plan: pass by pass, block by block and, of several scenarios, one after the other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from schemelang.columns.crowd import Block, Crowd, everybody
from schemelang.columns.given import given_table
from schemelang.columns.programme import Programme
from schemelang.columns.results import ColumnTables
from schemelang.columns.stages import Pass
from schemelang.columns.tables import GATHERS, names_of_the_text
from schemelang.columns.wide import Table, Wide, whole_of_wide
from schemelang.graph.graph import RuleId
from schemelang.light import define, frozen
from schemelang.plan.plan import (
    ByReference,
    NearestShares,
    Number,
    OverMembers,
    Parameter,
    Place,
    PlaceInGroup,
    Shape,
    Supplied,
)
from schemelang.plan.tables import Ask, OwnFault, Worked

_LINES = RuleId("lines")
"""In place of a rule, for what is only worked out for the lines that fall due."""

_Known = dict[Place, Any]
"""What is known of the whole scheme, and of everybody where a step needs everybody at once."""


class Supply(Protocol):
    """What supplies the numerators of a figure, or the numbers of its lacks, for a block in its columns."""

    def __call__(self, supplied: Supplied, shape: Shape, block: Block, /) -> Table:
        """Return a table of whole numbers, of any type."""
        ...


class Again(Protocol):
    """What supplies a figure that is another in each scenario."""

    def __call__(self, supplied: Supplied, shape: Shape, block: Block, number: int, /) -> Table:
        """Return a table of whole numbers, of any type."""
        ...


@frozen
class Piece:
    """Results for a block or, where there is none, for the whole scheme."""

    block: Block | None
    tables: Mapping[Place, Table]


def run(  # noqa: PLR0913 - who there is, and what they have
    programme: Programme,
    crowd: Crowd,
    supply: Supply,
    reference: Ask | None = None,
    parameters: Mapping[RuleId, int] | None = None,
    *,
    about: int = 1000,
) -> dict[Place, Table]:
    """Return what is wanted for everybody, in order of code: a row for each period, a column for each party."""
    found: dict[Place, Table] = {}
    for piece in stream(programme, crowd, supply, reference, parameters, about=about):
        for place, table in piece.tables.items():
            level = programme.plan.steps[place].shape.level
            if piece.block is None:
                found[place] = table
                continue
            if place not in found:
                found[place] = np.zeros((len(table), crowd.size(level)), table.dtype)
            found[place][:, piece.block.places[level]] = table
    return {place: found[place] for place in programme.wanted}


def stream(  # noqa: PLR0913 - as above
    programme: Programme,
    crowd: Crowd,
    supply: Supply,
    reference: Ask | None = None,
    parameters: Mapping[RuleId, int] | None = None,
    *,
    about: int = 1000,
) -> Iterator[Piece]:
    """Hand over what is wanted block by block and, at the end, what is of the whole scheme."""
    for block, _, tables in scenarios(programme, crowd, supply, [parameters or {}], reference=reference, about=about):
        yield Piece(block, tables)


def scenarios(  # noqa: PLR0913 - who there is, what they have, and what is tried
    programme: Programme,
    crowd: Crowd,
    supply: Supply,
    parameters: Sequence[Mapping[RuleId, int]],
    *,
    again: Again | None = None,
    reference: Ask | None = None,
    about: int = 1000,
) -> Iterator[tuple[Block | None, int, Mapping[Place, Table]]]:
    """Work out several scenarios side by side: for each block one after the other, what none changes once."""
    functions = names_of_the_text()
    exec(programme.compiled(), functions)  # noqa: S102 - our own text
    known: list[_Known] = [{} for _ in parameters]
    running = _Running(programme, crowd, supply, parameters, again, reference, functions, known)
    _hold(programme, crowd)
    running.blocks = crowd.blocks(about, programme.pairs)
    for number, each in enumerate(programme.passes):
        yield from running.passes(number, each)
    yield from running.ends()


def _hold(programme: Programme, crowd: Crowd) -> None:
    """See that the crowd is what the plan relied on."""
    ground = programme.plan.ground
    for level, group in {**ground.most, **ground.least}:
        place = crowd.tie(level, group).place
        sizes = np.bincount(place[place >= 0], minlength=crowd.size(group))
        fewest, most = int(sizes.min(initial=len(place))), int(sizes.max(initial=0))
        if most > ground.most.get((level, group), most):
            raise OwnFault(RuleId(group), f"{most} of {level} are in one, and not at most {ground.most[level, group]}")
        if len(sizes) and fewest < ground.least.get((level, group), 0):
            at_least = ground.least[level, group]
            raise OwnFault(RuleId(group), f"{fewest} of {level} are in one, and not at least {at_least}")
    for level, group in ground.steady:
        tie = crowd.tie(level, group)
        if (tie.place < 0).any() or tie.first is not None:
            raise OwnFault(RuleId(group), f"not everybody of {level} is in one for the whole term")


@define(eq=False)
class _Running:
    """A run: what is known of each scenario so far, and what is being added up."""

    programme: Programme
    crowd: Crowd
    supply: Supply
    parameters: Sequence[Mapping[RuleId, int]]
    again: Again | None
    reference: Ask | None
    functions: Mapping[str, Any]
    known: list[_Known]
    blocks: Sequence[Block] = ()

    # ------------------------------------------------------------ passes

    def passes(self, number: int, each: Pass) -> Iterator[tuple[Block, int, Mapping[Place, Table]]]:
        """Go over all blocks once, and hand over what is wanted of them."""
        self._scheme(number)
        varies = self.programme.varies
        alike = not each.wanted and not any(place in varies for place in (*each.gathers, *each.collects, *each.whole))
        tried = range(1 if alike else len(self.parameters))
        sums: list[dict[Place, Table]] = [{} for _ in tried]
        whole: list[dict[Place, Table]] = [{} for _ in tried]
        for block in self.blocks:
            state = self._prepared(number, block)
            for scenario in tried:
                tables = self._worked_out(number, block, scenario, state)
                self._add_up(each, tables, sums[scenario])
                self._collect(each, block, tables, whole[scenario])
                if each.wanted:
                    yield block, scenario, {place: tables[place] for place in each.wanted}
        for scenario in range(len(self.parameters)):
            self._gathered(each, sums[scenario if not alike else 0], self.known[scenario])
            self._with_everybody(each, whole[scenario if not alike else 0], self.known[scenario])

    def ends(self) -> Iterator[tuple[None, int, Mapping[Place, Table]]]:
        """Hand over what is wanted of the whole scheme."""
        self._scheme(len(self.programme.passes))
        plan = self.programme.plan
        wanted = [place for place in self.programme.wanted if plan.steps[place].shape.level == plan.graph.levels[-1]]
        for scenario in range(len(self.parameters)):
            tables = {place: self._of_scheme(place, self.known[scenario]) for place in wanted}
            yield None, scenario, tables

    def _scheme(self, number: int) -> None:
        """Work out what is of the whole scheme before a pass."""
        work_out = self.functions[f"scheme_{number}"]
        for scenario, known in enumerate(self.known):
            given, parameters = self._giving(self.blocks[0], scenario), self._laying_down(scenario)
            known.update(work_out(self.blocks[0], given, self._knowing(self.blocks[0], scenario), parameters))

    def _prepared(self, number: int, block: Block) -> _Known:
        if not self.programme.scenarios:
            return {}
        given, known = self._giving(block, 0), self._knowing(block, 0)
        prepared: _Known = self.functions[f"prepare_{number}"](block, given, known)
        return prepared

    def _worked_out(self, number: int, block: Block, scenario: int, state: _Known) -> dict[Place, Any]:
        given, known = self._giving(block, scenario), self._knowing(block, scenario)
        more = (state,) if self.programme.scenarios else ()
        found: dict[Place, Any] = self.functions[f"block_{number}"](block, given, known, *more)
        return found

    # ------------------------------------------------------------ what the text asks for

    def _giving(self, block: Block, scenario: int) -> Callable[..., Any]:
        steps, again = self.programme.plan.steps, self.again

        def given(place: Place, dtype: Any) -> Table:
            step = steps[place]
            if again is not None and place in self.programme.varies and isinstance(step.op, Supplied):
                table = again(step.op, step.shape, block, scenario)
            else:
                table = given_table(self.programme.plan, step, block, self.supply)
            self._within(place, table)
            return _as_held(table, len(step.shape.axis), block.columns(step.shape.level), dtype)

        return given

    def _knowing(self, block: Block, scenario: int) -> Callable[..., Any]:
        steps, known = self.programme.plan.steps, self.known[scenario]

        def get(place: Place, dtype: Any = None) -> Any:
            found = known[place]
            if dtype is None:
                return found
            level = steps[place].shape.level
            return found[:, block.places[level]].astype(dtype)

        return get

    def _laying_down(self, scenario: int) -> Callable[[Place], int]:
        steps, parameters = self.programme.plan.steps, self.parameters[scenario]

        def parameter(place: Place) -> int:
            op = steps[place].op
            assert isinstance(op, Parameter), "only these are laid down from run to run"
            self._within(place, np.array([[parameters[op.rule]]], object))
            return parameters[op.rule]

        return parameter

    def _within(self, place: Place, table: Table) -> None:
        """See that numbers lie within the ends on which everything after them rests."""
        step = self.programme.plan.steps[place]
        if not table.size:
            return
        below = step.low is not None and table.min() < step.low
        if below or (step.high is not None and table.max() > step.high):
            rule = self.programme.rules.get(place, _LINES)
            raise OwnFault(rule, f"a number is not between {step.low} and {step.high}")

    # ------------------------------------------------------------ everybody

    def _add_up(self, each: Pass, tables: Mapping[Place, Any], sums: dict[Place, Table]) -> None:
        for place in each.gathers:
            part = tables[place]
            op = self.programme.plan.steps[place].op
            assert isinstance(op, OverMembers), "only members are put together"
            if part is not None:
                whole = part.astype(np.int64, copy=False).astype(object) if part.dtype != object else part
                sums[place] = GATHERS[op.how].two(sums[place], whole) if place in sums else whole

    def _gathered(self, each: Pass, sums: Mapping[Place, Table], known: _Known) -> None:
        for place in each.gathers:
            rows = len(self.programme.plan.steps[place].shape.axis)
            table = sums.get(place, np.zeros((rows, 1), object))
            self._within(place, table)
            known[place] = self._kept(place, table)

    def _kept(self, place: Place, table: Table) -> Any:
        shape, scheme = self.programme.plan.steps[place].shape, self.programme.plan.graph.levels[-1]
        return int(table[0, 0]) if shape.level == scheme and len(shape.axis) == 1 else table

    def _collect(self, each: Pass, block: Block, tables: Mapping[Place, Any], whole: dict[Place, Table]) -> None:
        for place in each.collects:
            shape = self.programme.plan.steps[place].shape
            if place not in whole:
                whole[place] = np.zeros((len(shape.axis), self.crowd.size(shape.level)), tables[place].dtype)
            whole[place][:, block.places[shape.level]] = tables[place]

    def _with_everybody(self, each: Pass, whole: Mapping[Place, Table], known: _Known) -> None:
        """Work out what needs everybody at once."""
        asked: dict[RuleId, Worked] = {}
        for place in each.whole:
            step = self.programme.plan.steps[place]
            tables = {need: self._everybodys(need, whole, known) for need in self.programme.needs(place)}
            if isinstance(step.op, ByReference):
                assert self.reference is not None, "what is left to the reference evaluator needs it"
                if step.op.rule not in asked:
                    asked[step.op.rule] = self.reference(step.op.rule, ColumnTables(tables))
                table = np.array(getattr(asked[step.op.rule], step.op.part), object)
            else:
                table = self._among_all(place, tables)
            self._within(place, table)
            known[place] = self._kept(place, table)

    def _everybodys(self, place: Place, whole: Mapping[Place, Table], known: _Known) -> Table:
        return whole[place] if place in whole else self._of_scheme(place, known)

    def _among_all(self, place: Place, tables: Mapping[Place, Table]) -> Table:
        step, block = self.programme.plan.steps[place], everybody(self.crowd)
        tie = block.tie(step.shape.level, self.programme.plan.graph.levels[-1])
        if isinstance(step.op, PlaceInGroup):
            return tie.places(tables[step.op.one])
        assert isinstance(step.op, NearestShares), "nothing else needs everybody"
        return tie.nearest_shares(tables[step.op.pool], tables[step.op.weight])

    def _of_scheme(self, place: Place, known: _Known) -> Table:
        """Return what is known of the whole scheme as a table of Python's integers."""
        op = self.programme.plan.steps[place].op
        found = op.value if isinstance(op, Number) else known[place]
        if isinstance(found, int):
            table = np.empty((1, 1), object)
            table[0, 0] = found
            return table
        return whole_of_wide(found) if isinstance(found, Wide) else _as_held(found, len(found), 1, object)


def _as_held(table: Table, rows: int, columns: int, dtype: Any) -> Table:
    """Return a table of the whole shape, in the type in which it is held."""
    if dtype is object and table.dtype != object:
        table = table.astype(np.int64)
    held = table != 0 if dtype is np.bool_ else table.astype(dtype, copy=False)
    return held if held.shape == (rows, columns) else np.broadcast_to(held, (rows, columns))
