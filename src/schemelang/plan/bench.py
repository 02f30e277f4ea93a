"""Where a plan is put together: each step once, what is known of it worked out, what is plain done at once."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from attrs import Factory, field, frozen

from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.light import evolve
from schemelang.plan.finite import Few, few
from schemelang.plan.plan import (
    ONCE,
    AtPeriods,
    Axis,
    Belongs,
    Beside,
    Both,
    ByReference,
    Choose,
    Divided,
    Either,
    Gathering,
    Greater,
    Ground,
    InOrder,
    IsAtMost,
    IsEqual,
    IsLess,
    Lesser,
    Merging,
    Minus,
    NearestShares,
    Not,
    Number,
    OfGroup,
    Op,
    OverMembers,
    OverPeriods,
    Parameter,
    PartOfTerm,
    Place,
    PlaceInGroup,
    Plan,
    Plus,
    Rest,
    Shape,
    Step,
    Supplied,
    Times,
    WasThere,
)
from schemelang.plan.relative import Relative

_End = int | None
_Ends = tuple[_End, _End]
_YES_OR_NO: _Ends = (0, 1)


@frozen(eq=False)
class Bench:
    """The steps so far. Each way to add one returns where it stands, and an old place if it stands there already.

    Of what is put together row by row, each table fits: one of the scheme, or of one row, fits any other.
    """

    graph: RuleGraph
    ground: Ground
    steps: list[Step] = Factory(list)
    known: dict[tuple[Op, Shape], Place] = Factory(dict)
    few: list[Few] = Factory(list)
    numbers: dict[int, Place] = Factory(dict)
    folded: dict[tuple[Op, Shape], Place] = Factory(dict)
    shapes: dict[tuple[str, Axis], Shape] = Factory(dict)
    relative: Relative = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Let it be known how steps compare."""
        object.__setattr__(self, "relative", Relative(self.steps))

    @classmethod
    def of(cls, plan: Plan) -> "Bench":
        """Go on with the steps of a plan."""
        bench = cls(plan.graph, plan.ground)
        for step in plan.steps:
            bench.few.append(bench._few(step.op, step.low, step.high))
            bench.known[step.op, step.shape] = len(bench.steps)
            bench.steps.append(step)
        return bench

    def shape(self, place: Place) -> Shape:
        """Return for whom and for which periods a step has results."""
        return self.steps[place].shape

    def ends(self, place: Place) -> _Ends:
        """Return the ends of what can come of a step."""
        return self.steps[place].low, self.steps[place].high

    def worth_of(self, place: Place) -> int | None:
        """Return the one number that a step always comes to, if there is only one."""
        low, high = self.ends(place)
        return low if low == high else None

    def narrowed(self, place: Place, low: _End, high: _End) -> Place:
        """Note ends of a step that are known besides those that can be read off what it needs."""
        step = self.steps[place]
        least = low if step.low is None else step.low if low is None else max(low, step.low)
        most = high if step.high is None else step.high if high is None else min(high, step.high)
        assert least is None or most is None or least <= most, "what is known besides is so for everybody"
        self.steps[place] = evolve(step, low=least, high=most)
        return place

    # ------------------------------------------------------------ what is supplied

    def number(self, value: int) -> Place:
        """Add a number laid down."""
        found = self.numbers.get(value)
        if found is None:
            shape = Shape(self.graph.levels[-1], ONCE)
            found = self.numbers[value] = self._placed(Number(value), shape, (value, value), frozenset((value,)))
        return found

    def parameter(self, rule: RuleId) -> Place:
        """Add a number laid down that may be another from run to run."""
        domain = self.ground.parameters[rule]
        return self._add(Parameter(rule), Shape(self.graph.levels[-1], ONCE), (domain.low, domain.high))

    def supplied(self, figure: str, shape: Shape) -> Place:
        """Add the numerators of a figure."""
        domain = self.ground.domains[figure]
        least = min(0, domain.low) if domain.lacks else domain.low
        most = max(0, domain.high) if domain.lacks else domain.high
        return self._add(Supplied(figure, "value"), shape, (least, most))

    def supplied_lack(self, figure: str, shape: Shape, most: int) -> Place:
        """Add the lacks of a figure, none if its domain says that there are none."""
        if not self.ground.domains[figure].lacks:
            return self.number(0)
        return self._add(Supplied(figure, "lack"), shape, (0, most))

    def belongs(self, op: Belongs, shape: Shape) -> Place:
        """Add whether a party belongs to a group; nothing is asked where everybody always does."""
        if (shape.level, op.group) in self.ground.steady:
            return self.number(1)
        return self._add(op, shape, _YES_OR_NO)

    def in_order(self, level: str) -> Place:
        """Add where each party of a level stands among them."""
        number = self.ground.most[level, self.graph.levels[-1]]
        return self._add(InOrder(), Shape(level, ONCE), (0, max(0, number - 1)))

    def part_of_term(self, op: PartOfTerm, shape: Shape, high: int) -> Place:
        """Add for how many days a member counts, or why that is not known."""
        return self._add(op, shape, (0, high))

    def merging(self, level: str) -> Place:
        """Add what becomes of each party of a level where some merge."""
        if (level, level) not in self.ground.most:
            return self.number(1)
        return self._add(Merging(), Shape(level, ONCE), (0, 2))

    def goes_on(self, level: str) -> Place:
        """Say whether each party of a level goes into no other."""
        return self.is_less(self.number(0), self.merging(level))

    def was_there(self, op: WasThere, shape: Shape) -> Place:
        """Add whether one that merged was there when a figure was counted."""
        return self._add(op, shape, _YES_OR_NO)

    def by_reference(self, op: ByReference, shape: Shape, low: _End, high: _End) -> Place:
        """Add what the reference evaluator works out."""
        return self._add(op, shape, (low, high))

    # ------------------------------------------------------------ arithmetic

    def plus(self, one: Place, other: Place) -> Place:
        """Add one number to another."""
        if self.worth_of(one) == 0 or self.worth_of(other) == 0:
            return other if self.worth_of(one) == 0 else one
        one, other = self._constant_first(one, other)
        constant, op = self.worth_of(one), self.steps[other].op
        if constant is not None and isinstance(op, Plus) and (more := self.worth_of(op.one)) is not None:
            return self.plus(self.number(constant + more), op.other)
        (a, b), (c, d) = self.ends(one), self.ends(other)
        return self._alike(Plus(one, other), (one, other), (_sum(a, c), _sum(b, d)))

    def total(self, places: Iterable[Place]) -> Place:
        """Add several numbers."""
        return reduce(self.plus, places, self.number(0))

    def minus(self, one: Place, less: Place) -> Place:
        """Take one number off another."""
        if self.worth_of(less) == 0:
            return one
        (a, b), (c, d) = self.ends(one), self.ends(less)
        ends = (0, 0) if one == less else (_sum(a, _negative(d)), _sum(b, _negative(c)))
        return self._alike(Minus(one, less), (one, less), ends)

    def times(self, one: Place, other: Place) -> Place:
        """Multiply one number by another."""
        one, other = self._constant_first(one, other)
        constant, op = self.worth_of(one), self.steps[other].op
        if constant in {0, 1}:
            return other if constant else one
        if constant is not None and isinstance(op, Times) and (many := self.worth_of(op.one)) is not None:
            return self.times(self.number(constant * many), op.other)
        if constant is not None and isinstance(op, Minus) and self._is_multiple(op.one) and self._is_multiple(op.less):
            return self.minus(self.times(one, op.one), self.times(one, op.less))
        for this, that in ((one, other), (other, one)):
            product = self._with_few_rows(this, that)
            if product is not None:
                return product
        return self._alike(Times(one, other), (one, other), _product(self.ends(one), self.ends(other)))

    def _with_few_rows(self, one: Place, product: Place) -> Place | None:
        """Multiply one number by another that is a product, beginning with what has one row for all periods."""
        op = self.steps[product].op
        if isinstance(op, Times) and self._rows(one) == 1 < self._rows(product):
            for few, many in ((op.one, op.other), (op.other, op.one)):
                if self._rows(few) == 1:
                    return self.times(self.times(one, few), many)
        return None

    def _rows(self, one: Place) -> int:
        return len(self.shape(one).axis)

    def _constant_first(self, one: Place, other: Place) -> tuple[Place, Place]:
        """Put what is laid down before what is not, and otherwise what stands earlier first."""
        this, that = sorted((one, other))
        return (that, this) if self.worth_of(this) is None and self.worth_of(that) is not None else (this, that)

    def _is_multiple(self, one: Place) -> bool:
        """Say whether a step is laid down, or a number laid down times another."""
        op = self.steps[one].op
        return isinstance(op, Number) or (isinstance(op, Times) and self.worth_of(op.one) is not None)

    def divided(self, one: Place, by: Place) -> Place:
        """Say how often one number, which is above nothing, goes into another."""
        if self.worth_of(by) == 1:
            return one
        (a, b), (c, d) = self.ends(one), self.ends(by)
        assert c is not None, "nothing is divided by what may be anything"
        assert c > 0, "nothing is divided by nothing"
        low = None if a is None else a // c if a < 0 else 0 if d is None else a // d
        high = None if b is None else b // c if b >= 0 else -1 if d is None else b // d
        often = self.relative.often(one, by)
        high = often if high is None or (often is not None and often < high) else high
        return self._alike(Divided(one, by), (one, by), (low, high))

    def rest(self, one: Place, by: Place) -> Place:
        """Say what is left when one number has gone into another."""
        (a, b), (c, d) = self.ends(one), self.ends(by)
        assert c is not None, "nothing is divided by what may be anything"
        assert c > 0, "nothing is divided by nothing"
        if a is not None and a >= 0 and b is not None and b < c:
            return one
        return self._alike(Rest(one, by), (one, by), (0, None if d is None else d - 1))

    def lesser(self, one: Place, other: Place) -> Place:
        """Take the lesser of two numbers."""
        (a, b), (c, d) = self.ends(one), self.ends(other)
        for this, that, most, least in ((one, other, b, c), (other, one, d, a)):
            if this == that or (most is not None and least is not None and most <= least):
                return this
        ends = (None if a is None or c is None else min(a, c), b if d is None else d if b is None else min(b, d))
        return self._alike(Lesser(*sorted((one, other))), (one, other), ends)

    def greater(self, one: Place, other: Place) -> Place:
        """Take the greater of two numbers."""
        (a, b), (c, d) = self.ends(one), self.ends(other)
        for this, that, least, most in ((one, other, a, d), (other, one, c, b)):
            if this == that or (most is not None and least is not None and least >= most):
                return this
        ends = (a if c is None else c if a is None else max(a, c), None if b is None or d is None else max(b, d))
        return self._alike(Greater(*sorted((one, other))), (one, other), ends)

    def size(self, one: Place) -> Place:
        """Take a number without its sign."""
        low, high = self.ends(one)
        if low is not None and low >= 0:
            return one
        less = self.minus(self.number(0), one)
        if high is not None and high <= 0:
            return less
        ends = (0, None if low is None or high is None else max(-low, high))
        return self._alike(Greater(*sorted((one, less))), (one, less), ends)

    # ------------------------------------------------------------ logic

    def is_less(self, one: Place, other: Place) -> Place:
        """Say whether one number is less than another."""
        (a, b), (c, d) = self.ends(one), self.ends(other)
        if b is not None and c is not None and b < c:
            return self.number(1)
        if one == other or (a is not None and d is not None and a >= d):
            return self.number(0)
        if self.worth_of(one) == 0 and self._is_answer(other):
            return other
        if self.worth_of(other) == 1 and self._is_answer(one):
            return self.no(one)
        pushed = self._of_each_choice(one, other, self.is_less)
        return self._alike(IsLess(one, other), (one, other), _YES_OR_NO) if pushed is None else pushed

    def is_at_most(self, one: Place, other: Place) -> Place:
        """Say whether one number is less than another, or the same."""
        (a, b), (c, d) = self.ends(one), self.ends(other)
        if one == other or (b is not None and c is not None and b <= c):
            return self.number(1)
        if a is not None and d is not None and a > d:
            return self.number(0)
        pushed = self._of_each_choice(one, other, self.is_at_most)
        return self._alike(IsAtMost(one, other), (one, other), _YES_OR_NO) if pushed is None else pushed

    def is_equal(self, one: Place, other: Place) -> Place:
        """Say whether two numbers are the same."""
        (a, b), (c, d) = self.ends(one), self.ends(other)
        if one == other or (self.worth_of(one) is not None and self.worth_of(one) == self.worth_of(other)):
            return self.number(1)
        if (b is not None and c is not None and b < c) or (a is not None and d is not None and a > d):
            return self.number(0)
        one, other = self._constant_first(one, other)
        if self.worth_of(one) in {0, 1} and self._is_answer(other):
            return other if self.worth_of(one) else self.no(other)
        pushed = self._of_each_choice(one, other, self.is_equal)
        return self._alike(IsEqual(one, other), (one, other), _YES_OR_NO) if pushed is None else pushed

    def _is_answer(self, one: Place) -> bool:
        return self.ends(one) == _YES_OR_NO

    def _of_each_choice(self, one: Place, other: Place, compare: Callable[[Place, Place], Place]) -> Place | None:
        """Hold what is laid down against each of two numbers one of which is taken, if one of them is laid down too."""
        for this, that in ((one, other), (other, one)):
            op = self.steps[this].op
            if self.worth_of(that) is None or not isinstance(op, Choose):
                continue
            if any(self.worth_of(each) is not None for each in (op.then, op.otherwise)):
                then, otherwise = (
                    compare(each, that) if this == one else compare(that, each) for each in (op.then, op.otherwise)
                )
                return self.choose(op.condition, then, otherwise)
        return None

    def both(self, one: Place, other: Place) -> Place:
        """Say whether two things are so."""
        for this, that in ((one, other), (other, one)):
            if this == that or self.worth_of(this) == 1:
                return that
            if self.worth_of(this) == 0 or self.steps[this].op == Not(that):
                return self.number(0)
        return self._alike(Both(*sorted((one, other))), (one, other), _YES_OR_NO)

    def either(self, one: Place, other: Place) -> Place:
        """Say whether one of two things is so."""
        for this, that in ((one, other), (other, one)):
            if this == that or self.worth_of(this) == 0:
                return that
            if self.worth_of(this) == 1 or self.steps[this].op == Not(that):
                return self.number(1)
        return self._alike(Either(*sorted((one, other))), (one, other), _YES_OR_NO)

    def no(self, one: Place) -> Place:
        """Say whether something is not so."""
        known = self.worth_of(one)
        if known is not None:
            return self.number(1 - known)
        match self.steps[one].op:
            case Not(other):
                return other
            case IsLess(this, that):
                return self._alike(IsAtMost(that, this), (that, this), _YES_OR_NO)
            case IsAtMost(this, that):
                return self._alike(IsLess(that, this), (that, this), _YES_OR_NO)
            case _:
                return self._alike(Not(one), (one,), _YES_OR_NO)

    def choose(self, condition: Place, then: Place, otherwise: Place) -> Place:
        """Take one number if something is so, else the other."""
        known, op = self.worth_of(condition), self.steps[condition].op
        if known is not None or then == otherwise:
            return otherwise if known == 0 else then
        if isinstance(op, Not):
            return self.choose(op.one, otherwise, then)
        then, otherwise = self._chosen_if(condition, then, 1), self._chosen_if(condition, otherwise, 0)
        if (
            self._is_answer(then)
            or self._is_answer(otherwise)
            or {self.worth_of(then), self.worth_of(otherwise)} == {0, 1}
        ):
            answer = self._answer(condition, then, otherwise)
            if answer is not None:
                return answer
        if then == otherwise:
            return then
        (a, b), (c, d) = self.ends(then), self.ends(otherwise)
        low = None if a is None or c is None else min(a, c)
        high = None if b is None or d is None else max(b, d)
        return self._alike(Choose(condition, then, otherwise), (condition, then, otherwise), (low, high))

    def _chosen_if(self, condition: Place, one: Place, holds: int) -> Place:
        """Return what a number is where it is known whether something is so."""
        if one == condition:
            return self.number(holds)
        op = self.steps[one].op
        if isinstance(op, Choose) and op.condition == condition:
            return op.then if holds else op.otherwise
        return one

    def _answer(self, condition: Place, then: Place, otherwise: Place) -> Place | None:
        """Say a choice between answers, one of which is laid down, as what it is: a thing and another, or either."""
        match self.worth_of(then), self.worth_of(otherwise):
            case 1, _ if self._is_answer(otherwise) or self.worth_of(otherwise) == 0:
                return self.either(condition, otherwise)
            case 0, _ if self._is_answer(otherwise) or self.worth_of(otherwise) == 1:
                return self.both(self.no(condition), otherwise)
            case _, 0 if self._is_answer(then):
                return self.both(condition, then)
            case _, 1 if self._is_answer(then):
                return self.either(self.no(condition), then)
            case _:
                return None

    # ------------------------------------------------------------ taken from elsewhere, put together

    def of_group(self, one: Place, level: str) -> Place:
        """Take what a party's group has; of the whole scheme it fits as it is."""
        shape = self.shape(one)
        if shape.level in {level, self.graph.levels[-1]}:
            return one
        low, high = self.ends(one)
        if (level, shape.level) not in self.ground.steady:
            low, high = None if low is None else min(0, low), None if high is None else max(0, high)
        return self._add(OfGroup(one), Shape(level, shape.axis), (low, high))

    def at_periods(self, one: Place, axis: Axis, rows: Sequence[int]) -> Place:
        """Take what a step has at other periods."""
        shape = self.shape(one)
        if len(shape.axis) == 1:
            return one  # it fits as it is
        if tuple(rows) == tuple(range(len(shape.axis))) and axis == shape.axis:
            return one
        return self._add(AtPeriods(one, tuple(rows)), Shape(shape.level, axis), self.ends(one))

    def row(self, one: Place, row: int) -> Place:
        """Take one row of a step; of one with a single row, that."""
        axis = self.shape(one).axis
        return one if len(axis) == 1 else self.at_periods(one, (axis[row],), (row,))

    def beside(self, parts: Sequence[Place], axis: Axis) -> Place:
        """Put rows, each a step with one row, into one table."""
        if len(set(parts)) == 1:
            return parts[0]
        lows, highs = zip(*(self.ends(part) for part in parts), strict=True)
        low = None if None in lows else min(lows)
        high = None if None in highs else max(highs)
        return self._add(Beside(tuple(parts)), Shape(self._shape_of(parts).level, axis), (low, high))

    def over_members(self, one: Place, members: str, level: str, how: Gathering) -> Place:
        """Put together what the members of each group come to."""
        shape = self.shape(one)
        low, high = self.ends(one)
        if (low, high) == (0, 0):
            return one  # whatever becomes of it
        number, least = self.ground.most[members, level], self.ground.least.get((members, level), 0)
        if how == "sum":
            low = None if low is None else min(low * least, low * number)
            high = None if high is None else max(high * least, high * number)
        elif not least:
            low, high = None if low is None else min(0, low), None if high is None else max(0, high)
        one = self.said_for_each(one, members)
        return self._add(OverMembers(one, how), Shape(level, shape.axis), (low, high))

    def over_periods(self, one: Place, axis: Axis, rows: Sequence[Sequence[int]], how: Gathering) -> Place:
        """Put together what a step has at several periods."""
        shape = self.shape(one)
        if len(shape.axis) == 1:
            rows = [[0] * len(each) for each in rows]
        if all(len(each) == 1 for each in rows):
            return self.at_periods(one, axis, [each[0] for each in rows])
        low, high = self.ends(one)
        numbers = [len(each) for each in rows]
        if how == "sum":
            low = None if low is None else min(low * number for number in numbers)
            high = None if high is None else max(high * number for number in numbers)
        elif 0 in numbers:
            low, high = None if low is None else min(0, low), None if high is None else max(0, high)
        op = OverPeriods(one, how, tuple(tuple(each) for each in rows))
        return self._add(op, Shape(shape.level, axis), (low, high))

    def place_in_group(self, one: Place, members: str, group: str) -> Place:
        """Say which place each member has in its group, the greatest first."""
        one = self.said_for_each(one, members)
        return self._add(
            PlaceInGroup(one, group), Shape(members, self.shape(one).axis), (0, self.ground.most[members, group])
        )

    def nearest_shares(self, pool: Place, weight: Place, members: str, group: str) -> Place:
        """Share what each group has by Sainte-Laguë."""
        pool, weight = self.said_for_each(pool, group), self.said_for_each(weight, members)
        _, most = self.ends(pool)
        return self._add(
            NearestShares(pool, weight),
            Shape(members, _axis_of(self.shape(weight).axis, self.shape(pool).axis)),
            (0, most),
        )

    # ------------------------------------------------------------ adding a step

    def said_for_each(self, one: Place, level: str) -> Place:
        """Say of each party of a level what is alike for all of them."""
        shape = self.shape(one)
        if shape.level == level:
            return one
        return self._placed(OfGroup(one), Shape(level, shape.axis), self.ends(one))  # even if there is only one number

    def _alike(self, op: Op, needs: tuple[Place, ...], ends: _Ends) -> Place:
        """Add a step that is reckoned alike for each, of the level and the periods of what it needs."""
        return self._add(op, self._shape_of(needs), ends)

    def _shape_of(self, needs: Sequence[Place]) -> Shape:
        """Return the shape of what is put together: one of the scheme, or of one row, fits any other."""
        return reduce(self._together, (self.steps[need].shape for need in needs))

    def _together(self, one: Shape, other: Shape) -> Shape:
        if one is other:
            return one
        scheme = self.graph.levels[-1]
        level = other.level if one.level == scheme else one.level
        assert other.level in {scheme, level}, "levels are brought together first"
        axis = _axis_of(one.axis, other.axis)
        for each in (one, other):
            if each.level == level and each.axis is axis:
                return each
        return self.shapes.setdefault((level, axis), Shape(level, axis))

    def _add(self, op: Op, shape: Shape, ends: _Ends) -> Place:
        found = self.known.get((op, shape))
        if found is None:
            found = self.folded.get((op, shape))
        if found is not None:
            return found
        low, high = ends
        some = self._few(op, low, high)
        if some:
            low, high = min(some), max(some)
        if low is not None and low == high:
            found = self.folded[op, shape] = self.number(low)
            return found
        return self._placed(op, shape, (low, high), some)

    def _few(self, op: Op, low: _End, high: _End) -> Few:
        return few(op, low, high, lambda place: self.few[place] or None, lambda place: self.steps[place].op)

    def _placed(self, op: Op, shape: Shape, ends: _Ends, some: Few = frozenset()) -> Place:
        found = self.known.get((op, shape))
        if found is None:
            found = self.known[op, shape] = len(self.steps)
            self.steps.append(Step(op, shape, *ends))
            self.few.append(some)
        return found


def _axis_of(one: Axis, other: Axis) -> Axis:
    """Return the periods of what is put together: those of what has more than one row."""
    if len(one) > 1:
        assert len(other) == 1 or other == one, "periods are brought together first"
        return one
    return other if len(other) > 1 or one == ONCE else one


def _sum(one: _End, other: _End) -> _End:
    return None if one is None or other is None else one + other


def _negative(end: _End) -> _End:
    return None if end is None else -end


def _product(one: _Ends, other: _Ends) -> _Ends:
    (a, b), (c, d) = one, other
    if a is None or b is None or c is None or d is None:
        low: Callable[[_End], bool] = lambda end: end is not None and end >= 0  # noqa: E731 - said twice below
        return (a * c if a is not None and c is not None and low(a) and low(c) else None), None
    corners = (a * c, a * d, b * c, b * d)
    return min(corners), max(corners)
