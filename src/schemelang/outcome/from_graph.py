"""The reference evaluator: rules and figures to values, and values to dated lines."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from schemelang.diagnostic import Diagnostic
from schemelang.figures.figures import Figures
from schemelang.graph.graph import Read, Reckoned, Rule, RuleGraph, RuleId, Settled, Shared
from schemelang.light import frozen
from schemelang.outcome.case import Case
from schemelang.outcome.gathered import gathered
from schemelang.outcome.known import Key, Known, begin
from schemelang.outcome.lines import ledger
from schemelang.outcome.moved import Moved, moved_among
from schemelang.outcome.outcome import Absent, Outcome, RuleValue
from schemelang.outcome.reckoned import reckoned
from schemelang.outcome.taken import taken


def evaluate(graph: RuleGraph, figures: Figures) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Work out every rule, each after its needs, for every party and period it has a value for."""
    return finished(all_known(graph, figures))


def finished(known: Known) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Make the lines of what is known, however it has come to be known, and look at what is wrong with it."""
    from schemelang.outcome.findings import findings  # what is worked out only to be compared has none

    seats = {(party, group): seat.own.values for (_, party, group), seat in known.seats.items()}
    outcome = Outcome(graph=known.graph, figures=known.figures, values=known.values, ledger=ledger(known), seats=seats)
    return outcome, tuple(findings(known, outcome.ledger))


def all_known(graph: RuleGraph, figures: Figures) -> Known:
    """Work out every value, and no line yet."""
    return Working.on(graph, figures).all()


@frozen(eq=False)
class Working:
    """What has been worked out of some figures so far: what somebody has asked for, and all that it rests on."""

    known: Known
    moved: Moved

    @classmethod
    def on(cls, graph: RuleGraph, figures: Figures) -> "Working":
        """Begin with some figures, of which nothing has been worked out."""
        known = begin(graph, figures)
        return cls(known, moved_among(known))

    def under(self, rules: Iterable[RuleId]) -> Known:
        """Return what is known once some rules are worked out; what does not rest on them may be missing there."""
        graph, there = self.known.graph, self.known.values
        missing, waiting = dict[RuleId, int](), list(rules)
        while waiting:
            rule = waiting.pop()
            if rule not in there and rule not in missing:
                missing[rule] = graph.place[rule]
                waiting += graph.needs[rule]
        for place in sorted(missing.values()):
            work_out(self.known, self.moved, graph.rules[place])
        return self.known

    def all(self) -> Known:
        """Return what is known once every rule is worked out."""
        for rule in self.known.graph.rules:
            if rule.id not in self.known.values:
                work_out(self.known, self.moved, rule)
        return self.known


def work_out(known: Known, moved: Moved, rule: Rule) -> None:
    """Work out one rule for everybody, at each of its periods."""
    kind = rule.kind
    if isinstance(kind, Settled) and _is_alike(known, rule, kind.need):
        values = _settled(known, rule, kind)
    else:
        way = _WAYS[type(kind)]  # asked for once for all of them
        values = {
            (party, period): way(Case(known, rule, party, period), kind)
            for party in known.belonging.parties[rule.level]
            for period in known.periods_of[rule.id]
        }
    known.values[rule.id] = values
    moved.add(rule, values, worked_out)


def _is_alike(known: Known, rule: Rule, need: RuleId) -> bool:
    """Say whether a rule reads another for the same party and period, each of its own, and for all that has them."""
    same_level, periods = rule.level == known.graph.by_id[need].level, known.periods_of[rule.id]
    all_of_them = len(known.values[need]) == len(known.belonging.parties[rule.level]) * len(periods)
    return same_level and all_of_them and periods == known.periods_of[need]


def _settled(known: Known, rule: Rule, kind: Settled) -> dict[Key, RuleValue]:
    """Take what is there as it is, and work out only what counts in place of what is not."""
    return {
        key: taken(Case(known, rule, *key), kind) if isinstance(value, Absent) else value
        for key, value in known.values[kind.need].items()
    }


def worked_out(case: Case) -> RuleValue:
    """Work out one rule for one party at one period. What it needs has been worked out before."""
    kind = case.rule.kind
    return _WAYS[type(kind)](case, kind)


_WAYS: Mapping[type, Callable[[Case, Any], RuleValue]] = {
    **dict.fromkeys(get_args(Read), taken),
    **dict.fromkeys(get_args(Reckoned), reckoned),
    **dict.fromkeys(get_args(Shared), gathered),
}
"""How a rule of each kind is worked out. To ask for its class is quicker than to try one after the other."""
