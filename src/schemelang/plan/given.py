"""What a plan is given from figures in memory and from who belongs where, as whole numbers: for every engine alike."""

from datetime import date
from fractions import Fraction

from schemelang.dates import Period, days
from schemelang.figures.figures import Datum, State
from schemelang.graph.graph import Given, RuleGraph, Weight
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.case import Case
from schemelang.outcome.changed import was_there
from schemelang.outcome.gathered import part_of_term
from schemelang.outcome.outcome import Absent, Lack
from schemelang.plan.ground import number_of
from schemelang.plan.plan import CODE_OF, Ground, WasThere

_STATES = {
    State.NOT_REPORTED: CODE_OF[Lack.NOT_REPORTED],
    State.SUPPRESSED: CODE_OF[Lack.SUPPRESSED],
    State.NOT_APPLICABLE: CODE_OF[Lack.NOT_APPLICABLE],
    State.UNDECIDED: CODE_OF[Lack.UNDECIDED],
}


def judged_in(graph: RuleGraph) -> frozenset[str]:
    """Return the figures that somebody decides."""
    kinds = (rule.kind for rule in graph.rules)
    return frozenset(kind.figure for kind in kinds if isinstance(kind, Given) and kind.decided_by)


def missing(figure: str, judged: frozenset[str]) -> int:
    """Return the number of the lack of a figure that nobody has supplied."""
    return CODE_OF[Lack.UNDECIDED if figure in judged else Lack.NOT_REPORTED]


def value_and_lack(datum: Datum, ground: Ground) -> tuple[int, int]:
    """Return a figure as a numerator over the unit of its domain, or 0 and the number of its lack."""
    if isinstance(datum.value, State):
        return 0, _STATES[datum.value]
    if not isinstance(datum.value, Fraction):
        return int(number_of(datum.value, ground.words)), 0
    times, rest = divmod(ground.domains[datum.figure].unit, datum.value.denominator)
    assert rest == 0, "a unit has room for every figure"
    return datum.value.numerator * times, 0


def days_asked(on: str | int | None, period: Period | None) -> tuple[date, date] | None:
    """Return the first and the last of the days of which it is asked whether one belongs; None where any will do."""
    if isinstance(on, int):
        return date.fromordinal(on), date.fromordinal(on)
    if on == "ever" or period is None:
        return None
    return (period.first if on == "during" else period.last), period.last


def becomes_of(belonging: Belonging, level: str, party: str) -> int:
    """Return 0 for a party that went into another, 2 for one into which others went, and 1 for any other."""
    return 0 if (level, party) in belonging.went_into else 2 if (level, party) in belonging.merged else 1


def is_there(belonging: Belonging, op: WasThere, level: str, party: str, period: Period | None) -> bool:
    """Say whether a party was there when a figure was counted."""
    return was_there(belonging.graph, belonging.who[level, party], period or op.moment, at_end=op.at_end)


def days_counted(case: Case) -> tuple[int, int]:
    """Return for how many days of its period, or of the term, a member counts by a weight; or 0, and the lack."""
    weight, graph = case.rule.kind, case.known.graph
    assert isinstance(weight, Weight), "parts of a term are counted in weights"
    part = part_of_term(case, weight)
    if isinstance(part, Absent):
        return 0, CODE_OF[part.lack]
    within = case.period or Period(graph.first, graph.last, "")
    return int(part * days(within.first, within.last)), 0
