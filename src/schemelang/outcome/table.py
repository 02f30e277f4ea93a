"""What everybody is paid, as a table for a terminal."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from schemelang.dates import say_date
from schemelang.graph.graph import Role, RuleId
from schemelang.outcome.ledger import by_payer, is_due, name_of, reference, total
from schemelang.outcome.outcome import Absent, Line, Outcome, RuleValue, Status
from schemelang.outcome.standing import say_standing
from schemelang.quantities import say_money, say_pence

_SETTLED = (Status.PAYABLE, Status.RECOVERED)
_NAME_WIDTH, _AMOUNT_WIDTH = 44, 16


def as_table(title: str, outcome: Outcome, as_at: date | None) -> str:
    """Return a table for each payment: a row for each payee, a column for each part, and totals."""
    parts = [f"{title}\n", *_not_in_force(outcome), *_payments(outcome), *_whole(outcome, as_at)]
    return "\n".join(parts) + "\n"


def _not_in_force(outcome: Outcome) -> Iterator[str]:
    standing = outcome.graph.standing
    if not standing.is_in_force:
        yield f"None of this is to be paid: {say_standing(standing)}.\n"


@frozen
class _Payment:
    """The lines of one payment, and the parts it falls into."""

    name: str
    lines: tuple[Line, ...]

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers of its parts, in order."""
        return tuple(sorted({line.part.tranche for line in self.lines}))


def _payments(outcome: Outcome) -> Iterator[str]:
    for name in dict.fromkeys(part.payment for part in outcome.graph.due):
        lines = tuple(line for line in outcome.ledger if line.payment == name)
        if lines:
            yield from _payment(outcome, _Payment(name, lines))


def _payment(outcome: Outcome, payment: _Payment) -> Iterator[str]:
    for part in payment.parts:
        yield _legend(outcome, [line for line in payment.lines if line.part.tranche == part])
    yield ""
    yield _row("", [*(f"part {part}" for part in payment.parts), "to be paid"])
    for group in _in_order(line.group for line in payment.lines):
        yield from _group(outcome, payment, group)
    yield ""


def _legend(outcome: Outcome, lines: list[Line]) -> str:
    """Say what a part is, and when it is paid."""
    first = lines[0].part
    tranche = outcome.graph.by_id[RuleId(first.payment, f"tranche {first.tranche}")].title
    manners = dict.fromkeys(line.part.recovers for line in lines if line.part.recovers is not None)
    back = [_when([line for line in lines if line.part.recovers == manner]) for manner in manners]
    paid = [line for line in lines if line.part.recovers is None]
    netted = any(done.of == "advance" for done in first.recoveries)
    less = ", less what was paid on account" if netted else ""
    when = f"{less}, {_when(paid)}" if paid else less
    taken = f"; what is taken back of it, {', or '.join(back)}" if back else ""
    return f"Part {first.tranche} is {tranche}{when}{taken}."


def _when(lines: list[Line]) -> str:
    """Say on which days lines fall due."""
    days = sorted({line.day for line in lines if line.day is not None})
    if not days:
        return "on a day that is not known yet"
    if len(days) == 1:
        return f"on {say_date(days[0])}"
    return f"{_times(lines)} from {say_date(days[0])} to {say_date(days[-1])}"


def _times(lines: list[Line]) -> str:
    """Say how often a part is paid: once for each period that is paid for, or in so many instalments."""
    periods = {line.part.period for line in lines if line.part.period is not None}
    if periods and all(line.part.instalments == 1 for line in lines):
        return f"once for each of {len(periods)} periods,"
    return f"in {len({line.day for line in lines})} instalments"


def _in_order(groups: Iterable[str | None]) -> list[str | None]:
    return sorted(set(groups), key=lambda group: group or "")


def _group(outcome: Outcome, payment: _Payment, group: str | None) -> Iterator[str]:
    lines = [line for line in payment.lines if line.group == group]
    if group is not None:
        yield _row(_called(outcome, group), _amounts(payment, lines))
    indent = "  " if group is not None else ""
    for payee in sorted({line.payee for line in lines}):
        own = [line for line in lines if line.payee == payee]
        yield _row(indent + _called(outcome, payee), _amounts(payment, own))


