"""A question to Z3, where it is there: whether anybody who reaches more can be paid less.

This is the only module that knows Z3, and it is imported when a question is put. It is no part of what schemelang
needs: `pip install "schemelang[prove]"` brings it.

The rules under a payment are told to it as they are, for the parties of one world: once with the figures as they are
and once with those of whoever reaches more. Numbers are exact; a share of a pool is told without its odd pennies,
and so is a rounding at the end. Where it answers that no figures make pay fall, there are none. Where it answers with
figures, they are worked out by the reference evaluator before anything is told. It is given a time, and may not answer.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, Literal, assert_never

from schemelang.dates import Period
from schemelang.graph.graph import (
    Apportioned,
    Constant,
    Difference,
    Given,
    Greatest,
    Least,
    Over,
    Pooled,
    Portion,
    Product,
    Quorum,
    Ratio,
    Round,
    RuleId,
    Scaled,
    Settled,
    Test,
    Total,
    Weight,
    When,
)
from schemelang.light import Factory, define
from schemelang.model.model import Comparator, Quantity, ReadFigure
from schemelang.outcome.case import Case
from schemelang.proof.made import bounds_of
from schemelang.proof.ranges import Ranges
from schemelang.proof.worlds import Figure, World, Worth

INSTALL = 'pip install "schemelang[prove]"'
"""What brings the solver."""

_HERE, _EMPTY, _FEW, _LEFT_OUT, _HELD = range(5)
_CODES = {"empty": _EMPTY, "few": _FEW, "left_out": _LEFT_OUT}
_ONE_HALF = Fraction(1, 2)

Value = tuple[Any, Any]
"""A value as Z3 has it, and in which way it is absent: 0 where it is there."""


class BeyondItError(Exception):
    """Something that is not told to the solver."""


def load() -> Any:
    """Return Z3, or None where it is not installed."""
    try:
        import z3
    except ImportError:
        return None
    return z3


def is_there() -> bool:
    """Say whether the solver is installed."""
    return load() is not None


@define
class Question:
    """A world of which some figures move: which, and which way is better of each of them.

    Where sizes are `free`, all other figures may be anything within their bounds, and else they are as in the world.
    Of two figures that move, of which one bounds the other, each is bounded by what the other has moved to.
    Counts are `whole`, or any number: that no number makes pay fall is sooner found, and says it of whole ones too.
    Where they are whole a practice is looked for that anybody would know: no money is below nothing that need not be.
    """

    world: World
    ranges: Ranges
    moves: dict[Figure, Literal[1, -1]]
    free: bool
    whole: bool
    z3: Any
    known: dict[tuple[Any, ...], Value] = Factory(dict)
    given: dict[tuple[Figure, int | None], Any] = Factory(dict)
    said: list[Any] = Factory(list)

    # ------------------------------------------------------------ asking

    def falls(self, rule: RuleId, parties: Iterable[str | None], milliseconds: int) -> "Answer":
        """Ask whether what somebody has by a rule can fall."""
        z3 = self.z3
        solver = z3.Solver()
        solver.set("timeout", milliseconds)
        falls = []
        core = self._core(rule)
        for party in parties:
            for period in self.world.known.periods_of[core]:
                (before, one), (after, other) = (self.value(core, party, period, copy) for copy in (0, 1))
                falls.append(z3.And(one == _HERE, other == _HERE, after < before))
        solver.add(z3.Or(falls))
        for said in self.said:
            solver.add(said)
        answer = solver.check()
        if answer == z3.unsat:
            return "never"
        return self._figures(solver.model()) if answer == z3.sat else "unknown"

    def _core(self, rule: RuleId) -> RuleId:
        """Leave out what cannot turn a rise into a fall: a last rounding, a part that is the whole."""
        kind = self.world.graph.by_id[rule].kind
        match kind:
            case Round(need) | Settled(need, ()) | Total((need,)) | Portion(need, (_,)):
                return self._core(need) if self._is_alike(rule, need) else rule
            case _:
                return rule

    def _is_alike(self, rule: RuleId, need: RuleId) -> bool:
        one, other = self.world.graph.by_id[rule], self.world.graph.by_id[need]
        return (one.level, one.series) == (other.level, other.series)

    def _figures(self, model: Any) -> "tuple[dict[Figure, Worth], dict[Figure, Worth]]":
        """Read the figures off an answer: as they are, and as they are once more is reached."""
        found: tuple[dict[Figure, Worth], dict[Figure, Worth]] = ({}, {})
        for (figure, copy), variable in self.given.items():
            value = model.eval(variable, model_completion=True)
            is_yes_no = isinstance(value, self.z3.BoolRef)
            worth: Worth = self.z3.is_true(value) if is_yes_no else _fraction(value)
            for place in (0, 1) if copy is None else (copy,):
                found[place][figure] = worth
        return found

    # ------------------------------------------------------------ telling

    def value(self, rule: RuleId, party: str | None, period: Period | None, copy: int) -> Value:
        """Tell what a rule comes to for a party at a period, as figures are or, in the other copy, as they move."""
        key = (rule, party, period, copy)
        if key not in self.known:
            case = Case(self.world.known, self.world.graph.by_id[rule], party, period)
            value, absent = self._told(case, copy)
            self.known[key] = value, self.z3.simplify(absent)
        return self.known[key]

    def _need(self, case: Case, need: RuleId, copy: int) -> Value:
        """Read a rule for the same party and period, as the evaluator does."""
        known = self.world.known
        rule = known.graph.by_id[need]
        if rule.series not in {None, case.rule.series}:
            raise BeyondItError
        whose = known.belonging.owner(case.rule.level, case.party, rule.level)
        return self.value(need, whose, case.period if rule.series else None, copy)

    def _told(self, case: Case, copy: int) -> Value:
        kind = case.rule.kind
        match kind:
            case Given(figure):
                return self._given((figure, case.party, case.period), copy), self._number(_HERE)
            case Constant(value) if isinstance(value, Fraction | bool):
                return self._number(value), self._number(_HERE)
            case Settled():
                return self._settled(case, kind, copy)
            case When(condition, then, otherwise):
                return self._when(case, (condition, then, otherwise), copy)
            case Ratio():
                return self._ratio(case, kind, copy)
            case Over() if kind.members is not None:
                return self._over(case, kind, copy)
            case Pooled():
                return self._pooled(case, kind, copy)
            case Weight(basis=None, meets=None):
                return self._number(Fraction(1)), self._number(_HERE)
            case Weight(basis=basis, meets=meets):
                return self._weight(case, basis, meets, copy)
            case Apportioned():
                return self._share(case, kind, copy)
            case _:
                return self._reckoned(case, copy)

    def _reckoned(self, case: Case, copy: int) -> Value:
        """Tell what has a value where all that it is worked out from has one."""
        z3, kind = self.z3, case.rule.kind

        def of(them: Iterable[RuleId], make: Callable[[list[Any]], Any]) -> Value:
            values = [self._need(case, need, copy) for need in them]
            return make([value for value, _ in values]), self._merged(values)

        match kind:
            case Total(them):
                return of(them, z3.Sum)
            case Difference(need, less):
                return of((need, less), lambda two: two[0] - two[1])
            case Product(them):
                return of(them, z3.Product)
            case Least(them):
                return of(them, lambda all_: self._first(all_, least=True))
            case Greatest(them):
                return of(them, lambda all_: self._first(all_, least=False))
            case Test(left, comparator, right):
                return of((left, right), lambda two: _compared(comparator, two))
            case Quorum(them, least, most):
                return of(them, lambda all_: self._enough(all_, least, most))
            case Scaled() if all(isinstance(case.known.graph.by_id[at].kind, Constant) for at, _ in kind.rows):
                return self._scaled(case, kind, copy)
            case Portion(need, (_,)):
                return of((need,), lambda one: one[0])
            case Round(need):
                return of((need,), lambda one: self._rounded(one[0], kind))
            case _:
                raise BeyondItError

    # ------------------------------------------------------------ figures

    def _given(self, figure: Figure, copy: int) -> Any:
        """Return a figure: one that moves is another in each copy, and others are the same in both."""
        if figure not in self.moves and not self.free:
            worth = self.world.given(figure)
            if worth is None:
                raise BeyondItError
            return self._number(worth)
        at = copy if figure in self.moves else None
        if (figure, at) not in self.given:
            self.given[figure, at] = self._variable(figure, at)
            if at is not None and (figure, 1 - at) in self.given:
                self._moves_on(figure)
        return self.given[figure, at]

    def _variable(self, figure: Figure, at: int | None) -> Any:
        """Make a variable for a figure, within its bounds."""
        name = f"{figure} {at}"
        declared = self.world.plan.figures[figure[0]]
        if declared.type.quantity is Quantity.YES_NO:
            return self.z3.Bool(name)
        if declared.type.quantity in {Quantity.DATE, Quantity.CATEGORY}:
            raise BeyondItError
        is_count = self.whole and declared.type.quantity is Quantity.COUNT
        variable = self.z3.ToReal(self.z3.Int(name)) if is_count else self.z3.Real(name)
        least, most = self._room(figure)
        least = Fraction(0) if least is None and self.whole and self.free else least
        if least is not None:
            self.said.append(variable >= self._number(least))
        if most is not None:
            self.said.append(variable <= self._number(most))
        if (self.free or self._is_tied(figure)) and isinstance(declared.most, ReadFigure):
            self.said += [
                variable <= self._given(whole, at or 0) for whole in self._beside(figure, declared.most.figure)
            ]
        return variable

    def _beside(self, figure: Figure, name: str) -> list[Figure]:
        """Return another figure of the same party at the same time, if it is given."""
        keys = ((name, figure[1], figure[2]), (name, figure[1], None))
        return [key for key in dict.fromkeys(keys) if key in self.world.figures.data][:1]

    def _room(self, figure: Figure) -> tuple[Fraction | None, Fraction | None]:
        """Return the ends of a figure: those that always hold or, where all others stay, those in the world."""
        if not self.free and not self._is_tied(figure):
            return self.world.room(figure)
        rule = next(rule for rule in self.world.plan.given[figure[0]])
        return self.ranges[rule.id].low, self.ranges[rule.id].high

    def _is_tied(self, figure: Figure) -> bool:
        """Say whether a figure is bounded by another one that moves, or bounds one."""
        plan, moving = self.world.plan, {name for name, _, _ in self.moves}
        return not moving.isdisjoint((*bounds_of(plan.figures[figure[0]]), *plan.bounded_by.get(figure[0], ())))

    def _moves_on(self, figure: Figure) -> None:
        before, after = self.given[figure, 0], self.given[figure, 1]
        if self.z3.is_bool(before):
            self.said.append(self.z3.Implies(before, after))
        else:
            self.said.append(after >= before if self.moves[figure] == 1 else after <= before)

    # ------------------------------------------------------------ what may be absent

    def _merged(self, values: Iterable[Value]) -> Any:
        """Put together in which way several values are absent: held, or else left out."""
        z3, absent = self.z3, [code for _, code in values if not self._is_here(code)]
        if not absent:
            return self._number(_HERE)
        held = z3.Or([z3.And(code != _HERE, code != _LEFT_OUT) for code in absent])
        left_out = z3.Or([code == _LEFT_OUT for code in absent])
        return z3.If(held, _HELD, z3.If(left_out, _LEFT_OUT, _HERE))

    def _is_here(self, code: Any) -> bool:
        return bool(self.z3.is_int_value(code) and code.as_long() == _HERE)

    def _is_left_out(self, code: Any) -> bool:
        return bool(self.z3.is_int_value(code) and code.as_long() == _LEFT_OUT)

    def _settled(self, case: Case, kind: Settled, copy: int) -> Value:
        """Tell what counts where there is nothing to divide by, or too few, or something is left out."""
        z3 = self.z3
        value, code = self._need(case, kind.need, copy)
        if self._is_here(code):
            return value, code
        itself = isinstance(self.world.graph.by_id[kind.need].kind, Ratio | Pooled)
        result, absent = value, z3.If(z3.And(code != _LEFT_OUT, code != _HERE), _HELD, code)
        for way, action in kind.actions:
            if way not in _CODES or action == "hold" or (way != "left_out" and not itself):
                continue
            is_so = code == _CODES[way]
            if action == "leave_out":
                absent = z3.If(is_so, _LEFT_OUT, absent)
            else:
                assert isinstance(action, RuleId), "what counts instead is a rule"
                instead, gone = self._need(case, action, copy)
                result, absent = z3.If(is_so, instead, result), z3.If(is_so, gone, absent)
        return result, absent

    def _when(self, case: Case, them: tuple[RuleId, RuleId, RuleId], copy: int) -> Value:
        z3 = self.z3
        (holds, unknown), (then, one), (otherwise, other) = (self._need(case, need, copy) for need in them)
        absent = z3.If(unknown != _HERE, unknown, z3.If(holds, one, other))
        everywhere = all(self._is_here(code) for code in (unknown, one, other))
        return z3.If(holds, then, otherwise), self._number(_HERE) if everywhere else absent

    def _ratio(self, case: Case, kind: Ratio, copy: int) -> Value:
        z3 = self.z3
        values = [self._need(case, need, copy) for need in (kind.part, kind.whole)]
        (part, _), (whole, _) = values
        own = z3.If(whole == 0, _EMPTY, _HERE)
        if kind.fewer is not None:
            own = z3.If(z3.And(whole > 0, whole < kind.fewer), _FEW, own)
        if kind.floor is not None:
            beyond = z3.Or(whole < 0, part > whole) if kind.floor == "part" else whole < 0
            own = z3.If(beyond, _HELD, own)
        merged = self._merged(values)
        return kind.per * part / whole, own if self._is_here(merged) else z3.If(merged != _HERE, merged, own)

    # ------------------------------------------------------------ arithmetic

    def _number(self, worth: Fraction | bool | int) -> Any:  # noqa: FBT001 - a yes or a no is told as well
        z3 = self.z3
        if isinstance(worth, bool):
            return z3.BoolVal(worth)
        if isinstance(worth, Fraction):
            return z3.Q(worth.numerator, worth.denominator)
        return z3.IntVal(worth)

    def _first(self, values: list[Any], *, least: bool) -> Any:
        found, *others = values
        for other in others:
            found = self.z3.If((other < found) if least else (other > found), other, found)
        return found

    def _enough(self, values: list[Any], least: int, most: int | None) -> Any:
        z3 = self.z3
        holding = z3.Sum([z3.If(value, 1, 0) for value in values])
        return holding >= least if most is None else z3.And(holding >= least, holding <= most)

    def _rounded(self, value: Any, kind: Round) -> Any:
        z3 = self.z3
        units = z3.If(value < 0, -value, value) / self._number(kind.unit)
        below = z3.ToReal(z3.ToInt(units))
        rest = units - below
        match kind.way:
            case "down":
                up = z3.BoolVal(val=False)
            case "up":
                up = rest > 0
            case "half_up":
                up = rest >= self._number(_ONE_HALF)
            case "half_down":
                up = rest > self._number(_ONE_HALF)
            case _:
                raise BeyondItError
        rounded = (below + z3.If(up, z3.RealVal(1), z3.RealVal(0))) * self._number(kind.unit)
        return z3.If(value < 0, -rounded, rounded)

    def _scaled(self, case: Case, kind: Scaled, copy: int) -> Value:
        """Tell a table whose rows stand at fixed places."""
        z3 = self.z3
        rules = (kind.need, *(gives for _, gives in kind.rows), *(each for each in (kind.below, kind.above) if each))
        values = {rule: self._need(case, rule, copy) for rule in rules}
        value, absent = values[kind.need][0], self._merged(values.values())
        ats = [self._need(case, at, copy)[0] for at, _ in kind.rows]
        gives = [values[each][0] for _, each in kind.rows]
        if kind.below is None or kind.how == "slice" or (kind.how == "line" and kind.above is None):
            raise BeyondItError
        found = values[kind.below][0]
        for place, (at, given) in enumerate(zip(ats, gives, strict=True)):
            last = place == len(ats) - 1
            if kind.how == "whole" or last:
                row = (
                    given
                    if kind.how == "whole" or kind.above is None
                    else z3.If(value == at, given, values[kind.above][0])
                )
            else:
                row = given + (gives[place + 1] - given) * (value - at) / (ats[place + 1] - at)
            found = z3.If(value >= at, row, found)
        return found, absent

    # ------------------------------------------------------------ members

    def _members(self, case: Case, level: str) -> tuple[str, ...]:
        """Return the members of a group, of whom each is there for the whole term."""
        return self.world.known.belonging.members.get((case.rule.level, case.party, level), ())

    def _over(self, case: Case, kind: Over, copy: int) -> Value:
        z3, level = self.z3, kind.members.singular
        values = [self.value(kind.need, who, self._at(case, kind.need), copy) for who in self._members(case, level)]
        counted = [each for each in values if kind.day is None or not self._is_left_out(each[1])]
        if not counted or any(not self._is_here(code) for _, code in counted):
            raise BeyondItError
        numbers = [value for value, _ in counted]
        here = self._number(_HERE)
        match kind.how:
            case "total":
                return z3.Sum(numbers), here
            case "average":
                return z3.Sum(numbers) / len(numbers), here
            case "lowest" | "highest":
                return self._first(numbers, least=kind.how == "lowest"), here
            case "number":
                return z3.ToReal(z3.Sum([z3.If(number, 1, 0) for number in numbers])), here
            case "every":
                return z3.And(numbers), here
            case "median" | "percentile":
                raise BeyondItError
            case _:
                assert_never(kind.how)

    def _at(self, case: Case, need: RuleId) -> Period | None:
        series = self.world.graph.by_id[need].series
        if series not in {None, case.rule.series}:
            raise BeyondItError
        return case.period if series else None

    def _pooled(self, case: Case, kind: Pooled, copy: int) -> Value:
        z3, level = self.z3, kind.members.singular
        every = [
            [self.value(need, who, self._at(case, need), copy) for need in (kind.indicator, kind.part, kind.whole)]
            for who in self._members(case, level)
        ]
        counted = [them for them in every if not self._is_left_out(them[0][1])]
        if self.free or not counted or any(not self._is_here(code) for them in counted for _, code in them):
            raise BeyondItError
        part, whole = (z3.Sum([them[place][0] for them in counted]) for place in (1, 2))
        return kind.per * part / whole, z3.If(whole == 0, _EMPTY, _HERE)

    def _weight(self, case: Case, basis: RuleId | None, meets: RuleId | None, copy: int) -> Value:
        z3 = self.z3
        value, absent = (
            (self._number(Fraction(1)), self._number(_HERE)) if basis is None else self._need(case, basis, copy)
        )
        low = None if basis is None else self.ranges[basis].low
        if basis is not None and (low is None or low < 0):
            raise BeyondItError  # what counts for less than nothing is held
        if meets is None:
            return value, absent
        holds, unknown = self._need(case, meets, copy)
        gone = z3.If(unknown != _HERE, unknown, z3.If(holds, absent, self._number(_HERE)))
        return z3.If(holds, value, self._number(Fraction(0))), gone

    def _share(self, case: Case, kind: Apportioned, copy: int) -> Value:
        """Tell an exact share of a pool, without odd pennies."""
        z3, known = self.z3, self.world.known
        pool, unknown = self._need(case, kind.pool, copy)
        group = known.belonging.owner(case.rule.level, case.party, known.graph.by_id[kind.pool].level)
        level = known.graph.by_id[kind.pool].level
        members = known.belonging.members.get((level, group, case.rule.level), ())
        weights = {who: self.value(kind.weight, who, self._at(case, kind.weight), copy) for who in members}
        if any(not self._is_here(code) for _, code in weights.values()):
            raise BeyondItError
        absent = self._merged([(pool, unknown)])
        assert case.party is not None, "a share is a member's"
        whole = z3.Sum([weight for weight, _ in weights.values()])
        held = z3.If(z3.Or(pool < 0, whole == 0), _HELD, absent)
        return pool * weights[case.party][0] / whole, held


Answer = Literal["never", "unknown"] | tuple[dict[Figure, Worth], dict[Figure, Worth]]
"""That nobody's pay can fall, that this is not known, or the figures with which it does."""


def _compared(comparator: Comparator, two: list[Any]) -> Any:
    left, right = two
    match comparator:
        case "at_least":
            return left >= right
        case "more_than":
            return left > right
        case "at_most":
            return left <= right
        case "less_than":
            return left < right
        case "equal":
            return left == right
        case "not_equal":
            return left != right
        case _:
            assert_never(comparator)


def _fraction(value: Any) -> Fraction:
    """Read a number of an answer; one that has no end is cut short, and what comes of it is tried all the same."""
    if hasattr(value, "as_fraction"):
        return Fraction(value.as_fraction())
    return Fraction(value.approx(6).as_fraction())
