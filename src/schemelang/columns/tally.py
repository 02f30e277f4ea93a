"""What comes of many scenarios at once: for each payee how far it spreads, for each scenario what it comes to in all.

A block of payees is worked out for all scenarios, and only what is told of it is kept. Each process has a share of
the scenarios; what they come to does not hang on how many there are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, Self

import numpy as np
from attrs import define, evolve, field, frozen

from schemelang.columns.crowd import Block, Crowd, Places
from schemelang.columns.programme import Programme
from schemelang.columns.running import scenarios
from schemelang.columns.wide import Table
from schemelang.graph.graph import RuleId
from schemelang.plan.counted import Counted, Paid
from schemelang.plan.plan import Place, Shape, Supplied
from schemelang.quantities import rank

_PERCENT = (25, 50, 75)
_TICKS = 16
"""So many scenarios of a block are worked out between two words about it."""

_LONGEST = 2**62

_Name = tuple[str, str]
"""A figure, and which part of it: its value or its lack."""


class Others(Protocol):
    """Figures that are others in each scenario, in its order, the first of which is how it is."""

    def share(self, first: int, last: int) -> Self:
        """Return those of some of the scenarios alone."""

    def table(self, supplied: Supplied, shape: Shape, block: Block, number: int, /) -> Table:
        """Supply a figure of the parties of a block in a scenario."""

    def cuts(self) -> Sequence[Counter[str]]:
        """Say of each scenario how often each figure had to be cut, to be within its bounds."""

    @property
    def effort(self) -> int:
        """As many results could be worked out in the time that it takes to make them."""


@frozen(eq=False)
class Listed:
    """Figures that are others in each scenario, each with a table of everybody's, and how often each was cut."""

    tables: Mapping[_Name, Sequence[Table]]
    cut: Sequence[Counter[str]]

    def share(self, first: int, last: int) -> "Listed":
        """Return those of some of the scenarios alone."""
        return Listed({name: tables[first:last] for name, tables in self.tables.items()}, self.cut[first:last])

    def table(self, supplied: Supplied, shape: Shape, block: Block, number: int, /) -> Table:
        """Supply a figure of the parties of a block in a scenario."""
        return of_block(self.tables[supplied.figure, supplied.part][number], shape.level, block)

    def cuts(self) -> Sequence[Counter[str]]:
        """Say of each scenario how often each figure had to be cut."""
        return self.cut

    @property
    def effort(self) -> int:
        """They are there already."""
        return 0


@frozen(eq=False, kw_only=True)
class Tried:
    """All that is tried: a program, who there is with all their figures, and what each scenario changes.

    The first of `parameters` is how it is. `others` are the figures that are others in each scenario, if any are.
    """

    counted: Counted
    programme: Programme
    crowd: Crowd
    figures: Mapping[_Name, Table]
    parameters: Sequence[Mapping[RuleId, int]]
    others: Others | None = None
    about: int = 500

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.crowd.blocks(self.about, self.programme.pairs))

    @property
    def effort(self) -> int:
        """How many results there are to work out, over all scenarios, or as many as take as long."""
        steps = [self.counted.plan.steps[place] for place in self.programme.varies]
        each = sum(len(step.shape.axis) * self.crowd.size(step.shape.level) for step in steps)
        return each * len(self.parameters) + (0 if self.others is None else self.others.effort)

    def share(self, first: int, last: int) -> "Tried":
        """Return what some of the scenarios need alone."""
        others = None if self.others is None else self.others.share(first, last)
        return evolve(self, parameters=self.parameters[first:last], others=others)

    def supply(self, supplied: Supplied, shape: Shape, block: Block, /) -> Table:
        """Supply a figure of the parties of a block."""
        return of_block(self.figures[supplied.figure, supplied.part], shape.level, block)


def of_block(table: Table, level: str, block: Block) -> Table:
    """Return the columns of a table that are those of a block, of everybody of a level."""
    places = block.slices.get(level)
    found: Table = table[:, block.places[level] if places is None else places]
    return found


# ---------------------------------------------------------------- a share of the scenarios


@frozen(eq=False)
class Worked:
    """A block worked out for some scenarios, a row for each: each step that is wanted, and who is in the block."""

    places: Mapping[str, Places]
    tables: Mapping[Place, Table]


@frozen(eq=False)
class Ends:
    """What is of the whole scheme, for each of some scenarios, and how often figures were cut in each."""

    tables: Mapping[Place, Sequence[int]]
    cuts: Sequence[Counter[str]] = ()


@frozen
class Tick:
    """So many scenarios of a block have been worked out."""

    number: int


Message = Worked | Ends | Tick


def worked_out(tried: Tried) -> Iterator[Message]:
    """Work out all scenarios, block by block."""
    begun: tuple[Block, dict[Place, Table]] | None = None
    ends: dict[Place, list[int]] = {}
    others = tried.others
    again = None if others is None else others.table
    since = 0
    for block, number, tables in scenarios(
        tried.programme, tried.crowd, tried.supply, tried.parameters, again=again, about=tried.about
    ):
        if begun is not None and block is not begun[0]:
            yield Tick(since)
            yield Worked(begun[0].places, begun[1])
            begun, since = None, 0
        if block is None:
            for place, table in tables.items():
                ends.setdefault(place, []).append(int(table[0, 0]))
            continue
        if begun is None:
            begun = block, {place: _begun(len(tried.parameters), each) for place, each in tables.items()}
        for place, table in tables.items():
            begun[1][place][number] = table[0]
        since += 1
        if since == _TICKS:
            yield Tick(since)
            since = 0
    yield Ends(ends, () if others is None else others.cuts())


