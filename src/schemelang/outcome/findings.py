"""What the values show to be wrong: guarantees that do not hold, and payments that cannot be."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from schemelang.dates import Period, england_and_wales, say_date
from schemelang.diagnostic import Diagnostic
from schemelang.graph.graph import Chosen, Constant, Quorum, Role, Rule, RuleId, Test, Weight, needs
from schemelang.model.model import Change
from schemelang.model.names import with_article
from schemelang.model.saying import say_known
from schemelang.outcome import errors
from schemelang.outcome.belonging import Stay
from schemelang.outcome.changed import changes
from schemelang.outcome.choosing import applying
from schemelang.outcome.known import Known, read
from schemelang.outcome.outcome import Absent, Cause, Lack, Line, RuleValue
from schemelang.outcome.standing import not_in_force
from schemelang.quantities import LARGEST, say_money, say_pounds

_MOST_SHOWN = 5


def findings(known: Known, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Look at how far the scheme has come, and through the values of guarantees and of payments."""
    yield from not_in_force(known.graph)
    for rule in known.graph.rules:
        if rule.role is Role.GUARANTEE:
            yield from _guarantee(known, rule)
        if isinstance(rule.kind, Chosen):
            yield from _at_odds(known, rule, rule.kind)
        if rule.role is Role.AMOUNT:
            yield from _amounts(known, rule)
    yield from _not_said(known)
    yield from _not_the_same(known)
    yield from _beyond_the_calendar(known, lines)


