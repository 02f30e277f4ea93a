"""How a cell that holds a number, a day or an answer is written as text, as a reader would see it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = int | float | str | bool | date | datetime | time | timedelta


def as_text(value: Value) -> str:
    """Write what a cell holds as a reader would: a whole number without a point, a day as 2019-10-01."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number_as_text(value)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _number_as_text(value: float) -> str:
    """Write the shortest number that a computer keeps as this one, and never with a power of ten."""
    written = format(Decimal(repr(value)), "f")
    return written.rstrip("0").removesuffix(".") if "." in written else written
