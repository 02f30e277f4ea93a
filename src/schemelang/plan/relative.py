"""How often one step goes into another at most, where the one is at most so many times the other whatever both are."""

from collections.abc import Sequence
from fractions import Fraction

from attrs import Factory, frozen

from schemelang.plan.plan import Choose, Divided, Greater, Lesser, Minus, Number, Place, Plus, Step, Times

_DEEP = 24


@frozen(eq=False)
class Relative:
    """What is known of how steps compare. What is above nothing is measured by a base, so many of which it is."""

    steps: Sequence[Step]
    known: dict[tuple[Place, Place], Fraction | None] = Factory(dict)

    def often(self, one: Place, by: Place) -> int | None:
        """Return how often one step goes into another at most, if that is known."""
        base, many = self._base(by)
        found = self._times(one, base, _DEEP)
        return None if found is None else (found / many).__floor__()

    def _number(self, place: Place) -> int | None:
        op = self.steps[place].op
        return op.value if isinstance(op, Number) else None

    def _base(self, place: Place) -> tuple[Place, Fraction]:
        """Say of which step one is a constant multiple, above nothing."""
        many = Fraction(1)
        while True:
            parts = self._multiple(place)
            if parts is None:
                return place, many
            number, place = parts
            many *= number

    def _multiple(self, place: Place) -> tuple[int, Place] | None:
        op = self.steps[place].op
        if isinstance(op, Times):
            for number, other in ((self._number(op.one), op.other), (self._number(op.other), op.one)):
                if number is not None and number > 0:
                    return number, other
        return None

    def _times(self, place: Place, base: Place, deep: int) -> Fraction | None:
        """Return how many times a base, which is never below nothing, a step is at most."""
        if (place, base) not in self.known:
            found = [self._plainly(place, base), self._by_what_it_does(place, base, deep - 1) if deep else None]
            self.known[place, base] = min((each for each in found if each is not None), default=None)
        return self.known[place, base]

    def _plainly(self, place: Place, base: Place) -> Fraction | None:
        """Say it by the ends of both."""
        own, many = self._base(place)
        if own == base:
            return many
        most, least = self.steps[place].high, self.steps[base].low
        if most is None or least is None:
            return None
        if most <= 0:
            return Fraction(0) if least >= 0 else None
        return Fraction(most, least) if least > 0 else None

    def _by_what_it_does(self, place: Place, base: Place, deep: int) -> Fraction | None:
        op, low = self.steps[place].op, self.steps[base].low
        if low is None or low < 0:
            return None
        match op:
            case Plus(one, other):
                parts = (self._times(one, base, deep), self._times(other, base, deep))
                return None if parts[0] is None or parts[1] is None else parts[0] + parts[1]
            case Minus(one, less):
                least = self.steps[less].low
                return self._times(one, base, deep) if least is not None and least >= 0 else None
            case Lesser(one, other):
                several = (self._times(each, base, deep) for each in (one, other))
                return min((each for each in several if each is not None), default=None)
            case Greater(one, other) | Choose(_, one, other):
                parts = (self._times(one, base, deep), self._times(other, base, deep))
                return None if parts[0] is None or parts[1] is None else max(parts[0], parts[1])
            case Times(one, other):
                return self._of_product(one, other, base, deep)
            case Divided(one, by):
                least, part = self.steps[by].low, self._times(one, base, deep)
                return None if not least or part is None else max(part, Fraction(0)) / least
            case _:
                return None

    def _of_product(self, one: Place, other: Place, base: Place, deep: int) -> Fraction | None:
        """Say it of one factor; the other is never below nothing, and has an end."""
        found = list[Fraction]()
        for this, that in ((one, other), (other, one)):
            low, most = self.steps[that].low, self.steps[that].high
            part = self._times(this, base, deep) if low is not None and low >= 0 and most is not None else None
            if part is not None and most is not None:
                found.append(max(part, Fraction(0)) * most)
        return min(found, default=None)