def _beyond_the_calendar(known: Known, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Name the days from which a part is counted to one whose bank holidays are not known."""
    days: dict[RuleId, list[str]] = {}
    for line in lines:
        for cause in line.causes:
            if cause.lack is Lack.NO_CALENDAR:
                rule = known.graph.by_id[cause.rule]
                whose = known.belonging.owner(line.part.level, cause.party, rule.level)
                value = read(known, cause.rule, line.part.level, cause.party, line.part.period)
                days.setdefault(line.part.line, []).append(f"{rule.title}{_of(known, whose)}: {_said(value, rule)}")
    holidays = england_and_wales()
    for due_line, counted_from in days.items():
        yield errors.DueBeyondTheCalendar(
            place=known.graph.by_id[due_line].span,
            first=say_date(holidays.first),
            last=say_date(holidays.last),
            days=_some(list(dict.fromkeys(counted_from))),
        )


def _at_odds(known: Known, rule: Rule, chosen: Chosen) -> Iterator[Diagnostic]:
    """Name the parties to which two exceptions apply, of which neither wins over the other."""
    lines: list[str] = []
    for (party, period), value in known.values[rule.id].items():
        if not isinstance(value, Absent) or all(cause.rule != rule.id for cause in value.causes):
            continue
        applies = applying(chosen, period, partial(read, known, level=rule.level, party=party, period=period))
        if isinstance(applies, Absent):
            continue
        when = f", {period.name}" if period else ""
        who = "everybody" if party is None else _name(known, party)
        lines.append(f"{who}{when}: {' and '.join(case.title for case in applies)}")
    if lines:
        title = known.graph.by_id[RuleId(rule.id.owner)].title
        yield errors.ExceptionsAtOdds(place=rule.span, block=title, clashes=_some(lines))


# ---------------------------------------------------------------- guarantees


def _guarantee(known: Known, rule: Rule) -> Iterator[Diagnostic]:
    values = known.values[rule.id]
    broken = [party for (party, _), value in values.items() if value is False]
    unknown = [value for value in values.values() if isinstance(value, Absent)]
    if broken:
        lines = [line for party in broken for line in _rests_on(known, rule, rule.level, party)]
        yield errors.GuaranteeBroken(place=rule.span, guarantee=rule.title, values=_some(lines))
    if unknown:
        causes = dict.fromkeys(cause for value in unknown for cause in value.causes)
        lacks = _some([_caused(known, cause) for cause in causes])
        yield errors.GuaranteeNotJudged(place=rule.span, guarantee=rule.title, lacks=lacks)


def _rests_on(known: Known, rule: Rule, level: str, party: str | None) -> Iterator[str]:
    """Write a line for each value that a condition and its parts rest on."""
    for need in (known.graph.by_id[need] for need in needs(rule.kind)):
        if need.clause == rule.clause and isinstance(need.kind, Test | Quorum):
            yield from _rests_on(known, need, level, party)
        elif isinstance(need.kind, Constant):
            continue
        elif known.graph.levels.index(need.level) < known.graph.levels.index(level):
            yield f"{rule.title}: {_said(known.values[rule.id][party, None], rule)}"
        else:
            whose = known.belonging.owner(level, party, need.level)
            yield f"{need.title}{_of(known, whose)}: {_said(read(known, need.id, level, party), need)}"


def _caused(known: Known, cause: Cause) -> str:
    """Write a line for a lack, where it began."""
    title = known.graph.by_id[cause.rule].title
    when = f", {cause.period.name}" if cause.period else ""
    return f"{title}{_of(known, cause.party)}{when}: {cause.lack.value}"


# ---------------------------------------------------------------- amounts


def _amounts(known: Known, rule: Rule) -> Iterator[Diagnostic]:
    """Look for amounts after a payment's last step that nobody can mean."""
    values = known.values[rule.id].items()
    amounts = [(party, value) for (party, _), value in values if isinstance(value, Fraction)]
    payment = known.graph.by_id[RuleId(rule.clause)].title
    large = [_amount(known, party, value) for party, value in amounts if value > LARGEST]
    below = [(party, value) for party, value in amounts if value < 0]
    negative = [_amount(known, party, value) for party, value in below if not _is_taken_back(known, rule, party)]
    if large:
        most = say_pounds(LARGEST)
        yield errors.AmountTooLarge(place=rule.span, payment=payment, most=most, amounts=_some(large))
    if negative:
        yield errors.AmountNegative(place=rule.span, payment=payment, amounts=_some(negative))


def _is_taken_back(known: Known, rule: Rule, party: str | None) -> bool:
    """Say whether a payment of less than nothing is an overspend, and how it is recovered is said."""
    done = [each for part in known.graph.due if part.payment == rule.clause for each in part.recoveries]
    conditions = [each.condition for each in done if each.of == "overspend"]
    return any(each is None or read(known, each, rule.level, party) is True for each in conditions)


def _amount(known: Known, party: str | None, amount: Fraction) -> str:
    return say_money(amount) + ("" if party is None else f" for {_name(known, party)}")


# ---------------------------------------------------------------- members that come and go

_ACTIONS = ("pay by days", "pay in full", "pay nothing", "hold the payment")


def _not_said(known: Known) -> Iterator[Diagnostic]:
    """Look for members that come or go in a way of which the scheme says nothing; once for each such way."""
    found: dict[tuple[str, Change], dict[str, Rule]] = {}
    for rule in known.graph.rules:
        for party, change in _unsaid(known, rule):
            found.setdefault((rule.level, change), {}).setdefault(party, rule)
    for (level, change), parties in found.items():
        member, leaf = with_article(level), known.graph.levels[0]
        added = ("add the figures together",) if change == "merges" and level == leaf else ()
        yield errors.ChangeNotSaid(
            place=next(iter(parties.values())).span,
            member=member,
            change=change,
            parties=_some([_name(known, party) for party in parties]),
            lines="\n".join(f"if {member} {change}, {action}" for action in (*added, *_ACTIONS)),
        )


def _unsaid(known: Known, rule: Rule) -> Iterator[tuple[str, Change]]:
    """Find the members whose part of the term a rule cannot say, with how they came or went."""
    if not isinstance(rule.kind, Weight):
        return
    for (party, _), value in known.values[rule.id].items():
        if party is not None and isinstance(value, Absent) and value.lack is Lack.NOT_SAID:
            stay = known.belonging.stays[rule.level, party, rule.kind.group]
            came_or_went = changes(
                Period(known.graph.first, known.graph.last, ""), known.belonging, rule.level, party, stay
            )
            yield from ((party, change) for change, _ in came_or_went if rule.kind.says(change) is None)


def _not_the_same(known: Known) -> Iterator[Diagnostic]:
    """Look for what is not the same in all the groups of members that moved; once for each block where that begins."""
    told: set[str] = set()
    for rule in known.graph.rules if known.seats else ():
        moved = {party: stays for (level, party), stays in known.belonging.moved.items() if level == rule.level}
        differs = dict.fromkeys(
            cause.party
            for (party, _), value in known.values[rule.id].items()
            if party in moved and isinstance(value, Absent)
            for cause in value.causes
            if cause.lack is Lack.MOVED and cause.rule == rule.id
        )
        if differs and rule.clause not in told:
            told.add(rule.clause)
            lines = [f"{_name(known, who)}: {rule.title}, in {_in_turn(known, moved[who])}" for who in differs if who]
            yield errors.WhichGroupCounts(
                place=rule.span,
                group=known.graph.levels[1],
                member=with_article(rule.level),
                parties=_some(lines),
                day=say_date(known.graph.first),
            )


def _in_turn(known: Known, stays: Sequence[Stay]) -> str:
    """Name the groups of a member, one after the other."""
    return " and then ".join(_name(known, stay.group) for stay in stays if stay.group is not None)


# ---------------------------------------------------------------- words


def _some(lines: Sequence[str]) -> str:
    """Return the first few lines, and how many more there are."""
    more = len(lines) - _MOST_SHOWN
    return "\n".join([*lines[:_MOST_SHOWN], *([f"and {more:,} more"] if more > 0 else [])])


def _of(known: Known, party: str | None) -> str:
    return "" if party is None else f" of {_name(known, party)}"


def _name(known: Known, code: str) -> str:
    return next((member.name for member in known.figures.members if member.code == code), code)


def _said(value: RuleValue, rule: Rule) -> str:
    """Say a value as the type of its rule is said."""
    assert not isinstance(value, Absent), "a condition fails only if all that it rests on is known"
    return say_known(value, rule.type)
