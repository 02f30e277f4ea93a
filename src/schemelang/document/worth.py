"""What a contract is worth on the figures that are known: what is certain, what hangs on a condition, what is open."""

from collections.abc import Iterable, Iterator, Sequence

from schemelang.document.calendar import is_kept
from schemelang.document.contract import Inserted, Link, Text
from schemelang.document.linking import linked
from schemelang.document.matter import Matter
from schemelang.explanation.phrases import phrase
from schemelang.explanation.values import listed
from schemelang.graph.graph import RuleId
from schemelang.model.model import Payment
from schemelang.outcome.outcome import Line, Status
from schemelang.quantities import say_pence

_NOT_KNOWN = " More cannot be worked out yet."


def what_it_is_worth(matter: Matter) -> Iterator[Text]:
    """Say what the lines that are shown come to, and how sure each part of it is; nothing without figures."""
    if matter.outcome is None:
        return
    lines = matter.lines
    if not lines:
        yield ("Nothing is paid by it, as the figures stand.",)
        return
    yield _in_all(matter, lines)
    kept = _sum(line for line in lines if is_kept(matter, line.part))
    if kept:
        whole = ("All of it",) if kept == _sum(lines) else (Inserted(say_pence(kept)), " of it")
        yield (*whole, " is paid in advance, and kept whatever the results are.")
    hanging = [line for line in lines if line.part.condition is not None]
    for condition in dict.fromkeys(line.part.condition for line in hanging):
        assert condition is not None, "only what hangs on a condition is looked at"
        yield from _hanging(matter, condition, [line for line in hanging if line.part.condition == condition])
    yield from _by_payment(matter)
    yield ("Every amount and its reasons stand in ", Link("Payments worked out", "section-worked-out"), ".")


def payments_that_concern(matter: Matter) -> tuple[Payment, ...]:
    """Return the payments of which something is paid to those that are shown; without figures, all of them."""
    paid = {line.payment for line in matter.lines}
    return tuple(each for each in matter.blocks(Payment) if matter.outcome is None or each.name in paid)


def comes_to(line: Line) -> int:
    """Return what a line comes to, if its condition is met."""
    open_yet = line.status in {Status.HELD, Status.NOT_EARNED}
    return (line.stake if open_yet else line.pence) or 0


def is_open(lines: Iterable[Line]) -> bool:
    """Say whether something is held of which nobody can say yet how much it is."""
    return any(line.status is Status.HELD and line.stake is None for line in lines)


def _in_all(matter: Matter, lines: Sequence[Line]) -> Text:
    """Say what is paid, what it would be with every condition met, and whether more is open."""
    in_force = matter.graph.standing.is_in_force
    paid, most = _sum(lines), sum(map(comes_to, lines))
    if paid > 0:
        verb = "is" if in_force else "would be"
        first: Text = (Inserted(say_pence(paid)), f" {verb} paid in all, as the figures stand.")
    elif paid < 0:
        verb = "is" if in_force else "would be"
        first = (Inserted(say_pence(-paid)), f" {verb} to be paid back in all, as the figures stand.")
    else:
        first = (f"Nothing {'is' if in_force else 'would be'} paid so far, as the figures stand.",)
    at_least = "at least " if is_open(lines) else ""
    met = () if most == paid else (f" With every condition met it would be {at_least}", Inserted(say_pence(most)), ".")
    return (*first, *met, _NOT_KNOWN) if is_open(lines) else (*first, *met)


def _sum(lines: Iterable[Line]) -> int:
    return sum(line.pence or 0 for line in lines)


def _hanging(matter: Matter, condition: RuleId, lines: Sequence[Line]) -> Iterator[Text]:
    """Say what hangs on one condition: how much of it is earned, not earned, and still open."""
    lost = [line for line in lines if line.status is Status.NOT_EARNED]
    held = [line for line in lines if line.status is Status.HELD]
    only_if = linked(phrase(matter.graph, condition, top=False), matter)
    stakes = {
        "earned": _sum(lines),
        "not earned": sum(map(comes_to, lost)),
        "still open": sum(map(comes_to, held)),
    }
    told = [f"{say_pence(pence)} is {words}" for words, pence in stakes.items() if pence > 0]
    if told:
        yield (f"{listed(told, 'and')}: {'it is' if len(told) == 1 else 'each is'} paid only if ", *only_if, ".")
    if is_open(held):
        yield ("More is open that cannot be worked out yet: it is paid only if ", *only_if, ".")


def _by_payment(matter: Matter) -> Iterator[Text]:
    """Give what each payment comes to, where there are several."""
    payments = payments_that_concern(matter)
    for payment in payments if len(payments) > 1 else ():
        lines = [line for line in matter.lines if line.payment == payment.name]
        yield (Link(payment.title, payment.name), f": {_one(lines)}.")


def _one(lines: Sequence[Line]) -> str:
    most, paid = sum(map(comes_to, lines)), _sum(lines)
    if paid < 0:
        return f"{say_pence(-paid)} to be paid back"
    if is_open(lines) and not most:
        return "not known yet"
    at_most = "" if most == paid else f" of at most {say_pence(most)}"
    so_far = say_pence(paid) if paid else "£0" if at_most else "nothing"
    return f"{so_far}{at_most}{', and more that cannot be worked out yet' if is_open(lines) else ''}"
