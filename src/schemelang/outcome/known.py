"""What is known so far while rules are worked out, and how one rule's value is read for another."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.light import Factory, frozen
from schemelang.outcome.belonging import Belonging, belonging
from schemelang.outcome.outcome import Absent, Cause, Lack, RuleValue
from schemelang.outcome.over_time import around, periods_by_rule

Key = tuple[str | None, Period | None]


@frozen
class Known:
    """The graph and the figures, and the values of the rules that have been worked out.

    `periods_of` are the periods for which each rule has values, and None of a rule that has only one value.
    `shares` are what each group's money comes to for its members, by rule and group.
    `seats` are what is known of a member that moved as a member of one group, by its level, its code and the group.
    """

    graph: RuleGraph
    figures: Figures
    belonging: Belonging
    periods_of: dict[RuleId, tuple[Period | None, ...]]
    values: dict[RuleId, Mapping[Key, RuleValue]] = Factory(dict)
    shares: dict[tuple[RuleId, str | None, Period | None], dict[str, RuleValue]] = Factory(dict)
    seats: dict[tuple[str, str, str | None], "Seat"] = Factory(dict)

    def as_member(self, level: str, member: str, group: str | None) -> "Known":
        """Return what is known of a member of a group, as far as it is the group's affair."""
        seat = self.seats.get((level, member, group)) if self.seats else None
        return self if seat is None else seat.own


@frozen
class Seat:
    """What is known of a member that moved, seen from one of its groups.

    `own` has what it is given of that group's money, `rest` what it is given by all of its groups.
    """

    own: Known
    rest: Known


def begin(graph: RuleGraph, figures: Figures) -> Known:
    """Lay out what is known before any rule is worked out."""
    return Known(graph=graph, figures=figures, belonging=belonging(graph, figures), periods_of=periods_by_rule(graph))


def read(known: Known, need: RuleId, level: str, party: str | None, period: Period | None = None) -> RuleValue:
    """Return a rule's value for a party of a level: its own, or its group's where the rule is coarser."""
    rule, values = known.graph.by_id[need], known.values[need]
    whose = party if rule.level == level else known.belonging.owner(level, party, rule.level)
    value = values.get((whose, period))
    if value is not None:
        return value
    at = around(known.periods_of[need], period)
    if whose is None and rule.level != known.graph.levels[-1]:
        return lacking(Lack.NOBODY, need, party, at)
    return values[whose, at]


def lacking(lack: Lack, rule: RuleId, party: str | None, period: Period | None, datum: Datum | None = None) -> Absent:
    """Make a lack that begins at a rule."""
    return Absent(lack, (Cause(rule, party, period, lack, datum),))


def merged(values: Iterable[RuleValue]) -> Absent | None:
    """Put the lacks among some values together, each cause once; None if nothing is lacking.

    What is left out stays so only if nothing is lacking in another way.
    """
    absent = [value for value in values if isinstance(value, Absent)]
    if len(absent) <= 1:
        return absent[0] if absent else None
    other = (value.lack for value in absent if value.lack is not Lack.LEFT_OUT)
    causes = dict.fromkeys(cause for value in absent for cause in value.causes)
    return Absent(next(other, Lack.LEFT_OUT), tuple(causes))


def is_left_out(value: RuleValue) -> bool:
    """Say whether a value is left out of what its group comes to."""
    return isinstance(value, Absent) and value.lack is Lack.LEFT_OUT


def in_pence(value: RuleValue) -> int:
    """Return an amount of a payment in pence, of which there are none in part once its steps are done."""
    assert isinstance(value, Fraction), "a payment is money"
    pence, part = divmod(value.numerator * 100, value.denominator)
    assert part == 0, "the last step of a payment comes to whole pence"
    return pence
