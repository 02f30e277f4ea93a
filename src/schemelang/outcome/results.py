"""What was worked out, as data. Its schema is docs/results.schema.json."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from schemelang.graph.graph import Role
from schemelang.outcome.ledger import by_payer, line_data, name_of, total
from schemelang.outcome.outcome import Absent, Line, Outcome, Status
from schemelang.quantities import decimal_pence, exact

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
        "carried_forward": [*_overspends(outcome), *_overpaid(outcome)],
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


# ---------------------------------------------------------------- for the next scheme to take up


def _overspends(outcome: Outcome) -> Iterator[dict[str, str | None]]:
    """Find what is left at the end of overspends that are carried forward; an amount not known yet is null."""
    for rule in outcome.graph.rules:
        if rule.role is not Role.LEFT_OVER:
            continue
        for (party, _), value in outcome.values[rule.id].items():
            if isinstance(value, Absent) or value:
                yield _carried(outcome, rule.id.owner, "overspent", party, value)


def _overpaid(outcome: Outcome) -> Iterator[dict[str, str | None]]:
    """Find what was paid too much on account and is carried forward."""
    owed: dict[tuple[str, str], int] = {}
    for line in outcome.ledger:
        if line.status is Status.CARRIED_FORWARD:
            owed[line.payment, line.payee] = owed.get((line.payment, line.payee), 0) + (line.overpaid or 0)
    for (payment, payee), pence in owed.items():
        yield _carried(outcome, payment, "overpaid", payee, Fraction(pence, 100))


def _carried(outcome: Outcome, block: str, what: str, party: str | None, value: object) -> dict[str, str | None]:
    return {
        "block": block,
        "what": what,
        "party": party,
        "party_name": name_of(outcome, party),
        "amount": exact(value) if isinstance(value, Fraction) else None,
    }
