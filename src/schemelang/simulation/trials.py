"""One scenario worked out: what each payee is paid in it, beside what each is paid as the figures are.

Only what rests on what is changed is worked out again, and only the lines that rest on that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from attrs import frozen

from schemelang.figures.figures import Figures
from schemelang.graph.graph import Constant, DuePart, RuleGraph, RuleId
from schemelang.model.model import Quantity, Scheme
from schemelang.model.saying import LaidDown as Known
from schemelang.outcome.findings import findings
from schemelang.outcome.known import begin as known_of
from schemelang.outcome.lines import lines_to, payees
from schemelang.outcome.outcome import Line, Outcome, Status
from schemelang.proof.worlds import Figure as Key
from schemelang.proof.worlds import Plan, World, world_of_outcome
from schemelang.simulation.bounds import Keeper, Within
from schemelang.simulation.cases import Case
from schemelang.simulation.moves import is_in_pence, kept_whole
from schemelang.simulation.simulation import Becomes, LaidDown, Move, OfFigure, Plus, Times, Worth

_SETTLED = (Status.PAYABLE, Status.RECOVERED)


@frozen
class Paid:
    """What somebody is paid in pence, as far as it is known, and how many of their lines are held."""

    pence: int = 0
    held: int = 0


@frozen
class Tried:
    """One scenario that was worked out: who is paid what, which figures were cut, and what is wrong in it."""

    case: Case
    paid: Mapping[str, Paid]
    cuts: Counter[str]
    found: frozenset[str]


@frozen(eq=False)
class Trials:
    """The figures as they are with all that comes of them, to try scenarios on.

    Without an outcome nothing of it has been worked out: what scenarios change can be said, and no more.
    """

    world: World
    outcome: Outcome | None

    @cached_property
    def keeper(self) -> Keeper:
        """What keeps figures within their bounds."""
        return Keeper(self.world)

    @cached_property
    def by_part(self) -> tuple[Mapping[str, Paid], ...]:
        """What each payee is paid of each part that falls due, as the figures are."""
        assert self.outcome is not None, "it has been worked out"
        lines: dict[int, list[Line]] = {}
        for line in self.outcome.ledger:
            lines.setdefault(id(line.part), []).append(line)
        return tuple(_paid(lines.get(id(part), ())) for part in self.world.graph.due)

    @cached_property
    def paid(self) -> Mapping[str, Paid]:
        """What each payee is paid as the figures are."""
        found: dict[str, Paid] = {}
        for part in self.by_part:
            _add(found, part, 1)
        return dict(sorted(found.items()))

    @cached_property
    def rests_on(self) -> tuple[frozenset[RuleId], ...]:
        """What is paid of each part rests on these rules."""
        return tuple(frozenset(part.decided_by) for part in self.world.graph.due)

    def name(self, payee: str) -> str:
        """Return what a payee is called."""
        return self._names.get(payee) or payee

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What everybody is called, as figures say or else the scheme."""
        names = self.world.figures.names
        return {**dict(self.world.graph.parties), **{code: name for code, name in names.items() if name}}

    def changed(self, case: Case) -> tuple[World, Counter[str]] | None:
        """Return the world of a scenario and how often each figure was cut for it, if its figures can be."""
        kept = self.within(case)
        if kept is None:
            return None
        return self.world.with_(kept.figures, laid_down=laid_down(self.world.graph, case)), kept.cuts

    def within(self, case: Case) -> Within | None:
        """Return the figures of a scenario that are other than they are, within their bounds, if they can be."""
        return self.keeper.within(self._figures(case))

    def tried(self, case: Case) -> Tried | None:
        """Work out a scenario; there is nothing where its figures cannot be brought within their bounds."""
        changed = self.changed(case)
        if changed is None:
            return None
        world, cuts = changed
        paid, all_again = dict(self.paid), bool(world.known.belonging.moved)
        for part, before, reads in zip(world.graph.due, self.by_part, self.rests_on, strict=True):
            if all_again or world.differs_from(self.world, reads):
                _add(paid, before, -1)
                _add(paid, _paid(_lines(world, part)), 1)
        return Tried(case, paid, cuts, frozenset(_wrong(world)))

    def unmoved(self, case: Case) -> int:
        """Count the figures that a scenario would move by some amount, and that are no numbers."""
        data = self.world.figures.data
        moved = ((key, move) for target, move in case.moves if isinstance(target, OfFigure) for key in self._of(target))
        return sum(
            not isinstance(move.of(key), Becomes) and not (key in data and isinstance(data[key].value, Fraction))
            for key, move in moved
        )

    # What is changed

    def _figures(self, case: Case) -> dict[Key, Worth]:
        """Return the figures that a scenario wants, one change after the other."""
        wanted: dict[Key, Worth] = {}
        for target, move in case.moves:
            if isinstance(target, OfFigure):
                counted = target.type.quantity
                for key in self._of(target):
                    value = _moved(wanted.get(key, self._given(key)), move.of(key), counted)
                    if value is not None:
                        wanted[key] = value
        return wanted

    def _given(self, key: Key) -> Worth | None:
        datum = self.keeper.base.get(key)
        return None if datum is None else datum.value

    def _of(self, target: OfFigure) -> Iterator[Key]:
        """Return the figures that are meant: of each party at each period at which it is there."""
        known, name, level = self.world.known, target.figure.name, target.figure.level
        parties = known.belonging.parties[level] if target.parties is None else target.parties
        for rule in self.world.plan.given[name]:
            for party in parties:
                for period in known.periods_of[rule.id]:
                    if not known.belonging.is_away(level, party, period):
                        yield name, party, period


