"""From the entries that a run has added to a ledger to the sums that it pays."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from schemelang.accounts.entry import Key, Ledger, Moved, Run
from schemelang.accounts.from_outcome import key_of
from schemelang.dates import say_date
from schemelang.outcome.outcome import Outcome, Status
from schemelang.paying.due import Due, Kind, kind_of


def recorded(outcome: Outcome, ledger: Ledger, scheme: str, number: int | None = None) -> tuple[Due, ...]:
    """Return what a run of a scheme moves, or its last: payments, recoveries, and corrections of earlier ones.

    What was due by the last run already is paid on the day that this one is as at.
    What the scheme takes back by invoice, or from later payments only, is taken back so in a correction too.
    """
    ways = {key_of(line): kind_of(line) for line in outcome.ledger if line.status is Status.RECOVERED}
    runs = [run for _, run in ledger.each(Run) if run.scheme == scheme and (number is None or run.run <= number)]
    return tuple(_recorded(ways, ledger, runs))


def _recorded(ways: Mapping[Key, Kind], ledger: Ledger, runs: Sequence[Run]) -> Iterator[Due]:
    *before, this = runs
    since = before[-1].as_at if before else date.min
    for entry, moved in ledger.each(Moved):
        if moved.run == this.run and moved.pence:
            day = moved.dated if moved.dated > since else this.as_at
            yield _due(entry, moved, day, _kind(ways, moved))


def _kind(ways: Mapping[Key, Kind], moved: Moved) -> Kind:
    way = ways.get(moved.key, Kind.RECOVERY)
    if moved.sort == "payment":
        return Kind.PAYMENT
    if moved.sort == "adjustment" and way is Kind.RECOVERY:
        return Kind.CORRECTION
    return way


def _due(number: int, moved: Moved, day: date, kind: Kind) -> Due:
    return Due(
        number=f"{moved.scheme}/{number}",
        scheme=moved.scheme,
        payment=moved.payment,
        title=moved.title,
        clause=moved.clause,
        payer=moved.payer,
        payer_name=moved.payer_name,
        payee=moved.payee,
        payee_name=moved.payee_name,
        payee_code=moved.payee_code,
        group=moved.group,
        group_name=moved.group_name,
        period=moved.period_name,
        reference=_reference(moved, day),
        day=day,
        pence=moved.pence,
        kind=kind,
        corrects="" if moved.corrects is None else f"{moved.scheme}/{moved.corrects}",
    )


def _reference(moved: Moved, day: date) -> str:
    """Say what a sum is for; where it comes late, when it was due, and of a correction which entry it corrects."""
    late = "" if moved.due is None or moved.due == day else f", due on {say_date(moved.due)}"
    correcting = "" if moved.corrects is None else f"; corrects entry {moved.corrects}"
    return f"{moved.reference}{late}{correcting}"
