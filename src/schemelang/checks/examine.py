"""What matters about a scheme that compiles: whether its examples hold, what is proved of it, and advice.

One file finds one thing. `CHECKS` is all that is found in the scheme itself, and `FINDINGS` all that is found in its
certificate, in the order in which they are run. Nothing is changed, and a scheme with errors is not proved at all.
"""

from collections.abc import Callable, Iterable

from schemelang.checks.certificate import certify
from schemelang.checks.days_in_prose import days_in_prose
from schemelang.checks.examples_hold import found_in
from schemelang.checks.falling_pay import falling_pay
from schemelang.checks.figure_never_read import figure_never_read
from schemelang.checks.guarantee_is_broken import guarantee_is_broken
from schemelang.checks.never_reached import never_reached
from schemelang.checks.number_of_no_rule import number_of_no_rule
from schemelang.checks.number_typed_in_prose import number_typed_in_prose
from schemelang.checks.paid_before_published import paid_before_published
from schemelang.checks.party_without_part import party_without_part
from schemelang.checks.published_before_counted import published_before_counted
from schemelang.checks.recovered_in_two_ways import recovered_in_two_ways
from schemelang.checks.reduced_again import reduced_again
from schemelang.checks.rounded_again import rounded_again
from schemelang.checks.rows_out_of_order import rows_out_of_order
from schemelang.checks.taken_back_too_early import taken_back_too_early
from schemelang.diagnostic import Diagnostic, has_errors
from schemelang.figures.figures import Figures
from schemelang.graph.graph import RuleGraph
from schemelang.light import frozen
from schemelang.model.model import Scheme
from schemelang.outcome.examples import run_examples
from schemelang.proof.proof import Certificate
from schemelang.proof.subject import Subject

Check = Callable[[Scheme, RuleGraph], Iterable[Diagnostic]]
Finding = Callable[[Subject, Certificate], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    recovered_in_two_ways,
    taken_back_too_early,
    published_before_counted,
    number_typed_in_prose,
    number_of_no_rule,
    figure_never_read,
    party_without_part,
    reduced_again,
    days_in_prose,
)
FINDINGS: tuple[Finding, ...] = (
    rows_out_of_order,
    falling_pay,
    guarantee_is_broken,
    never_reached,
    rounded_again,
    paid_before_published,
)


@frozen
class Examined:
    """What was found in a scheme, and its certificate unless it has errors."""

    found: tuple[Diagnostic, ...]
    certificate: Certificate | None


def examine(scheme: Scheme, graph: RuleGraph, figures: Figures | None = None) -> Examined:
    """Run every check on a scheme that compiles and, if nothing is wrong so far, prove what can be proved of it."""
    runs = run_examples(scheme, graph)
    found = tuple(each for run in runs for each in found_in(run, graph))
    found += tuple(each for run in CHECKS for each in run(scheme, graph))
    if has_errors(found):
        return Examined(found, None)
    subject = Subject(scheme=scheme, graph=graph, runs=runs, figures=figures)
    certificate = certify(subject)
    return Examined(found + tuple(each for run in FINDINGS for each in run(subject, certificate)), certificate)


def check(scheme: Scheme, graph: RuleGraph) -> tuple[Diagnostic, ...]:
    """Return all that is found in a scheme that compiles."""
    return examine(scheme, graph).found
