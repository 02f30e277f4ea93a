"""What came of scenarios as a table that a spreadsheet opens: a row for each payee, and one for all."""

from schemelang.simulation.simulation import Pay, Simulation
from schemelang.spreadsheet import Pounds, Value, csv_text

COLUMNS = (
    "payee",
    "payee_name",
    "now",
    "lowest",
    "lower_quarter",
    "middle",
    "upper_quarter",
    "highest",
    "scenarios",
    "paid_more_in",
    "paid_less_in",
    "same_in",
    "held_in",
)


def as_csv(simulation: Simulation) -> str:
    """Write a row for each payee, in order of code, and as the last one, without a code, what all are paid."""
    number = len(simulation.scenarios)
    return csv_text([COLUMNS, *(_row(pay, number) for pay in (*simulation.payees, simulation.total))])


def _row(pay: Pay, number: int) -> tuple[Value, ...]:
    spread = pay.spread
    amounts = (pay.now, spread.lowest, spread.quarter, spread.middle, spread.three_quarters, spread.highest)
    name = pay.name or "in all"
    return (pay.code, name, *map(Pounds, amounts), number, pay.more, pay.less, pay.same, pay.held)
