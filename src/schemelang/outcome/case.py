"""One rule for one party at one period, as it is worked out."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemelang.dates import Period
from schemelang.graph.graph import Rule, RuleId
from schemelang.outcome.known import Known, lacking, merged, read
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.outcome.over_time import gone_by


class Case(NamedTuple):
    """One rule for one party at one period: of all we make, there are most of these."""

    known: Known
    rule: Rule
    party: str | None
    period: Period | None

    def need(self, need: RuleId) -> RuleValue:
        """Return what a rule comes to that this one needs: for the same party and period."""
        return read(self.known, need, self.rule.level, self.party, self.period)

    def needs(self, needs: Sequence[RuleId]) -> list[Any] | Absent:
        """Return what several rules come to, or what is lacking among them, put together."""
        known, level, party, period = self.known, self.rule.level, self.party, self.period
        rules, worked_out, key = known.graph.by_id, known.values, (party, period)
        values: list[Any] = []
        for need in needs:
            value = worked_out[need].get(key) if rules[need].level == level else None  # its own, as most are
            values.append(read(known, need, level, party, period) if value is None else value)
        return merged(values) or values if Absent in map(type, values) else values  # most often all are there

    def at(self, need: RuleId, period: Period) -> RuleValue:
        """Return what a rule comes to at another period."""
        return read(self.known, need, self.rule.level, self.party, period)

    def gone_by(self, need: RuleId) -> tuple[Period | None, ...]:
        """Return the periods of the term before this one for which a rule has a value, if the party was there."""
        gone = gone_by(self.known.periods_of[need], self.period, self.known.graph.first)
        belonging = self.known.belonging
        return tuple(each for each in gone if not belonging.is_away(self.rule.level, self.party, each))

    def lack(self, lack: Lack) -> Absent:
        """Make a lack that begins here."""
        return lacking(lack, self.rule.id, self.party, self.period)
