"""Steps of rules that take what is supplied or laid down, or another rule's value, perhaps at another time."""

from fractions import Fraction
from typing import assert_never

from schemelang.graph.graph import (
    AsAt,
    Carried,
    Constant,
    Dated,
    Earlier,
    Given,
    Joint,
    Latest,
    OfParty,
    OverTime,
    Read,
    RuleId,
    Settled,
    Supplied,
)
from schemelang.light import evolve
from schemelang.outcome.outcome import Lack
from schemelang.outcome.over_time import before, gone_by, in_force, within
from schemelang.plan.case import Case, LeftToReference, Worked
from schemelang.plan.gathered import Putting, put_together
from schemelang.plan.ground import Value
from schemelang.plan.merged import joint
from schemelang.plan.plan import CODE_OF, ONCE, Shape

_LACKS = {
    "not_reported": Lack.NOT_REPORTED,
    "suppressed": Lack.SUPPRESSED,
    "not_applicable": Lack.NOT_APPLICABLE,
    "undecided": Lack.UNDECIDED,
    "empty": Lack.EMPTY,
    "few": Lack.FEW,
    "left_out": Lack.LEFT_OUT,
}
_STATES = (Lack.NOT_REPORTED, Lack.SUPPRESSED, Lack.NOT_APPLICABLE, Lack.UNDECIDED)


def taken(case: Case, kind: Read) -> Worked:
    """Take a value from what is supplied or laid down, or from another rule."""
    match kind:
        case Given(figure):
            return _given(case, figure)
        case Constant(value):
            return _laid_down(case, value)
        case Settled():
            return _settled(case, kind)
        case Joint():
            return joint(case, kind)
        case AsAt(need, period):
            return case.as_it_is(case.at(need, (period,)))
        case OfParty():
            raise LeftToReference
        case Supplied():
            return _supplied(case, kind)
        case OverTime():
            return _over_time(case, kind)
        case Latest(need):
            return _latest(case, need)
        case Earlier(need, months):
            return _earlier(case, need, months)
        case Carried(need):
            return _carried(case, need)
        case Dated():
            return _dated(case, kind)
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- figures, what is laid down


def _given(case: Case, figure: str) -> Worked:
    """Take what is supplied, with its lacks, which begin here."""
    shape = Shape(case.rule.level, case.axis)
    unit = Fraction(1, case.lowering.ground.domains[figure].unit)
    number = case.quotients.of(case.bench.supplied(figure, shape), None, unit)
    lack = case.bench.supplied_lack(figure, shape, max(CODE_OF[each] for each in _STATES))
    return Worked(number, lack, lack)


def _laid_down(case: Case, value: Value) -> Worked:
    """Take what is laid down; what may be another from run to run is never worked out beforehand."""
    domain = case.lowering.ground.parameters.get(case.rule.id)
    if domain is None:
        return case.comes_to(case.constant(value))
    return case.comes_to(case.quotients.of(case.bench.parameter(case.rule.id), None, Fraction(1, domain.unit)))


def _settled(case: Case, kind: Settled) -> Worked:
    """Do what the scheme says about a value that is absent, if that is where the lack began."""
    need = case.need(kind.need)
    if case.bench.worth_of(need.lack) == 0:
        return case.as_it_is(need)
    if need.began is None:
        raise LeftToReference
    settled = case.as_it_is(need)
    for absent_as, action in dict(kind.actions).items():
        lack = _LACKS[absent_as]
        applies = case.lacks.is_one(need.lack if lack is Lack.LEFT_OUT else need.began, lack)
        if isinstance(action, RuleId):
            settled = case.choose(applies, case.need(action), settled)
        elif action == "leave_out":
            left_out = case.lacks.number(Lack.LEFT_OUT)
            settled = evolve(settled, lack=case.bench.choose(applies, left_out, settled.lack))
    return settled


