"""Which changes of one thing no worked example would notice.

Each change (`proof/mutants.py`) is made into rules, and every example is worked out by them: only those rules that
are different, and what rests on them; the values of all others are those of the scheme itself. The first example
that comes out otherwise than it says has noticed the change.
"""

from collections.abc import Callable, Sequence

from attrs import frozen

from schemelang.checks.mutation_errors import NothingToNotice, NotNoticed
from schemelang.diagnostic import Diagnostic
from schemelang.graph.from_model import lower
from schemelang.graph.graph import RuleGraph, RuleId, needs
from schemelang.model.model import Example, Scheme
from schemelang.outcome.examples import ExampleRun, expectations_hold, run_examples
from schemelang.outcome.from_graph import Working, work_out
from schemelang.outcome.outcome import Outcome
from schemelang.proof.mutants import Mutant, Sort, mutants_of


@frozen
class Tried:
    """A change, and whether an example comes out otherwise by it."""

    mutant: Mutant
    noticed: bool


@frozen
class Mutation:
    """What came of changing one thing at a time: what was found, and how much would be noticed, in a line."""

    found: tuple[Diagnostic, ...]
    in_a_line: str


def mutation(scheme: Scheme, graph: RuleGraph, show: Callable[[int, int], None] = lambda _done, _of: None) -> Mutation:
    """Try every change of one thing, and tell how many have been tried each time one is done."""
    runs = [run for run in run_examples(scheme, graph) if run.holds]
    mutants, them = mutants_of(scheme), list[Tried]()
    for mutant in mutants:
        them.append(Tried(mutant, _is_noticed(scheme, mutant, runs)))
        show(len(them), len(mutants))
    return Mutation(_found(scheme, them), _in_a_line(them))


def _is_noticed(scheme: Scheme, mutant: Mutant, runs: Sequence[ExampleRun]) -> bool:
    """Say whether an example comes out otherwise; a change from which no rules can be made is noticed at once."""
    graph, _ = lower(mutant.of(scheme))
    return graph is None or any(
        not expectations_hold(_again(run.outcome, graph), run.example) for run in runs if run.outcome is not None
    )


def _again(outcome: Outcome, graph: RuleGraph) -> Working:
    """Work out again what is different by other rules, on the same figures."""
    working, before = Working.on(graph, outcome.figures), outcome.graph.by_id
    known, moved = working.known, working.moved
    changed: set[RuleId] = set()
    for rule in graph.rules:
        if not moved.seats and rule == before.get(rule.id) and changed.isdisjoint(needs(rule.kind)):
            known.values[rule.id] = dict(outcome.values[rule.id])
            continue
        work_out(known, moved, rule)
        if known.values[rule.id] != outcome.values.get(rule.id):
            changed.add(rule.id)
    return working


# ---------------------------------------------------------------- what is said of it


_SHOWS: dict[Sort, str] = {
    "number": "somebody whose money turns on it",
    "boundary": "somebody who is exactly there",
    "left out": "somebody for whom it makes a difference",
    "day": "what is paid on which day",
    "part": "what each of them is paid",
    "together": "somebody who loses two of them",
}


def _found(scheme: Scheme, them: Sequence[Tried]) -> tuple[Diagnostic, ...]:
    """Say which changes no example would notice; without examples that is one finding."""
    if not any(isinstance(block, Example) for block in scheme.blocks):
        return (NothingToNotice(place=scheme.span, number=str(len(them))),) if them else ()
    return tuple(
        NotNoticed(place=each.mutant.place, what=each.mutant.words, show=_SHOWS[each.mutant.sort])
        for each in them
        if not each.noticed
    )


def _in_a_line(them: Sequence[Tried]) -> str:
    """Say how many of the changes would be noticed."""
    if not them:
        return "There is nothing in it that could be changed."
    noticed = sum(each.noticed for each in them)
    if len(them) == 1:
        return f"The one change that was tried would {'' if noticed else 'not '}be noticed by an example."
    return f"{noticed} of {len(them)} changes of one thing would be noticed by an example."
