"""What is known of figures before anybody reports one: the bounds that the scheme declares, or what was given."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures
from schemelang.graph.graph import RuleGraph, RuleId
from schemelang.light import Factory, frozen
from schemelang.model.model import (
    Constant,
    Expression,
    Figure,
    GreatestOf,
    LeastOf,
    Once,
    PartOf,
    ProductOf,
    Quantity,
    RateOf,
    ReadFigure,
    Scheme,
    SumOf,
    Type,
)
from schemelang.proof.intervals import (
    ANYTHING,
    YES_OR_NO,
    Range,
    at_least,
    either,
    greatest,
    least,
    minus,
    plus,
    point,
    product,
    quotient,
    tightest_high,
    tightest_low,
)

_PENNY = Fraction(1, 100)
End = Literal["most", "least"]


@frozen
class Bounds:
    """The figures of a scheme, the bounds that it declares, and those values that are known already."""

    figures: Mapping[str, Figure]
    first: date
    known: Mapping[str, tuple[Datum, ...]]
    at_least_nothing: frozenset[str] = frozenset()
    ends: dict[tuple[str, End], Fraction | None] = Factory(dict)
    now: dict[str, Range | None] = Factory(dict)

    def of_figure(self, name: str) -> Range:
        """Return the range of a figure: as it was given if it was counted by the first day, or else as declared."""
        known = self.known_now(name)
        return self.declared(name) if known is None else known

    def known_at(self, name: str, period: Period) -> Range | None:
        """Return the range of a figure at a period that was over by the first day of the term, if it was given."""
        if period.last > self.first:
            return None
        return self._given(datum for datum in self.known.get(name, ()) if datum.period == period)

    def _given(self, data: Iterable[Datum]) -> Range | None:
        values = [each for each in (_number(datum.value) for datum in data) if each is not None]
        return either(point(value) for value in values) if values else None

    def declared(self, name: str) -> Range:
        """Return the range of a figure by its type and by the bounds that are declared of it."""
        figure = self.figures[name]
        own, nothing = of_type(figure.type), Fraction(0) if name in self.at_least_nothing else None
        return Range(
            tightest_low((own.low, self._end(figure, "least"), nothing)),
            tightest_high((own.high, self._end(figure, "most"))),
            own.grid,
        )

    def _end(self, figure: Figure, end: End) -> Fraction | None:
        """Return one declared end of a figure; of bounds that go round in a circle, none."""
        bound = figure.most if end == "most" else figure.least
        key = figure.name, end
        if bound is not None and key not in self.ends:
            self.ends[key] = None
            worth = self._worth(bound, end)
            self.ends[key] = worth.high if end == "most" else worth.low
        return self.ends.get(key)

    def _worth(self, bound: Expression, end: End) -> Range:
        match bound:
            case Constant(value=Fraction() as value):
                return point(value)
            case ReadFigure(figure=name):
                return self._read(name, end)
            case SumOf(terms=terms):
                return plus(
                    each if sign == 1 else minus(each) for sign, each in ((s, self._both(part)) for s, part in terms)
                )
            case ProductOf(factors=factors):
                upper = product(self._both(part) for power, part in factors if power == 1)
                return quotient(upper, product(self._both(part) for power, part in factors if power == -1))
            case PartOf(share=one, whole=other) | RateOf(amount=one, base=other):
                return product((self._both(one), self._both(other)))
            case GreatestOf(values=values):
                them = [self._both(value) for value in values]
                return Range(tightest_low(each.low for each in them), greatest(each.high for each in them))
            case LeastOf(values=values):
                them = [self._both(value) for value in values]
                return Range(least(each.low for each in them), tightest_high(each.high for each in them))
            case _:
                return ANYTHING

    def _read(self, name: str, end: End) -> Range:
        """Return one end of a figure that bounds another; the other end is not asked for, and may go in a circle."""
        own, figure = self.known_now(name), self.figures[name]
        if own is not None:
            return own
        own_type = of_type(figure.type)
        if end == "most":
            return Range(None, tightest_high((own_type.high, self._end(figure, "most"))))
        return Range(tightest_low((own_type.low, self._end(figure, "least"))), None)

    def _both(self, bound: Expression) -> Range:
        return Range(self._worth(bound, "least").low, self._worth(bound, "most").high)

    def known_now(self, name: str) -> Range | None:
        """Return the range of a figure that is known already."""
        if name not in self.now:
            self.now[name] = self._known_now(name)
        return self.now[name]

    def _known_now(self, name: str) -> Range | None:
        figure = self.figures[name]
        moment = figure.time.moment if isinstance(figure.time, Once) else None
        if moment is None or (moment.last if isinstance(moment, Period) else moment) > self.first:
            return None
        return self._given(self.known.get(name, ()))

    def values(self, name: str) -> dict[str | None, Fraction | None]:
        """Return the values of a figure that is given once, by party."""
        return {datum.party: _number(datum.value) for datum in self.known.get(name, ())}

    def is_never_more(self, part: RuleId, whole: RuleId) -> bool:
        """Say whether one figure is declared never to be more than another, at once or by way of others."""
        if part == whole:
            return True
        if part.owner not in self.figures or whole.owner not in self.figures or part.part != whole.part:
            return False
        return part.part != "given" and self._is_below(part.owner, whole.owner, frozenset())

    def _is_below(self, part: str, whole: str, seen: frozenset[str]) -> bool:
        if part == whole:
            return True
        above = self.never_less[part] - seen
        return any(self._is_below(name, whole, seen | above) for name in above)

    @cached_property
    def never_less(self) -> Mapping[str, frozenset[str]]:
        """The figures that are declared never to be less than each, by a bound of either."""
        found = {name: set(_read_in(figure.most, LeastOf)) for name, figure in self.figures.items()}
        for name, figure in self.figures.items():
            for below in _read_in(figure.least, GreatestOf):
                found[below].add(name)
        return {name: frozenset(above) for name, above in found.items()}


def _read_in(limit: Expression | None, among: type[LeastOf | GreatestOf]) -> Iterator[str]:
    """Find the figures that a limit is, or that it is the least or the greatest of."""
    if isinstance(limit, ReadFigure):
        yield limit.figure
    elif isinstance(limit, among):
        yield from (value.figure for value in limit.values if isinstance(value, ReadFigure))


def of_type(type_: Type) -> Range:
    """Return the range of a figure by its type alone."""
    match type_.quantity:
        case Quantity.COUNT:
            return at_least(0, Fraction(1))
        case Quantity.MONEY:
            return Range(None, None, _PENNY)
        case Quantity.YES_NO:
            return YES_OR_NO
        case _:
            return ANYTHING


def _number(value: object) -> Fraction | None:
    match value:
        case bool() | Fraction():
            return Fraction(value)
        case date():
            return Fraction(value.toordinal())
        case _:
            return None


def bounds_of(scheme: Scheme, graph: RuleGraph, figures: Figures | None) -> Bounds:
    """Return what is known of the figures of a scheme."""
    declared = {block.name: block for block in scheme.blocks if isinstance(block, Figure)}
    known: dict[str, list[Datum]] = {}
    for datum in figures.data.values() if figures is not None else ():
        known.setdefault(datum.figure, []).append(datum)
    return Bounds(declared, graph.first, {name: tuple(data) for name, data in known.items()})
