"""Which periods a rule has values for, and at which of them it is read by a rule of other periods."""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import assert_never

from schemelang.dates import Period, PeriodKind, months_after, periods, periods_before
from schemelang.graph.graph import AsAt, Dated, Earlier, OverTime, Role, RuleGraph, RuleId

_ByKind = dict[PeriodKind | None, tuple[Period | None, ...]]


def periods_by_rule(graph: RuleGraph) -> dict[RuleId, tuple[Period | None, ...]]:
    """Return the periods for which each rule has values: those of the term and, of a figure, of the year before.

    Those of the year before count only if any is read. A rule that has only one value has it for None.
    """
    kinds = {rule.series for rule in graph.rules if rule.series}
    in_term: _ByKind = {None: (None,), **{kind: periods(kind, graph.first, graph.last) for kind in kinds}}
    of_other_times = (rule.kind for rule in graph.rules if isinstance(rule.kind, _OF_OTHER_TIMES))
    if not any(_reads_earlier(kind, graph.first) for kind in of_other_times):
        return {rule.id: in_term[rule.series] for rule in graph.rules}
    earlier: _ByKind = {None: (), **{kind: periods_before(kind, graph.first, graph.last) for kind in kinds}}
    figures = {rule.id.owner for rule in graph.rules if rule.role is Role.GIVEN}
    return {
        rule.id: (*(earlier[rule.series] if rule.id.owner in figures else ()), *in_term[rule.series])
        for rule in graph.rules
    }


_OF_OTHER_TIMES = (Earlier, AsAt, OverTime)


def _reads_earlier(kind: Earlier | AsAt | OverTime, first: date) -> bool:
    """Say whether a rule of this kind reads a period that is over before the term begins."""
    match kind:
        case Earlier():
            return True
        case AsAt(_, period):
            return period.last < first
        case OverTime(_, _, stretch):
            return stretch is not None and stretch.first < first
        case _:
            assert_never(kind)


def around(every: Iterable[Period | None], own: Period | None) -> Period | None:
    """Return at which of its periods a rule is read from a period: that one, or the longer one it is within."""
    longer = (each for each in every if each and own and each.first <= own.first and own.last <= each.last)
    return next(longer, None)


def within(every: Iterable[Period | None], stretch: Period) -> tuple[Period, ...]:
    """Return the periods that lie within a stretch, in order."""
    there = (each for each in every if each and stretch.first <= each.first and each.last <= stretch.last)
    return tuple(sorted(there, key=attrgetter("first")))


def up_to(every: Iterable[Period | None], own: Period | None) -> tuple[Period, ...]:
    """Return the periods that are over when its own is, the last of them first; without one, all."""
    return tuple(sorted((each for each in every if each and (own is None or each.last <= own.last)), reverse=True))


def gone_by(every: Iterable[Period | None], own: Period | None, first: date) -> tuple[Period | None, ...]:
    """Return the periods, from a first day on, that are over before its own begins; without one of its own, all."""
    begun = (each for each in every if each is None or each.first >= first)
    return tuple(each for each in begun if own is None or (each is not None and each.last < own.first))


def counted_on(own: Period | None, day: date | None) -> date | None:
    """Return the day on which members count: of a period, its last; None where they count whatever the day."""
    return own.last if day and own else day


def within_term(graph: RuleGraph, day: date) -> date:
    """Return a day of the term: that day or, outside the term, its nearest end."""
    return min(max(day, graph.first), graph.last)


def before(every: Iterable[Period | None], own: Period, months: int) -> Period | None:
    """Return the period that began so many months before its own, if there is one."""
    begun = months_after(own.first, -months)
    return next((each for each in every if each and each.first == begun), None)


def in_force(dated: Dated, day: date) -> RuleId | None:
    """Return the version that is in force on a day, if one is."""
    held = [version for start, version in dated.versions if start is None or start <= day]
    return held[-1] if held else None
