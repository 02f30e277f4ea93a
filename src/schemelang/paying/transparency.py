"""The list of spending that a public body publishes: every payment of more than so much, to whom, and what for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from schemelang.diagnostic import Diagnostic
from schemelang.model.model import Scheme
from schemelang.paying.due import Due, Kind
from schemelang.paying.payer import refused
from schemelang.paying.totals import control, say_control
from schemelang.paying.written import Written
from schemelang.quantities import say_pence
from schemelang.spreadsheet import Pounds, Value, csv_text

COLUMNS = (
    "Department family",
    "Entity",
    "Date paid",
    "Expense type",
    "Expense area",
    "Supplier",
    "Transaction number",
    "Amount",
    "Description",
)
FILLED = {"Department family", "Expense type", "Expense area"}
"""What a publisher may say in its own words, the same in each row."""

_DEPARTMENT = "Department of Health and Social Care"


def transparency(
    scheme: Scheme, dues: Sequence[Due], *, over: int, fill: Mapping[str, str]
) -> Written | tuple[Diagnostic, ...]:
    """Write every sum of a transaction of more than some pence, paid or taken back.

    All that one payer pays to one payee on a day is one transaction, so that no cutting into parts hides it.
    What is asked for by invoice is not spent, and is not listed.
    """
    found = tuple(refused(scheme))
    if found:
        return found
    listed = tuple(_listed(dues, over))
    rows = [_row(scheme, due, fill) for due in listed]
    return Written(
        ending="transparency.csv",
        content=csv_text([COLUMNS, *rows]).encode(),
        control=tuple(_control(dues, listed, over)),
    )


def _listed(dues: Sequence[Due], over: int) -> Iterator[Due]:
    """Find the sums of transactions that are large enough, by day and supplier."""
    sums: dict[tuple[date, str, str], int] = {}
    for due in _spent(dues):
        sums[_transaction(due)] = sums.get(_transaction(due), 0) + due.pence
    for due in sorted(_spent(dues), key=lambda due: (due.day, due.account, due.payer, due.number)):
        if abs(sums[_transaction(due)]) > over:
            yield due


def _spent(dues: Sequence[Due]) -> list[Due]:
    return [due for due in dues if due.kind is not Kind.INVOICE]


def _transaction(due: Due) -> tuple[date, str, str]:
    return due.day, due.payer, due.account


def _row(scheme: Scheme, due: Due, fill: Mapping[str, str]) -> tuple[Value, ...]:
    of_group = f", for {due.group_name}" if due.group else ""
    return (
        fill.get("Department family", _DEPARTMENT),
        due.payer_name,
        due.day,
        fill.get("Expense type", due.title),
        fill.get("Expense area", scheme.title),
        due.supplier,
        f"{due.scheme}/{due.day.isoformat()}/{due.payer}/{due.account}",
        Pounds(due.pence),
        f"{due.reference}{of_group}",
    )


def _control(dues: Sequence[Due], listed: Sequence[Due], over: int) -> Iterator[str]:
    """Say what the list comes to, and what it leaves out, so that both make up the whole."""
    numbers = {due.number for due in listed}
    small = [due for due in _spent(dues) if due.number not in numbers]
    invoiced = [due for due in dues if due.kind is Kind.INVOICE]
    yield f"Listed: {say_control(control(listed))}."
    if small:
        yield f"In transactions of {say_pence(over)} or less, and not listed: {say_control(control(small))}."
    if invoiced:
        yield f"Asked for by invoice, and not listed: {say_control(control(invoiced))}."
    yield f"Together: {say_control(control(dues))}."
