"""What a ledger has moved as rows for a spreadsheet, one for each entry about a payment."""

from collections.abc import Iterable

from schemelang.accounts.entry import Entry, Moved
from schemelang.spreadsheet import Pounds, Value, csv_text

COLUMNS = (
    "entry",
    "kind",
    "run",
    "scheme",
    "payment",
    "reference",
    "period",
    "payer",
    "group",
    "group_name",
    "payee",
    "payee_name",
    "due",
    "paid_on",
    "dated",
    "status",
    "entitled",
    "before",
    "moved",
    "corrects",
    "because",
    "sha256",
)


def as_csv(entries: Iterable[Entry]) -> str:
    """Return some entries as comma-separated text; those that are about no payment are left out."""
    return csv_text([COLUMNS, *(_row(each, each.content) for each in entries if isinstance(each.content, Moved))])


def _row(entry: Entry, line: Moved) -> tuple[Value, ...]:
    return (
        entry.number,
        line.sort,
        line.run,
        line.scheme,
        line.payment,
        line.reference,
        line.period_name,
        line.payer,
        line.group,
        line.group_name,
        line.payee,
        line.payee_name,
        line.due,
        line.paid_on,
        line.dated,
        line.status,
        None if line.entitled is None else Pounds(line.entitled),
        Pounds(line.before),
        Pounds(line.pence),
        line.corrects,
        " ".join(line.because),
        entry.sha256,
    )