def _called(outcome: Outcome, code: str) -> str:
    name = name_of(outcome, code)
    return code if name == code else f"{code}  {name}"


def _amounts(payment: _Payment, lines: list[Line]) -> list[str]:
    """Return what each part comes to, in words where it is not to be paid, and the whole to be paid."""
    parts = [_part([line for line in lines if line.part.tranche == part]) for part in payment.parts]
    return [*parts, say_pence(total(lines, *_SETTLED))]


def _part(lines: list[Line]) -> str:
    for status in (Status.HELD, Status.NOT_EARNED):
        if any(line.status is status for line in lines):
            return str(status.value)
    for status in (Status.WRITTEN_OFF, Status.CARRIED_FORWARD):
        if lines and all(line.status is status for line in lines):
            return str(status.value)
    return say_pence(total(lines, *_SETTLED))


def _row(name: str, amounts: list[str]) -> str:
    cropped = name if len(name) <= _NAME_WIDTH else name[: _NAME_WIDTH - 3] + "..."
    return cropped.ljust(_NAME_WIDTH) + "".join(amount.rjust(_AMOUNT_WIDTH) for amount in amounts)


# ---------------------------------------------------------------- the whole scheme


def _whole(outcome: Outcome, as_at: date | None) -> Iterator[str]:
    lines = outcome.ledger
    yield _row("To be paid in all", [say_pence(total(lines, Status.PAYABLE))])
    payers = by_payer(lines)
    for payer, own in payers.items() if len(payers) > 1 else ():
        yield _row(f"  by {payer}", [say_pence(total(own, Status.PAYABLE))])
    if as_at is not None:
        due = [line for line in lines if is_due(line, as_at)]
        later = [line for line in lines if not is_due(line, as_at)]
        yield _row(f"  due by {say_date(as_at)}", [say_pence(total(due, Status.PAYABLE))])
        yield _row("  to come after that, as the figures stand", [say_pence(total(later, Status.PAYABLE))])
    recovered = total(lines, Status.RECOVERED)
    if recovered:
        yield _row("To be recovered", [say_pence(recovered)])
        yield _row("Which leaves", [say_pence(recovered + total(lines, Status.PAYABLE))])
    for line in lines:
        if line.overpaid is not None and (line.part.recovers is None or line.part.instalment == 1):
            yield f"  {_called(outcome, line.payee)}: {reference(outcome, line, of_all=True)}"
    for status, words in ((Status.NOT_EARNED, "Not earned"), (Status.HELD, "Held until figures are there")):
        at_stake = [line for line in lines if line.status is status]
        if at_stake:
            yield _row(words, [_stakes(at_stake)])
        if any(line.stake is None for line in at_stake) and any(line.stake for line in at_stake):
            yield "  besides what cannot be worked out yet"
    yield from _left_over(outcome)
    yield from _missing(outcome)


def _stakes(lines: list[Line]) -> str:
    """Say what lines that are not paid could come to, as far as that can be worked out."""
    known = [line.stake for line in lines if line.stake is not None]
    return say_pence(sum(known)) if known else "not known yet"


def _left_over(outcome: Outcome) -> Iterator[str]:
    """Say what is left at the end of overspends that are carried forward."""
    for rule in outcome.graph.rules:
        if rule.role is not Role.LEFT_OVER:
            continue
        left = {party: value for (party, _), value in outcome.values[rule.id].items() if value}
        yield from [f"\n{rule.title}:"] if left else []
        for party, value in left.items():
            said = "not known" if isinstance(value, Absent) else say_money(_number(value))
            yield f"  {_called(outcome, party) if party else 'the scheme'}: {said}"


def _number(value: RuleValue) -> Fraction:
    assert isinstance(value, Fraction), "what is left over is money"
    return value


def _missing(outcome: Outcome) -> Iterator[str]:
    """Name the figures for want of which money is held."""
    causes = dict.fromkeys(cause for line in outcome.ledger for cause in line.causes)
    if causes:
        yield "\nHeld for want of:"
    for cause in causes:
        title = outcome.graph.by_id[cause.rule].title
        when = f", {cause.period.name}" if cause.period else ""
        whose = _called(outcome, cause.party) if cause.party else "the scheme"
        yield f"  {title}{when}: {whose} ({cause.lack.value})"
