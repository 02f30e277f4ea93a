"""Payments worked out: how each amount came about, every dated line, and what it comes to in all."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from schemelang.dates import say_date
from schemelang.document.calendar import say_part, say_part_shortly
from schemelang.document.contract import (
    Bullets,
    Clause,
    Column,
    Notice,
    Paragraph,
    Part,
    Row,
    Section,
    Table,
)
from schemelang.document.courses import own_courses
from schemelang.document.matter import Matter, called
from schemelang.document.reckoning import conditions, first_paid, period_by_period, reckoning, side_by_side
from schemelang.graph.graph import DuePart
from schemelang.light import frozen
from schemelang.model.model import SCHEME, Payment
from schemelang.outcome.outcome import Cause, Line, Status
from schemelang.quantities import say_pence

_SETTLED = frozenset({Status.PAYABLE, Status.RECOVERED})
_IN_ONE_TABLE = 5
"""How many payees stand side by side; more would not fit on a page."""
_IF_MET = (
    "What is not earned or held is given as what it would come to if its condition were met. "
    "Where that cannot be said yet, it is not in the sum."
)


@frozen
class _Pot:
    """The lines of one payment that belong together: those of one group, or of all practices at once."""

    payment: Payment
    party: str | None
    lines: tuple[Line, ...]


def payments_worked_out(matter: Matter) -> Section:
    """Give what the figures come to, payment by payment and group by group."""
    pots = [pot for payment in matter.blocks(Payment) for pot in _pots(matter, payment)]
    clauses = tuple(_clause(matter, pot, place) for place, pot in enumerate(pots, 1))
    totals = (_in_all(matter, pots),) if clauses else ()
    return Section(
        anchor="section-worked-out", heading="Payments worked out", clauses=(*clauses, *totals), is_schedule=True
    )


# ---------------------------------------------------------------- which lines belong together


def _pots(matter: Matter, payment: Payment) -> Iterator[_Pot]:
    """Put lines together by group; what is paid to each practice as such stands side by side."""
    pots: dict[str, list[Line]] = {}
    for line in matter.lines:
        if line.payment == payment.name:
            own = "" if payment.level == matter.scheme.leaf.singular else line.payee
            pots.setdefault(line.group or own, []).append(line)
    yield from (_Pot(payment, party or None, tuple(lines)) for party, lines in sorted(pots.items()))


def _clause(matter: Matter, pot: _Pot, place: int) -> Clause:
    who = _whose(matter, pot)
    heading = f"{pot.payment.title}, {who}" if who else pot.payment.title
    lines = (*_came_about(matter, pot), *_tables(matter, pot, heading), *_held(matter, pot.lines))
    parts = (*lines, *(own_courses(matter, pot.payment) if pot.party in {None, matter.party} else ()))
    return Clause(anchor=f"worked-out-{place}", heading=heading, parts=parts)


def _whose(matter: Matter, pot: _Pot) -> str:
    """Say for whom the lines of a clause are: one party's contract names that party."""
    if matter.member is not None:
        return called(matter.member)
    return _name(matter, pot.party) if pot.party else ""


def _came_about(matter: Matter, pot: _Pot) -> tuple[Part, ...]:
    """Tell how an amount came about to whom it is worked out for; a member is told only of the conditions."""
    payment, party = pot.payment, pot.party
    tell = reckoning if payment.each is None else period_by_period
    if payment.level == SCHEME:
        return tell(matter, payment, None)
    if party is None:
        payees = sorted({line.payee for line in pot.lines})
        period = None if payment.each is None else first_paid(matter, payment, payees)
        return (
            tell(matter, payment, payees[0]) if len(payees) == 1 else (side_by_side(matter, payment, payees, period),)
        )
    if matter.shows(party):
        return tell(matter, payment, party)
    return conditions(matter, payment, party) if payment.each is None else ()


# ---------------------------------------------------------------- lines


def _tables(matter: Matter, pot: _Pot, heading: str) -> Iterator[Part]:
    """Set the lines of several payees side by side, those of one with their status."""
    payees = sorted({line.payee for line in pot.lines})
    if len(payees) == 1:
        yield _of_one(pot, heading)
        return
    for first in range(0, len(payees), _IN_ONE_TABLE):
        yield _of_several(matter, pot, heading, payees[first : first + _IN_ONE_TABLE], all_of_them=len(payees))


def _of_one(pot: _Pot, heading: str) -> Table:
    rows = [
        Row(((_day(line.day),), (say_part(line.part),), (line.status.value,), (_amount(line),))) for line in pot.lines
    ]
    total = Row((("In all",), (), (), (_sum(pot.lines),)), total=True)
    columns = (Column("Day", unbroken=True), Column("Part"), Column("Status"), Column("Amount", numeric=True))
    return Table(f"Lines of {heading}", columns, (*rows, total))


