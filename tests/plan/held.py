"""What a plan comes to, held against the reference evaluator: every value, every lack and every line."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve

from plan.interpreter import Run, run
from schemelang.graph.graph import Constant, RuleId
from schemelang.outcome.known import Known, begin
from schemelang.outcome.lines import lines_to, payees
from schemelang.outcome.outcome import Absent, Lack, Line, Outcome, RuleValue, Status
from schemelang.plan.from_graph import lower
from schemelang.plan.ground import ground_of, nobody_moves, number_of
from schemelang.plan.plan import LACKS, Domain, LineWorth, Plan

_STATUSES = tuple(Status)


def known_of(outcome: Outcome) -> Known:
    """Return what the reference has worked out."""
    begun = begin(outcome.graph, outcome.figures)
    return evolve(begun, values={rule: dict(values) for rule, values in outcome.values.items()})


def held(outcome: Outcome, parameters: Mapping[RuleId, Domain] | None = None) -> Plan | None:
    """Hold a plan, worked out for the figures of an outcome, against it; there is none where somebody moves.

    What may be another from run to run is what it is in the outcome.
    """
    known = known_of(outcome)
    if not nobody_moves(known.belonging):
        return None
    plan = lower(outcome.graph, ground_of(outcome.graph, outcome.figures, known.belonging, parameters))
    done = run(plan, known, {rule: _laid_down(outcome, rule, domain) for rule, domain in (parameters or {}).items()})
    _values_hold(done)
    _lines_hold(done)
    return plan


def _laid_down(outcome: Outcome, rule: RuleId, domain: Domain) -> int:
    kind = outcome.graph.by_id[rule].kind
    assert isinstance(kind, Constant)
    return int(number_of(kind.value, ()) * domain.unit)


def varied(outcome: Outcome) -> dict[RuleId, Domain]:
    """Let every number that is laid down be another: from half of what it is, or less, to twice as much, or more."""
    found = dict[RuleId, Domain]()
    for rule in outcome.graph.rules:
        if isinstance(rule.kind, Constant) and isinstance(rule.kind.value, Fraction):
            above, unit = rule.kind.value.numerator, rule.kind.value.denominator
            found[rule.id] = Domain(
                unit=unit, low=min(above // 2, 2 * above), high=max(above // 2, 2 * above) + 1, lacks=False
            )
    return found


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
