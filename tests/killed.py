"""A process that has others record in a ledger at its side, and stops them in the middle, or all lets them run at once.

Run as a script, killed.py FOLDER, since a process with threads cannot safely be doubled. It prints what it saw.
"""

import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from booked import APRIL, MONTHLY, lists, making, outcome_of, pence
from schemelang.accounts.entry import Content, Ledger
from schemelang.accounts.from_outcome import Recorded, record
from schemelang.cli.book import add_to_ledger, read_ledger
from schemelang.diagnostic import Diagnostic
from schemelang.outcome.outcome import Outcome

OUTCOMES = [outcome_of(MONTHLY, lists(**{f"P{n}": size for n in range(20)})) for size in (100, 160)]
TIMES = 50


def add(path: Path, outcome: Outcome, *, new: bool = False) -> Ledger | Diagnostic:
    """Record a run."""

    def added(ledger: Ledger) -> tuple[Content, ...]:
        recorded = record(ledger, outcome, making(MONTHLY, APRIL))
        assert isinstance(recorded, Recorded)
        return recorded.contents

    return add_to_ledger(path, added, new=new)


def child(work: Callable[[], object]) -> int:
    """Start a process that does some work, and then ends."""
    process = os.fork()
    if not process:
        work()
        os._exit(0)
    return process


def _without_end(path: Path, turn: int) -> None:
    while True:
        turn += 1
        add(path, OUTCOMES[turn % 2])


def killed(path: Path) -> dict[str, object]:
    """Kill a process that records without end, at fifty points; say what stood in the ledger each time."""
    chance = random.Random(20140501)  # noqa: S311 - the same points each time

    add(path, OUTCOMES[0], new=True)
    sums, lengths, in_the_middle = set(), [], 0
    for turn in range(TIMES):
        process = child(partial(_without_end, path, turn))
        time.sleep(chance.uniform(0.001, 0.06))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        in_the_middle += path.with_name(f"{path.name}-journal").exists()
        ledger = read_ledger(path)
        assert isinstance(ledger, Ledger), ledger
        sums.add(tuple(sorted(set(pence(ledger).values()))))
        lengths.append(len(ledger.entries))
    return {"sums": sorted(sums), "lengths": lengths, "in the middle": in_the_middle}


def at_once(path: Path) -> dict[str, object]:
    """Let eight processes record the same run at once, beginning a ledger, and eight go on; say what each payee got."""

    def eight(*, new: bool) -> list[int]:
        processes = [child(lambda: os._exit(isinstance(add(path, OUTCOMES[0], new=new), Diagnostic))) for _ in range(8)]
        return sorted(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes)

    ends = [eight(new=True), eight(new=False)]
    ledger = read_ledger(path)
    assert isinstance(ledger, Ledger), ledger
    return {"ends": ends, "paid": sorted(set(pence(ledger).values())), "entries": len(ledger.entries)}


def full(path: Path) -> dict[str, object]:
    """Let files grow no further than the ledger is, and a little; say what is told, and whether the ledger changed."""
    add(path, OUTCOMES[0], new=True)
    size, before = path.stat().st_size, read_ledger(path)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    seen = []
    for more in (-20_000, -1000, 0, 4096, 8192):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, hard))
        told = add(path, OUTCOMES[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        seen.append([told.code if isinstance(told, Diagnostic) else "", read_ledger(path) == before])
    return {"seen": seen, "then": isinstance(add(path, OUTCOMES[1]), Ledger)}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    told = {work.__name__: work(folder / f"{work.__name__}.ledger") for work in (killed, at_once, full)}
    print(json.dumps(told))  # noqa: T201 - its only voice
