"""The dated lines as a file that a finance team can open, and as data."""

from collections.abc import Sequence
from datetime import date

from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.quantities import decimal_pence, say_pence
from schemelang.spreadsheet import Pounds, Value, csv_text

COLUMNS = (
    "payment",
    "part",
    "instalment",
    "due",
    "group",
    "group_name",
    "payee",
    "payee_name",
    "payer",
    "status",
    "amount",
    "at_stake",
    "reference",
)


def as_csv(outcome: Outcome, as_at: date | None = None) -> str:
    """Return the lines as comma-separated text that Excel opens as it stands.

    Amounts are pounds and pence; a held line has none. A text that a spreadsheet would take for a formula
    is marked as text, and a negative amount stays a number.
    """
    return csv_text([COLUMNS, *(_cells(outcome, line, as_at) for line in outcome.ledger)])


def _cells(outcome: Outcome, line: Line, as_at: date | None) -> list[Value]:
    amounts = {"amount": line.pence, "at_stake": line.stake}
    pounds = {column: None if pence is None else Pounds(pence) for column, pence in amounts.items()}
    cells: dict[str, Value] = {**line_data(outcome, line, as_at), **pounds}
    return [cells[column] for column in COLUMNS]


def line_data(outcome: Outcome, line: Line, as_at: date | None = None) -> dict[str, str | None]:
    """Return one line with its amounts as decimal strings; None where there is no amount."""
    part = line.part
    return {
        "payment": line.payment,
        "part": str(part.tranche),
        "instalment": f"{part.instalment} of {part.instalments}",
        "due": None if line.day is None else line.day.isoformat(),
        "group": line.group,
        "group_name": name_of(outcome, line.group),
        "payee": line.payee,
        "payee_name": name_of(outcome, line.payee),
        "payer": part.payer,
        "status": status_of(outcome, line, as_at),
        "amount": None if line.pence is None else decimal_pence(line.pence),
        "at_stake": None if line.stake is None else decimal_pence(line.stake),
        "reference": reference(outcome, line),
    }


def status_of(outcome: Outcome, line: Line, as_at: date | None = None) -> str:
    """Say what becomes of a line; in a scheme that is not in force, that it is not to be paid."""
    status = standing(line, as_at)
    return status if outcome.graph.standing.is_in_force else f"not in force: {status}"


def is_due(line: Line, as_at: date) -> bool:
    """Say whether a line is due by a day; one whose own day is not known yet is not."""
    return line.day is not None and line.day <= as_at


def standing(line: Line, as_at: date | None) -> str:
    """Say what becomes of a line: as at a date, money that hangs on a condition is a forecast until it is due."""
    if as_at is None or is_due(line, as_at) or line.status is Status.HELD:
        return line.status.value
    return "to come" if line.part.condition is None else f"forecast: {line.status.value}"


def reference(outcome: Outcome, line: Line, *, of_all: bool = False) -> str:
    """Return the text that says what a line is for; `of_all` says it of all instalments of what is taken back."""
    title = part_title(outcome, line)
    if line.part.period is not None:
        title = f"{title}, {line.part.period.name}"
    if line.part.which_instalment and not of_all:
        title = f"{title}, {line.part.which_instalment}"
    if line.part.paid_by:
        title = f"{title}, {line.part.paid_by}"
    if line.overpaid is None:
        return title
    return f"{title}: {too_much([line])}; {line.manner}"


def too_much(lines: Sequence[Line]) -> str:
    """Say how much too much was paid on account, or what is taken back of an overspend."""
    much = say_pence(sum(line.overpaid or 0 for line in lines))
    if any(done.of == "overspend" for line in lines for done in line.part.recoveries):
        return f"{much} of an overspend is taken back"
    return f"{much} too much was paid on account"


def part_title(outcome: Outcome, line: Line) -> str:
    """Return which part of which payment a line belongs to: 70% of Care package payment."""
    return outcome.graph.by_id[line.part.pool].title


def name_of(outcome: Outcome, code: str | None) -> str | None:
    """Return a member's name, a named party's title, or the code where there is no other name."""
    if code is None or code in outcome.figures.names:
        return None if code is None else outcome.figures.names[code]
    titles = (title for name, title in outcome.graph.parties if name == code)
    return next(titles, code)


def total(lines: Sequence[Line], *statuses: Status) -> int:
    """Add up the pence of the lines that have one of these statuses."""
    return sum(line.pence or 0 for line in lines if line.status in statuses)


def by_payer(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Return the lines that each party pays, by its name."""
    return {
        payer: [line for line in lines if line.part.payer == payer]
        for payer in sorted({line.part.payer for line in lines})
    }
