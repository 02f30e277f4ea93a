"""Why there is no value, as numbers of a plan: put together, begun, and first among several."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import reduce

from attrs import frozen

from schemelang.outcome.outcome import Lack
from schemelang.plan.bench import Bench
from schemelang.plan.plan import CODE_OF, LACKS, Axis, Gathering, Place

LEFT_OUT = CODE_OF[Lack.LEFT_OUT]


@frozen(eq=False)
class Among(ABC):
    """Those of which something is put together. `order` is where each stands, and `number` how many there may be."""

    bench: Bench
    order: Place
    number: int

    @abstractmethod
    def over(self, one: Place, how: Gathering) -> Place:
        """Put what they come to together."""


@frozen(eq=False)
class Periods(Among):
    """The periods within each period of an axis, by their rows."""

    axis: Axis
    rows: Sequence[Sequence[int]]

    def over(self, one: Place, how: Gathering) -> Place:
        """Put what the periods come to together."""
        return self.bench.over_periods(one, self.axis, self.rows, how)


@frozen(eq=False)
class Members(Among):
    """The members, of one level, of each party of another."""

    level: str
    group: str

    def over(self, one: Place, how: Gathering) -> Place:
        """Put what the members come to together."""
        return self.bench.over_members(one, self.level, self.group, how)

    def place(self, one: Place) -> Place:
        """Say which place each member has by a number, the greatest first."""
        return self.bench.place_in_group(one, self.level, self.group)

    def down(self, one: Place) -> Place:
        """Give each member what is its group's."""
        return self.bench.of_group(one, self.level)


@frozen(eq=False)
class Lacks:
    """How the numbers of lacks are put together at a bench."""

    bench: Bench

    @property
    def none(self) -> Place:
        """No lack."""
        return self.bench.number(0)

    def number(self, lack: Lack) -> Place:
        """Return the number of a lack."""
        return self.bench.number(CODE_OF[lack])

    def merged(self, lacks: Iterable[Place]) -> Place:
        """Put lacks together: the first that is more than left out, or else left out."""
        return reduce(self._merged, lacks, self.none)

    def _merged(self, one: Place, other: Place) -> Place:
        return self.bench.choose(self.is_more(one), one, self.bench.greater(one, other))

    def missing(self, lack: Place) -> Place:
        """Say whether there is a lack."""
        return self.bench.is_less(self.none, lack)

    def is_more(self, lack: Place) -> Place:
        """Say whether there is a lack, and another than that it is left out."""
        return self.bench.is_less(self.bench.number(LEFT_OUT), lack)

    def is_left_out(self, lack: Place) -> Place:
        """Say whether something is left out."""
        return self.is_one(lack, Lack.LEFT_OUT)

    def is_one(self, lack: Place, which: Lack) -> Place:
        """Say whether a lack is a certain one."""
        return self.bench.is_equal(lack, self.number(which))

    def begun(self, inherited: Place, own: Sequence[tuple[Place, Lack]]) -> Place:
        """Say which lack begins where nothing that is needed is lacking: the first of some whose condition holds."""
        found = self.none
        for condition, lack in reversed(own):
            found = self.bench.choose(condition, self.number(lack), found)
        return self.bench.choose(self.missing(inherited), self.none, found)

    def first(self, lack: Place, among: Among) -> Place:
        """Put the lacks of several together in their order: the first that is more than left out, or else left out."""
        bench = self.bench
        _, high = bench.ends(lack)
        if high is not None and high <= LEFT_OUT + 1:  # there is one such lack, if any
            return among.over(lack, "greatest")
        many = len(LACKS)
        place = bench.plus(bench.times(among.order, bench.number(many)), lack)
        waiting = bench.choose(self.is_more(lack), place, bench.number(among.number * many))
        found = bench.rest(among.over(waiting, "least"), bench.number(many))
        return bench.greater(found, among.over(self.is_left_out(lack), "greatest"))
