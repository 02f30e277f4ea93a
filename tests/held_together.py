"""Outcomes of several engines held together: every value with its causes, every line, and all that was found."""

from collections.abc import Sequence

from schemelang.diagnostic import Diagnostic
from schemelang.outcome.ledger import as_csv
from schemelang.outcome.outcome import Outcome
from schemelang.outcome.results import as_data
from schemelang.report import as_text

Evaluated = tuple[Outcome, Sequence[Diagnostic]]


def assert_the_same(reference: Evaluated, other: Evaluated) -> None:
    """See that an engine came to what the reference evaluator came to, in all that is written of it."""
    (one, found), (two, also_found) = reference, other
    assert list(one.values) == list(two.values)
    for rule, values in one.values.items():
        assert values == two.values[rule], rule
        assert list(values) == list(two.values[rule]), rule
        kinds = [type(value) for value in values.values()]
        assert kinds == [type(value) for value in two.values[rule].values()], rule
    assert one.ledger == two.ledger
    assert as_text(tuple(found)) == as_text(tuple(also_found))
    assert as_data("it", one) == as_data("it", two)
    assert as_csv(one) == as_csv(two)
