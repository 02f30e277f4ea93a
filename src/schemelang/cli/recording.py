"""Recording a run in a ledger, and reading ledgers for the commands."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from schemelang.accounts.entry import Closed, Content, Decision, Dispute, Entry, Ledger, Printed, Run
from schemelang.accounts.errors import LedgerBroken
from schemelang.accounts.from_outcome import Making, Recorded, record
from schemelang.accounts.text import of_run, say_run
from schemelang.cli import clock
from schemelang.cli.binding import agreed, engine
from schemelang.cli.book import add_to_ledger, read_ledger
from schemelang.cli.keeping import Compiled
from schemelang.cli.loading import NOT_AS_SIGNED, REFUSED, stop, tell
from schemelang.dates import say_date
from schemelang.diagnostic import Diagnostic
from schemelang.integrity.register import Signed
from schemelang.outcome.outcome import Outcome


def load_ledger(path: Path) -> Ledger:
    """Read a ledger; one that cannot be read is refused with 3, and one that is not what was written with 4."""
    found = read_ledger(path)
    return refuse(found, "") if isinstance(found, Diagnostic) else found


def refuse(found: Diagnostic, words: str = "Nothing was recorded.") -> NoReturn:
    """Say why nothing is done with a ledger, and stop."""
    tell((found,))
    stop(NOT_AS_SIGNED if isinstance(found, LedgerBroken) else REFUSED, words)


def record_run(  # noqa: PLR0913 - what a run is made from
    path: Path,
    loaded: Compiled,
    outcome: Outcome,
    *,
    as_at: date,
    files: Sequence[Path],
    register: Sequence[Signed],
    new: bool,
) -> tuple[Entry, ...]:
    """Record a run, say what it moves, and return its entries; where that cannot be done, say why and stop."""
    making = Making(
        path=str(path),
        scheme=loaded.scheme,
        agreed=agreed(loaded),
        at=clock.now(),
        as_at=as_at,
        contracts=tuple(dict.fromkeys(each.id for each in register)),
        files=tuple(Printed(each.name, hashlib.sha256(each.read_bytes()).hexdigest()) for each in files),
        engine=engine(),
    )
    said: list[Recorded] = []

    def added(ledger: Ledger) -> tuple[Content, ...] | Diagnostic:
        recorded = record(ledger, outcome, making)
        if isinstance(recorded, Diagnostic):
            return recorded
        said.append(recorded)
        return recorded.contents

    ledger = add_to_ledger(path, added, new=new)
    if isinstance(ledger, Diagnostic):
        refuse(ledger)
    tell(said[-1].found)
    click.echo(say_run(ledger, said[-1].run), err=True, nl=False)
    return of_run(ledger, said[-1].run)


def recorded_run(path: Path, scheme: str, number: int, as_at: date) -> tuple[Entry, ...]:
    """Return the entries of a run of a scheme as at a day, or say that there is no such run and stop."""
    ledger = load_ledger(path)
    run = next((each for _, each in ledger.each(Run) if (each.scheme, each.run) == (scheme, number)), None)
    if run is None:
        stop(REFUSED, f"{path} has no run {number} of {scheme}; nothing was written.")
    if run.as_at != as_at:
        stop(REFUSED, f"Run {number} is as at {say_date(run.as_at)}: give   --as-at {run.as_at.isoformat()}")
    return of_run(ledger, number)


def run_of(entries: Sequence[Entry]) -> int:
    """Return which run has added some entries, the first of which is its own."""
    content = entries[0].content
    assert isinstance(content, Run), "a run begins with its own entry"
    return content.run


def add_one(path: Path, added: Callable[[Ledger], Closed | Dispute | Decision | Diagnostic]) -> Ledger:
    """Add what somebody asks for to a ledger, or say why that cannot be done and stop."""

    def one(ledger: Ledger) -> tuple[Closed | Dispute | Decision, ...] | Diagnostic:
        content = added(ledger)
        return content if isinstance(content, Diagnostic) else (content,)

    ledger = add_to_ledger(path, one)
    return refuse(ledger, "Nothing was added.") if isinstance(ledger, Diagnostic) else ledger
