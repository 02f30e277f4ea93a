"""Which terms of a form can be bounded apart from each other: those that pull nothing in opposite ways.

What its parts are never less than, added up, a form is never less than either. Nothing is lost by that where nothing
that one part is worked back to could cancel with something of another: where each is least when that is low, or each
when it is high. So eight payments are bounded one by one, even if all rest on the same list of patients.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from schemelang.graph.graph import (
    Apportioned,
    Chosen,
    Difference,
    Greatest,
    Least,
    Over,
    OverTime,
    Portion,
    Product,
    Quorum,
    Round,
    RuleId,
    RuleKind,
    Settled,
    Test,
    Total,
    When,
    WithinYear,
)
from schemelang.light import Factory, frozen
from schemelang.proof.declared import declared_forms
from schemelang.proof.forms import Form, Term
from schemelang.proof.ranges import Ranged


class Pull(NamedTuple):
    """What a value is worked back to: the rules that it rises with, and those that it falls with.

    Each is a number in which the bit at the place of a rule stands for it, so that many are held together at once.
    """

    rises: int = 0
    falls: int = 0

    def cancels(self, other: "Pull") -> bool:
        """Say whether one rises with a rule with which the other falls."""
        return bool(self.rises & other.falls or self.falls & other.rises)

    def times(self, factor: Fraction) -> "Pull":
        """Return that of the value so many times."""
        return self if factor > 0 else Pull(self.falls, self.rises)

    @property
    def either_way(self) -> "Pull":
        """What is to be taken of a value of which it is not known which way it counts."""
        return Pull(self.rises | self.falls, self.rises | self.falls)


_NOWHERE = Pull()
_UP, _DOWN = Fraction(1), Fraction(-1)


def _together(them: Iterable[Pull]) -> Pull:
    rises = falls = 0
    for up, down in them:
        rises, falls = rises | up, falls | down
    return Pull(rises, falls)


@frozen
class Pulls:
    """What has been found so far of each rule."""

    ranged: Ranged
    found: dict[RuleId, Pull] = Factory(dict)

    def apart(self, form: Form) -> list[Form]:
        """Cut a form into parts of which none has anything that cancels with something of another."""
        parts: list[tuple[Pull, dict[Term, Fraction]]] = []
        for term, factor in form.items():
            pull = _NOWHERE if term.rule is None else self.of(term.rule).times(factor)
            touched = [part for part in parts if part[0].cancels(pull)]
            part = {each: many for _, other in touched for each, many in other.items()} | {term: factor}
            parts = [part for part in parts if part not in touched]
            parts.append((_together((pull, *(other for other, _ in touched))), part))
        return [part for _, part in parts]

    def of(self, rule: RuleId) -> Pull:
        """Return what a rule is worked back to; what it needs is found first, so that no search goes deep."""
        if not self.found:
            for each in self.ranged.graph.rules:
                self._of(each.id)
        return self.found[rule]

    def _of(self, rule: RuleId) -> Pull:
        """Return what a rule is worked back to; of figures whose bounds go round in a circle, no more than once."""
        found = self.found.get(rule)
        if found is None:
            self.found[rule] = found = _NOWHERE
            if not self.ranged.ranges[rule].is_point:
                rises, falls = self._worked_back(rule, self.ranged.graph.by_id[rule].kind)
                self.found[rule] = found = Pull(rises | 1 << self.ranged.graph.place[rule], falls)
        return found

    def _all(self, them: Iterable[RuleId]) -> Pull:
        return _together([self._of(each) for each in them])

    def _worked_back(self, rule: RuleId, kind: RuleKind) -> Pull:
        match kind:
            case Total(them) | Least(them) | Greatest(them):
                return self._all(them)
            case Difference(need, taken):
                return _together((self._of(need), self._of(taken).times(_DOWN)))
            case Product(them):
                free = [each for each in them if not self.ranged.ranges[each].is_never_negative]
                return self._all(them).either_way if free else self._all(them)
            case Round(need) | Over(need) | OverTime(need) | Apportioned(need):
                return self._of(need)
            case WithinYear(need, limit):
                return self._all((need, limit))
            case Portion():
                return self._portion(kind)
            case When(condition, then, otherwise):
                return _together((self._of(condition).either_way, self._of(then), self._of(otherwise)))
            case Chosen(cases, otherwise):
                return self._all((otherwise, *(case.then for case in cases)))
            case Test(left, _, right):
                return self._all((left, right)).either_way
            case Quorum(them):
                return self._all(them).either_way
            case _:
                return self._figure(rule, kind)

    def _portion(self, kind: Portion) -> Pull:
        """Keep the parts of one amount together, which may be put together again."""
        own, whole = kind.shares[kind.index], 1 << self.ranged.graph.place[kind.need]
        asked = self._of(own) if isinstance(own, RuleId) else _NOWHERE
        return _together((self._of(kind.need), asked, Pull(whole, whole)))

    def _figure(self, rule: RuleId, kind: RuleKind) -> Pull:
        """Follow a figure to those that it is declared never to be more than, or less."""
        pulls = [self._of(kind.need)] if isinstance(kind, Settled) else []
        for bound in (*declared_forms(self.ranged, rule, 1), *declared_forms(self.ranged, rule, -1)):
            pulls += [self._of(term.rule).times(by) for term, by in bound.items() if term.rule is not None]
        return _together(pulls)
