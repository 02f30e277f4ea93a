"""What people add to a ledger: that a period is closed, that something is disputed, and how that was decided."""

from datetime import date

from schemelang.accounts.entry import Closed, Decision, Dispute, Ledger, Moved, Run
from schemelang.accounts.errors import NotToBeAdded
from schemelang.dates import say_date
from schemelang.source import CellPlace


def close(path: str, ledger: Ledger, closed: Closed) -> Closed | NotToBeAdded:
    """Close everything up to a day: later than what is closed, and not later than something was worked out."""
    to = closed.to
    before = max((each.to for _, each in ledger.each(Closed)), default=None)
    if before is not None and to <= before:
        return _refuse(path, f"Everything up to {say_date(before)} is closed already.", "Give a later day.")
    last = max((each.as_at for _, each in ledger.each(Run)), default=None)
    if last is None or to > last:
        if last is None:
            return _refuse(path, "No run is recorded yet.", "Record a run first, then close.")
        return _refuse(path, f"The last run is as at {say_date(last)}.", "Give that day, or one before it.")
    return closed


def dispute(path: str, ledger: Ledger, asked: Dispute) -> Dispute | NotToBeAdded:
    """Dispute an entry that moves money or holds it, or all that a party is paid, once at a time."""
    moved = dict(ledger.each(Moved))
    parties = {code for each in moved.values() for code in (each.payee, each.group) if code}
    if asked.entry is not None and asked.entry not in moved:
        return _refuse(
            path,
            f"Entry {asked.entry} is no payment.",
            "Give the number of a payment. To see them:   schemelang ledger show --all",
        )
    if asked.entry is None and asked.party not in parties:
        return _refuse(path, f"Nothing is recorded for {asked.party}.", "Give the code of a party that is paid.")
    open_one = next(
        (number for number, each in open_disputes(ledger) if (each.entry, each.party) == (asked.entry, asked.party)),
        None,
    )
    if open_one is not None:
        return _refuse(path, f"That is disputed already, by entry {open_one}.", "Let that one be decided first.")
    return asked


def open_disputes(ledger: Ledger) -> tuple[tuple[int, Dispute], ...]:
    """Return the disputes that are not decided, with their numbers."""
    decided = {each.dispute for _, each in ledger.each(Decision)}
    return tuple((number, each) for number, each in ledger.each(Dispute) if number not in decided)


def decide(path: str, ledger: Ledger, decision: Decision, today: date) -> Decision | NotToBeAdded:
    """Decide a dispute that is open, on a day that has come."""
    disputes = dict(open_disputes(ledger))
    if decision.dispute not in disputes:
        known = ", ".join(map(str, disputes)) or "none"
        return _refuse(path, f"Entry {decision.dispute} is no open dispute.", f"Open disputes: {known}.")
    if decision.on > today:
        return _refuse(path, f"{say_date(decision.on)} has not come yet.", "Add the decision once it is made.")
    return decision


def _refuse(path: str, problem: str, remedy: str) -> NotToBeAdded:
    return NotToBeAdded(place=CellPlace(path), path=path, problem=problem, remedy=remedy)
