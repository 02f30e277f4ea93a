"""What matters about a scheme that compiles: whether its examples hold, and advice. Nothing is changed.

One file finds one thing. `CHECKS` is all of them, in the order in which they are run.
"""

from collections.abc import Callable, Iterable

from schemelang.checks.examples_hold import examples_hold
from schemelang.checks.figure_never_read import figure_never_read
from schemelang.checks.number_typed_in_prose import number_typed_in_prose
from schemelang.checks.recovered_in_two_ways import recovered_in_two_ways
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Scheme

Check = Callable[[Scheme, RuleGraph], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (examples_hold, recovered_in_two_ways, number_typed_in_prose, figure_never_read)


def check(scheme: Scheme, graph: RuleGraph) -> tuple[Diagnostic, ...]:
    """Run every check on a scheme that compiles."""
    return tuple(found for run in CHECKS for found in run(scheme, graph))
