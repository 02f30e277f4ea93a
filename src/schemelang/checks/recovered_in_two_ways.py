"""What one payment takes back, it takes back in one manner."""

from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic, Label
from schemelang.graph.from_overspend import disputed
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Payment, Scheme


def recovered_in_two_ways(scheme: Scheme, _graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the payments whose savings are recovered in different manners."""
    for payment in scheme.blocks:
        if not isinstance(payment, Payment):
            continue
        manners = sorted(disputed(payment, scheme), key=lambda manner: manner.span.start)
        if manners:
            first, other, *_ = manners
            label = Label(first.span, "this one says otherwise")
            yield errors.RecoveredInTwoWays(place=other.span, payment=payment.title, labels=(label,))
