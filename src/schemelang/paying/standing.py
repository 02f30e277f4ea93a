"""How things stand as at a day: what is due, what is to come, what is forecast, and what has accrued."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from schemelang.dates import days
from schemelang.outcome.ledger import is_due, name_of
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.paying.due import SETTLED
from schemelang.quantities import cut


@frozen(kw_only=True)
class Stand:
    """How one payment stands for one payee as at a day, in pence; `group` is whom a named party is paid for.

    `due` fell due by then; `to_come` is certain, and `forecast` hangs on a condition and is as the figures stand.
    `at_stake` is what is held could come to, where that can be said, and `held` how many lines are held.
    `earned` is the part of all that moves that belongs to the days gone by: each line is spread evenly over the days
    of its period or, without one, of the term. What is earned and not yet due is an accrual; what is due and not yet
    earned is a prepayment.
    """

    payment: str
    title: str
    payee: str
    payee_name: str
    group: str
    due: int
    to_come: int
    forecast: int
    at_stake: int
    held: int
    earned: int

    @property
    def accrual(self) -> int:
        """What is earned by then and not yet due."""
        return max(0, self.earned - self.due)

    @property
    def prepayment(self) -> int:
        """What is due by then and not yet earned."""
        return max(0, self.due - self.earned)


def stands(outcome: Outcome, as_at: date) -> tuple[Stand, ...]:
    """Return how each payment stands for each payee as at a day."""
    them: dict[tuple[str, str, str], list[Line]] = {}
    for line in outcome.ledger:
        on_behalf = "" if line.payee in outcome.figures.names else line.group or ""
        them.setdefault((line.payment, line.payee, on_behalf), []).append(line)
    return tuple(_stand(outcome, them[which], which[2], as_at) for which in sorted(them))


def _stand(outcome: Outcome, lines: Sequence[Line], group: str, as_at: date) -> Stand:
    moving = [line for line in lines if line.status in SETTLED]
    later = [line for line in moving if not is_due(line, as_at)]
    held = [line for line in lines if line.status is Status.HELD]
    first = lines[0]
    return Stand(
        payment=first.payment,
        title=outcome.graph.by_id[first.part.payment_rule].title,
        payee=first.payee,
        payee_name=name_of(outcome, first.payee) or "",
        group=group,
        due=_pence(line for line in moving if is_due(line, as_at)),
        to_come=_pence(line for line in later if line.part.condition is None),
        forecast=_pence(line for line in later if line.part.condition is not None),
        at_stake=sum(line.stake or 0 for line in held),
        held=len(held),
        earned=sum(earned_by(outcome, line, as_at) for line in moving),
    )


def _pence(lines: Iterable[Line]) -> int:
    return sum(line.pence or 0 for line in lines)


def earned_by(outcome: Outcome, line: Line, as_at: date) -> int:
    """Return the whole pence of a line that belong to the days up to a day, rounded down."""
    period = line.part.period
    first, last = (outcome.graph.first, outcome.graph.last) if period is None else (period.first, period.last)
    gone = days(first, min(as_at, last)) if as_at >= first else 0
    return cut(line.pence or 0, (Fraction(gone, days(first, last)), None))[0]
