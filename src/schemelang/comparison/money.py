"""What two schemes pay on the same figures: each payee by both, and each payment by both."""

from collections.abc import Iterator, Mapping, Sequence

from schemelang.comparison.comparison import Part, Pay, Payee, Side
from schemelang.graph.graph import Role
from schemelang.model.model import Payment
from schemelang.outcome.ledger import name_of, total
from schemelang.outcome.outcome import Line, Outcome, Status

_SETTLED = (Status.PAYABLE, Status.RECOVERED)


def payees_of(before: Outcome, now: Outcome) -> tuple[Payee, ...]:
    """Return everybody whom either scheme pays, by their codes, with what each scheme pays them in all."""
    one, other = _by_payee(before.ledger), _by_payee(now.ledger)
    return tuple(
        Payee(
            code=code,
            name=name_of(now if code in other else before, code) or code,
            kind=_kind_of(now if code in other else before, code),
            before=_pay(one[code]) if code in one else None,
            now=_pay(other[code]) if code in other else None,
        )
        for code in sorted({*one, *other})
    )


def parts_of(before: Side, now: Side, one: Outcome, other: Outcome) -> tuple[Part, ...]:
    """Return each payment with what it comes to by both schemes: those of the new scheme, then those that are gone."""
    titles_before, titles_now = dict(_payments(before)), dict(_payments(now))
    return tuple(
        Part(
            title=(titles_before | titles_now)[name],
            before=_comes_to(one, name) if name in titles_before else None,
            now=_comes_to(other, name) if name in titles_now else None,
        )
        for name in dict.fromkeys((*titles_now, *titles_before))
    )


def _payments(side: Side) -> Iterator[tuple[str, str]]:
    yield from ((block.name, block.title) for block in side.scheme.blocks if isinstance(block, Payment))


def _comes_to(outcome: Outcome, payment: str) -> int:
    return total([line for line in outcome.ledger if line.payment == payment], *_SETTLED)


def broken_in(outcome: Outcome) -> tuple[str, ...]:
    """Return the titles of the guarantees that do not hold."""
    guarantees = (rule for rule in outcome.graph.rules if rule.role is Role.GUARANTEE)
    return tuple(rule.title for rule in guarantees if False in outcome.values[rule.id].values())


def _kind_of(outcome: Outcome, code: str) -> str:
    return next((member.kind for member in outcome.figures.members if member.code == code), "")


def _by_payee(lines: Sequence[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.payee, []).append(line)
    return found


def _pay(lines: Sequence[Line]) -> Pay:
    """Add up what is to be paid; what is held is not known yet."""
    return Pay(total(lines, *_SETTLED), held=any(line.status is Status.HELD for line in lines))
