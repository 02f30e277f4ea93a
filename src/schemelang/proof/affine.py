"""The least and the greatest that a linear form of rules can come to, whatever the figures are.

A form is worked back from its rules to the figures they rest on, the last rule first, so that what is in both sides
of a comparison cancels. A rule that is no linear form of others is replaced by one that is never more, or never
less: of a least, any of its needs; of a gate, what it lets through; of a rounding, what is rounded and half a unit.
Where there are several ways, each is tried, within limits; where a condition stands for one party, each case is.

Besides what is taken for ranges, it is taken that everybody belongs to a group of each kind, and for the whole term.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from schemelang.graph.graph import (
    Apportioned,
    Chosen,
    Difference,
    Given,
    Greatest,
    Joint,
    Least,
    Over,
    OverTime,
    Portion,
    Product,
    Quorum,
    Round,
    RuleId,
    Settled,
    Test,
    Total,
    When,
    WithinYear,
)
from schemelang.light import Factory, define, evolve, frozen
from schemelang.model.model import Comparator
from schemelang.proof.apart import Pulls
from schemelang.proof.declared import declared_forms
from schemelang.proof.forms import (
    ONE,
    Adder,
    Form,
    Members,
    Term,
    Times,
    added,
    difference,
    form_of,
    stretch_of,
)
from schemelang.proof.intervals import NOTHING, Range, is_finer, many, minus, point, product, times
from schemelang.proof.odd_halves import most_down, most_up
from schemelang.proof.ranges import Ranged

_ONE = Fraction(1)
_MOST_STEPS = 1_500
"""How often a form is worked back a step, all its parts together, before the search is given up."""
_STEPS_WITHOUT_GOAL = 150
"""How many of these are left, for each part of a form, where there is no goal at which to end."""
_DEEPEST = 80
"""How many steps a form is worked back one after the other."""
_FEW_STEPS = 300
"""How often a rule that could be worked back is replaced by an end of its range as well."""
_FEW_TERMS = 3
"""Of how many terms a form is not parted, since its search is short as it is."""
_PENNY = Fraction(1, 100)
_WORKED_BACK = (Least, WithinYear, Greatest, When, Chosen, Round, Product, Portion, Apportioned)


@frozen(cache_hash=True)
class Facts:
    """What is taken to be so in one case: which conditions hold, and which forms are at least nothing."""

    holds: tuple[tuple[RuleId, bool], ...] = ()
    forms: tuple[tuple[tuple[Term, Fraction], ...], ...] = ()

    def says(self, condition: RuleId) -> bool | None:
        """Say whether a condition holds, if that is known."""
        return dict(self.holds).get(condition)


_NOTHING_KNOWN = Facts()
_Cases = tuple[tuple[Form, Facts], ...]
"""A way to go on: every one of these cases has to be looked at."""


@define
class Prover:
    """Works forms back. `missing` are the figures for want of whose ends something has none."""

    ranged: Ranged
    steps: int = 0
    in_all: int = 0
    depth: int = 0
    missing: dict[tuple[RuleId, str], None] = Factory(dict)
    found: dict[tuple[frozenset[tuple[Term, Fraction]], Facts], Fraction | None] = Factory(dict)
    equals: dict[Term, Form | None] = Factory(dict)
    ends: dict[Term, Range] = Factory(dict)

    @property
    def place(self) -> Mapping[RuleId, int]:
        """Where each rule stands in the order."""
        return self.ranged.graph.place

    @cached_property
    def adder(self) -> Adder:
        """What adds forms up."""
        return Adder(self.ranged.graph, self.ranged.numbers)

    @cached_property
    def pulls(self) -> Pulls:
        """What says which terms can be bounded apart."""
        return Pulls(self.ranged)

    # ------------------------------------------------------------ asking

    def lowest(self, form: Form, facts: Facts = _NOTHING_KNOWN, goal: Fraction | None = None) -> Fraction | None:
        """Return a number that the form is never less than; None if none was found. At the goal the search ends.

        Without a goal it is begun anew, so that `missing` says for want of what this form has no end.
        """
        self.steps = self.in_all = 0
        if goal is None:
            self.steps = _MOST_STEPS - _STEPS_WITHOUT_GOAL
            self.found.clear()
            self.missing.clear()
        return self._lowest(form, facts, goal)

    def highest(self, form: Form, facts: Facts = _NOTHING_KNOWN, goal: Fraction | None = None) -> Fraction | None:
        """Return a number that the form is never more than; None if none was found."""
        found = self.lowest(added([(-_ONE, form)]), facts, None if goal is None else -goal)
        return None if found is None else -found

    # ------------------------------------------------------------ working back

    def _lowest(self, form: Form, facts: Facts, goal: Fraction | None) -> Fraction | None:
        form = self.exact(form, facts)
        key = frozenset(form.items()), facts
        if key in self.found:
            return self.found[key]
        one_by_one = goal is None and facts == _NOTHING_KNOWN and len(form) > _FEW_TERMS
        parts = self.pulls.apart(form) if one_by_one else []
        if len(parts) > 1:
            best = self._in_parts(parts)
        else:
            self.steps, self.in_all = self.steps + 1, self.in_all + 1
            best = self.by_ranges(form)
            if self.is_given_up or self.depth > _DEEPEST or _reaches(best, goal):
                return best
            self.depth += 1
            best = self._worked_back(form, facts, goal, best)
            self.depth -= 1
        if not self.is_given_up:
            self.found[key] = best
        return best

    @property
    def is_given_up(self) -> bool:
        """Whether so many steps have been taken that what is not known now will not be."""
        return max(self.steps, self.in_all) > _MOST_STEPS

    def _in_parts(self, parts: Iterable[Form]) -> Fraction | None:
        """Add up what each part of a form is never less than."""
        whole, begun, most = NOTHING, self.steps, self.steps
        for part in parts:
            self.steps = begun  # so that each has as many as are left
            found = self._lowest(part, _NOTHING_KNOWN, None)
            if found is None:
                return None
            whole, most = whole + found, max(most, self.steps)
        self.steps = most
        return whole

    def _worked_back(self, form: Form, facts: Facts, goal: Fraction | None, best: Fraction | None) -> Fraction | None:
        """Return the greatest number that any way shows a form never to be less than."""
        apart = self._for_each(form, goal)
        if apart is not None and (best is None or apart > best):
            best = apart
        for cases in self._ways(form, facts) if not _reaches(best, goal) else ():
            worst = self._of_cases(cases, goal)
            best = worst if best is None or (worst is not None and worst > best) else best
            if _reaches(best, goal):
                break
        return best

    def _of_cases(self, cases: _Cases, goal: Fraction | None) -> Fraction | None:
        """Return the least of what the cases come to."""
        worst: Fraction | None = None
        for form, facts in cases:
            found = self._lowest(form, facts, goal)
            if found is None:
                return None
            worst = found if worst is None else min(worst, found)
        return worst

    def by_ranges(self, form: Form) -> Fraction | None:
        """Return what a form is never less than by the range of each of its terms."""
        whole = NOTHING
        for term, factor in form.items():
            one = self.range_of(term)
            end = one.low if factor > 0 else one.high
            if end is None:
                self._miss(term, "least" if factor > 0 else "most")
                return None
            whole += factor * end
        return whole

    def _miss(self, term: Term, end: str) -> None:
        if term.rule is not None and isinstance(self._figure(term.rule), Given):
            self.missing[term.rule, end] = None

    def _figure(self, rule: RuleId) -> object:
        """Return the kind of the rule of a figure as supplied, if a rule only hands one on."""
        kind = self.ranged.graph.by_id[rule].kind
        return self._figure(kind.need) if isinstance(kind, Settled | Joint) else kind

    def range_of(self, term: Term) -> Range:
        """Return the range of a term: of what is added up, that of as many as there can be."""
        if term not in self.ends:
            self.ends[term] = self._ends_of(term)
        return self.ends[term]

    def _ends_of(self, term: Term) -> Range:
        one = point(_ONE) if term.rule is None else self.ranged.ranges[term.rule]
        known = self._known(term)
        if known is not None:
            return known
        for step in reversed(term.over):
            if isinstance(step, Members):
                number = self.ranged.numbers.members(step.level, step.group)
                one = many(one, min(1, number.fewest) if step.only is not None else number.fewest, number.most)
            else:
                count = self.adder.times(step)
                longest = self.ranged.numbers.of_term(step.kind)
                one = many(one, 0 if count is None else count, longest if count is None else count)
        return one

    def _known(self, term: Term) -> Range | None:
        """Return what a figure comes to that was counted by the first day, added up in each group."""
        if term.rule is None or term.rule.part or len(term.over) != 1 or self.ranged.instead(term.rule):
            return None
        step = term.over[0]
        if not isinstance(step, Members) or step.only is not None or term.rule.owner not in self.ranged.bounds.figures:
            return None
        return self.ranged.known_in_all(term.rule.owner, step.level, step.group)

    # ------------------------------------------------------------ what is equal

    def exact(self, form: Form, facts: Facts) -> Form:
        """Replace every rule that is a linear form of others by that form, and parts by their whole."""
        found: Form | None = form
        while found is not None:
            form = self._without_equals(found, facts)
            found = self._whole(form)
        return form

    def _without_equals(self, form: Form, facts: Facts) -> Form:
        """Replace every rule that is a linear form of others, the last first, so that each is replaced once."""
        whole, later = dict(form), self._with_equal(form, facts)
        while later:
            term = max(later, key=self._order)
            equal, factor = later.pop(term), whole.pop(term)
            for other, times_it in equal.items():
                whole[other] = whole.get(other, NOTHING) + factor * times_it
            later |= self._with_equal(equal, facts)
        return {term: factor for term, factor in whole.items() if factor}

    def _with_equal(self, form: Form, facts: Facts) -> dict[Term, Form]:
        """Return those terms of a form that are equal to another form, with it."""
        equals = ((term, self._equal(term, facts)) for term in form)
        return {term: equal for term, equal in equals if equal is not None}

    def _order(self, term: Term) -> tuple[int, int]:
        """Return when a term is worked back: the last rule first, but all parts of an amount just before it."""
        if term.rule is None:
            return -1, 0
        kind = self.ranged.graph.by_id[term.rule].kind
        return (self.place[kind.need], kind.index + 1) if isinstance(kind, Portion) else (self.place[term.rule], 0)

    def _equal(self, term: Term, facts: Facts) -> Form | None:
        """Return the form that a term is equal to, if there is one."""
        if term.rule is None:
            return None
        if not term.over and facts.holds:
            chosen = self._by_facts(term.rule, facts)
            if chosen is not None:
                return chosen
        if term not in self.equals:
            equal = self._defined(term.rule)
            self.equals[term] = self._all_shares(term) if equal is None else self.adder.over(equal, term.over)
        return self.equals[term]

    def _all_shares(self, term: Term) -> Form | None:
        """Return the pool of which a term is all shares."""
        assert term.rule is not None, "a share is a rule"
        rule = self.ranged.graph.by_id[term.rule]
        if not isinstance(rule.kind, Apportioned) or rule.kind.method is None:
            return None
        everybody = Members(rule.level, self.ranged.graph.by_id[rule.kind.pool].level)
        places = [place for place, step in enumerate(term.over) if step == everybody]
        if not places:
            return None
        return self.adder.plain(Term(rule.kind.pool, (*term.over[: places[0]], *term.over[places[0] + 1 :])))

    def _in_all(self, term: Term, factor: Fraction) -> Iterator[Form]:
        """Give what all periods of the year together are never more than, by a limit for the year."""
        assert term.rule is not None, "a limit is of a rule"
        graph = self.ranged.graph
        kind = graph.by_id[term.rule].kind
        if factor > 0 or not isinstance(kind, WithinYear) or graph.by_id[kind.limit].series is not None:
            return
        *before, last = term.over or (None,)
        if isinstance(last, Times) and last.stretch == (graph.first, graph.last):
            yield self.adder.over(form_of(kind.limit), tuple(step for step in before if step is not None))

    def _by_facts(self, rule: RuleId, facts: Facts) -> Form | None:
        known = facts.says(rule)
        if known is not None:
            return form_of(Fraction(known))
        kind = self.ranged.graph.by_id[rule].kind
        if isinstance(kind, When):
            holds = facts.says(kind.condition)
            return None if holds is None else form_of(kind.then if holds else kind.otherwise)
        return None

    def _defined(self, rule_id: RuleId) -> Form | None:
        rule, ranges = self.ranged.graph.by_id[rule_id], self.ranged.ranges
        own = ranges[rule_id]
        if own.is_point and own.low is not None and not isinstance(rule.kind, Given):
            return form_of(own.low)
        match rule.kind:
            case Settled(need, actions):
                figure = isinstance(self.ranged.graph.by_id[need].kind, Given)
                plain = not figure and not any(isinstance(action, RuleId) for _, action in actions)
                return form_of(need) if plain else None
            case Total(them):
                return added((_ONE, form_of(each)) for each in them)
            case Difference(need, taken):
                return difference(form_of(need), form_of(taken))
            case Product(them):
                return self._scaled(them)
            case Over(need=need, how="total" | "number", members=members, day=day):
                only = need if day is not None and need in self.ranged.may_be_left_out else None
                return self.adder.plain(Term(need, (Members(members.singular, rule.level, only),)))
            case OverTime(need=need, how="total", stretch=stretch) if need not in self.ranged.may_be_left_out:
                kind = self.ranged.graph.by_id[need].series
                assert kind is not None, "only what has periods is added up over them"
                return self.adder.plain(Term(need, (Times(kind, stretch_of(stretch, rule.series)),)))
            case Round(need, unit, _):
                return None if is_finer(ranges[need].grid, unit) else form_of(need)
            case When(condition, then, otherwise):
                holds = ranges[condition]
                return form_of(then if holds.low else otherwise) if holds.is_point else None
            case _:
                return None

    def _scaled(self, factors: tuple[RuleId, ...]) -> Form | None:
        """Return a product of which all factors but one are laid down."""
        ranges = self.ranged.ranges
        free = [each for each in factors if not ranges[each].is_point]
        if len(free) > 1:
            return None
        laid_down = product(ranges[each] for each in factors if ranges[each].is_point).low
        assert laid_down is not None, "what is laid down is one value"
        return form_of(free[0], laid_down) if free else form_of(laid_down)

    def _whole(self, form: Form) -> Form | None:
        """Put the parts of one amount together, as far as all of them are there."""
        for term in form:
            kind = None if term.rule is None else self.ranged.graph.by_id[term.rule].kind
            if not isinstance(kind, Portion):
                continue
            parts = self._parts(form, term, kind)
            signs = {form[part] > 0 for part in parts}
            if len(parts) == len(kind.shares) and len(signs) == 1:
                least = min((form[part] for part in parts), key=abs)
                rest = [(-least, {part: _ONE}) for part in parts]
                whole = self.adder.plain(Term(kind.need, term.over))
                return added([(_ONE, form), *rest, (least, whole)])
        return None

    def _parts(self, form: Form, one: Term, kind: Portion) -> list[Term]:
        """Find the other parts of what a part is of."""
        found: dict[int, Term] = {}
        for term in form:
            other = None if term.rule is None else self.ranged.graph.by_id[term.rule].kind
            if not isinstance(other, Portion) or other.need != kind.need or term.over != one.over:
                continue
            if evolve(other, index=kind.index) == kind:
                found[other.index] = term
        return list(found.values())

    # ------------------------------------------------------------ what is never less

    def _ways(self, form: Form, facts: Facts) -> Iterator[_Cases]:
        """Give the ways to go on with a form: in each, every case is to be looked at."""
        term = max(form, key=self._order, default=ONE)
        if term.rule is None:
            return
        factor = form[term]
        rest = {other: times for other, times in form.items() if other != term}

        def instead(other: Form) -> Form:
            return added([(_ONE, rest), (factor, self.adder.over(other, term.over))])

        yield from (((new, facts),) for new in self._against(form, term, rest))
        yield from (((added([(_ONE, rest), (factor, new)]), facts),) for new in self._in_all(term, factor))
        bounds = self.below(term.rule) if factor > 0 else self.above(term.rule)
        yield from (((instead(other), facts),) for other in bounds)
        if not term.over:
            yield from self._split(term.rule, instead, facts)
            yield from (((new, facts),) for new in self._by_fact(form, term, facts))
        if self.steps < _FEW_STEPS or not isinstance(self.ranged.graph.by_id[term.rule].kind, _WORKED_BACK):
            end = self.ranged.ranges[term.rule].low if factor > 0 else self.ranged.ranges[term.rule].high
            yield from [((instead(form_of(end)), facts),)] if end is not None else []

    def _for_each(self, form: Form, goal: Fraction | None) -> Fraction | None:
        """Return nothing where all of a form is added up in the same first step, and no part is below nothing."""
        first = {term.over[:1] for term in form}
        if goal != 0 or len(first) != 1 or first == {()}:
            return None
        found = self._lowest(
            {Term(term.rule, term.over[1:]): factor for term, factor in form.items()}, _NOTHING_KNOWN, NOTHING
        )
        return NOTHING if found is not None and found >= 0 else None

    def _against(self, form: Form, term: Term, rest: Form) -> Iterator[Form]:
        """Replace a value by another in the form that is never more, or never less, so that the two cancel."""
        assert term.rule is not None, "a number cancels by itself"
        for other, factor in rest.items():
            if other.rule is None or other.over != term.over or (factor > 0) == (form[term] > 0):
                continue
            more, less = (term, other) if form[term] > 0 else (other, term)
            assert more.rule is not None, "both are values"
            assert less.rule is not None, "both are values"
            if self.is_never_more(less.rule, more.rule):
                much = min(abs(form[term]), abs(factor))
                yield added([(_ONE, form), (-much, {more: _ONE}), (much, {less: _ONE})])

    def is_never_more(self, less: RuleId, more: RuleId) -> bool:
        """Say whether one value is never more than another: figures as declared, or values rounded alike."""
        if self.ranged.is_never_more(less, more):
            return True
        one, other = self.ranged.graph.by_id[less].kind, self.ranged.graph.by_id[more].kind
        if isinstance(one, Round) and isinstance(other, Round) and (one.unit, one.way) == (other.unit, other.way):
            found = self._lowest(difference(form_of(other.need), form_of(one.need)), _NOTHING_KNOWN, NOTHING)
            return found is not None and found >= 0
        return False

    # ------------------------------------------------------------ one rule

    def above(self, rule: RuleId) -> Iterator[Form]:
        """Give forms that a rule is never more than."""
        kind, ranges = self.ranged.graph.by_id[rule].kind, self.ranged.ranges
        match kind:
            case Least(them):
                yield from map(form_of, them)
            case WithinYear(need):
                yield form_of(need)
            case Greatest(them):
                yield from self._upper_of(them)
            case When(_, then, otherwise):
                yield from self._upper_of((then, otherwise))
            case Chosen(cases, otherwise):
                yield from self._upper_of((*(case.then for case in cases), otherwise))
            case Round(need, unit, way):
                yield from (form_of(other) for other in self._on_grid(need, unit))
                yield added([(_ONE, form_of(need)), (most_up(ranges[need], unit, way), {ONE: _ONE})])
            case Product(them):
                yield from self._of_product(them, 1)
            case Portion():
                yield from self._of_portion(kind, 1)
            case Apportioned(pool, weight, owed=owed):
                once = self.ranged.numbers.pools(weight) == 1
                if once and (not owed or ranges[pool].is_never_negative):
                    yield form_of(pool)
            case _:
                yield from declared_forms(self.ranged, rule, 1)

    def below(self, rule: RuleId) -> Iterator[Form]:
        """Give forms that a rule is never less than."""
        kind, ranges = self.ranged.graph.by_id[rule].kind, self.ranged.ranges
        match kind:
            case Greatest(them):
                yield from map(form_of, them)
            case Least(them):
                yield from self._lower_of(them)
            case When(_, then, otherwise):
                yield from self._lower_of((then, otherwise))
            case Chosen(cases, otherwise):
                yield from self._lower_of((*(case.then for case in cases), otherwise))
            case Round(need, unit, way):
                yield added([(_ONE, form_of(need)), (-most_down(ranges[need], unit, way), {ONE: _ONE})])
            case Product(them):
                yield from self._of_product(them, -1)
            case Portion():
                yield from self._of_portion(kind, -1)
            case _:
                yield from declared_forms(self.ranged, rule, -1)

    def _upper_of(self, them: tuple[RuleId, ...]) -> Iterator[Form]:
        """Give forms that none of several values is ever more than."""
        for one in them:
            others = [other for other in them if other != one]
            if all(self._is_below(form_of(other), form_of(one)) for other in others):
                yield form_of(one)
                return
        for one in them:
            for form in self.above(one):
                if all(self._is_below(form_of(other), form) for other in them if other != one):
                    yield form
        for one in them:
            ends = [self.ranged.ranges[other].high for other in them if other != one]
            most = max((end for end in ends if end is not None), default=NOTHING)
            if None not in ends and most <= 0:
                yield from self._what_is_added(one)

    def _what_is_added(self, rule: RuleId) -> Iterator[Form]:
        """Give what is added in a value, without what is taken off, where that is never below nothing."""
        form = self.exact(form_of(rule), _NOTHING_KNOWN)
        kept = {term: factor for term, factor in form.items() if not self._is_taken_off(term, factor)}
        lowest = self.by_ranges(kept)
        if lowest is not None and lowest >= 0:
            yield kept

    def _is_taken_off(self, term: Term, factor: Fraction) -> bool:
        one = times(point(factor), self.range_of(term))
        return one.high is not None and one.high <= 0

    def _lower_of(self, them: tuple[RuleId, ...]) -> Iterator[Form]:
        """Give forms that none of several values is ever less than."""
        for one in them:
            if all(self._is_below(form_of(one), form_of(other)) for other in them if other != one):
                yield form_of(one)
                return

    def _is_below(self, one: Form, other: Form) -> bool:
        found = self._lowest(difference(other, one), _NOTHING_KNOWN, NOTHING)
        return found is not None and found >= 0

    def _on_grid(self, rule: RuleId, unit: Fraction) -> Iterator[RuleId]:
        """Find rules that one is never more than and that need no rounding: rounded, it is not more either."""
        kind = self.ranged.graph.by_id[rule].kind
        above: tuple[RuleId, ...] = ()
        match kind:
            case Least(them):
                above = them
            case WithinYear(need) | Settled(need, ()):
                above = (need,)
            case When(_, then, otherwise):
                yield from self._on_grid_of_either(then, otherwise, unit)
                yield from self._on_grid_of_either(otherwise, then, unit)
            case Product((first, second)) if self._is_part(second):
                above = tuple(
                    each for each in (first, *self._on_grid(first, unit)) if self.ranged.ranges[each].is_never_negative
                )
            case _:
                pass
        for one in above:
            if not is_finer(self.ranged.ranges[one].grid, unit):
                yield one
            yield from self._on_grid(one, unit)

    def _on_grid_of_either(self, one: RuleId, other: RuleId, unit: Fraction) -> Iterator[RuleId]:
        """Find rules on a grid that neither of two is ever more than."""
        own = () if is_finer(self.ranged.ranges[one].grid, unit) else (one,)
        for above in (*own, *self._on_grid(one, unit)):
            if self._is_below(form_of(other), form_of(above)):
                yield above

    def _is_part(self, rule: RuleId) -> bool:
        """Say whether a value is a part of one."""
        one = self.ranged.ranges[rule]
        return one.is_never_negative and one.high is not None and one.high <= 1

    def _of_product(self, factors: tuple[RuleId, ...], sign: int) -> Iterator[Form]:
        """Keep one factor that is on one side of nothing, and take an end of all others together."""
        ranges = self.ranged.ranges
        free = [each for each in dict.fromkeys(factors) if not ranges[each].is_point and factors.count(each) == 1]
        for kept in sorted(free, key=lambda each: ranges[each].high is not None):
            others = product(ranges[each] for each in factors if each != kept)
            if ranges[kept].is_never_negative:
                end = others.high if sign > 0 else others.low
            elif minus(ranges[kept]).is_never_negative:
                end = others.low if sign > 0 else others.high
            else:
                yield from self._above_nothing(kept, others) if sign > 0 and others.is_never_negative else ()
                continue
            if end is not None:
                yield form_of(kept, end)

    def _above_nothing(self, rule: RuleId, others: Range) -> Iterator[Form]:
        """Give what a value is never more than, and is never below nothing, times the most of its other factors."""
        for form in self.above(rule) if others.high is not None else ():
            lowest = self.by_ranges(form)
            if others.high is not None and lowest is not None and lowest >= 0:
                yield added([(others.high, form)])

    def _of_portion(self, portion: Portion, sign: int) -> Iterator[Form]:
        """Give what a part of an amount is never more than, or never less than."""
        own, shares = portion.shares[portion.index], portion.shares
        whole = self.ranged.ranges[portion.need]
        if not whole.is_never_negative:
            return
        if sign > 0 and isinstance(own, RuleId) and self.ranged.ranges[own].is_never_negative:
            yield form_of(own)
        if any(isinstance(share, RuleId) for share in shares):
            yield from [form_of(portion.need)] if sign > 0 else []
            return
        fixed = sum(share for share in shares if isinstance(share, Fraction))
        much = own if isinstance(own, Fraction) else _ONE - fixed
        pennies = _PENNY * (len(shares) - 1) if sign > 0 else -_PENNY
        yield added([(much, form_of(portion.need)), (pennies, {ONE: _ONE})])

    # ------------------------------------------------------------ one case at a time

    def _split(self, rule: RuleId, instead: Callable[[Form], Form], facts: Facts) -> Iterator[_Cases]:
        """Look at each case apart, of a choice that is one party's own."""
        kind = self.ranged.graph.by_id[rule].kind
        match kind:
            case When(condition, then, otherwise):
                yield (
                    (instead(form_of(then)), self.learn(facts, condition, holds=True)),
                    (instead(form_of(otherwise)), self.learn(facts, condition, holds=False)),
                )
            case Chosen(cases, otherwise):
                yield tuple((instead(form_of(each)), facts) for each in (*(case.then for case in cases), otherwise))
            case Least(them) | Greatest(them):
                yield tuple((instead(form_of(each)), facts) for each in them)
            case _:
                pass

    def learn(self, facts: Facts, condition: RuleId, *, holds: bool) -> Facts:
        """Return the facts with what follows from a condition."""
        kind = self.ranged.graph.by_id[condition].kind
        known = evolve(facts, holds=(*facts.holds, (condition, holds)))
        match kind:
            case Settled(need, actions) if not any(isinstance(action, RuleId) for _, action in actions):
                return self.learn(known, need, holds=holds)
            case Quorum(them, least, most) if (
                most is None and (least == len(them)) == holds and least in {1, len(them)}
            ):
                for each in them if holds or least == 1 else ():
                    known = self.learn(known, each, holds=holds)
            case Quorum((one,), 0, 0):
                return self.learn(known, one, holds=not holds)
            case Test(left, comparator, right):
                forms = _compared(form_of(left), comparator, form_of(right), holds=holds)
                new = tuple(tuple(self.exact(form, _NOTHING_KNOWN).items()) for form in forms)
                return evolve(known, forms=(*known.forms, *new))
            case _:
                pass
        return known

    def _by_fact(self, form: Form, term: Term, facts: Facts) -> Iterator[Form]:
        """Take so many times what is known to be at least nothing off a form that the term cancels."""
        for known in map(dict, facts.forms):
            last = max(known, key=self._order, default=None)
            if last == term and (known[term] > 0) == (form[term] > 0):
                yield added([(_ONE, form), (-form[term] / known[term], known)])


def _compared(left: Form, comparator: Comparator, right: Form, *, holds: bool) -> tuple[Form, ...]:
    """Return the forms that are at least nothing where a comparison holds, or where it does not."""
    up, down = difference(left, right), difference(right, left)
    match comparator:
        case "at_least" | "more_than":
            return (up,) if holds else (down,)
        case "at_most" | "less_than":
            return (down,) if holds else (up,)
        case "equal":
            return (up, down) if holds else ()
        case "not_equal":
            return () if holds else (up, down)
        case _:
            assert_never(comparator)


def _reaches(found: Fraction | None, goal: Fraction | None) -> bool:
    return found is not None and goal is not None and found >= goal
