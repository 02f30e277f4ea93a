"""Worked examples, run: what came of each, and whether it is what the scheme says.

Of an example only what it expects, and what that rests on, is worked out at once: with many payments and an example
for each, all of the others would be held for want of figures, and nobody asks.
"""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from schemelang.dates import Period
from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.figures.from_examples import read_example
from schemelang.graph.graph import Dated, Role, Rule, RuleGraph, RuleId
from schemelang.light import frozen
from schemelang.model import model
from schemelang.outcome.from_graph import Working, finished
from schemelang.outcome.known import Known, merged
from schemelang.outcome.lines import ledger
from schemelang.outcome.outcome import Absent, Line, Outcome, RuleValue
from schemelang.outcome.over_time import in_force
from schemelang.outcome.reckoned import COMPARISONS


@frozen
class Held:
    """An expectation and what came of it. `value` is None where nothing could be asked for, and `why` says so."""

    expectation: model.Expectation
    value: RuleValue | None
    holds: bool
    why: Literal["", "no such party", "no party named"] = ""


@frozen
class ExampleRun:
    """One example, run as far as what it expects. Without a working its figures could not be read; `found` says why.

    What it expects rests on the rules of `asked`. All else is worked out when somebody asks for the outcome.
    """

    example: model.Example
    working: Working | None
    results: tuple[Held, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    asked: frozenset[RuleId] = frozenset()

    @cached_property
    def outcome(self) -> Outcome | None:
        """All that comes of its figures, if they could be read."""
        return None if self.working is None else finished(self.working.all())[0]

    @property
    def holds(self) -> bool:
        """Whether everything came out as the scheme says."""
        return self.working is not None and all(result.holds for result in self.results)


def run_examples(scheme: model.Scheme, graph: RuleGraph) -> tuple[ExampleRun, ...]:
    """Run every example of a scheme, each on its own figures."""
    examples = (block for block in scheme.blocks if isinstance(block, model.Example))
    return tuple(_run(scheme, graph, example) for example in examples)


def _run(scheme: model.Scheme, graph: RuleGraph, example: model.Example) -> ExampleRun:
    figures, found = read_example(example, scheme)
    if figures is None:
        return ExampleRun(example, None, found=found)
    working = Working.on(graph, figures)
    results = tuple(_check(working, expectation) for expectation in example.expectations)
    return ExampleRun(example, working, results, found, frozenset(working.known.values))


def expectations_hold(working: Working, example: model.Example) -> bool:
    """Say whether what an example expects is what comes out."""
    return all(_check(working, expectation).holds for expectation in example.expectations)


def _check(working: Working, expectation: model.Expectation) -> Held:
    figures, graph = working.known.figures, working.known.graph
    kind = _kind_of(figures, expectation.party)
    if kind is None and _is_paid_by_name(graph, expectation):
        value = _paid_in_all(working, expectation)
        return Held(expectation, value, holds=_holds(value, expectation))
    if expectation.party is not None and kind is None:
        return Held(expectation, None, holds=False, why="no such party")
    rule, moment = _rule(graph, expectation.block, kind), expectation.moment
    if isinstance(rule.kind, Dated) and rule.series is None and moment is not None:
        rule, moment = _version(graph, rule.kind, moment), None
    if isinstance(moment, date):
        value = _paid_on(working, expectation, moment)
        return Held(expectation, value, holds=_holds(value, expectation))
    party = _party_at(figures, expectation.party, rule.level)
    if party is None and rule.level != model.SCHEME:
        return Held(expectation, None, holds=False, why="no party named")
    value = _over(working.under((rule.id,)), rule, party, moment)
    return Held(expectation, value, holds=_holds(value, expectation))


def _version(graph: RuleGraph, dated: Dated, moment: date | Period) -> Rule:
    """Return the version of a value that is in force on a day or at the end of a period."""
    version = in_force(dated, moment.last if isinstance(moment, Period) else moment)
    assert version is not None, "a day on which none is in force is refused"
    return graph.by_id[version]


def _over(known: Known, rule: Rule, party: str | None, moment: Period | None) -> RuleValue:
    """Return what came of a rule at its period or, of a payment, at all its periods in a longer one."""
    values = known.values[rule.id]
    if rule.series is None or (party, moment) in values:
        return values[party, moment if rule.series else None]
    each = [value for (who, _), value in values.items() if who == party]
    absent = merged(each)
    return absent or sum((value for value in each if isinstance(value, Fraction)), Fraction(0))


def _kind_of(figures: Figures, party: str | None) -> str | None:
    return next((member.kind for member in figures.members if member.code == party), None)


def _is_paid_by_name(graph: RuleGraph, expectation: model.Expectation) -> bool:
    """Say whether an expectation is of a party that a payment names."""
    return expectation.party is not None and any(
        (part.payment, part.payee) == (expectation.block, expectation.party) for part in graph.due
    )


def _paid_in_all(working: Working, expectation: model.Expectation) -> RuleValue:
    """Return what a party that a payment names is paid by it, on a day or in all."""
    lines = [line for line in _lines(working, expectation.block) if line.payee == expectation.party]
    if isinstance(expectation.moment, date):
        return _sum_on(lines, expectation.moment)
    return _sum(lines)


def _rule(graph: RuleGraph, block: str, kind: str | None) -> Rule:
    """Return the rule that an example asks for: of a payment, what a member receives, if it is of a member."""
    received = graph.by_id.get(RuleId(block, "received"))
    if received is not None and received.role is Role.RECEIVED and received.level == kind:
        return received
    return graph.by_id[RuleId(block)]


def _party_at(figures: Figures, party: str | None, level: str) -> str | None:
    """Return the party itself, or the group of that level to which it belongs; of one that moved, the last."""
    if party is None or level == model.SCHEME or _kind_of(figures, party) == level:
        return None if level == model.SCHEME else party
    groups = [each.group for each in figures.memberships if (each.member, each.kind) == (party, level)]
    return groups[-1] if groups else None


def _paid_on(working: Working, expectation: model.Expectation, day: date) -> RuleValue:
    """Return what a party is paid on a day."""
    lines = _lines(working, expectation.block)
    return _sum_on([line for line in lines if expectation.party in (line.payee, line.group, None)], day)


def _lines(working: Working, payment: str) -> tuple[Line, ...]:
    """Return what falls due of one payment, in the order of the ledger."""
    parts = [part for part in working.known.graph.due if part.payment == payment]
    return ledger(working.under(rule for part in parts for rule in part.reads), parts)


def _sum_on(lines: list[Line], day: date) -> RuleValue:
    """Add up what falls due on a day; what is held and could fall on it is not nothing."""
    return _sum([line for line in lines if line.day == day or (line.pence is None and _may_fall_on(line, day))])


def _may_fall_on(line: Line, day: date) -> bool:
    """Say whether held money could still fall on a day: its own is not known, or it is taken back on several."""
    return line.day is None or any(day in back.days for back in line.part.recoveries)


def _sum(lines: list[Line]) -> RuleValue:
    causes = dict.fromkeys(cause for line in lines for cause in line.causes)
    if causes:
        return Absent(next(iter(causes)).lack, tuple(causes))
    return Fraction(sum(line.pence or 0 for line in lines), 100)


def _holds(value: RuleValue, expectation: model.Expectation) -> bool:
    return not isinstance(value, Absent) and COMPARISONS[expectation.comparator](value, expectation.value)
