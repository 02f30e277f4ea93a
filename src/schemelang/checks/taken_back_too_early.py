"""Nothing is taken back before the day on which it is known that too much was paid."""

from collections.abc import Iterator
from datetime import date

from schemelang.checks import errors
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import DuePart, RuleGraph
from schemelang.model.model import Scheme


def taken_back_too_early(_scheme: Scheme, graph: RuleGraph) -> Iterator[Diagnostic]:
    """Find the parts of a payment that are taken back, in instalments, before they fall due themselves."""
    found: set[tuple[str, int]] = set()
    for back in (part for part in graph.due if part.recovers is not None):
        which = (back.payment, back.tranche)
        last = max((part.day for part in graph.due if _is_of(back, part) and isinstance(part.day, date)), default=None)
        if last is None or not isinstance(back.day, date) or back.day >= last or which in found:
            continue
        found.add(which)
        payment = graph.by_id[back.payment_rule].title
        yield errors.TakenBackTooEarly(
            place=graph.by_id[back.line].span, payment=payment, day=say_date(back.day), due=say_date(last)
        )


def _is_of(back: DuePart, part: DuePart) -> bool:
    """Say whether a part is the one of which an instalment is taken back."""
    return part.recovers is None and (part.payment, part.tranche, part.period) == (
        back.payment,
        back.tranche,
        back.period,
    )
