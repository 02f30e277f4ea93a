"""No payment falls before its figures are published, or its judgements decided.

Each rule is walked once for each of its periods, needs first, so that each knows the last figure that it waits for:
a dated part waits for what its amount rests on, its condition and what is taken back with it.

A figure is there on the day that it is promised for: `published`, or of a judgement `decided by`. Until then it may
come, but nobody has said that it does, and a payment that falls earlier would have to guess. A count is not there
before the last day it counts, whatever is said of its publication, and neither is what is spent in a period. What is
no count, such as a budget, may be known before the period that it is of.
Who belongs to a group on a day is not known before it; that members stay for the whole term is taken as it is
everywhere. A day that cannot be worked out, because nothing is said or the calendar of bank holidays ends, makes a
claim that was not checked, never one that is proved.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import reduce

from schemelang.dates import (
    BeyondCalendar,
    Period,
    england_and_wales,
    on_or_next_working_day,
    say_date,
    working_days_after,
)
from schemelang.explanation.values import listed
from schemelang.graph.graph import (
    AsAt,
    Carried,
    Chosen,
    Dated,
    DayAfter,
    DuePart,
    Earlier,
    Given,
    Latest,
    Over,
    OverTime,
    Pooled,
    Role,
    Rule,
    RuleGraph,
    RuleId,
    WithinYear,
)
from schemelang.light import frozen
from schemelang.model.model import Figure, Payment, Tranche
from schemelang.outcome.over_time import around, before, counted_on, gone_by, in_force, periods_by_rule, up_to, within
from schemelang.proof.promised import Open, There, wait_for
from schemelang.proof.proof import Accepted, Broken, Claim, Moved, Noted, Proved, Story, Unchecked
from schemelang.proof.subject import Subject, counted

KIND = "published"

At = tuple[RuleId, Period | None]


@frozen
class Waits:
    """For what a value waits: before `least` it is not there, and from `sure` on it is, but for what is `open`."""

    least: There | None = None
    sure: There | None = None
    open: tuple[Open, ...] = ()


@frozen(kw_only=True)
class Early:
    """A part of a payment that falls due before something that it waits for, and on which day it could be paid."""

    payment: Payment
    tranche: Tranche
    part: DuePart
    day: date
    waits_for: There
    number: int
    fix: str

    @property
    def said(self) -> str:
        """Say it in words that a manager would use."""
        others = f", and {counted(self.number - 1, 'other', 'others')} with it" if self.number > 1 else ""
        return f"The payment on {say_date(self.day)} would have to guess{others}: {self.waits_for.said}."


def no_payment_is_early(subject: Subject) -> Iterator[Claim]:
    """Show that no payment falls before its figures are there, or which do."""
    if not subject.graph.due:
        yield subject.of_all(KIND, Noted("Nothing is paid."))
        return
    waits = waits_of(subject)
    early = list(early_parts(subject, waits))
    for each in early:
        yield _claim(each)
    why = _why_open(subject, waits)
    if why:
        yield subject.of_all(KIND, Unchecked(why))
    elif not early:
        yield subject.of_all(KIND, Proved(), _how(subject, waits))


def _claim(early: Early) -> Claim:
    story = Story(words=early.said, figures=(Moved("the day of payment", say_date(early.day), _first_day(early)),))
    allowed = early.payment.allows("early payment")
    return Claim(
        kind=KIND,
        about=early.payment.title,
        verdict=Broken(story) if allowed is None else Accepted(story, allowed.because),
        how=f"It could be paid {early.fix}.",
        place=early.tranche.said,
    )


def _first_day(early: Early) -> str:
    return say_date(_working_day(early.waits_for.day))


def _how(subject: Subject, waits: Mapping[At, Waits]) -> str:
    parts = counted(len(subject.graph.due), "dated part", "dated parts")
    sure = [found.sure for part in subject.graph.due if (found := waits_of_part(waits, part)).sure is not None]
    last = max(sure, key=lambda each: each.day, default=None)
    return f"{parts}. The last thing to wait for: {last.said}." if last else f"{parts} that wait for nothing."


# ---------------------------------------------------------------- what is not known


def _why_open(subject: Subject, waits: Mapping[At, Waits]) -> str:
    """Say why of some payments nobody can say that their figures are there; nothing where that is known of all."""
    them: dict[Open, None] = {}
    for part in subject.graph.due:
        found = waits_of_part(waits, part)
        if isinstance(part.day, date):
            them |= dict.fromkeys(found.open)
        elif found.open or not _is_after(part.day, found):
            counted_from = subject.graph.by_id[part.day.after].title
            them |= dict.fromkeys((*found.open, Open(counted_from, "last day")))
    reasons = {each.why: [every.what for every in them if every.why == each.why] for each in them}
    return "; ".join(_reason(why, titles) for why, titles in reasons.items())


def _is_after(day: DayAfter, found: Waits) -> bool:
    """Say whether a day that is counted from another falls after everything, whatever that other day is."""
    return found.sure is None or (day.not_before is not None and found.sure.day <= day.not_before)


_MOST_NAMED = 3
_CALENDAR = "the calendar of bank holidays is from {} to {}, and {} beyond it"


def _reason(why: str, titles: list[str]) -> str:
    named = [f'"{title}"' for title in titles[:_MOST_NAMED]]
    over = len(titles) - _MOST_NAMED
    said = listed([*named, f"{over} more"] if over > 0 else named, "and")
    are = "is" if len(titles) == 1 else "are"
    match why:
        case "published":
            return f"nothing says when {said} {are} published"
        case "decided":
            return f"nothing says by when {said} {are} decided"
        case "calendar":
            holidays = england_and_wales()
            goes = f"{said} {'goes' if len(titles) == 1 else 'go'}"
            return _CALENDAR.format(say_date(holidays.first), say_date(holidays.last), goes)
        case "latest":
            return f"which value of {said} is the latest turns on the day"
        case "last day":
            return f"a payment is counted from {said}, which may be any day"
        case _:
            return f"from the words that say when {said} {are} there no day can be worked out"


# ---------------------------------------------------------------- parts that fall early


def early_parts(subject: Subject, waits: Mapping[At, Waits]) -> Iterator[Early]:
    """Find the parts of payments that fall due before something they wait for, each with the day it could be paid."""
    payments = {block.name: block for block in subject.scheme.blocks if isinstance(block, Payment)}
    for payment in payments.values():
        for number, tranche in enumerate(payment.tranches, 1):
            parts = [part for part in subject.graph.due if (part.payment, part.tranche) == (payment.name, number)]
            early = [each for each in (_early(part, waits) for part in parts) if each is not None]
            if early:
                (part, day, there), days = early[0], {each[1] for each in early}
                fix = _fix(payment, tranche, parts, waits)
                yield Early(
                    payment=payment,
                    tranche=tranche,
                    part=part,
                    day=day,
                    waits_for=there,
                    number=len(days),
                    fix=fix,
                )


def _early(part: DuePart, waits: Mapping[At, Waits]) -> tuple[DuePart, date, There] | None:
    least = waits_of_part(waits, part).least
    if isinstance(part.day, DayAfter) or least is None or part.day >= least.day:
        return None
    return part, part.day, least


def _fix(payment: Payment, tranche: Tranche, parts: list[DuePart], waits: Mapping[At, Waits]) -> str:
    """Return the words that say the first days on which a part can be paid, to stand where its days are said."""
    there = {part: least.day for part in parts if (least := waits_of_part(waits, part).least) is not None}
    first = _working_day(max(there.values()))
    days = {day for dates in tranche.dates for day in dates.days}
    if len(days) == 1 and tranche.not_before is None:
        return f"on {say_date(first)}"
    if payment.each is not None and all(len(dates.days) == 1 for dates in tranche.dates):
        return _within(payment.each.replace("_", "-"), there)
    if tranche.not_before is not None:
        return f"but not before {say_date(first)}"
    return f"{' '.join(tranche.said.words.split())}, but not before {say_date(first)}"


def _within(period: str, there: Mapping[DuePart, date]) -> str:
    """Say how long after its period each part can be paid: in working days, or in days beyond their calendar."""
    waits = [(part.period.last, day) for part, day in there.items() if part.period is not None]
    working = [_working_days(last, day) for last, day in waits]
    known = [each for each in working if each is not None]
    if len(known) == len(working):
        number, lag = max(known), "working day"
    else:
        number, lag = max((day - last).days for last, day in waits), "day"
    number = max(1, number)
    return f"within {number} {lag}{'' if number == 1 else 's'} after the end of each {period}"


def _working_days(last: date, day: date) -> int | None:
    """Count the working days after a day until another has come; None where the calendar ends before."""
    number, reached = 0, last
    while reached < day:
        number += 1
        step = working_days_after(last, number, england_and_wales())
        if isinstance(step, BeyondCalendar):
            return None
        reached = step
    return number


def _working_day(day: date) -> date:
    """Return the day, or the next working day as far as these are known."""
    working = on_or_next_working_day(day, england_and_wales())
    return working if isinstance(working, date) else day


# ---------------------------------------------------------------- what a value waits for


def waits_of_part(waits: Mapping[At, Waits], part: DuePart) -> Waits:
    """Return for what a dated part waits: its amount, its condition, and what is done where too much was paid."""
    conditions = (done.condition for done in part.recoveries)
    rules = (part.amount, part.condition, part.balance, *conditions)
    return _together(waits[rule, at] for rule in rules if rule is not None for at in (_at(waits, rule, part.period),))


def _at(waits: Mapping[At, Waits], rule: RuleId, period: Period | None) -> Period | None:
    """Return at which of its periods a rule is read from a period."""
    if (rule, period) in waits:
        return period
    return around((at for who, at in waits if who == rule), period)


def waits_of(subject: Subject) -> Mapping[At, Waits]:
    """Return for what every value waits, for each of its periods."""
    graph, every = subject.graph, periods_by_rule(subject.graph)
    figures = {block.name: block for block in subject.scheme.blocks if isinstance(block, Figure)}
    waits: dict[At, Waits] = {}
    for rule in graph.rules:
        for period in every[rule.id]:
            own = _own(subject, figures, rule, period)
            if isinstance(rule.kind, Latest):
                waits[rule.id, period] = _latest(rule, period, every, waits)
            else:
                waits[rule.id, period] = _together((own, *(waits[at] for at in _reads(graph, rule, period, every))))
    return waits


def _own(subject: Subject, figures: Mapping[str, Figure], rule: Rule, period: Period | None) -> Waits:
    """Return for what a rule waits by itself: a figure, what is spent in a period, who belongs to a group on a day."""
    match rule.kind:
        case Given(figure):
            wait = wait_for(subject.scheme, figures[figure], period or rule.moment)
            return Waits(wait.least, wait.sure, () if wait.open is None else (wait.open,))
        case Over(members=members, day=date() as day) | Pooled(members=members, day=day):
            on = counted_on(period, day)
            assert on is not None, "members who count on a day count on one"
            there = There(on, members.plural, "belong", "", rule.span)
            return Waits(there, there)
        case _ if rule.role is Role.LINE and rule.id.part == "spend":
            last = subject.graph.last if period is None else period.last
            at = "" if period is None else f" in {period.name}"
            title = next(block.title for block in subject.scheme.blocks if block.name == rule.clause)
            there = There(last, title, "spent", at, rule.span)
            return Waits(there, there)
        case _:
            return Waits()


def _reads(
    graph: RuleGraph, rule: Rule, period: Period | None, every: Mapping[RuleId, tuple[Period | None, ...]]
) -> Iterator[At]:
    """Give the values that a rule is worked out from at a period, just as the evaluator reads them."""
    match rule.kind:
        case AsAt(need, at):
            yield _read(need, at, every)
        case OverTime(need, _, stretch):
            whole = stretch or period
            assert whole is not None, "without a stretch it is its own period"
            yield from ((need, each) for each in within(every[need], whole))
        case Earlier(need, months):
            earlier = None if period is None else before(every[need], period, months)
            yield from () if earlier is None else ((need, earlier),)
        case Carried(need):
            yield from ((need, each) for each in gone_by(every[need], period, graph.first))
        case WithinYear(need, limit):
            yield _read(limit, period, every)
            yield from (_read(need, each, every) for each in (*gone_by(every[rule.id], period, graph.first), period))
        case Dated() as dated:
            version = in_force(dated, period.last if period else graph.last)
            yield from () if version is None else (_read(version, period, every),)
        case Chosen(cases, otherwise):
            begun = [each for each in cases if each.first is None or period is None or period.first >= each.first]
            asked = (each.condition for each in cases if each.condition is not None)
            yield from (_read(need, period, every) for need in (*asked, *(each.then for each in begun), otherwise))
        case _:
            yield from (_read(need, period, every) for need in graph.needs[rule.id])


def _read(need: RuleId, period: Period | None, every: Mapping[RuleId, tuple[Period | None, ...]]) -> At:
    theirs = every[need]
    return need, period if period in theirs else around(theirs, period)


def _latest(
    rule: Rule, period: Period | None, every: Mapping[RuleId, tuple[Period | None, ...]], waits: Mapping[At, Waits]
) -> Waits:
    """Return for what the latest of several values waits: the first of them will do, and all of them are sure."""
    assert isinstance(rule.kind, Latest), "only the latest of several is asked for"
    need = rule.kind.need
    them = [waits[need, each] for each in up_to(every[need], period)]
    together = _together(them)
    if len(them) <= 1:
        return together
    least = [each.least for each in them if each.least is not None]
    first = min(least, key=lambda each: each.day) if len(least) == len(them) else None
    return Waits(first, together.sure, (*together.open, Open(rule.title, "latest")))


def _together(them: Iterable[Waits]) -> Waits:
    return reduce(_both, them, Waits())


def _both(one: Waits, other: Waits) -> Waits:
    if other.sure is None and not other.open:
        return one
    more = tuple(each for each in other.open if each not in one.open) if other.open else ()
    return Waits(_later(one.least, other.least), _later(one.sure, other.sure), (*one.open, *more))


def _later(one: There | None, other: There | None) -> There | None:
    if one is None or other is None:
        return one or other
    return one if one.day >= other.day else other
