"""Tables that say of every rule what the reference evaluator says of it, to stand in for those of an engine."""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from attrs import frozen

from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.outcome.from_graph import all_known
from schemelang.outcome.known import Known
from schemelang.outcome.outcome import Absent, RuleValue
from schemelang.plan.plan import CODE_OF, Ground, Number, Place, Plan, Shape, Step, Worth

Cells = tuple[int, int, int]


@frozen
class LaidOut:
    """A table for each step: three for each rule, in order."""

    tables: dict[Place, list[list[int]]]

    def has(self, place: Place) -> bool:
        """Say whether there is a table of a step."""
        return place in self.tables

    def cell(self, place: Place, row: int, column: int) -> int:
        """Return one number."""
        return self.tables[place][row][column]

    def not_nothing(self, place: Place) -> Iterable[tuple[int, int]]:
        """Return where a table does not have 0."""
        return [(row, column) for row, them in enumerate(self.tables[place]) for column, it in enumerate(them) if it]


def laid_out(
    graph: RuleGraph, figures: Figures, change: Callable[[RuleId, Cells], Cells] | None = None
) -> tuple[Plan, LaidOut]:
    """Lay out what the reference evaluator knows, perhaps with some of it changed."""
    known = all_known(graph, figures)
    words = tuple(dict.fromkeys(v for them in known.values.values() for v in them.values() if isinstance(v, str)))
    plan = Plan(
        graph=graph,
        ground=Ground(domains={}, words=words, steady=frozenset(), most={}),
        steps=tuple(_step(known, rule, part) for rule in known.values for part in range(3)),
        worths={rule: Worth(3 * n, 3 * n + 1, 3 * n + 2) for n, rule in enumerate(known.values)},
        lines=(),
    )
    tables = {
        3 * n + part: [
            [(change or _as_it_is)(rule, _cells(them[party, time], words))[part] for party in _parties(known, rule)]
            for time in known.periods_of[rule]
        ]
        for n, (rule, them) in enumerate(known.values.items())
        for part in range(3)
    }
    return plan, LaidOut(tables)


def _parties(known: Known, rule: RuleId) -> tuple[str | None, ...]:
    return known.belonging.parties[known.graph.by_id[rule].level]


def _as_it_is(_rule: RuleId, cells: Cells) -> Cells:
    return cells


def _step(known: Known, rule: RuleId, part: int) -> Step:
    shape = Shape(known.graph.by_id[rule].level, known.periods_of[rule])
    return Step(Number(part), shape, None, None)


def _cells(value: RuleValue, words: tuple[str, ...]) -> Cells:
    """Put a value into numbers, with a denominator twice as large as it need be."""
    match value:
        case Absent():
            return 7, 3, CODE_OF[value.lack]
        case bool():
            return int(value), 1, 0
        case Fraction():
            return 2 * value.numerator, 2 * value.denominator, 0
        case date():
            return value.toordinal(), 1, 0
        case str():
            return words.index(value), 1, 0
