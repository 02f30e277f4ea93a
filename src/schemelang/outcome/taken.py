"""Rules that take what was supplied or laid down, or another rule's value, perhaps at another time."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, assert_never

from schemelang.figures.figures import State, called
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
    Settlement,
    Supplied,
)
from schemelang.model.model import State as ModelState
from schemelang.outcome import numbers
from schemelang.outcome.case import Case
from schemelang.outcome.changed import was_there
from schemelang.outcome.gathered import together
from schemelang.outcome.known import is_left_out, lacking, merged, read
from schemelang.outcome.outcome import Absent, Lack, RuleValue
from schemelang.outcome.over_time import before, in_force, up_to, within


def taken(case: Case, kind: Read) -> RuleValue:
    """Take a value from what was supplied or laid down, or from another rule."""
    match kind:
        case Given() as given:
            return _given(case, given)
        case Constant(value):
            return value
        case Settled(need, actions):
            return _settled(case, need, actions)
        case Joint() as joint:
            return _joint(case, joint)
        case AsAt(need, period):
            return read(case.known, need, case.rule.level, case.party, period)
        case OfParty(need, party):
            return _of_party(case, need, party)
        case Supplied(need, state, so):
            return _supplied(case, need, state, so=so)
        case OverTime() as over_time:
            return _over_time(case, over_time)
        case Latest(need):
            return _latest(case, need)
        case Earlier(need, months):
            return _earlier(case, need, months)
        case Carried(need):
            return _carried(case, need)
        case Dated() as dated:
            version = in_force(dated, case.period.last if case.period else case.known.graph.last)
            return case.lack(Lack.NOT_IN_FORCE) if version is None else case.need(version)
        case _:
            assert_never(kind)


# ---------------------------------------------------------------- figures


_STATES = {
    State.NOT_REPORTED: Lack.NOT_REPORTED,
    State.SUPPRESSED: Lack.SUPPRESSED,
    State.NOT_APPLICABLE: Lack.NOT_APPLICABLE,
    State.UNDECIDED: Lack.UNDECIDED,
}
_ACTIONS: dict[Lack, str] = {
    Lack.NOT_REPORTED: "not_reported",
    Lack.SUPPRESSED: "suppressed",
    Lack.NOT_APPLICABLE: "not_applicable",
    Lack.UNDECIDED: "undecided",
    Lack.EMPTY: "empty",
    Lack.FEW: "few",
    Lack.LEFT_OUT: "left_out",
}


def _given(case: Case, given: Given) -> RuleValue:
    """Take what was supplied; what was not is not reported or, where a person decides it, undecided."""
    datum = case.known.figures.data.get((given.figure, case.party, case.period))
    if datum is None:
        return case.lack(Lack.UNDECIDED if given.decided_by else Lack.NOT_REPORTED)
    if isinstance(datum.value, State):
        return lacking(_STATES[datum.value], case.rule.id, case.party, case.period, datum)
    return datum.value


def _settled(case: Case, need: RuleId, actions: Iterable[tuple[str, Settlement]]) -> RuleValue:
    """Do what the scheme says about a value that is absent, if that is where the lack began.

    What is left out stays so however far it is read on.
    """
    value = case.need(need)
    if not isinstance(value, Absent):
        return value
    if value.lack is not Lack.LEFT_OUT and any(cause.rule != need for cause in value.causes):
        return value
    action = dict(actions).get(_ACTIONS.get(value.lack, ""), "hold")
    match action:
        case "hold":
            return value
        case "leave_out":
            return Absent(Lack.LEFT_OUT, value.causes)
        case RuleId():
            return case.need(action)
        case _:
            assert_never(action)


def _of_party(case: Case, need: RuleId, party: str) -> RuleValue:
    """Read what one party has, if there is just one that is called that."""
    level = case.known.graph.by_id[need].level
    found = called(case.known.figures, level, party)
    if len(found) == 1:
        return read(case.known, need, level, found[0], case.period)
    return case.lack(Lack.NAMESAKES if found else Lack.NO_SUCH_PARTY)


def _supplied(case: Case, need: RuleId, state: ModelState, *, so: bool) -> RuleValue:
    """Say whether a figure is absent in one way. That there is nobody to have it is no answer."""
    value = case.need(need)
    if isinstance(value, Absent) and value.lack not in _STATES.values():
        return value
    return (isinstance(value, Absent) and _ACTIONS[value.lack] == state) is so


# ---------------------------------------------------------------- other periods


def _over_time(case: Case, over: OverTime) -> RuleValue:
    """Put the values of the periods within another together, without those that are left out."""
    stretch = over.stretch or case.period
    assert stretch is not None, "without a stretch it is its own period"
    values = [case.at(over.need, each) for each in within(case.known.periods_of[over.need], stretch)]
    counted = [value for value in values if not is_left_out(value)]
    if not counted:
        return case.lack(Lack.NOBODY)
    return merged(counted) or together(over.how, counted)


def _latest(case: Case, need: RuleId) -> RuleValue:
    """Return the last value there is; if there is none, what was lacking last."""
    values = [case.at(need, each) for each in up_to(case.known.periods_of[need], case.period)]
    known = (value for value in values if not isinstance(value, Absent))
    return next(known, values[0] if values else case.lack(Lack.NOT_REPORTED))


def _earlier(case: Case, need: RuleId, months: int) -> RuleValue:
    assert case.period is not None, "only what has periods has one before"
    period = before(case.known.periods_of[need], case.period, months)
    return case.lack(Lack.NOT_REPORTED) if period is None else case.at(need, period)


def _carried(case: Case, need: RuleId) -> RuleValue:
    """Work out what earlier periods fell short, as far as periods after them have not made it good."""
    values = [read(case.known, need, case.rule.level, case.party, each) for each in case.gone_by(need)]
    absent = merged(values)
    left = Fraction(0)
    for value in values if absent is None else ():
        assert isinstance(value, Fraction), "what is carried forward is a number"
        left = max(Fraction(0), left - value)
    return absent or left


# ---------------------------------------------------------------- figures of those that merged


def _joint(case: Case, joint: Joint) -> RuleValue:
    """Put a member's figure together with the figures of those that merged into it."""
    assert case.party is not None, "only members merge"
    gone = case.known.belonging.merged.get((case.rule.level, case.party), ())
    if not gone:
        return case.need(joint.need)
    has = [who for who in (case.party, *gone) if _has(case, joint, who)]
    values: list[Any] = [_own(case, joint, who) for who in has or [case.party]]
    absent = merged(values)
    if absent:
        return absent
    if joint.add:
        return numbers.total(values)
    return values[0] if len(set(values)) == 1 else case.lack(Lack.APART)


def _has(case: Case, joint: Joint, who: str) -> bool:
    """Say whether one of those that merged has to have a figure: if it was there when it was counted, or has it."""
    given = read(case.known, joint.given, case.rule.level, who, case.period)
    member, moment = case.known.belonging.who[case.rule.level, who], case.period or case.rule.moment
    return not (
        isinstance(given, Absent)
        and given.lack is Lack.NOT_REPORTED
        and not was_there(case.known.graph, member, moment, at_end=joint.at_end)
    )


def _own(case: Case, joint: Joint, who: str) -> RuleValue:
    """Read the figure of one of those that merged.

    What counts in place of a missing figure is taken as it is laid down. Where it is worked out from other
    figures, those are of all that merged already, and the missing figure stays missing.
    """
    value, given = (read(case.known, need, case.rule.level, who, case.period) for need in (joint.need, joint.given))
    settled = case.known.graph.by_id[joint.need].kind
    assert isinstance(settled, Settled), "a figure is settled before it is added to another"
    instead = [action for _, action in settled.actions if isinstance(action, RuleId)]
    laid_down = all(isinstance(case.known.graph.by_id[each].kind, Constant) for each in instead)
    return value if laid_down or not isinstance(given, Absent) else given
