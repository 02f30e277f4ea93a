"""A whole country in DuckDB or Spark: the engine reads the figures' files itself, and no cell passes through here.

Who there is and when each row is, is read here as for columns; and so are the words, days and fractions in columns
that hold no whole numbers or decimals, each different one once.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing

from attrs import define

from schemelang.cli.engines import started, telling_of_failure
from schemelang.columns.crowd import Block, Crowd, everybody
from schemelang.columns.given import given_table
from schemelang.columns.national import (
    from_tables,
    ground_of,
    never_beyond,
    parties_of,
    places_of,
    see_that_it_is_said,
)
from schemelang.columns.of_roll import crowd_of
from schemelang.columns.roll import Array, File, Roll, leave
from schemelang.columns.supply import LACKS, SUPPRESSED, Column, Outside, Shelf, see_that_rows_differ
from schemelang.columns.told import Results
from schemelang.figures.figures import State
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Quantity
from schemelang.plan.from_graph import lower
from schemelang.plan.plan import Asked, Plan, Shape, Supplied
from schemelang.warehouse import files as lying
from schemelang.warehouse.run import work_out
from schemelang.warehouse.script import script

_LONGEST = 2**63
"""What whole numbers of either engine lie below."""


def worked_out_by(
    name: str, graph: RuleGraph, roll: Roll, columns: Mapping[str, Column], words: tuple[str, ...]
) -> Results:
    """Have an engine work out files, or leave them to the usual way where it cannot do all of it."""
    crowd = crowd_of(roll, graph)
    plan = lower(graph, ground_of(roll, crowd, columns, words))
    see_that_it_is_said(plan)
    beyond = never_beyond(columns)
    if not all(_can_be_held(columns[one], columns[other]) for one, other in beyond):
        leave("a figure that is held against another is no column of numbers, or too long")
    for file in roll.files:
        see_that_rows_differ(file, len(roll.codes.get(file.about, "1")))
    memory = _Memory(plan, crowd, Shelf(roll, columns))
    given = _files(roll, columns, beyond, memory)
    wanted = places_of(plan)
    with telling_of_failure(), closing(memory.shelf), started(name) as engine:
        made = script(plan, engine.dialect, wanted)
        if not all(map(made.stages.says, wanted)):
            leave("a number is wider than the engine's")
        try:
            given.begin(engine)
        except lying.Refused as refused:
            if refused.code is not None and refused.code not in roll.codes[refused.level]:
                remedy = "Put it right, or leave the row out."
                leave("a figure of somebody who takes no part is not as it is declared", remedy)
            raise Outside(refused.level, refused.code) from refused
        return from_tables(plan, parties_of(roll, crowd), crowd, work_out(made, given, engine, wanted).whole(wanted))


def _can_be_held(one: Column, other: Column) -> bool:
    """Say whether an engine can hold two figures against each other, over the unit of both."""
    most = max(abs(end) for each in (one, other) for end in (each.domain.low, each.domain.high))
    return one.texts is other.texts is None and most * max(one.domain.unit, other.domain.unit) < _LONGEST


def _files(
    roll: Roll, columns: Mapping[str, Column], beyond: Sequence[tuple[str, str]], memory: "_Memory"
) -> lying.Files:
    """Say of all files what an engine must know to read them."""
    by_file: dict[str, dict[str, lying.Figure]] = {}
    for name, column in columns.items():
        if column.texts is None:
            by_file.setdefault(column.file.name, {})[name] = _figure(column)
    return lying.Files(
        files=[_file(each, by_file[each.name]) for each in roll.files if each.name in by_file],
        codes=roll.codes,
        sizes=memory.sizes,
        beyond=beyond,
        groups_of=memory.groups,
        in_memory=memory.column,
    )


def _file(file: File, figures: Mapping[str, lying.Figure]) -> lying.File:
    return lying.File(
        path=file.name,
        level=file.about,
        code=file.code,
        time=file.time,
        moments=file.moments,
        figures=figures,
    )


def _figure(column: Column) -> lying.Figure:
    is_count = column.figure.type.quantity is Quantity.COUNT
    return lying.Figure(
        heading=column.heading,
        domain=column.domain,
        nothing=column.nothing,
        not_there=column.not_there,
        sign=SUPPRESSED,
        signed=LACKS[State.SUPPRESSED] if is_count else None,
        rows=column.rows,
        periods=column.periods,
    )


@define(eq=False)
class _Memory:
    """What is given that the engine does not read itself: who belongs where, and columns of words."""

    plan: Plan
    crowd: Crowd
    shelf: Shelf

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many parties there are of each level."""
        return {level: self.crowd.size(level) for level in self.plan.graph.levels}

    def groups(self, level: str, coarser: str) -> Sequence[int | None]:
        """Return for each party of a level the number of its group of another, if it is in one."""
        return [None if place < 0 else place for place in self.crowd.tie(level, coarser).place.tolist()]

    def column(self, op: Asked, shape: Shape) -> Sequence[int]:
        """Return what a step is given, one period after the other."""
        step = next(each for each in self.plan.steps if each.op == op and each.shape == shape)
        rows = given_table(self.plan, step, everybody(self.crowd), self._cells).tolist()
        every = rows if len(rows) == len(shape.axis) else rows * len(shape.axis)
        return [int(cell) for row in every for cell in row]

    def _cells(self, op: Supplied, shape: Shape, block: Block) -> Array:
        """Return a figure for everybody: its values, or its lacks."""
        self.shelf.want([op.figure])
        values, lacks = self.shelf.cells(op.figure, block.places[shape.level])
        if op.part == "value":
            return values
        return values * 0 if lacks is None else lacks
