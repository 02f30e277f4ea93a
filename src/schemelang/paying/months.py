"""Sums by the month they fall due: what is paid, what is taken back, and how that runs for each payee."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from attrs import frozen

from schemelang.dates import say_date
from schemelang.paying.due import Due, Kind


@frozen(order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """What it is called: April 2023."""
        return say_date(date(self.year, self.number, 1)).partition(" ")[2]


def month_of(day: date) -> Month:
    """Return the month that a day lies in."""
    return Month(day.year, day.month)


@frozen(kw_only=True)
class MonthTotal:
    """What falls due in a month, in pence: paid, taken off payments, asked for by invoice; and the sum so far."""

    month: Month
    count: int
    paid: int
    taken_off: int
    invoiced: int
    so_far: int

    @property
    def comes_to(self) -> int:
        """All of it together."""
        return self.paid + self.taken_off + self.invoiced


def by_month(dues: Sequence[Due]) -> tuple[MonthTotal, ...]:
    """Add up the sums of each month in which any falls due, in order."""
    months = _grouped(dues)
    sums = [sum(due.pence for due in them) for them in months.values()]
    totals = zip(months.items(), accumulate(sums), strict=True)
    return tuple(
        MonthTotal(
            month=month,
            count=len(them),
            paid=_total(due for due in them if due.pence > 0),
            taken_off=_total(due for due in them if due.pence < 0 and due.kind is not Kind.INVOICE),
            invoiced=_total(due for due in them if due.kind is Kind.INVOICE),
            so_far=so_far,
        )
        for (month, them), so_far in totals
    )


def _grouped(dues: Sequence[Due]) -> dict[Month, list[Due]]:
    months: dict[Month, list[Due]] = {month: [] for month in sorted({month_of(due.day) for due in dues})}
    for due in dues:
        months[month_of(due.day)].append(due)
    return months


def _total(dues: Iterable[Due]) -> int:
    return sum(due.pence for due in dues)


@frozen(kw_only=True)
class Flow:
    """What one party pays to one payee, by month, in pence. A payer's own flow is what it pays to all."""

    payer: str
    payer_name: str
    payee: str
    payee_name: str
    pence: Mapping[Month, int]

    @property
    def comes_to(self) -> int:
        """All its months together."""
        return sum(self.pence.values())


def cash_flow(dues: Sequence[Due]) -> tuple[Flow, ...]:
    """Return what each payer pays to each payee by month, after it what it pays to all."""
    return tuple(flow for payer in sorted({due.payer for due in dues}) for flow in _of_payer(dues, payer))


def _of_payer(dues: Sequence[Due], payer: str) -> Iterator[Flow]:
    own = [due for due in dues if due.payer == payer]
    to: dict[str, list[Due]] = {payee: [] for payee in sorted({due.account for due in own})}
    for due in own:
        to[due.account].append(due)
    yield from (_flow(them, payee, them[0].supplier) for payee, them in to.items())
    yield _flow(own, "", "all of them")


def _flow(dues: Sequence[Due], payee: str, name: str) -> Flow:
    return Flow(
        payer=dues[0].payer,
        payer_name=dues[0].payer_name,
        payee=payee,
        payee_name=name,
        pence={month: _total(them) for month, them in _grouped(dues).items()},
    )
