"""What a member that moves between groups comes to: in each of them, and in all.

It is looked at as a member of each of its groups alone. There it reads that group's values, and counts for that
group's money for its days in it. Of the money that groups share it has what each of them gives it. Anything else that
is its own must be the same in all of them; where it is not, nothing says which of them counts, and it is held.
"""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from schemelang.dates import Period
from schemelang.graph.graph import Apportioned, Rule, RuleGraph, RuleId, Weight
from schemelang.light import Factory, frozen
from schemelang.model.model import Quantity
from schemelang.outcome.belonging import Stay
from schemelang.outcome.case import Case
from schemelang.outcome.known import Key, Known, Seat, lacking, merged
from schemelang.outcome.outcome import Absent, Lack, RuleValue

WorkOut = Callable[[Case], RuleValue]


@frozen
class Moved:
    """The members that moved, each as it is seen from each of its groups; and what they have of groups' money."""

    known: Known
    seats: Mapping[tuple[str, str], tuple[tuple[Stay, Seat], ...]]
    shared: frozenset[RuleId] = Factory(frozenset)

    def add(self, rule: Rule, values: dict[Key, RuleValue], work_out: WorkOut) -> None:
        """Put right, for those that moved, the values that have been worked out of a rule."""
        for (level, party), seats in self.seats.items():
            for _, seat in seats:
                seat.own.values[rule.id] = seat.rest.values[rule.id] = values
            if level == rule.level:
                self._add(rule, values, party, work_out)

    def _add(self, rule: Rule, values: dict[Key, RuleValue], party: str, work_out: WorkOut) -> None:
        """Work a rule out for one that moved, as a member of each of its groups, and for all of them."""
        seats, is_shared = self.seats[rule.level, party], rule.id in self.shared
        there: list[tuple[Stay, dict[Key, RuleValue]]] = []
        for stay, seat in seats:
            by = seat.own if is_shared else seat.rest
            own: dict[Key, RuleValue] = {}
            for period in self.known.periods_of[rule.id]:
                own[party, period] = work_out(Case(by, rule, party, period))
            there.append((stay, own))
        for key in there[0][1]:
            together = [own[key] for stay, own in there if is_shared or _is_there(stay, key[1])]
            several = together or [own[key] for _, own in there]
            values[key] = _sum(several) if is_shared else _one(several, rule, key)
        for (_, seat), (_, own) in zip(seats, there, strict=True):
            seat.own.values[rule.id] = ChainMap(own, values)
            seat.rest.values[rule.id] = values if is_shared else ChainMap(own, values)


def moved_among(known: Known) -> Moved:
    """Look at all that moved as members of each of their groups; nothing has been worked out yet."""
    belongs, seats = known.belonging, dict[tuple[str, str], tuple[tuple[Stay, Seat], ...]]()
    for (level, party), stays in belongs.moved.items():
        wanted = known.graph.levels[known.graph.levels.index(level) + 1]
        them: list[tuple[Stay, Seat]] = []
        for stay in stays:
            seen = belongs.seen_from(level, party, wanted, stay)
            own, rest = (
                Known(known.graph, known.figures, seen, known.periods_of, {}, known.shares, known.seats)
                for _ in range(2)
            )
            known.seats[level, party, stay.group] = Seat(own, rest)
            them.append((stay, known.seats[level, party, stay.group]))
        seats[level, party] = tuple(them)
    return Moved(known, seats, shared_out(known.graph) if seats else frozenset())


def shared_out(graph: RuleGraph) -> frozenset[RuleId]:
    """Return what members have of their groups' money, what they count for there, and what is cut from it."""
    found: set[RuleId] = set()
    for rule in graph.rules:
        weighs = isinstance(rule.kind, Weight) and rule.kind.group != graph.levels[-1]
        if weighs or isinstance(rule.kind, Apportioned) or _is_cut(graph, rule, found):
            found.add(rule.id)
    return frozenset(found)


def _is_cut(graph: RuleGraph, rule: Rule, shared: set[RuleId]) -> bool:
    """Say whether a rule is money of the same payment and member as something that is shared."""
    if rule.type.quantity is not Quantity.MONEY:
        return False
    needs = (graph.by_id[need] for need in graph.needs[rule.id] if need in shared)
    return any((need.level, need.clause) == (rule.level, rule.clause) for need in needs)


def _is_there(stay: Stay, period: Period | None) -> bool:
    return period is None or (stay.first <= period.last and period.first <= stay.last)


def _sum(values: Iterable[RuleValue]) -> RuleValue:
    several = list(values)
    return merged(several) or sum((each for each in several if isinstance(each, Fraction)), Fraction(0))


def _one(values: list[RuleValue], rule: Rule, key: Key) -> RuleValue:
    """Return what is the same in all groups; what is missing in one of them is missing."""
    if all(value == values[0] for value in values):
        return values[0]
    absent = merged(value for value in values if isinstance(value, Absent) and value.lack is not Lack.LEFT_OUT)
    return absent or lacking(Lack.MOVED, rule.id, *key)
