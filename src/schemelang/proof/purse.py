"""What reaches one party from each payment, in a world and in those that are made of it by changing figures."""

from fractions import Fraction

from attrs import Factory, frozen

from schemelang.graph.graph import DayAfter, DuePart, RuleId
from schemelang.outcome.lines import lines_to, payees
from schemelang.outcome.outcome import Status
from schemelang.proof.worlds import World

_SETTLED = (Status.PAYABLE, Status.RECOVERED)
_Paid = tuple[str | None, str, str | None]
"""Whose value it is, who is paid it, and the group that it comes through."""


@frozen(eq=False, kw_only=True)
class Purse:
    """What of each payment reaches a party: itself or, where nothing does, its group or whoever is paid.

    The party None is the scheme, which everything reaches.
    """

    world: World
    party: str | None
    groups: frozenset[str]
    lines: dict[tuple[str, bool], tuple[tuple[int, _Paid], ...]] = Factory(dict)
    before: dict[tuple[int, _Paid], int | None] = Factory(dict)
    rules: dict[int, tuple[RuleId, ...]] = Factory(dict)

    @classmethod
    def of(cls, world: World, level: str, party: str | None) -> "Purse":
        """Return the purse of a party of a level."""
        stays = world.known.belonging.stays
        above = [stays.get((level, party, kind)) for kind in world.graph.levels] if party is not None else []
        return cls(world=world, party=party, groups=frozenset(each.group for each in above if each and each.group))

    def paid(self, world: World, payment: str, *, others: bool = False) -> Fraction | None:
        """Return what of a payment reaches the party, or all others, in pounds; None where some of it is held."""
        pence = 0
        for number, paid in self._lines(payment, others=others):
            worth = self._worth(world, number, paid)
            if worth is None:
                return None
            pence += worth
        return Fraction(pence, 100)

    def reached(self, payment: str) -> frozenset[str | None] | None:
        """Return whom a payment reaches of the party and its groups: itself, else its groups; None for everybody."""
        parts = (part for part in self.world.graph.due if part.payment == payment)
        paid = {who for part in parts for them in payees(self.world.known, part) for who in them}
        if self.party is None:
            return None
        return frozenset((self.party,)) if self.party in paid else self.groups & paid or None

    def payees(self, payment: str) -> list[str]:
        """Return whoever is paid by a payment."""
        parts = (part for part in self.world.graph.due if part.payment == payment)
        return sorted({who for part in parts for _, who, _ in payees(self.world.known, part)})

    def _lines(self, payment: str, *, others: bool) -> tuple[tuple[int, _Paid], ...]:
        """Return which lines of a payment reach the party, or all others, each by the number of its part."""
        if (payment, others) not in self.lines:
            parts = enumerate(self.world.graph.due)
            every = tuple(
                (number, paid)
                for number, part in parts
                if part.payment == payment
                for paid in payees(self.world.known, part)
            )
            reached = self.reached(payment)
            own = tuple(each for each in every if reached is None or not reached.isdisjoint(each[1]))
            self.lines[payment, False] = own
            self.lines[payment, True] = tuple(each for each in every if each not in own)
        return self.lines[payment, others]

    def _worth(self, world: World, number: int, paid: _Paid) -> int | None:
        """Work out a line, or take it as it was before anything was changed where nothing of it has been."""
        part = self.world.graph.due[number]
        if not world.changed.isdisjoint(self._rules(number)):
            return _pence(world, part, paid)
        if (number, paid) not in self.before:
            self.before[number, paid] = _pence(self.world, part, paid)
        return self.before[number, paid]

    def _rules(self, number: int) -> tuple[RuleId, ...]:
        if number not in self.rules:
            self.rules[number] = rules_of(self.world.graph.due[number])
        return self.rules[number]


def _pence(world: World, part: DuePart, paid: _Paid) -> int | None:
    pence = 0
    for line in lines_to(world.known, part, *paid):
        if line.pence is None:
            return None
        pence += line.pence if line.status in _SETTLED else 0
    return pence


def rules_of(part: DuePart) -> tuple[RuleId, ...]:
    """Return the rules that say what is paid of a part, and when."""
    asked = (part.amount, part.condition, part.balance, *(done.condition for done in part.recoveries))
    day = (part.day.after,) if isinstance(part.day, DayAfter) else ()
    return (*(rule for rule in asked if rule is not None), *day)
