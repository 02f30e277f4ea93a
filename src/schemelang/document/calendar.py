"""The payment calendar: every day on which something is paid, and on what it hangs."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from schemelang.dates import say_date
from schemelang.document.contract import Column, Link, Part, Row, Section, Table, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter, capital
from schemelang.document.month_by_month import month_by_month
from schemelang.explanation.phrases import say_due
from schemelang.explanation.words import phrase
from schemelang.graph.graph import DuePart, TakenBack, Test
from schemelang.light import evolve
from schemelang.model.model import Payment


def payment_calendar(matter: Matter) -> Section:
    """List every day of payment in order; nothing where nothing is paid."""
    due = sorted(first_payers(matter.graph.due), key=by_day)
    parts: tuple[Part, ...] = (*month_by_month(due), _calendar(matter, due)) if due else ()
    return Section(anchor="section-calendar", heading="Payment calendar", parts=parts)


def _calendar(matter: Matter, due: list[DuePart]) -> Table:
    """Give a row for each day and part."""
    several = len(matter.blocks(Payment)) > 1
    return Table(
        caption=f"Every day on which something is paid{' or taken back' * any(part.recovers for part in due)}",
        columns=(
            Column("Day", unbroken=True),
            *((Column("Payment"),) if several else ()),
            Column("Part"),
            Column("Terms"),
        ),
        rows=tuple(_row(matter, part, several=several) for part in due),
    )


def first_payers(due: Iterable[DuePart]) -> list[DuePart]:
    """Return what falls due once for each day, without saying who pays which part of it."""
    return list(dict.fromkeys(map(_of_any_payer, due)))


@cache
def _of_any_payer(part: DuePart) -> DuePart:
    """Return a part without who pays it, the same for everybody's contracts."""
    return evolve(part, payer="", amount=part.line, paid_by="")


def say_part(part: DuePart) -> str:
    """Say which part of a payment falls due: Part 1 (70%), instalment 2 of 9."""
    words = f"{_numbered(part)} ({part.which})" if part.which else "All of it"
    words += f", {part.period.name}" if part.period else ""
    words += f", {part.which_instalment}" if part.which_instalment else ""
    return f"{words}, {part.paid_by}" if part.paid_by else words


def _numbered(part: DuePart) -> str:
    """Say which part it is, and which line of its sharing where there are several."""
    return f"Part {part.tranche}, share {part.sharing}" if part.sharing else f"Part {part.tranche}"


def say_part_shortly(part: DuePart) -> str:
    """Say which part of a payment falls due where there is little room: Part 1, 2 of 9."""
    words = _numbered(part) if part.which else "All of it"
    words += f", {part.period.name}" if part.period else ""
    words += f", {part.which_instalment.removeprefix('instalment ')}" if part.which_instalment else ""
    return f"{words}, {part.paid_by}" if part.paid_by else words


def _row(matter: Matter, part: DuePart, *, several: bool) -> Row:
    """Give one day; where there are several payments, with the one that is meant."""
    payment = (Link(matter.title(part.payment), part.payment),)
    which = (payment,) if several else ()
    return Row((_day(matter, part), *which, (say_part(part),), terms(matter, part)))


def _day(matter: Matter, part: DuePart) -> Text:
    """Give the day or, where it is counted from one that is not known yet, how it is found."""
    if isinstance(part.day, date):
        return (say_date(part.day),)
    return linked(capital(say_due(matter.graph, part.day)), matter)


def by_day(part: DuePart) -> tuple[date, str, int]:
    """Return what puts the calendar in order: what has no day yet stands last."""
    return (part.day if isinstance(part.day, date) else date.max, part.payment, part.tranche)


def terms(matter: Matter, part: DuePart) -> Text:
    """Say on what a part hangs, beyond the steps that lead to its amount."""
    if part.recovers is not None:
        return _taken_back(matter, part.recovers)
    if part.condition is not None:
        return ("Only if ", *linked(phrase(matter.graph, part.condition, top=False), matter))
    if part.balance is not None:
        return ("Less what was paid on account",)
    if part.called == "on account":
        return ("Set against what is earned",)
    return ("In advance, and kept whatever the outcome",) if is_kept(matter, part) else ("As it is worked out",)


def _taken_back(matter: Matter, done: TakenBack) -> Text:
    """Say when there is something to take back."""
    test = None if done.condition is None else matter.graph.by_id[done.condition].kind
    if done.of == "overspend":
        return ("Taken back, only if the amount is less than nothing",)
    if isinstance(test, Test):
        bound = linked(phrase(matter.graph, test.right, top=False), matter)
        return ("Taken back, only if more than ", *bound, " too much was paid on account")
    return ("Taken back, only if too much was paid on account",)


def is_kept(matter: Matter, part: DuePart) -> bool:
    """Say whether a part is paid in advance and never taken back."""
    return _terms_of(matter, part) == "in_advance_kept"


def is_on_account(matter: Matter, part: DuePart) -> bool:
    """Say whether a part is paid before it is earned, and set against what is earned."""
    return _terms_of(matter, part) == "on_account"


def _terms_of(matter: Matter, part: DuePart) -> str:
    payment = next(each for each in matter.blocks(Payment) if each.name == part.payment)
    return payment.tranches[part.tranche - 1].terms
