"""Which exception applies to whom."""

from collections.abc import Callable

from schemelang.dates import Period
from schemelang.graph.graph import Chosen, ChosenCase, RuleId
from schemelang.outcome.known import merged
from schemelang.outcome.outcome import Absent, RuleValue


def applying(
    chosen: Chosen, period: Period | None, value: Callable[[RuleId], RuleValue]
) -> tuple[ChosenCase, ...] | Absent:
    """Return the exceptions that apply and that no other that applies wins over; more than one is a clash."""
    values = [True if case.condition is None else value(case.condition) for case in chosen.cases]
    absent = merged(values)
    if absent:
        return absent
    applies = [case for case, holds in zip(chosen.cases, values, strict=True) if holds and _has_begun(case, period)]
    names = {case.exception for case in applies}
    return tuple(case for case in applies if not names & set(case.yields_to))


def _has_begun(case: ChosenCase, period: Period | None) -> bool:
    return case.first is None or period is None or period.first >= case.first
