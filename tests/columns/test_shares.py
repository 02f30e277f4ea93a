"""Scenarios that are shared out among processes come to the same, and what goes wrong in one of them is told."""

from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import NoReturn

import pytest
from attrs import evolve

from schemelang.columns import shares
from schemelang.columns.shares import processes_for, tally
from schemelang.columns.tally import Ends, Message, Tally, Tick, Tried, Worked
from schemelang.graph.graph import RuleId
from schemelang.plan.tables import EngineFailed, OwnFault
from schemelang.simulation.at_once import make_ready
from schemelang.simulation.cases import cases_of
from simulated import FLU, asked, trials

FIGURES = "practice,network,jabs,rate\nF84016,East,100,90%\nF84017,East,30,78%\nF84018,West,,50%\n"


def tried(*, about: int = 1000) -> Tried:
    """Return six scenarios, and how it is."""
    on = trials(FLU, FIGURES)
    ready = make_ready(on, cases_of(asked(on, vary=("price=£1..£3 by £1", "jabs=+0%..+10% by 10%"))))
    assert not isinstance(ready, str), ready
    return evolve(ready.tried, about=about)


def told(tried_: Tried, processes: int = 1) -> tuple[Tally, list[int]]:
    """Return what came of it, and what was said on the way."""
    running, said = tally(tried_, processes), []
    try:
        while True:
            said.append(next(running))
    except StopIteration as stopped:
        found = stopped.value
    assert isinstance(found, Tally)
    return found, said


def test_a_share_of_each_process_comes_to_the_same() -> None:
    """Two processes, or blocks of one network each, tell what one tells."""
    alone, said = told(tried())

    assert said == [7]
    assert told(tried(), 2) == (alone, [3, 4])
    assert told(tried(about=1)) == (alone, [7] * 5)


def test_another_process_is_begun_where_there_is_much_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as there are processors, and no more than there is work for."""
    monkeypatch.setattr(shares, "_available", lambda: 4)

    assert [processes_for(results) for results in (10**6, 10**9, 5 * 10**9, 10**12)] == [1, 1, 2, 4]


def sent_by(tried_: Tried) -> list[Message]:
    """Return what one process takes of what another has sent."""
    here, there = Pipe(duplex=False)
    shares.work(there, tried_)
    return taken(here)


def taken(here: Connection) -> list[Message]:
    """Return what is taken of what was sent."""
    queue = SimpleQueue[object]()
    shares.receive(here, queue)
    return list(shares.sent(queue))


def test_what_a_process_sends() -> None:
    """It sends what it is to be told of, and lets go."""
    assert [type(each) for each in sent_by(tried())] == [Tick, Worked, Ends]


def test_a_fault_in_a_process_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number beyond what was proved is told with its rule, whichever process finds it."""

    def at_fault(_: Tried) -> NoReturn:
        raise OwnFault(RuleId("flu"), "a number is not between 0 and 1")

    monkeypatch.setattr(shares, "worked_out", at_fault)

    with pytest.raises(OwnFault, match="flu: a number is not between 0 and 1"):
        sent_by(tried())


def test_a_process_that_ends_too_soon() -> None:
    """If a process is stopped from outside, nothing is told of half of the scenarios."""
    here, there = Pipe(duplex=False)
    there.send(Tick(3))
    there.close()

    with pytest.raises(EngineFailed, match="a process of it ended before it was done"):
        list(shares.next_of(iter(taken(here))))
