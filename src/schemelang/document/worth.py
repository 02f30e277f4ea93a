"""What a contract is worth on the figures that are known: what is certain, what hangs on a condition, what is open."""

from collections.abc import Iterable, Iterator, Sequence

from schemelang.document.calendar import is_kept
from schemelang.document.contract import Inserted, Link, Text
from schemelang.document.matter import Matter
from schemelang.model.model import Payment
from schemelang.outcome.outcome import Line, Status
from schemelang.quantities import say_pence

_NOT_KNOWN = ", beside what cannot be worked out yet"


def what_it_is_worth(matter: Matter) -> Iterator[Text]:
    """Say what the lines that are shown come to, and how sure each part of it is; nothing without figures."""
    if matter.outcome is None:
        return
    lines = matter.lines
    if not lines:
        yield ("Nothing is paid by it, as the figures stand.",)
        return
    kept, besides, hanging = by_terms(matter, lines)
    most = sum(_comes_to(line) for line in lines)
    verb = "is" if matter.graph.standing.is_in_force else "would be"
    if_met = " if every condition is met" if hanging else ""
    at_most = "At most " if hanging or is_open(lines) else ""
    yield (at_most, Inserted(say_pence(most)), f" {verb} paid in all{if_met}, as the figures stand{_open(lines)}.")
    if kept:
        yield ("Certain: ", Inserted(say_pence(_sum(kept))), f" paid in advance and kept{_open(kept)}.")
    if besides and (kept or hanging):
        yield ("On no further condition: ", Inserted(say_pence(_sum(besides))), f"{_open(besides)}.")
    if hanging:
        yield _hanging(hanging)
    yield from _by_payment(matter)
    yield ("Every amount and its reasons stand in ", Link("Payments worked out", "section-worked-out"), ".")


def payments_that_concern(matter: Matter) -> tuple[Payment, ...]:
    """Return the payments of which something is paid to those that are shown; without figures, all of them."""
    paid = {line.payment for line in matter.lines}
    return tuple(each for each in matter.blocks(Payment) if matter.outcome is None or each.name in paid)


def by_terms(matter: Matter, lines: Iterable[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Part lines into those paid in advance and kept, those on no further condition, and those that hang on one."""
    every = list(lines)
    kept = [line for line in every if is_kept(matter, line.part)]
    hanging = [line for line in every if line.part.condition is not None and line not in kept]
    return kept, [line for line in every if line not in kept and line not in hanging], hanging


def is_open(lines: Iterable[Line]) -> bool:
    """Say whether something is held of which nobody can say yet how much it is."""
    return any(line.status is Status.HELD and line.stake is None for line in lines)


def _open(lines: Iterable[Line]) -> str:
    return _NOT_KNOWN if is_open(lines) else ""


def _comes_to(line: Line) -> int:
    """Return what a line comes to, if its condition is met."""
    open_yet = line.status in {Status.HELD, Status.NOT_EARNED}
    return (line.stake if open_yet else line.pence) or 0


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.pence or 0 for line in lines)


def _hanging(lines: Sequence[Line]) -> Text:
    """Say what hangs on a condition: how much of it is earned, not earned, and still open."""
    lost = [line for line in lines if line.status is Status.NOT_EARNED]
    held = [line for line in lines if line.status is Status.HELD]
    stakes = {"not earned": sum(map(_comes_to, lost)), "still open": sum(map(_comes_to, held))}
    rest = [f", {say_pence(pence)} {words}" for words, pence in stakes.items() if pence]
    unknown = ", and more is open that cannot be worked out yet" if is_open(held) else ""
    whole, earned = say_pence(sum(map(_comes_to, lines))), _sum(lines)
    told = f"{say_pence(earned) if earned else 'nothing'} is earned{''.join(rest)}"
    return ("On a condition: ", Inserted(whole), f", of which {told}{unknown}.")


def _by_payment(matter: Matter) -> Iterator[Text]:
    """Give what each payment comes to, where there are several."""
    payments = payments_that_concern(matter)
    for payment in payments if len(payments) > 1 else ():
        lines = [line for line in matter.lines if line.payment == payment.name]
        most, paid = sum(map(_comes_to, lines)), _sum(lines)
        at_most = "" if most == paid else f", of at most {say_pence(most)}"
        so_far = say_pence(paid) if paid else "nothing"
        yield (Link(payment.title, payment.name), f": {so_far}{at_most}{_open(lines)}.")