def laid_down(graph: RuleGraph, case: Case) -> dict[RuleId, Known]:
    """Return the numbers of the scheme that a scenario changes, one change after the other."""
    wanted: dict[RuleId, Known] = {}
    for target, move in case.moves:
        if isinstance(target, LaidDown):
            for rule in target.rules:
                kind = graph.by_id[rule].kind
                assert isinstance(kind, Constant), "what is laid down is a constant"
                value = _moved(wanted.get(rule, kind.value), move.of(None), target.type.quantity)
                assert isinstance(value, Known), "what is laid down is there"
                wanted[rule] = value
    return wanted


def _moved(value: Worth | None, move: Move, quantity: Quantity) -> Worth | None:
    """Move a value. What is counted stays whole, and what was in whole pence stays so, halves up."""
    match move:
        case Becomes(worth):
            return worth
        case Times() | Plus():
            if not isinstance(value, Fraction):
                return value
            moved = value * move.factor if isinstance(move, Times) else value + move.amount
            return kept_whole(moved, quantity, in_pence=is_in_pence(value))
        case _:
            assert_never(move)


# ---------------------------------------------------------------- what is paid


def _lines(world: World, part: DuePart) -> Iterator[Line]:
    for party, payee, group in payees(world.known, part):
        yield from lines_to(world.known, part, party, payee, group)


def _paid(lines: Iterable[Line]) -> dict[str, Paid]:
    found: dict[str, Paid] = {}
    for line in lines:
        before = found.get(line.payee, _NOTHING)
        pence = line.pence if line.pence is not None and line.status in _SETTLED else 0
        found[line.payee] = Paid(before.pence + pence, before.held + (line.status is Status.HELD))
    return found


_NOTHING = Paid()


def _add(found: dict[str, Paid], more: Mapping[str, Paid], sign: int) -> None:
    for payee, paid in more.items():
        before = found.get(payee, _NOTHING)
        found[payee] = Paid(before.pence + sign * paid.pence, before.held + sign * paid.held)


# ---------------------------------------------------------------- what is wrong


def _wrong(world: World) -> Iterator[str]:
    """Say what is wrong in a scenario: a guarantee that does not hold, an amount that cannot be."""
    for found in findings(world.known, ()):
        if found.severity == "error":
            yield found.say(" ".join(found.title.split()))


def ask_of(scheme: Scheme, graph: RuleGraph, figures: Figures, origin: str) -> Trials:
    """Begin from figures of which nothing is worked out yet."""
    world = World(scheme=scheme, origin=origin, known=known_of(graph, figures), plan=Plan(scheme, graph))
    return Trials(world, None)


def begin(scheme: Scheme, outcome: Outcome, origin: str) -> Trials:
    """Begin from figures that are worked out; `origin` says where they are from."""
    return Trials(world_of_outcome(scheme, outcome, origin), outcome)
