"""What was worked out, as data. Its schema is docs/results.schema.json."""

from collections.abc import Iterable
from datetime import date

from schemelang.outcome.ledger import by_payer, line_data, total
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.quantities import decimal_pence

FORMAT = "schemelang-payments-1"


def as_data(scheme: str, outcome: Outcome, as_at: date | None = None) -> dict[str, object]:
    """Return every line and the totals. Money is a decimal string of pounds, never a number."""
    return {
        "format": FORMAT,
        "scheme": scheme,
        "standing": outcome.graph.standing.word or None,
        "as_at": as_at.isoformat() if as_at else None,
        "files": list(outcome.figures.files),
        "totals": _totals(outcome.ledger),
        "lines": [line_data(outcome, line, as_at) for line in outcome.ledger],
    }


def _totals(lines: Iterable[Line]) -> dict[str, str | dict[str, str]]:
    them = list(lines)
    return {
        "payable": decimal_pence(total(them, Status.PAYABLE)),
        "payable_by": {payer: decimal_pence(total(own, Status.PAYABLE)) for payer, own in by_payer(them).items()},
        "to_be_recovered": decimal_pence(-sum(line.pence or 0 for line in them if line.status is Status.RECOVERED)),
        "not_earned": decimal_pence(_stakes(them, Status.NOT_EARNED)),
        "held": decimal_pence(_stakes(them, Status.HELD)),
    }


def _stakes(lines: list[Line], status: Status) -> int:
    return sum(line.stake or 0 for line in lines if line.status is status)
