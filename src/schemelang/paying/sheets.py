"""The tables of a run: what it comes to, its lines, its months, its cash flow, and how things stand as at a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from schemelang.model.model import Scheme
from schemelang.outcome.ledger import line_data, reference
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.outcome.standing import say_standing
from schemelang.paying.due import Due, Kind, number_of
from schemelang.paying.months import by_month, cash_flow, month_of
from schemelang.paying.netting import remittances
from schemelang.paying.standing import stands
from schemelang.paying.totals import Control, control
from schemelang.spreadsheet import Column, Pounds, Sheet, Value

Row = tuple[Value, ...]


def _row(*cells: Value) -> Row:
    """Put cells of several kinds into one row."""
    return cells


# ---------------------------------------------------------------- what it comes to


def summary(scheme: Scheme, outcome: Outcome, dues: Sequence[Due], as_at: date | None) -> Sheet:
    """Say what was worked out from what, and what it comes to, with its control totals."""
    columns = (Column(heading="what"), Column(heading="value"))
    return Sheet(name="summary", columns=columns, rows=tuple(_summary(scheme, outcome, dues, as_at)))


def _summary(scheme: Scheme, outcome: Outcome, dues: Sequence[Due], as_at: date | None) -> Iterator[Row]:
    standing = outcome.graph.standing
    yield "scheme", scheme.title
    yield "name", scheme.name
    yield "first day", scheme.first
    yield "last day", scheme.last
    yield "as at", as_at
    if not standing.is_in_force:
        yield "not to be paid", say_standing(standing)
    for file in outcome.figures.files:
        yield "figures", file
    yield from _totals(outcome.ledger)
    paid = [due for due in dues if due.kind is not Kind.INVOICE]
    yield from _controlled("payments" if as_at is None else "payments due by then", control(paid))
    yield from _controlled("asked for by invoice", control(due for due in dues if due.kind is Kind.INVOICE))


def _totals(lines: Sequence[Line]) -> Iterator[Row]:
    """Add up the lines by what becomes of them; of what is held or not earned, what it could have come to."""
    for status in Status:
        own = [line for line in lines if line.status is status]
        paid = sum(line.pence or 0 for line in own)
        if own:
            yield f"lines {status.value}", len(own)
            stake = status in (Status.HELD, Status.NOT_EARNED)
            yield f"{status.value}, at stake" if stake else status.value, Pounds(_at_stake(own) if stake else paid)


def _at_stake(lines: Sequence[Line]) -> int:
    return sum(line.stake or 0 for line in lines)


def _controlled(what: str, found: Control) -> Iterator[Row]:
    yield f"{what}: rows", found.count
    yield f"{what}: total", Pounds(found.pence)
    yield f"{what}: hash total", found.hashed


# ---------------------------------------------------------------- lines and payments


def lines(scheme: Scheme, outcome: Outcome, as_at: date | None) -> Sheet:
    """List every dated line, paid or not, with the clause that it comes from."""
    kept = ("payment", "part", "instalment", "group", "group_name", "payee", "payee_name", "payer", "status")
    columns = (
        *(Column(heading=heading) for heading in ("number", "clause", *kept)),
        Column(heading="due", kind="date"),
        Column(heading="amount", kind="pounds"),
        Column(heading="at_stake", kind="pounds"),
        Column(heading="reference"),
    )
    rows = []
    for line in outcome.ledger:
        data = line_data(outcome, line, as_at)
        clause = outcome.graph.by_id[line.part.payment_rule].clause
        words = (data[column] for column in kept)
        row = (number_of(scheme.name, line), clause, *words, line.day, _pounds(line.pence), _pounds(line.stake))
        rows.append((*row, reference(outcome, line)))
    return Sheet(name="lines", columns=columns, rows=tuple(rows))


def _pounds(pence: int | None) -> Pounds | None:
    return None if pence is None else Pounds(pence)


def payments(dues: Sequence[Due]) -> Sheet:
    """List every sum that moves."""
    texts = ("number", "title", "payer", "payer_name", "payee", "payee_name", "group", "group_name", "period")
    columns = (
        *(Column(heading=heading) for heading in (*texts, "kind", "corrects")),
        Column(heading="day", kind="date"),
        Column(heading="amount", kind="pounds"),
        Column(heading="reference"),
    )
    rows = (
        _row(
            *(str(getattr(due, heading)) for heading in texts),
            due.kind.value,
            due.corrects,
            due.day,
            Pounds(due.pence),
            due.reference,
        )
        for due in dues
    )
    return Sheet(name="payments", columns=columns, rows=tuple(rows))


# ---------------------------------------------------------------- months


def months(dues: Sequence[Due]) -> Sheet:
    """Add up what falls due in each month, with the sum so far."""
    money = ("paid", "taken off payments", "asked for by invoice", "comes to", "so far")
    columns = (Column(heading="month"), Column(heading="rows", kind="number"), *map(_money, money))
    rows = (
        _row(
            each.month.name,
            each.count,
            *map(Pounds, (each.paid, each.taken_off, each.invoiced, each.comes_to, each.so_far)),
        )
        for each in by_month(dues)
    )
    return Sheet(name="by month", columns=columns, rows=tuple(rows))


def flow(dues: Sequence[Due]) -> Sheet:
    """Show what each payer pays to each payee, month by month; a payer's last row is all that it pays."""
    running = sorted({month_of(due.day) for due in dues})
    texts = ("payer", "payer_name", "payee", "payee_name")
    columns = (
        *(Column(heading=heading) for heading in texts),
        *(_money(month.name) for month in running),
        _money("in all"),
    )
    rows = (
        _row(
            each.payer,
            each.payer_name,
            each.payee,
            each.payee_name,
            *(Pounds(each.pence.get(month, 0)) for month in running),
            Pounds(each.comes_to),
        )
        for each in cash_flow(dues)
    )
    return Sheet(name="cash flow", columns=columns, rows=tuple(rows))


def remitted(dues: Sequence[Due]) -> Sheet:
    """Show what reaches each payee on each day once what is taken back is taken off."""
    texts = ("payer", "payer_name", "payee", "payee_name")
    money = ("earned", "taken off", "paid", "still owed")
    columns = (
        *(Column(heading=heading) for heading in texts),
        Column(heading="day", kind="date"),
        *map(_money, money),
    )
    rows = (
        _row(
            each.payer,
            each.payer_name,
            each.payee,
            each.payee_name,
            each.day,
            *map(Pounds, (each.earned, each.taken_off, each.paid, each.owed)),
        )
        for each in remittances(dues)
    )
    return Sheet(name="remittances", columns=columns, rows=tuple(rows))


def standing(outcome: Outcome, as_at: date) -> Sheet:
    """Show how each payment stands for each payee as at a day: due, to come, forecast, held, accrued, prepaid."""
    texts = ("payment", "title", "payee", "payee_name", "group")
    money = ("due", "to come", "forecast", "held, at stake", "earned by then", "accrual", "prepayment")
    columns = (
        *(Column(heading=heading) for heading in texts),
        Column(heading="lines held", kind="number"),
        *map(_money, money),
    )
    rows = (
        _row(
            each.payment,
            each.title,
            each.payee,
            each.payee_name,
            each.group,
            each.held,
            *map(Pounds, (each.due, each.to_come, each.forecast, each.at_stake)),
            *map(Pounds, (each.earned, each.accrual, each.prepayment)),
        )
        for each in stands(outcome, as_at)
    )
    return Sheet(name="as at", columns=columns, rows=tuple(rows))


def _money(heading: str) -> Column:
    return Column(heading=heading, kind="pounds")
