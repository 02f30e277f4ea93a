"""Scenarios shared out among processes, each of which works out its own in the same way."""

import os
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Self

from schemelang.columns.tally import Counting, Ends, Message, Tally, Tick, Tried, Worked, worked_out
from schemelang.plan.tables import EngineFailed, OwnFault

_WORTH = 2_000_000_000
"""So many results there must be before another process is quicker than its start takes."""
_MOST = 8


def processes_for(results: int) -> int:
    """Return how many processes are quickest for so many results over all scenarios."""
    return max(1, min(_available(), _MOST, results // _WORTH))


def _available() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tally(tried: Tried, processes: int = 1) -> Generator[int, None, Tally]:
    """Work all scenarios out and tell what came of them; on the way, say how many of a block are done each time."""
    number = len(tried.parameters)
    bounds = [number * share // processes for share in range(processes + 1)]
    shares = [tried.share(first, last) for first, last in pairwise(bounds) if first < last]
    counting = Counting(tried)
    with _Others(shares[1:]) as others:
        sources = [worked_out(shares[0]), *others.messages()]
        while True:
            found = list[Worked | Ends]()
            for source in sources:
                each = yield from next_of(source)
                found.append(each)
            blocks = [each for each in found if isinstance(each, Worked)]
            if not blocks:
                return counting.end([each for each in found if isinstance(each, Ends)])
            counting.take(blocks)


def next_of(source: Iterator[Message]) -> Generator[int, None, Worked | Ends]:
    """Return what a share comes to next, passing on how far it is."""
    for message in source:
        if not isinstance(message, Tick):
            return message
        yield message.number
    raise EngineFailed(_CALLED, "a process of it ended before it was done")


_CALLED = "Columns"


class _Others:
    """The processes besides this one."""

    def __init__(self, shares: Sequence[Tried]) -> None:
        context = get_context("spawn")  # safe whatever threads there are, and the same everywhere
        self._running = []
        self._queues: list[SimpleQueue[object]] = []
        for share in shares:
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=work, args=(there, share), daemon=True)
            process.start()
            there.close()
            queue: SimpleQueue[object] = SimpleQueue()
            Thread(target=receive, args=(here, queue), daemon=True).start()
            self._running.append(process)
            self._queues.append(queue)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            process.terminate()
            process.join()

    def messages(self) -> list[Iterator[Message]]:
        """Return what each of them sends."""
        return [sent(queue) for queue in self._queues]


def work(there: Connection, share: Tried) -> None:
    """Send what a share of the scenarios comes to, or what went wrong."""
    try:
        for message in worked_out(share):
            there.send(message)
    except OwnFault as fault:
        there.send((fault.rule, str(fault).removeprefix(f"{fault.rule}: ")))
    there.close()


def receive(here: Connection, queue: "SimpleQueue[object]") -> None:
    """Take in what a process sends, however far this one is; None is the end."""
    try:
        while True:
            queue.put(here.recv())
    except EOFError:
        queue.put(None)


def sent(queue: "SimpleQueue[object]") -> Iterator[Message]:
    """Give what was taken in, and raise here what went wrong there."""
    while (message := queue.get()) is not None:
        if isinstance(message, tuple):
            raise OwnFault(*message)
        assert isinstance(message, Worked | Ends | Tick), "nothing else is sent"
        yield message
