"""What is known so far while rules are worked out, and how one rule's value is read for another."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from attrs import Factory, frozen

from schemelang.dates import Period, PeriodKind, periods, periods_before
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import AsAt, Earlier, Given, OverTime, Rule, RuleGraph, RuleId, RuleKind
from schemelang.outcome.belonging import Belonging, belonging
from schemelang.outcome.outcome import Absent, Cause, Lack, RuleValue

Key = tuple[str | None, Period | None]


@frozen
class Known:
    """The graph and the figures, and the values of the rules that have been worked out.

    `earlier` are the periods of the year before the term, if any is read; only figures have values for those.
    `shares` are what each group's money comes to for its members, by rule and group.
    """

    graph: RuleGraph
    figures: Figures
    belonging: Belonging
    periods: dict[PeriodKind | None, tuple[Period | None, ...]]
    earlier: dict[PeriodKind, tuple[Period, ...]]
    values: dict[RuleId, dict[Key, RuleValue]] = Factory(dict)
    shares: dict[tuple[RuleId, str | None, Period | None], dict[str, RuleValue]] = Factory(dict)


def begin(graph: RuleGraph, figures: Figures) -> Known:
    """Lay out what is known before any rule is worked out."""
    every = sorted({rule.series for rule in graph.rules if rule.series})
    before = {kind: periods_before(kind, graph.first, graph.last) for kind in every}
    return Known(
        graph=graph,
        figures=figures,
        belonging=belonging(graph, figures),
        periods={None: (None,), **{kind: periods(kind, graph.first, graph.last) for kind in every}},
        earlier=before if any(_reads_earlier(rule.kind, graph.first) for rule in graph.rules) else {},
    )


def _reads_earlier(kind: RuleKind, first: date) -> bool:
    """Say whether a rule of this kind reads a period that is over before the term begins."""
    match kind:
        case Earlier():
            return True
        case AsAt(_, period):
            return period.last < first
        case OverTime(_, _, stretch):
            return stretch is not None and stretch.first < first
        case _:
            return False


def periods_of(known: Known, rule: Rule) -> tuple[Period | None, ...]:
    """Return the periods for which a rule has values: those of the term and, of a figure, of the year before."""
    theirs = known.periods[rule.series]
    given = known.graph.by_id.get(RuleId(rule.id.owner, "given"))
    if rule.series is None or given is None or not isinstance(given.kind, Given):
        return theirs
    return (*known.earlier.get(rule.series, ()), *theirs)


def read(known: Known, need: RuleId, level: str, party: str | None, period: Period | None = None) -> RuleValue:
    """Return a rule's value for a party of a level: its own, or its group's where the rule is coarser."""
    rule = known.graph.by_id[need]
    at = _period_of(known, rule, period)
    whose = owner(known, rule.level, level, party)
    if whose is None and rule.level != known.graph.levels[-1]:
        return lacking(Lack.NOBODY, need, party, at)
    return known.values[need][whose, at]


def _period_of(known: Known, rule: Rule, period: Period | None) -> Period | None:
    """Return at which of a rule's periods it is read from a period: that one, or the longer one it is within."""
    if rule.series is None or period is None or period in periods_of(known, rule):
        return period if rule.series else None
    longer = (each for each in known.periods[rule.series] if each is not None)
    return next(each for each in longer if each.first <= period.first and period.last <= each.last)


def owner(known: Known, wanted: str, level: str, party: str | None) -> str | None:
    """Find whose value of a level a party reads: its own or its group's; None for the scheme, or no group."""
    if wanted == level:
        return party
    if wanted == known.graph.levels[-1]:
        return None
    assert party is not None, "a rule never reads a finer one"
    stay = known.belonging.stays.get((level, party, wanted))
    return None if stay is None else stay.group


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
    assert (value * 100).denominator == 1, "the last step of a payment comes to whole pence"
    return int(value * 100)