def _supplied(case: Case, kind: Supplied) -> Worked:
    """Say whether a figure is absent in one way. That there is nobody to have it is no answer."""
    lacks, bench, need = case.lacks, case.bench, case.need(kind.need)
    among = (
        bench.is_at_most(lacks.number(_STATES[0]), need.lack),
        bench.is_at_most(need.lack, lacks.number(_STATES[-1])),
    )
    is_so = lacks.is_one(need.lack, _LACKS[kind.state])
    other = bench.choose(bench.both(*among), lacks.none, need.lack)
    return case.yes_or_no(is_so if kind.so else bench.no(is_so), other)


# ---------------------------------------------------------------- other periods


def _over_time(case: Case, kind: OverTime) -> Worked:
    """Put the values of the periods within another together, without those that are left out."""
    every = case.lowering.periods_of[kind.need]
    axis = case.axis if kind.stretch is None else ONCE
    stretches = [kind.stretch or period for period in axis]
    rows = [[every.index(each) for each in within(every, stretch)] for stretch in stretches if stretch is not None]
    need = case.at(kind.need, every)
    counts = case.bench.no(case.lacks.is_left_out(need.lack))
    return put_together(case, case.periods(kind.need, axis, rows), need, counts, Putting(kind.how))


def _latest(case: Case, need: RuleId) -> Worked:
    """Take the last value there is; if there is none, what was lacking last."""
    every = case.lowering.periods_of[need]
    values, latest = case.at(need, every), list[Worked]()
    them = [each for each in every if each is not None]
    for each in them:
        own = case.row(values, every.index(each))
        latest.append(_or_before(case, own, latest[-1]) if latest else own)
    found = [sum(each.last <= period.last for each in them) if period else len(them) for period in case.axis]
    return case.beside([latest[number - 1] if number else case.lacking(Lack.NOT_REPORTED) for number in found])


def _or_before(case: Case, own: Worked, earlier: Worked) -> Worked:
    """Take a value or, where there is none, an earlier one, if there is that."""
    missing = case.lacks.missing(own.lack)
    neither = case.bench.both(missing, case.lacks.missing(earlier.lack))
    number = case.quotients.choose(missing, earlier.number, own.number)
    return evolve(own, number=number, lack=case.bench.choose(neither, own.lack, case.lacks.none))


def _earlier(case: Case, need: RuleId, months: int) -> Worked:
    """Take what there was some months before, if there is such a period."""
    every = case.lowering.periods_of[need]
    befores = [before(every, period, months) for period in case.axis if period is not None]
    found = case.by_period([each is not None for each in befores])
    taken = case.rows(case.at(need, every), [0 if each is None else every.index(each) for each in befores])
    return case.unless(case.bench.no(found), Lack.NOT_REPORTED, taken)


def _carried(case: Case, need: RuleId) -> Worked:
    """Work out what earlier periods fell short, as far as periods after them have not made it good."""
    every, first = case.lowering.periods_of[need], case.lowering.graph.first
    values, quotients = case.at(need, every), case.quotients
    if not quotients.is_even(values.number):
        raise LeftToReference
    nothing = quotients.constant(0)
    left = [Worked(nothing, case.lacks.none, case.lacks.none)]
    begun = gone_by(every, None, first)
    for each in begun:
        own, away = case.row(values, every.index(each)), case.is_away(each)
        short = quotients.greatest((nothing, quotients.less(left[-1].number, own.number)))
        lack = case.lacks.merged((left[-1].lack, case.bench.choose(away, case.lacks.none, own.lack)))
        left.append(evolve(own, number=quotients.choose(away, left[-1].number, short), lack=lack))
    return case.beside([left[len(gone_by(every, period, first))] for period in case.axis])


def _dated(case: Case, kind: Dated) -> Worked:
    """Take the version that is in force on the last day of each period."""
    last = case.lowering.graph.last
    versions = [in_force(kind, last if period is None else period.last) for period in case.axis]
    if len(set(versions)) == 1 and versions[0] is not None:
        return case.as_it_is(case.need(versions[0]))
    return case.beside(
        [
            case.lacking(Lack.NOT_IN_FORCE) if version is None else case.row(case.need(version), row)
            for row, version in enumerate(versions)
        ]
    )
