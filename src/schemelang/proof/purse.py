"""What reaches one party from each payment, in a world and in those that are made of it by changing figures."""

from fractions import Fraction

from schemelang.graph.graph import DuePart, RuleId
from schemelang.light import Factory, frozen
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
    shares: dict[tuple[str, bool], tuple["_Share", ...]] = Factory(dict)

    @classmethod
    def of(cls, world: World, level: str, party: str | None) -> "Purse":
        """Return the purse of a party of a level."""
        stays = world.known.belonging.stays
        above = [stays.get((level, party, kind)) for kind in world.graph.levels] if party is not None else []
        return cls(world=world, party=party, groups=frozenset(each.group for each in above if each and each.group))

    def paid(self, world: World, payment: str, *, others: bool = False) -> Fraction | None:
        """Return what of a payment reaches the party, or all others, in pounds; None where some of it is held."""
        pence = 0
        for share in self._shares(payment, others=others):
            worth = share.worth(world) if world.differs_from(self.world, share.rules) else share.before
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

    def _shares(self, payment: str, *, others: bool) -> tuple["_Share", ...]:
        """Return what reaches the party, or all others, of each part of a payment."""
        if (payment, others) not in self.shares:
            reached = self.reached(payment)
            own, rest = list[_Share](), list[_Share]()
            for part in (part for part in self.world.graph.due if part.payment == payment):
                every = tuple(payees(self.world.known, part))
                mine = tuple(paid for paid in every if reached is None or not reached.isdisjoint(paid))
                own.append(_Share.of(self.world, part, mine))
                rest.append(_Share.of(self.world, part, tuple(paid for paid in every if paid not in mine)))
            self.shares[payment, False], self.shares[payment, True] = tuple(own), tuple(rest)
        return self.shares[payment, others]


@frozen(eq=False)
class _Share:
    """Whom a part that falls due is paid to, the rules that say how much, and what that is before anything changes."""

    part: DuePart
    paid: tuple[_Paid, ...]
    rules: tuple[RuleId, ...]
    before: int | None

    @classmethod
    def of(cls, world: World, part: DuePart, paid: tuple[_Paid, ...]) -> "_Share":
        """Return the share, with what it comes to in a world in which nothing is changed."""
        return cls(part, paid, part.decided_by, _pence(world, part, paid))

    def worth(self, world: World) -> int | None:
        """Return what it comes to in another world, in pence; None where some of it is held."""
        return _pence(world, self.part, self.paid)


def _pence(world: World, part: DuePart, paid: tuple[_Paid, ...]) -> int | None:
    pence = 0
    for line in (line for each in paid for line in lines_to(world.known, part, *each, is_staked=False)):
        if line.pence is None:
            return None
        pence += line.pence if line.status in _SETTLED else 0
    return pence
