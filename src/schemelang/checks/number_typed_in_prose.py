"""No number is typed into prose that a rule has too."""

import re
from collections.abc import Iterator
from datetime import date

from schemelang.checks import errors
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import Constant, Role, Rule, RuleGraph
from schemelang.model.model import Clause, Quantity, Scheme
from schemelang.quantities import say_money, say_percent, say_pounds
from schemelang.source import Span

_NOT_TYPED = r"(?im)\{[^{}]*\}|^\s*done\s+by[^\n]*"
"""What is quoted from a rule, and the day of a duty, which is a line of its own and takes no braces."""


def number_typed_in_prose(scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find amounts, percentages and dates in prose that a rule has too, and that could be quoted from it."""
    known = _numbers_of_rules(graph)
    for clause in scheme.blocks:
        if isinstance(clause, Clause):
            yield from _typed(clause, known)


def _numbers_of_rules(graph: RuleGraph) -> dict[str, str]:
    """Return each amount, percentage and date of the rules as it is written, and the block it is in."""
    known: dict[str, str] = {}
    for rule in graph.rules:
        if isinstance(rule.kind, Constant) and rule.role is not Role.INSERTED:
            for written in _as_written(rule, rule.kind):
                known.setdefault(written, rule.clause)
    return known


def _as_written(rule: Rule, constant: Constant) -> tuple[str, ...]:
    value = constant.value
    if isinstance(value, bool | str):
        return ()
    if isinstance(value, date):
        return (say_date(value),)
    match rule.type.quantity:
        case Quantity.MONEY:
            return (say_money(value), say_pounds(value))
        case Quantity.SHARE:
            return (say_percent(value),)
        case _:  # a plain number in prose is seldom the number of a rule
            return ()


def _typed(clause: Clause, known: dict[str, str]) -> Iterator[Diagnostic]:
    outside = re.sub(_NOT_TYPED, lambda found: " " * len(found.group()), clause.span.words)
    for written, block in known.items():
        for place in _places(clause, outside, written) if written in outside else ():
            yield errors.NumberTypedInProse(place=place, number=written, block=block)


def _places(clause: Clause, outside: str, written: str) -> Iterator[Span]:
    """Find where a number stands in a clause's own words: outside braces, and not as the day of a duty."""
    for found in re.finditer(rf"(?<![\d.,£]){re.escape(written)}(?![\d%]|[.,]\d)", outside):
        start = clause.span.start + found.start()
        yield Span(clause.span.source, start, start + len(written))