def _of_several(matter: Matter, pot: _Pot, heading: str, payees: Sequence[str], *, all_of_them: int) -> Table:
    """Give a row for each day, a column for each payee, and what they come to together if all are there."""
    together = len(payees) == all_of_them
    columns = (
        Column("Day", unbroken=True),
        Column("Part", unbroken=True),
        *(Column(_name(matter, payee), numeric=True) for payee in payees),
        *((Column("Together", numeric=True),) if together else ()),
    )
    parts = tuple(dict.fromkeys((line.day, line.part) for line in pot.lines))
    rows = [_row(pot, day, part, payees, together=together) for day, part in parts]
    return Table(f"Lines of {heading}", columns, (*rows, _total(pot, payees, together=together)), keys=2)


def _row(pot: _Pot, day: date | None, part: DuePart, payees: Sequence[str], *, together: bool) -> Row:
    lines = {line.payee: line for line in pot.lines if (line.day, line.part) == (day, part)}
    cells = tuple((_amount_or_status(lines[payee]),) if payee in lines else () for payee in payees)
    whole = ((_sum_or_status(lines.values()),),) if together else ()
    return Row(((_day(day),), (say_part_shortly(part),), *cells, *whole))


def _day(day: date | None) -> str:
    return "not known yet" if day is None else say_date(day)


def _total(pot: _Pot, payees: Sequence[str], *, together: bool) -> Row:
    sums = tuple((_sum([line for line in pot.lines if line.payee == payee]),) for payee in payees)
    return Row((("In all",), (), *sums, *(((_sum(pot.lines),),) if together else ())), total=True)


def _amount(line: Line) -> str:
    return "" if line.pence is None else say_pence(line.pence)


def _amount_or_status(line: Line) -> str:
    return _amount(line) if line.status in _SETTLED else line.status.value


def _sum_or_status(lines: Iterable[Line]) -> str:
    """Add up lines; where none of them is paid and all for the same reason, give that."""
    them = tuple(lines)
    statuses = {line.status for line in them}
    return _amount_or_status(them[0]) if len(statuses) == 1 and not statuses & _SETTLED else _sum(them)


def _sum(lines: Iterable[Line]) -> str:
    return say_pence(sum(line.pence or 0 for line in lines))


def _name(matter: Matter, code: str) -> str:
    """Return what a payee is called: a party that figures are about, or a named party."""
    member = matter.member_of(code)
    return called(member) if member else matter.title(code)


# ---------------------------------------------------------------- what is held, and totals


def _held(matter: Matter, lines: Sequence[Line]) -> tuple[Part, ...]:
    """Name what is missing; of a party that is not shown, without its name."""
    causes = dict.fromkeys(cause for line in lines for cause in line.causes)
    missing = dict.fromkeys(_missing(matter, cause) for cause in causes)
    if not missing:
        return ()
    return (
        Notice("held", ("Money is held, because of this:",)),
        Bullets(tuple((words,) for words in missing)),
    )


def _missing(matter: Matter, cause: Cause) -> str:
    title = matter.graph.by_id[cause.rule].title
    during = f", {cause.period.name}" if cause.period else ""
    return f"{title}{_of(matter, cause)}{during}: {cause.lack.value}"


def _of(matter: Matter, cause: Cause) -> str:
    if cause.party is None:
        return ""
    member = matter.member_of(cause.party)
    if matter.sees(cause.party):
        return f", {_name(matter, cause.party)}"
    return f", another {member.kind}" if member else ""


def _in_all(matter: Matter, pots: Sequence[_Pot]) -> Clause:
    """Add up everything that is shown."""
    rows = [Row(((_label(matter, pot),), *totals(pot.lines))) for pot in pots]
    everything = [line for pot in pots for line in pot.lines]
    columns = (
        Column("Payment"),
        *(Column(heading, numeric=True) for heading in ("Payable", "Not earned", "Held")),
    )
    total = (Row((("In all",), *totals(everything)), total=True),) if len(rows) > 1 else ()
    table = Table("What it comes to in all", columns, (*rows, *total))
    note = Paragraph((_IF_MET,))
    return Clause(anchor="worked-out-in-all", heading="In all", parts=(table, note))


def _label(matter: Matter, pot: _Pot) -> str:
    who = _whose(matter, pot)
    return f"{pot.payment.title}, {who}" if who else pot.payment.title


def totals(lines: Iterable[Line]) -> tuple[tuple[str], ...]:
    """Add up what is payable, what is not earned and what is held, each as a cell."""
    them = tuple(lines)
    by_status = {status: [line for line in them if line.status is status] for status in Status}
    return (
        (_sum([*by_status[Status.PAYABLE], *by_status[Status.RECOVERED]]),),
        (_stakes(by_status[Status.NOT_EARNED]),),
        (_held_in_all(by_status[Status.HELD]),),
    )


def _stakes(lines: Iterable[Line]) -> str:
    return say_pence(sum(line.stake or 0 for line in lines))


def _held_in_all(lines: Sequence[Line]) -> str:
    """Add up what is held as far as it is known."""
    unknown = any(line.stake is None for line in lines)
    known = any(line.stake is not None for line in lines)
    if unknown and not known:
        return "not known yet"
    return f"{_stakes(lines)} and more" if unknown else _stakes(lines)
