"""No clause says working days where the payment that it speaks of counts all days, or the other way round."""

import re
from collections.abc import Iterator

from schemelang.checks import errors
from schemelang.diagnostic import Diagnostic, Label
from schemelang.graph.graph import RuleGraph
from schemelang.model.model import Clause, Payment, Scheme
from schemelang.source import Span

_DAYS = r"(?i)\b(?P<number>[1-9][0-9]*)\s+(?P<working>working\s+)?days?\b"


def days_in_prose(scheme: Scheme, _graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find as many days in a clause as in a payment, but of the other kind, where no payment has that kind as well."""
    rules = dict[tuple[int, bool], Span]()
    for payment in scheme.blocks:
        if isinstance(payment, Payment):
            for tranche in payment.tranches:
                rules |= {said: place for said, place in _days_in(tranche.span) if said not in rules}
    for clause in scheme.blocks:
        if isinstance(clause, Clause):
            for (number, working), place in _days_in(clause.span):
                rule = rules.get((number, not working))
                if rule is not None and (number, working) not in rules:
                    labels = (Label(rule, "and here it is this"),)
                    yield errors.DaysInProse(place=place, days=place.words, others=rule.words, labels=labels)


def _days_in(span: Span) -> Iterator[tuple[tuple[int, bool], Span]]:
    """Find each number of days in a text: how many, whether they are working days, and where."""
    for found in re.finditer(_DAYS, span.words):
        place = Span(span.source, span.start + found.start(), span.start + found.end())
        yield (int(found["number"]), found["working"] is not None), place
