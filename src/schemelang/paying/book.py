"""A run as one workbook: what it comes to first, then its lines, and behind them all that they were worked out from."""

from collections.abc import Sequence
from datetime import date

from schemelang.model.model import Scheme
from schemelang.outcome.outcome import Outcome
from schemelang.paying import sheets, workings
from schemelang.paying.due import Due, dues
from schemelang.paying.totals import control, say_control
from schemelang.paying.written import Written
from schemelang.spreadsheet import Sheet, csv_text, workbook


def book(scheme: Scheme, outcome: Outcome, paid: Sequence[Due], as_at: date | None) -> Written:
    """Write a workbook with a sheet for each table.

    The payments are those of this run; months and cash flow are of the whole term, as the figures stand.
    How things stand is there only as at a day.
    """
    every = dues(scheme, outcome)
    tables = (
        sheets.summary(scheme, outcome, paid, as_at),
        sheets.lines(scheme, outcome, as_at),
        sheets.payments(paid),
        sheets.months(every),
        sheets.flow(every),
        sheets.remitted(every),
        *(() if as_at is None else (sheets.standing(outcome, as_at),)),
        workings.held(outcome),
        *workings.steps(outcome),
        workings.figures(outcome),
        workings.coverage(outcome),
    )
    return Written(
        ending="payments.xlsx", content=workbook(tables), control=(f"In all: {say_control(control(paid))}.",)
    )


def cash_flow(scheme: Scheme, outcome: Outcome) -> Written:
    """Write what each payer pays to each payee, month by month of the whole term, as comma-separated text."""
    every = dues(scheme, outcome)
    return Written(
        ending="cashflow.csv",
        content=_as_csv(sheets.flow(every)),
        control=(f"In all: {say_control(control(every))}.",),
    )


def accrual(scheme: Scheme, outcome: Outcome, as_at: date) -> Written:
    """Write how each payment stands for each payee as at a day, as comma-separated text."""
    every = dues(scheme, outcome)
    due = [each for each in every if each.day <= as_at]
    later = [each for each in every if each.day > as_at]
    return Written(
        ending="accrual.csv",
        content=_as_csv(sheets.standing(outcome, as_at)),
        control=(
            f"Due by then: {say_control(control(due))}.",
            f"To come and forecast: {say_control(control(later))}.",
            f"Together: {say_control(control(every))}.",
        ),
    )


def _as_csv(table: Sheet) -> bytes:
    return csv_text([[column.heading for column in table.columns], *table.rows]).encode()
