"""Figures of a scenario brought within the bounds that a file would be held to, and how often that was needed."""

from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from attrs import frozen

from schemelang.figures.bounds import Books, limits
from schemelang.figures.figures import Datum
from schemelang.model.model import Quantity
from schemelang.proof.made import bounds_of
from schemelang.proof.worlds import Figure as Key
from schemelang.proof.worlds import World
from schemelang.simulation.simulation import Worth


@frozen
class Within:
    """The figures of a scenario that are other than they are, and how often each figure had to be cut."""

    figures: Mapping[Key, Worth]
    cuts: Counter[str]


@frozen(eq=False)
class Keeper:
    """What keeps figures within their bounds: the world of the figures as they are, and who bounds whom."""

    world: World

    @cached_property
    def base(self) -> dict[Key, Datum]:
        """The figures as they are."""
        return dict(self.world.figures.data)

    @cached_property
    def given(self) -> Mapping[str, tuple[Key, ...]]:
        """The figures that were supplied, by their names."""
        found: dict[str, list[Key]] = {}
        for key in self.world.figures.data:
            found.setdefault(key[0], []).append(key)
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The names of all figures, each after those that bound it; of two that bound each other, either is first."""
        found: dict[str, None] = {}
        begun: set[str] = set()

        def visit(name: str) -> None:
            if name in begun:
                return
            begun.add(name)
            for other in bounds_of(self.world.plan.figures[name]):
                visit(other)
            found[name] = None

        for name in self.world.plan.figures:
            visit(name)
        return tuple(found)

    @cached_property
    def in_turn(self) -> bool:
        """Whether no figure bounds itself, through others."""
        place = {name: number for number, name in enumerate(self.order)}
        figures = self.world.plan.figures
        return all(place[other] < place[name] for name in figures for other in bounds_of(figures[name]))

    def within(self, wanted: Mapping[Key, Worth]) -> Within | None:
        """Bring figures within their bounds, and those that they bound; there is nothing where that cannot be."""
        moved = {name for name, _, _ in wanted}
        found: dict[Key, Worth] = {}
        cuts: Counter[str] = Counter()
        data = ChainMap({}, self.base)
        books = Books(data, self.world.plan.figures, self.world.plan.timetable)
        for name in self.order:
            for key in self._touched(name, wanted, moved):
                before = wanted.get(key, self._before(key))
                assert before is not None, "what is touched is wanted or given"
                value = self._cut(key, before, books)
                if value is None:
                    return None
                cuts[name] += value != before
                if value != self._before(key):
                    moved.add(name)
                    found[key] = value
                    data[key] = self.datum(key, value)
        if not self.in_turn and not self.world.is_within(found):
            return None
        return Within(found, +cuts)

    def _before(self, key: Key) -> Worth | None:
        datum = self.world.figures.data.get(key)
        return None if datum is None else datum.value

    def _touched(self, name: str, wanted: Mapping[Key, Worth], moved: set[str]) -> Iterator[Key]:
        """Return the figures of a name that are wanted otherwise, and those that are bounded by one that moves."""
        asked = dict.fromkeys(key for key in wanted if key[0] == name)
        bounded = any(other in moved for other in bounds_of(self.world.plan.figures[name]))
        yield from (asked | dict.fromkeys(self.given.get(name, ()))) if bounded else asked

    def datum(self, key: Key, value: Worth) -> Datum:
        """Return a figure as if it had been supplied."""
        figure, party, period = key
        place = self.world.plan.figures[figure].span
        return Datum(figure=figure, party=party, period=period, value=value, written="", place=place)

    def _cut(self, key: Key, value: Worth, books: Books) -> Worth | None:
        """Return the nearest value within the bounds; nothing where there is none."""
        if not isinstance(value, Fraction):
            return value
        counted = self.world.plan.figures[key[0]].type.quantity is Quantity.COUNT
        ends = list(limits(self.datum(key, value), books))
        least = _greatest(limit.value for end, limit in ends if end == "least")
        most = _least(limit.value for end, limit in ends if end == "most")
        if counted:
            least = max(Fraction(0 if least is None else ceil(least)), Fraction(0))
            most = None if most is None else Fraction(floor(most))
        if least is not None and most is not None and least > most:
            return None
        value = value if least is None else max(value, least)
        return value if most is None else min(value, most)


def _greatest(values: Iterable[Fraction]) -> Fraction | None:
    return max(values, default=None)


def _least(values: Iterable[Fraction]) -> Fraction | None:
    return min(values, default=None)
