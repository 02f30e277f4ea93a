"""From the entries that a run has added to a ledger to the sums that it pays."""

from collections.abc import Iterable, Iterator, Mapping

from schemelang.accounts.entry import Entry, Key, Moved
from schemelang.accounts.from_outcome import key_of
from schemelang.dates import say_date
from schemelang.outcome.outcome import Outcome, Status
from schemelang.paying.due import Due, Kind, kind_of


def recorded(outcome: Outcome, entries: Iterable[Entry]) -> tuple[Due, ...]:
    """Return what the entries of a run move: payments, recoveries, and corrections of earlier ones.

    What the scheme takes back by invoice, or from later payments only, is taken back so in a correction too.
    """
    ways = {key_of(line): kind_of(line) for line in outcome.ledger if line.status is Status.RECOVERED}
    return tuple(_recorded(ways, entries))


def _recorded(ways: Mapping[Key, Kind], entries: Iterable[Entry]) -> Iterator[Due]:
    for entry in entries:
        moved = entry.content
        if isinstance(moved, Moved) and moved.pence:
            yield _due(entry.number, moved, _kind(ways, moved))


def _kind(ways: Mapping[Key, Kind], moved: Moved) -> Kind:
    way = ways.get(moved.key, Kind.RECOVERY)
    if moved.sort == "payment":
        return Kind.PAYMENT
    if moved.sort == "adjustment" and way is Kind.RECOVERY:
        return Kind.CORRECTION
    return way


def _due(number: int, moved: Moved, kind: Kind) -> Due:
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
        reference=_reference(moved),
        day=moved.paid_on,
        pence=moved.pence,
        kind=kind,
        corrects="" if moved.corrects is None else f"{moved.scheme}/{moved.corrects}",
    )


def _reference(moved: Moved) -> str:
    """Say what a sum is for; where it comes late, when it was due, and of a correction which entry it corrects."""
    late = "" if moved.due is None or moved.due == moved.paid_on else f", due on {say_date(moved.due)}"
    correcting = "" if moved.corrects is None else f"; corrects entry {moved.corrects}"
    return f"{moved.reference}{late}{correcting}"
