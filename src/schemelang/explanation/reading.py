"""An outcome as it is read for reasons: values where a rule needs them, members, and names of parties."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from schemelang.dates import Period, days
from schemelang.figures.figures import called
from schemelang.graph.graph import (
    Chosen,
    ChosenCase,
    Dated,
    Earlier,
    Latest,
    OfParty,
    Over,
    OverTime,
    Rule,
    RuleGraph,
    RuleId,
)
from schemelang.light import frozen
from schemelang.outcome.belonging import Belonging, belonging
from schemelang.outcome.choosing import applying
from schemelang.outcome.outcome import Absent, Lack, Outcome, RuleValue
from schemelang.outcome.over_time import around, before, counted_on, gone_by, in_force, periods_by_rule, up_to, within


class Spot(NamedTuple):
    """A rule, for a party at a period. A party in no group has `nobody` whose value it could read.

    One that moves between groups may be meant as a member of the group `seen_from` alone.
    """

    rule: RuleId
    party: str | None
    period: Period | None
    nobody: bool = False
    seen_from: str | None = None


@frozen
class Reading:
    """An outcome, and what is found once for all that is read off it.

    A party is called by its name, with its code where another has the same. `asked` are the rules that are
    asked of each member of a group.
    """

    outcome: Outcome
    belonging: Belonging
    periods_of: Mapping[RuleId, tuple[Period | None, ...]]
    names: Mapping[str, str]
    levels: Mapping[str, str]
    asked: frozenset[RuleId]

    @cached_property
    def graph(self) -> RuleGraph:
        """The rules."""
        return self.outcome.graph

    def days_of(self, spot: Spot) -> int:
        """Return how many days the period of a spot has or, where it has none, the scheme."""
        first, last = self.graph.first, self.graph.last
        return days(first, last) if spot.period is None else days(spot.period.first, spot.period.last)

    def rule(self, spot: Spot) -> Rule:
        """Return the rule of a spot."""
        return self.graph.by_id[spot.rule]

    def value(self, spot: Spot) -> RuleValue:
        """Return what was worked out at a spot."""
        if spot.nobody:
            return Absent(Lack.NOBODY, ())
        if spot.seen_from is not None and spot.party is not None:
            return self.outcome.seats[spot.party, spot.seen_from][spot.rule][spot.party, spot.period]
        return self.outcome.values[spot.rule][spot.party, spot.period]

    def who(self, party: str | None) -> str:
        """Return what a party is called; the scheme as a whole needs no name."""
        return "" if party is None else self.names.get(party, party)

    def full_name(self, party: str) -> str:
        """Return a party's name with its code, Ash (F84016); one that the scheme declares has its title."""
        if party not in self.names:
            return next((title for name, title in self.graph.parties if name == party), party)
        who = self.who(party)
        return who if who == party or who.endswith(f"({party})") else f"{who} ({party})"

    def is_within(self, party: str, group: str) -> bool:
        """Say whether a party is a group, or belongs to it."""
        level, wanted = self.levels.get(party), self.levels.get(group)
        if party == group or level is None or wanted is None:
            return party == group
        return self.belonging.owner(level, party, wanted) == group

    def exception(self, spot: Spot) -> ChosenCase | None:
        """Return the exception that applies at a spot, if just one does."""
        kind = self.rule(spot).kind
        if spot.nobody or not isinstance(kind, Chosen):
            return None
        applies = applying(kind, spot.period, lambda need: self.value(self.need(spot, need)))
        return applies[0] if not isinstance(applies, Absent) and len(applies) == 1 else None

    def need(self, spot: Spot, need: RuleId, period: Period | None = None) -> Spot:
        """Return where a rule reads one that it needs, at its own period unless another is named."""
        rule = self.graph.by_id[spot.rule]
        if isinstance(rule.kind, OfParty):
            return self._of_party(rule.kind, period or spot.period)
        return self.at(need, rule.level, spot.party, period or spot.period, spot.seen_from)

    def _of_party(self, kind: OfParty, period: Period | None) -> Spot:
        """Return where a rule is read for one party, if there is just one that is called that."""
        level = self.graph.by_id[kind.need].level
        found = called(self.outcome.figures, level, kind.party)
        if len(found) == 1:
            return self.at(kind.need, level, found[0], period)
        return Spot(kind.need, None, None, nobody=True)

    def at(
        self, need: RuleId, level: str, party: str | None, period: Period | None, seen_from: str | None = None
    ) -> Spot:
        """Return where a party of a level reads a rule: its own value, or its group's, or the scheme's."""
        rule = self.graph.by_id[need]
        if rule.level == level and seen_from is None and (party, period) in self.outcome.values[need]:
            return Spot(need, party, period)  # its own at the same period, as most are
        when = around(self.periods_of[need], period)
        if seen_from is not None and rule.level == level:
            return Spot(need, party, when, seen_from=seen_from)
        whose = self.belonging.owner(level, party, rule.level)
        if seen_from is not None and whose is not None:
            whose = seen_from
        if whose is None and rule.level != self.graph.levels[-1]:
            return Spot(need, party, when, nobody=True)
        return Spot(need, whose, when)

    def periods_read(self, spot: Spot) -> tuple[Spot, ...]:
        """Return where a rule is read that several periods are put together of, or that has another period."""
        rule = self.rule(spot)
        match rule.kind:
            case OverTime(need, _, stretch):
                over = stretch or spot.period
                assert over is not None, "without a stretch it is its own period"
                periods = within(self.periods_of[need], over)
            case Latest(need):
                every = up_to(self.periods_of[need], spot.period)
                there = (each for each in every if not isinstance(self._value_at(spot, need, each), Absent))
                periods = (next(there, every[0]),) if every else ()
            case Earlier(need, months):
                assert spot.period is not None, "only what has periods has one before"
                period = before(self.periods_of[need], spot.period, months)
                periods = () if period is None else (period,)
            case _:
                raise AssertionError(rule.kind)
        return tuple(self.at(need, rule.level, spot.party, period, spot.seen_from) for period in periods)

    def gone_by(self, spot: Spot, need: RuleId) -> tuple[Spot, ...]:
        """Return where a rule has its values for the periods of the term before one, if its party was there."""
        gone, level = gone_by(self.periods_of[need], spot.period, self.graph.first), self.rule(spot).level
        there = (each for each in gone if not self.belonging.is_away(level, spot.party, each))
        return tuple(Spot(need, spot.party, each, seen_from=spot.seen_from) for each in there)

    def version_read(self, spot: Spot, dated: Dated) -> RuleId | None:
        """Return the version of a dated value that is in force at a spot, if one is."""
        return in_force(dated, spot.period.last if spot.period else self.graph.last)

    def _value_at(self, spot: Spot, need: RuleId, period: Period) -> RuleValue:
        return self.value(self.at(need, self.rule(spot).level, spot.party, period, spot.seen_from))

    def members(self, spot: Spot, need: RuleId, level: str, day: date | None) -> tuple[Spot, ...]:
        """Return where the members of a spot's party have a rule: those of a day, or of any time."""
        there = self.belonging.members_on(self.rule(spot).level, spot.party, level, counted_on(spot.period, day))
        moved, group = self.belonging.moved, spot.party
        return tuple(
            self.at(need, level, member, spot.period, group if (level, member) in moved else None) for member in there
        )


def begin(outcome: Outcome) -> Reading:
    """Lay out what is read off an outcome."""
    graph, figures = outcome.graph, outcome.figures
    alike = Counter(member.name for member in figures.members)
    names = {
        member.code: member.name if alike[member.name] == 1 else f"{member.name} ({member.code})"
        for member in figures.members
    }
    asked = frozenset(rule.kind.need for rule in graph.rules if isinstance(rule.kind, Over))
    levels = {member.code: member.kind for member in figures.members}
    return Reading(outcome, belonging(graph, figures), periods_by_rule(graph), names, levels, asked)
