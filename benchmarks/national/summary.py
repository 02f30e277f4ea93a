"""What each practice is paid for the year, in pence, and what it must be."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from workload import practice_code

GIVEN = (40, 1_000)
PAID = ("advance", "balance", "clawback", "savings")


def summed(lines: Iterable[tuple[str, str, int, int]]) -> dict[str, dict[str, int]]:
    """Add up lines of payee, payment, part and pence, for each payee: what is taken back is a sum of its own."""
    paid: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(PAID, 0))
    for payee, payment, part, pence in lines:
        if payment == "savings":
            what = "savings"
        elif part == 1:
            what = "advance"
        else:
            what = "balance" if pence >= 0 else "clawback"
        paid[payee][what] += abs(pence)
    return dict(paid)


def expected(practices: int) -> dict[str, dict[str, int]]:
    """Read what each of so many practices must be paid, and what it must earn."""
    path = Path(__file__).with_name(f"expected_summary_{practices}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{heading: int(cell) for heading, cell in row.items()} for row in csv.DictReader(file)]
    return {practice_code(row.pop("practice_id")): row for row in rows}
