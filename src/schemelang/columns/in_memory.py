"""A plan worked out in columns from figures that are in memory, with the reference evaluator beside it."""

from collections.abc import Iterator

import numpy as np

from schemelang.columns.crowd import Block, crowd_of
from schemelang.columns.from_plan import programme
from schemelang.columns.results import ColumnTables
from schemelang.columns.running import Supply, run
from schemelang.columns.wide import Table
from schemelang.figures.figures import Datum, Figures, State
from schemelang.graph.graph import Given
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.outcome import Lack
from schemelang.plan.ground import number_of
from schemelang.plan.plan import CODE_OF, Place, Plan, Shape, Supplied
from schemelang.plan.tables import Ask

_STATES = {
    State.NOT_REPORTED: CODE_OF[Lack.NOT_REPORTED],
    State.SUPPRESSED: CODE_OF[Lack.SUPPRESSED],
    State.NOT_APPLICABLE: CODE_OF[Lack.NOT_APPLICABLE],
    State.UNDECIDED: CODE_OF[Lack.UNDECIDED],
}


def work_out(plan: Plan, belonging: Belonging, figures: Figures, ask: Ask) -> ColumnTables:
    """Work out what every rule comes to."""
    wanted = dict.fromkeys(_worths(plan))
    return ColumnTables(run(programme(plan, wanted), crowd_of(belonging), supply(plan, figures), ask))


def _worths(plan: Plan) -> Iterator[Place]:
    for worth in plan.worths.values():
        yield from (worth.value, worth.unit, worth.lack)


def supply(plan: Plan, figures: Figures) -> Supply:
    """Supply the figures of a plan: numerators over the unit of its domain, and the numbers of lacks."""
    judged = {rule.kind.figure for rule in plan.graph.rules if isinstance(rule.kind, Given) and rule.kind.decided_by}

    def table(supplied: Supplied, shape: Shape, block: Block) -> Table:
        parties: list[str | None] = [None]
        if shape.level != plan.graph.levels[-1]:
            codes = block.crowd.codes[shape.level]
            parties = [str(codes[place]) for place in block.places[shape.level]]
        figure = supplied.figure
        number = _Numbers(plan, figure, is_judged=figure in judged)
        of = number.value if supplied.part == "value" else number.lack
        rows = [[of(figures.data.get((figure, party, period))) for party in parties] for period in shape.axis]
        found: Table = np.array(rows, object).reshape(len(shape.axis), len(parties))
        return found

    return table


class _Numbers:
    """A figure in whole numbers."""

    def __init__(self, plan: Plan, figure: str, *, is_judged: bool) -> None:
        self._unit, self._words = plan.ground.domains[figure].unit, plan.ground.words
        self._missing = CODE_OF[Lack.UNDECIDED if is_judged else Lack.NOT_REPORTED]

    def value(self, datum: Datum | None) -> int:
        """Return its numerator, or 0 where there is none."""
        if datum is None or isinstance(datum.value, State):
            return 0
        number = number_of(datum.value, self._words) * self._unit
        assert number.denominator == 1, "the unit is one of everybody's"
        return number.numerator

    def lack(self, datum: Datum | None) -> int:
        """Return the number of its lack, or 0 where it is there."""
        if datum is None:
            return self._missing
        return _STATES[datum.value] if isinstance(datum.value, State) else 0
