"""What reaches a payee's account once what is taken back is taken off, by the scheme's own rule."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from schemelang.paying.due import Due, Kind


@frozen(kw_only=True)
class Remitted:
    """One day of one payer and payee, in pence: what is earned, what is taken off it, and what is paid.

    What could not be taken off yet is `owed`, and is taken off what is paid next. `paid` is never below nothing.
    """

    payer: str
    payer_name: str
    payee: str
    payee_name: str
    day: date
    earned: int
    taken_off: int
    paid: int
    owed: int


def remittances(dues: Sequence[Due]) -> tuple[Remitted, ...]:
    """Take what is taken back off what is paid, for each payer and payee, day by day.

    What a scheme recovers from later payments only is not taken off what is paid on its own day.
    What is asked for by invoice is not taken off anything.
    """
    between: dict[tuple[str, str], list[Due]] = {}
    for due in dues:
        if due.kind is not Kind.INVOICE:
            between.setdefault((due.payer, due.account), []).append(due)
    return tuple(each for pair in sorted(between) for each in _between(between[pair]))


def _between(dues: Sequence[Due]) -> Iterator[Remitted]:
    owed = 0
    for day in sorted({due.day for due in dues}):
        own = [due for due in dues if due.day == day]
        earned = sum(due.pence for due in own if due.pence > 0)
        back = -sum(due.pence for due in own if due.pence < 0)
        later = -sum(due.pence for due in own if due.kind is Kind.LATER_RECOVERY)
        taken_off = min(earned, owed + back - later)
        owed += back - taken_off
        yield Remitted(
            payer=own[0].payer,
            payer_name=own[0].payer_name,
            payee=own[0].account,
            payee_name=own[0].supplier,
            day=day,
            earned=earned,
            taken_off=taken_off,
            paid=earned - taken_off,
            owed=owed,
        )