def _begun(number: int, table: Table) -> Table:
    return np.zeros((number, table.shape[1]), table.dtype)


# ---------------------------------------------------------------- what is told of them


@frozen(kw_only=True)
class Payee:
    """What a payee is paid as it is, in pence, and over the scenarios: the five of its spread, and how many are what.

    `held` are those in which something is held, or all where that is so as it is.
    """

    code: str
    now: int
    held_now: bool
    spread: tuple[int, ...]
    more: int
    less: int
    same: int
    held: int


@frozen(kw_only=True)
class Tally:
    """What came of all scenarios, the first of which is how it is.

    `totals` are in pence; `gaining`, `losing` and `held` count payees, and `some_held` says whether there are any
    held. `wrong` says of each thing that can be wrong in which scenarios it is, and `cuts` of each scenario how often a
    figure was cut in it, where figures change. `is_doubtful` says that the reference
    evaluator has to be asked what is wrong, and `is_said_now` that something is to be said of how it is.
    """

    payees: tuple[Payee, ...]
    totals: tuple[int, ...]
    some_held: tuple[bool, ...]
    gaining: tuple[int, ...]
    losing: tuple[int, ...]
    held: tuple[int, ...]
    wrong: Mapping[str, tuple[bool, ...]]
    cuts: tuple[Counter[str], ...]
    is_doubtful: bool
    is_said_now: bool


@define(eq=False)
class Counting:
    """What is told of scenarios, as the blocks come in."""

    tried: Tried
    payees: list[Payee] = field(factory=list)
    totals: list[int] = field(init=False)
    some_held: Any = field(init=False)
    gaining: Any = field(init=False)
    losing: Any = field(init=False)
    held: Any = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with nothing."""
        number = len(self.tried.parameters)
        self.totals = [0] * number
        self.some_held = np.zeros(number, np.bool_)
        self.gaining, self.losing, self.held = (np.zeros(number, np.int64) for _ in range(3))

    def take(self, blocks: Sequence[Worked]) -> None:
        """Take a block, of which each share of the scenarios has its rows."""
        for paid in self.tried.counted.paid:
            if paid.payee is None:
                codes = self.tried.crowd.codes[paid.level]
                them = [str(codes[place]) for place in blocks[0].places[paid.level]]
                self._take(them, *(_joined([each.tables[place] for each in blocks]) for place in _places(paid)))

    def end(self, ends: Sequence[Ends]) -> Tally:
        """Take what is of the whole scheme, and tell of all."""
        counted = self.tried.counted
        tables = {place: [one for each in ends for one in each.tables[place]] for place in ends[0].tables}
        for paid in counted.paid:
            if paid.payee is not None:
                pence, held, listed = (np.array(tables[place], object)[:, None] for place in _places(paid))
                self._take([paid.payee], pence, held, listed)
        wrong: dict[str, tuple[bool, ...]] = {}
        for each in counted.wrong:
            before = wrong.get(each.words, (False,) * len(self.totals))
            wrong[each.words] = tuple(one or bool(so) for one, so in zip(before, tables[each.place], strict=True))
        return Tally(
            payees=tuple(sorted(self.payees, key=lambda payee: payee.code)),
            totals=tuple(self.totals),
            some_held=tuple(self.some_held.tolist()),
            gaining=tuple(self.gaining.tolist()),
            losing=tuple(self.losing.tolist()),
            held=tuple(self.held.tolist()),
            wrong=wrong,
            cuts=tuple(each for share in ends for each in share.cuts),
            is_doubtful=any(any(tables[place]) for place in counted.doubtful),
            is_said_now=any(so[0] for so in wrong.values())
            or any(tables[place][0] for place in (*counted.doubtful, *counted.unjudged)),
        )

    def _take(self, codes: Sequence[str], pence: Table, held: Table, listed: Table) -> None:
        """Take some payees, a column for each, with a row for each scenario."""
        is_held = held != 0
        unknown = is_held | is_held[0]
        more, less = (pence > pence[0]) & ~unknown, (pence < pence[0]) & ~unknown
        self.totals = [one + other for one, other in zip(self.totals, _added(pence), strict=True)]
        self.some_held |= is_held.any(1)
        self.gaining += more.sum(1)
        self.losing += less.sum(1)
        self.held += unknown.sum(1)
        number = len(pence) - 1
        ordered = np.sort(pence[1:], axis=0)
        places = [0, *(rank(number, percent) - 1 for percent in _PERCENT), number - 1]
        spread = ordered[places].T.tolist()
        counts = zip(*(each[1:].sum(0).tolist() for each in (more, less, unknown)), strict=True)
        now, held_now, is_listed = pence[0].tolist(), is_held[0].tolist(), (listed != 0).any(0).tolist()
        for at, (gains, loses, hangs) in enumerate(counts):
            if is_listed[at]:
                self.payees.append(
                    Payee(
                        code=codes[at],
                        now=now[at],
                        held_now=held_now[at],
                        spread=tuple(spread[at]),
                        more=gains,
                        less=loses,
                        same=number - gains - loses - hangs,
                        held=hangs,
                    )
                )


def _places(paid: Paid) -> tuple[Place, Place, Place]:
    return paid.pence, paid.held, paid.listed


def _added(table: Table) -> list[int]:
    """Add up each row, in Python's integers where int64 might not hold it."""
    most = max(abs(int(table.min())), abs(int(table.max()))) if table.size else 0
    fits = table.dtype != object and most * table.shape[1] < _LONGEST
    found: list[int] = (table if fits else table.astype(object)).sum(1).tolist()
    return found


def _joined(tables: Sequence[Table]) -> Table:
    return tables[0] if len(tables) == 1 else np.concatenate(tables)
