"""Linear forms: so many times this value, and so many times that one, of the same party and period or added up."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from schemelang.dates import Period, PeriodKind, periods
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.light import frozen
from schemelang.proof.numbers_of import Numbers


@frozen(cache_hash=True)
class Members:
    """Added up over the members of a level in their group, or over those only of which a rule is not left out."""

    level: str
    group: str
    only: RuleId | None = None


@frozen(cache_hash=True)
class Times:
    """Added up over the periods of a kind within a stretch, or within each period of a longer kind."""

    kind: PeriodKind
    stretch: tuple[date, date] | PeriodKind


Step = Members | Times


@frozen(cache_hash=True)
class Term:
    """The value of a rule, or 1 without one, added up in some steps, the outermost first."""

    rule: RuleId | None
    over: tuple[Step, ...] = ()


Form = Mapping[Term, Fraction]
ONE = Term(None)


def form_of(value: RuleId | Fraction, factor: Fraction = Fraction(1)) -> Form:
    """Return the form of one rule or of a number."""
    return {Term(value): factor} if isinstance(value, RuleId) else {ONE: value * factor}


def added(forms: Iterable[tuple[Fraction, Form]]) -> Form:
    """Add forms, each so many times."""
    whole: dict[Term, Fraction] = {}
    for factor, form in forms:
        for term, many in form.items():
            more = many if factor == 1 else factor * many
            whole[term] = whole[term] + more if term in whole else more
    return {term: many for term, many in whole.items() if many}


def difference(one: Form, other: Form) -> Form:
    """Take one form off another."""
    return added(((Fraction(1), one), (Fraction(-1), other)))


@frozen
class Adder:
    """Adds forms up over members and periods, as far as their numbers are known."""

    graph: RuleGraph
    numbers: Numbers

    def over(self, form: Form, steps: tuple[Step, ...]) -> Form:
        """Return a form added up in some more steps, outside those it has."""
        if not steps:
            return form
        return added((many, self.plain(Term(term.rule, (*steps, *term.over)))) for term, many in form.items())

    def plain(self, term: Term) -> Form:
        """Return a term in the one way in which it is written: members before periods, and nothing added in vain."""
        members = _joined([step for step in term.over if isinstance(step, Members)])
        times = _joined([step for step in term.over if isinstance(step, Times)])
        factor = Fraction(1)
        series = None if term.rule is None else self.graph.by_id[term.rule].series
        kept: list[Step] = []
        for step in (*members, *times):
            number = self._number(term, step, series)
            if number is None:
                kept.append(step)
            else:
                factor *= number
        return {Term(term.rule, tuple(kept)): factor} if factor else {}

    def _number(self, term: Term, step: Step, series: PeriodKind | None) -> int | None:
        """Return how often the same value is added, if it is and the number is known."""
        if isinstance(step, Times):
            return None if series is not None else self.times(step)
        if step.only is not None or not self._is_the_same(term, step):
            return None
        number = self.numbers.members(step.level, step.group)
        return number.fewest if number.fewest == number.most else None

    def _is_the_same(self, term: Term, step: Members) -> bool:
        """Say whether a value is the same for all members of a group."""
        if term.rule is None:
            return True
        inner = [other for other in term.over if isinstance(other, Members)]
        levels = self.graph.levels
        own = levels.index(self.graph.by_id[term.rule].level)
        return inner == [step] and own >= levels.index(step.group)

    def times(self, step: Times) -> int | None:
        """Return how many periods a step adds up, if it is the same number each time."""
        of_kind = periods(step.kind, self.graph.first, self.graph.last)
        if isinstance(step.stretch, tuple):
            first, last = step.stretch
            if first < self.graph.first:
                return None
            return sum(first <= each.first and each.last <= last for each in of_kind)
        longer = periods(step.stretch, self.graph.first, self.graph.last)
        counts = {sum(each.first >= one.first and each.last <= one.last for each in of_kind) for one in longer}
        return counts.pop() if len(counts) == 1 else None


def _joined(steps: list[Step]) -> list[Step]:
    """Join steps from members to groups and from groups to theirs, and from months to quarters and from these on."""
    for place, (outer, inner) in enumerate(pairwise(steps)):
        one = _one_step(outer, inner)
        if one is not None:
            return _joined([*steps[:place], one, *steps[place + 2 :]])
    return steps


def _one_step(outer: Step, inner: Step) -> Step | None:
    match outer, inner:
        case Members(level=level, group=group, only=None), Members(level=finer, group=own, only=None) if level == own:
            return Members(finer, group)
        case Times(kind=kind, stretch=stretch), Times(kind=shorter, stretch=own) if kind == own:
            return Times(shorter, stretch)
        case _:
            return None


def stretch_of(period: Period | None, own: PeriodKind | None) -> tuple[date, date] | PeriodKind:
    """Return the days of a stretch, or without one the kind of period it is within."""
    if period is not None:
        return period.first, period.last
    assert own is not None, "without a stretch it is its own period"
    return own
