"""One rule, as it is put into steps: for everybody of its level, at all of its periods."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from schemelang.dates import Period
from schemelang.graph.graph import Rule, RuleGraph, RuleId
from schemelang.light import evolve
from schemelang.model.model import Quantity
from schemelang.outcome.outcome import Lack
from schemelang.outcome.over_time import around
from schemelang.plan.bench import Bench
from schemelang.plan.ground import Value, number_of
from schemelang.plan.lacks import Lacks, Members, Periods
from schemelang.plan.plan import LACKS, ONCE, Axis, Belongs, ByReference, Ground, Place, Shape
from schemelang.plan.quotients import Quotient, Quotients, of_either


class LeftToReference(Exception):  # noqa: N818 - nothing is wrong
    """A plan cannot say this of a rule, so that the reference evaluator works it out."""


@frozen
class Worked:
    """What a rule comes to. `began` is its lack where that began with this rule, or None if that is not known."""

    number: Quotient
    lack: Place
    began: Place | None


@frozen(eq=False)
class Lowering:
    """A plan in the making, and what the rules that stand in it come to."""

    graph: RuleGraph
    ground: Ground
    periods_of: Mapping[RuleId, Axis]
    bench: Bench
    quotients: Quotients
    lacks: Lacks
    worked: dict[RuleId, Worked] = field(factory=dict)

    def read(self, need: RuleId, level: str, axis: Axis) -> Worked:
        """Return what a rule comes to for everybody of a level, at some periods: its own, or that of its group."""
        return self._of_level(self._at(self.worked[need], self.periods_of[need], axis), need, level)

    def _at(self, worked: Worked, own: Axis, axis: Axis) -> Worked:
        if own in {axis, ONCE}:
            return worked
        at = [period if period in own else around(own, period) for period in axis]
        if any(each not in own for each in at):
            raise LeftToReference
        rows = [own.index(each) for each in at]
        taken = {place: self.bench.at_periods(place, axis, rows) for place in _places(worked)}
        return _replaced(worked, taken)

    def _of_level(self, worked: Worked, need: RuleId, level: str) -> Worked:
        own = self.graph.by_id[need].level
        if own in {level, self.graph.levels[-1]}:
            return worked
        taken = {place: self.bench.of_group(place, level) for place in _places(worked)}
        found = _replaced(worked, taken)
        unit = self.bench.greater(found.number.unit, self.bench.number(1))
        belongs = self.bench.belongs(Belongs(own, "ever"), Shape(level, ONCE))
        lack = self.bench.choose(belongs, found.lack, self.lacks.number(Lack.NOBODY))
        ends = found.number.ends if (level, own) in self.ground.steady else of_either(found.number.ends, _NOTHING)
        return evolve(found, number=evolve(found.number, unit=unit, ends=ends), lack=lack)

    def by_reference(self, rule: Rule) -> Worked:
        """Leave a rule to the reference evaluator."""
        shape, is_plain = Shape(rule.level, self.periods_of[rule.id]), rule.type.quantity in _PLAIN
        low, high = (0, 1) if rule.type.quantity is Quantity.YES_NO else (None, None)
        value = self.bench.by_reference(ByReference(rule.id, "value"), shape, low, high)
        unit = None if is_plain else self.bench.by_reference(ByReference(rule.id, "unit"), shape, 1, None)
        lack = self.bench.by_reference(ByReference(rule.id, "lack"), shape, 0, len(LACKS) - 1)
        return Worked(self.quotients.of(value, unit), lack, None)


_PLAIN = {Quantity.YES_NO, Quantity.DATE, Quantity.CATEGORY}
"""What has no unit but 1: it is no number."""


_NOTHING = (Fraction(0), Fraction(0))
"""The ends of what a party reads of a group that it is not in."""


def _places(worked: Worked) -> tuple[Place, ...]:
    began = () if worked.began is None else (worked.began,)
    return (worked.number.value, worked.number.unit, worked.lack, *began)


def _replaced(worked: Worked, by: Mapping[Place, Place]) -> Worked:
    number = evolve(worked.number, value=by[worked.number.value], unit=by[worked.number.unit])
    return Worked(number, by[worked.lack], None if worked.began is None else by[worked.began])


@frozen(eq=False)
class Case:
    """One rule, with all that has been put into steps before it."""

    lowering: Lowering
    rule: Rule

    @property
    def axis(self) -> Axis:
        """The periods for which the rule has values."""
        return self.lowering.periods_of[self.rule.id]

    @property
    def bench(self) -> Bench:
        """Where its steps are put together."""
        return self.lowering.bench

    @property
    def quotients(self) -> Quotients:
        """How its numbers are reckoned with."""
        return self.lowering.quotients

    @property
    def lacks(self) -> Lacks:
        """How its lacks are put together."""
        return self.lowering.lacks

    def need(self, need: RuleId) -> Worked:
        """Return what a rule comes to that this one needs: for the same parties and periods."""
        return self.lowering.read(need, self.rule.level, self.axis)

    def needs(self, needs: Iterable[RuleId]) -> list[Worked]:
        """Return what several rules come to."""
        return [self.need(each) for each in needs]

    def at(self, need: RuleId, axis: Axis) -> Worked:
        """Return what a rule comes to at other periods."""
        return self.lowering.read(need, self.rule.level, axis)

    # ------------------------------------------------------------ what it comes to

    def comes_to(
        self, number: Quotient, inherited: Place | None = None, own: Sequence[tuple[Place, Lack]] = ()
    ) -> Worked:
        """Return a value with what is lacking of it: for want of others, or for a reason that begins here."""
        inherited = self.lacks.none if inherited is None else inherited
        began = self.lacks.begun(inherited, own)
        return Worked(number, self.bench.greater(inherited, began), began)

    def as_it_is(self, worked: Worked) -> Worked:
        """Take what another rule comes to: no lack of it begins here."""
        return evolve(worked, began=self.lacks.none)

    def lacking(self, lack: Lack) -> Worked:
        """Return that there is no value, for a reason that begins here."""
        return Worked(self.quotients.constant(0), self.lacks.number(lack), self.lacks.number(lack))

    def unless(self, condition: Place, lack: Lack, otherwise: Worked) -> Worked:
        """Return another value unless something is so, for which reason there is none, whatever else is lacking."""
        own = self.lacks.number(lack)
        lacking = self.bench.choose(condition, own, otherwise.lack)
        return Worked(otherwise.number, lacking, self.bench.choose(condition, own, self.lacks.none))

    def yes_or_no(self, answer: Place, inherited: Place | None = None) -> Worked:
        """Return a yes or no, with what is lacking of it for want of others."""
        return self.comes_to(self.quotients.of(answer), inherited)

    def merged(self, them: Iterable[Worked]) -> Place:
        """Put the lacks of several values together."""
        return self.lacks.merged(each.lack for each in them)

    def choose(self, condition: Place, then: Worked, otherwise: Worked) -> Worked:
        """Take one value if something is so, else the other; no lack of it begins here."""
        number = self.quotients.choose(condition, then.number, otherwise.number)
        return Worked(number, self.bench.choose(condition, then.lack, otherwise.lack), self.lacks.none)

    def constant(self, value: Value) -> Quotient:
        """Return a value laid down as a number."""
        return self.quotients.constant(number_of(value, self.lowering.ground.words))

    def by_period(self, values: Sequence[int], axis: Axis | None = None) -> Place:
        """Return a number of its own for each period."""
        return self.bench.beside([self.bench.number(each) for each in values], axis or self.axis)

    def beside(self, rows: Sequence[Worked]) -> Worked:
        """Put values that have one row each into a table, a row for each period."""
        number = self.quotients.beside([row.number for row in rows], self.axis)
        lack = self.bench.beside([row.lack for row in rows], self.axis)
        began = [row.began for row in rows if row.began is not None]
        assert len(began) == len(rows), "a row of another rule has no lack that begins here"
        return Worked(number, lack, self.bench.beside(began, self.axis))

    def row(self, worked: Worked, row: int) -> Worked:
        """Take one row of a value; no lack of it begins here."""
        number = self.quotients.row(worked.number, row)
        return Worked(number, self.bench.row(worked.lack, row), self.lacks.none)

    def rows(self, worked: Worked, rows: Sequence[int]) -> Worked:
        """Take a row for each period of this rule; no lack of it begins here."""
        taken = {place: self.bench.at_periods(place, self.axis, rows) for place in _places(worked)}
        return self.as_it_is(_replaced(worked, taken))

    def is_away(self, period: Period | None) -> Place:
        """Say whether each party is in the scheme on no day of a period."""
        scheme = self.lowering.graph.levels[-1]
        if period is None or self.rule.level == scheme:
            return self.bench.number(0)
        return self.bench.no(self.bench.belongs(Belongs(scheme, "during"), Shape(self.rule.level, (period,))))

    def periods(self, need: RuleId, axis: Axis, rows: Sequence[Sequence[int]]) -> Periods:
        """Return the periods of another rule that are put together, for each period of this one."""
        every = self.lowering.periods_of[need]
        return Periods(self.bench, self.by_period(range(len(every)), every), len(every), axis, rows)

    def members(self, level: str, group: str | None = None) -> Members:
        """Return the members, of a level, of each party or of each group of another level."""
        number = self.lowering.ground.most[level, self.lowering.graph.levels[-1]]
        return Members(self.bench, self.bench.in_order(level), number, level, group or self.rule.level)


def days_in(graph: RuleGraph, period: Period | None) -> int:
    """Count the days of a period or, without one, of the term."""
    first, last = (graph.first, graph.last) if period is None else (period.first, period.last)
    return (last - first).days + 1
