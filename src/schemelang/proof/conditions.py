"""Whether a condition always holds, or never does, whatever the figures are."""

from fractions import Fraction
from typing import assert_never

from schemelang.graph.graph import Quorum, RuleId, Settled, Test
from schemelang.model.model import Comparator, Quantity
from schemelang.proof.affine import Facts, Prover
from schemelang.proof.forms import Form, difference, form_of
from schemelang.proof.intervals import NOTHING

_MORE_THAN_NOTHING = Fraction(1, 10**12)
_NUMBERS = {Quantity.MONEY, Quantity.SHARE, Quantity.NUMBER, Quantity.COUNT}
_OPPOSITE: dict[Comparator, Comparator] = {
    "at_least": "less_than",
    "less_than": "at_least",
    "at_most": "more_than",
    "more_than": "at_most",
    "equal": "not_equal",
    "not_equal": "equal",
}


def always(prover: Prover, rule: RuleId, facts: Facts) -> bool:
    """Say whether a condition is shown to hold wherever some facts do."""
    return _comes_out(prover, rule, facts, so=True)


def _comes_out(prover: Prover, rule: RuleId, facts: Facts, *, so: bool) -> bool:
    """Say whether a condition is shown to come out in one way wherever some facts hold."""
    own, known = prover.ranged.ranges[rule], facts.says(rule)
    if own.is_point or known is not None:
        return (own.low == 1 if known is None else known) is so
    kind = prover.ranged.graph.by_id[rule].kind
    match kind:
        case Settled(need, actions) if not any(isinstance(action, RuleId) for _, action in actions):
            return _comes_out(prover, need, facts, so=so)
        case Quorum((one,), 0, 0):
            return _comes_out(prover, one, facts, so=not so)
        case Quorum(them, least, None) if least == len(them) or least == 1:
            return _of_several(prover, them, facts, so=so, every=(least == len(them)) is so)
        case Test(left, comparator, right):
            if prover.ranged.graph.by_id[left].type.quantity not in _NUMBERS:
                return False
            return _compares(prover, left, comparator if so else _OPPOSITE[comparator], right, facts)
        case _:
            return False


def _of_several(prover: Prover, them: tuple[RuleId, ...], facts: Facts, *, so: bool, every: bool) -> bool:
    """Say whether every one of several conditions comes out so; or one of them, where the others do not."""
    if every:
        return all(_comes_out(prover, one, facts, so=so) for one in them)
    for one in them:
        otherwise = facts
        for other in them:
            otherwise = otherwise if other == one else prover.learn(otherwise, other, holds=not so)
        if _comes_out(prover, one, otherwise, so=so):
            return True
    return False


def _compares(prover: Prover, left: RuleId, comparator: Comparator, right: RuleId, facts: Facts) -> bool:
    up, down = difference(form_of(left), form_of(right)), difference(form_of(right), form_of(left))

    def is_above(form: Form, *, strictly: bool = False) -> bool:
        found = prover.lowest(form, facts, _MORE_THAN_NOTHING if strictly else NOTHING)
        return found is not None and (found > 0 if strictly else found >= 0)

    match comparator:
        case "at_least":
            return is_above(up)
        case "at_most":
            return is_above(down)
        case "more_than":
            return is_above(up, strictly=True)
        case "less_than":
            return is_above(down, strictly=True)
        case "equal":
            return is_above(up) and is_above(down)
        case "not_equal":
            return is_above(up, strictly=True) or is_above(down, strictly=True)
        case _:
            assert_never(comparator)
