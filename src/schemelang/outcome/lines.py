"""The ledger: what each payee is to be paid on each day."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from schemelang.dates import day_after, england_and_wales, on_or_next_working_day
from schemelang.graph.graph import DuePart, Portion, TakenBack
from schemelang.light import frozen
from schemelang.outcome.known import Known, in_pence, lacking, merged, read
from schemelang.outcome.outcome import Absent, Lack, Line, Status
from schemelang.quantities import cut, portions


def ledger(known: Known, parts: Iterable[DuePart] | None = None) -> tuple[Line, ...]:
    """Make one line for each part that falls due, or for some of them, and each payee.

    They are in order of day, payment, group and payee.
    """
    payments = tuple(dict.fromkeys(part.payment for part in known.graph.due))
    lines = (line for part in (known.graph.due if parts is None else parts) for line in lines_of(known, part))
    return tuple(sorted(lines, key=lambda line: _order(line, payments)))


def _order(line: Line, payments: tuple[str, ...]) -> tuple[object, ...]:
    part = line.part
    return (
        line.day or date.max,
        payments.index(part.payment),
        part.tranche,
        line.group or "",
        line.payee,
        part.instalment,
    )


def lines_of(known: Known, part: DuePart) -> Iterator[Line]:
    """Make the lines of one part, whoever it is paid to."""
    for party, payee, group in payees(known, part):
        yield from lines_to(known, part, party, payee, group)


def payees(known: Known, part: DuePart) -> Iterator[tuple[str | None, str, str | None]]:
    """Find whom a part is paid to: the party whose value it is, the payee, and the group it reaches the payee through.

    A member of no group has no share of any group's money, and one that is one member with another no line.
    """
    pool_level = _pool_level(known, part)
    for party in known.belonging.parties[part.level]:
        if party is not None and (part.level, party) in known.belonging.went_into:
            continue
        if pool_level is None:
            payee = part.payee or party
            assert payee is not None, "what is paid once for the scheme is paid to a named party"
            yield party, payee, None if party == payee else party
        elif party is not None and (part.level, party, pool_level) in known.belonging.stays:
            own = known.belonging.owner(part.level, party, pool_level)
            moved = known.belonging.moved.get((part.level, party), ())
            yield from ((party, party, group) for group in ([stay.group for stay in moved] or [own]))


def _pool_level(known: Known, part: DuePart) -> str | None:
    """Return the level of the groups whose money is shared, if it is."""
    return known.graph.by_id[part.payment_rule].level if part.is_shared else None


def lines_to(  # noqa: PLR0913 - whom it is paid to, and what is asked of it
    known: Known, part: DuePart, party: str | None, payee: str, group: str | None, *, is_staked: bool = True
) -> Iterator[Line]:
    """Say what becomes of one part for one payee, unless what is taken back in instalments takes its place.

    One that moved is paid of each group's money what it has as a member of that group.
    What hangs on its condition is not worked out for those who do not ask what is at stake.
    """
    known = known if party is None else known.as_member(part.level, party, group)
    back = _taken_back(known, part, party)
    done = back.done if isinstance(back, _Back) else None
    if part.recovers != (done if done is not None and done.days else None):
        return
    day = _day(known, part, party)
    amount = read(known, part.amount, part.level, party, part.period)
    line = partial(Line, part=part, day=None if isinstance(day, Absent) else day, payee=payee, group=group)
    stake = _stake(known, part, party) if is_staked else None
    lacks = [each for each in (amount, day, back) if isinstance(each, Absent)]
    held = merged(lacks) if lacks else None
    if held is not None or isinstance(amount, Absent):
        assert held is not None, "what is not known is held"
        yield line(pence=None, stake=stake, status=Status.HELD, causes=held.causes)
    elif isinstance(back, _Back):
        status, words = _STATUSES[back.done.how], back.done.words
        yield line(pence=in_pence(amount), stake=None, status=status, overpaid=back.pence, manner=words)
    else:
        failed = part.condition is not None and read(known, part.condition, part.level, party, part.period) is False
        status = Status.NOT_EARNED if failed else Status.PAYABLE
        yield line(pence=in_pence(amount), stake=stake, status=status)


_STATUSES = {
    "recovered": Status.RECOVERED,
    "written off": Status.WRITTEN_OFF,
    "carried forward": Status.CARRIED_FORWARD,
}


@frozen
class _Back:
    """What was paid too much on account, and what is done about it."""

    pence: int
    done: TakenBack


def _taken_back(known: Known, part: DuePart, party: str | None) -> _Back | Absent | None:
    """Say what is done about too much paid, if that is so and it is known which of several answers applies."""
    if part.balance is None:
        return None
    balance = read(known, part.balance, part.level, party, part.period)
    if isinstance(balance, Absent) or in_pence(balance) >= 0:
        return None
    for done in part.recoveries:
        applies = True if done.condition is None else read(known, done.condition, part.level, party, part.period)
        if isinstance(applies, Absent):
            return applies
        if applies is True:
            return _Back(_too_much(known, part, -in_pence(balance), done), done)
    return None


def _too_much(known: Known, part: DuePart, pence: int, done: TakenBack) -> int:
    """Return what of too much paid is the part's own payer's, who has its part of each instalment of it."""
    if part.recovers != done:
        return _from_payer(known, part, pence)
    number = len(done.days)
    each = portions(pence, (Fraction(1, number),) * number, done.odd_pennies)
    return sum(_from_payer(known, part, instalment) for instalment in each)


def _day(known: Known, part: DuePart, party: str | None) -> date | Absent:
    """Return the day on which a part is due, counted from another where that is how it is said."""
    if isinstance(part.day, date):
        return part.day
    after = read(known, part.day.after, part.level, party, part.period)
    if isinstance(after, Absent):
        return after
    assert isinstance(after, date), "days are counted from a day"
    due = day_after(after, part.day.number, part.day.lag)
    if part.day.not_before is not None and isinstance(due, date):
        due = max(due, part.day.not_before)
    if part.day.or_next and isinstance(due, date):
        due = on_or_next_working_day(due, england_and_wales())
    return due if isinstance(due, date) else lacking(Lack.NO_CALENDAR, part.day.after, party, None)


def _stake(known: Known, part: DuePart, party: str | None) -> int | None:
    """Cut what hangs on the part's condition into the same instalments, if it can be said."""
    if part.stake is None:
        return None
    stake = read(known, part.stake, part.level, party, part.period)
    if isinstance(stake, Absent):
        return None
    return _from_payer(known, part, _instalment(known, part, in_pence(stake)))


def _instalment(known: Known, part: DuePart, pence: int) -> int:
    """Return what of some pence falls into the part's own instalment."""
    kind = known.graph.by_id[part.line].kind
    if part.instalments == 1 or not isinstance(kind, Portion):
        return pence
    equal = [share for share in kind.shares if isinstance(share, Fraction)]
    return portions(pence, equal, kind.odd_pennies)[kind.index]


def _from_payer(known: Known, part: DuePart, pence: int) -> int:
    """Return what of some pence is the part's own payer's."""
    kind = known.graph.by_id[part.amount].kind
    if part.amount == part.line or not isinstance(kind, Portion):
        return pence
    return cut(pence, [share if isinstance(share, Fraction) else None for share in kind.shares])[kind.index]
