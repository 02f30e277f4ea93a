"""The gates of a payment: the conditions of which all of it is paid, or nothing."""

from collections.abc import Iterator

from schemelang.explanation.words import steps_of
from schemelang.graph.graph import RuleGraph, RuleId, When
from schemelang.light import frozen


@frozen
class Gate:
    """A condition without which nothing is paid or, the other way round, with which nothing is."""

    condition: RuleId
    is_asked_for: bool


def gates(graph: RuleGraph, payment: str) -> Iterator[Gate]:
    """Return the gates of a payment, as its steps come to them."""
    nothing = RuleId(payment, "nothing")
    for step in steps_of(graph, payment):
        match step.kind:
            case When(condition=condition, otherwise=otherwise) if otherwise == nothing:
                yield Gate(condition, is_asked_for=True)
            case When(condition=condition, then=then) if then == nothing:
                yield Gate(condition, is_asked_for=False)
            case _:
                pass
