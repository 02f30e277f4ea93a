"""What a plan comes to, held against the reference evaluator: every value, every lack and every line."""

from fractions import Fraction

from attrs import evolve

from plan.interpreter import Run, run
from schemelang.outcome.known import Known, begin
from schemelang.outcome.lines import lines_to, payees
from schemelang.outcome.outcome import Absent, Lack, Line, Outcome, RuleValue, Status
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of, nobody_moves, number_of
from schemelang.plan.plan import LACKS, LineWorth, Plan

_STATUSES = tuple(Status)


def known_of(outcome: Outcome) -> Known:
    """Return what the reference has worked out."""
    begun = begin(outcome.graph, outcome.figures)
    return evolve(begun, values={rule: dict(values) for rule, values in outcome.values.items()})


def held(outcome: Outcome) -> Plan | None:
    """Hold a plan, worked out for the figures of an outcome, against it; there is none where somebody moves."""
    known = known_of(outcome)
    if not nobody_moves(known.belonging):
        return None
    plan = lower(outcome.graph, ground_of(outcome.graph, outcome.figures, known.belonging))
    done = run(plan, known)
    _values_hold(done)
    _lines_hold(done)
    return plan


def _values_hold(done: Run) -> None:
    known = done.known
    for rule in known.graph.rules:
        worth = done.plan.worths[rule.id]
        for column, party in enumerate(known.belonging.parties[rule.level]):
            for row, period in enumerate(known.periods_of[rule.id]):
                value, unit, lack = (done.at(place, row, column) for place in (worth.value, worth.unit, worth.lack))
                found = LACKS[lack] or Fraction(value, unit)
                assert found == _expected(done, known.values[rule.id][party, period]), (rule, party, period)


def _expected(done: Run, value: RuleValue) -> Lack | Fraction:
    return value.lack if isinstance(value, Absent) else number_of(value, done.plan.ground.words)


def _lines_hold(done: Run) -> None:
    """Hold each line that there is, and each that there is not, against those of the ledger."""
    known = done.known
    for part, worth in zip(known.graph.due, done.plan.lines, strict=True):
        paid = {party: (payee, group) for party, payee, group in payees(known, part)}
        for column, party in enumerate(known.belonging.parties[part.level]):
            lines = list(lines_to(known, part, party, *paid[party])) if party in paid else []
            assert done.at(worth.is_line, worth.row, column) == len(lines), (part, party)
            for line in lines:
                assert _of_plan(done, worth, column) == _of_ledger(line), (part, party)


Said = tuple[Status, int | None, int | None, int | None, str]


def _of_plan(done: Run, worth: LineWorth, column: int) -> Said:
    def at(place: int) -> int:
        return done.at(place, worth.row, column)

    return (
        _STATUSES[at(worth.status)],
        at(worth.pence) if at(worth.has_pence) else None,
        at(worth.stake) if at(worth.has_stake) else None,
        at(worth.overpaid) if at(worth.has_overpaid) else None,
        worth.part.recoveries[at(worth.done) - 1].words if at(worth.done) else "",
    )


def _of_ledger(line: Line) -> Said:
    return line.status, line.pence, line.stake, line.overpaid, line.manner
