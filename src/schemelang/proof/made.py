"""Practices that nobody has, of sizes that anybody knows, whose figures are within all bounds of their scheme."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import assert_never

from schemelang.dates import Period
from schemelang.figures.bounds import Books, limits
from schemelang.figures.columns import declared
from schemelang.figures.figures import Datum, Figures, Member, Membership
from schemelang.figures.times import Timetable, timetable_of
from schemelang.graph.graph import Difference, OfParty, RuleGraph
from schemelang.light import evolve, frozen
from schemelang.model.model import SCHEME, Each, Figure, Quantity, Scheme
from schemelang.model.parts import figures_in

Key = tuple[str, str | None, Period | None]

_NAMES = ("Ash", "Birch", "Cedar", "Dale", "Elm")
_LISTS = (9_000, 6_200, 12_400, 4_800, 7_500)
_GROUPS = (("North", "South"), ("East", "West"), ("Upper", "Lower"), ("Left", "Right"))
_FIRST_GROUP = 3
"""How many of the five practices are in the first of the two groups."""
_POUNDS_A_PATIENT = 12
_REGISTER, _LEFT_OUT, _EVENTS = Fraction(8, 100), Fraction(4, 100), Fraction(1, 100)
"""What part of a list is on a register, of a register is left out, and how many of other things there are to a list."""
_NOBODY_IN_A_GROUP = 3
"""How many practices there are where there are no groups, unless the scheme says fewer."""


def made_figures(scheme: Scheme, graph: RuleGraph) -> Figures:
    """Make two groups of practices, or practices without groups, that have reported everything for the whole term."""
    members, memberships = _parties(scheme, graph)
    maker = _Maker(
        scheme=scheme,
        figures={figure.name: figure for figure in declared(scheme)},
        timetable=timetable_of(scheme, same_at_every_date=True),
        left_out=frozenset(rule.kind.less.owner for rule in graph.rules if isinstance(rule.kind, Difference)),
    )
    data: dict[Key, Datum] = {}
    for figure in _bounds_first(maker.figures):
        parties = [member.code for member in members if member.kind == figure.level]
        for number, party in enumerate((None,) if figure.level == SCHEME else parties):
            for period in times_of(figure, maker.timetable):
                data[figure.name, party, period] = maker.datum(data, figure, (figure.name, party, period), number)
    return Figures(members=members, memberships=memberships, data=data)


def times_of(figure: Figure, timetable: Timetable) -> tuple[Period | None, ...]:
    """Return the periods for which a figure is given, the earlier ones first; one that is given once has none."""
    if not isinstance(figure.time, Each):
        return (None,)
    before = timetable.earlier[figure.time.kind] if figure.name in timetable.read_earlier else ()
    return (*before, *timetable.periods[figure.time.kind])


# ---------------------------------------------------------------- parties


def _parties(scheme: Scheme, graph: RuleGraph) -> tuple[tuple[Member, ...], tuple[Membership, ...]]:
    """Make the practices, and two groups at each level of which each is in one of the level before."""
    leaf, *groups = scheme.levels[:-1]
    alone = min(scheme.leaf_number or _NOBODY_IN_A_GROUP, _NOBODY_IN_A_GROUP)
    codes = _named(graph, leaf, _NAMES[: len(_NAMES) if groups else alone])
    members = [Member(code=code, name=code, kind=leaf) for code in codes]
    memberships = list[Membership]()
    for depth, kind in enumerate(groups):
        above = _named(graph, kind, _GROUPS[depth] if depth < len(_GROUPS) else (f"{kind} 1", f"{kind} 2"))
        members += [Member(code=code, name=code, kind=kind) for code in above]
        first = _FIRST_GROUP if depth == 0 else 1
        memberships += [
            Membership(
                member=code,
                kind=kind,
                group=above[number >= first],
                first=graph.first,
                last=graph.last,
                place=None,
            )
            for number, code in enumerate(codes)
        ]
        codes = above
    by_code = sorted(members, key=lambda member: member.code), sorted(memberships, key=lambda each: each.member)
    return tuple(by_code[0]), tuple(by_code[1])


def _named(graph: RuleGraph, level: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Put the parties that the rules name in the place of others."""
    asked = [rule.kind for rule in graph.rules if isinstance(rule.kind, OfParty)]
    named = dict.fromkeys(each.party for each in asked if graph.by_id[each.need].level == level)
    return tuple(dict.fromkeys((*named, *codes)))[: max(len(codes), len(named))]


# ---------------------------------------------------------------- figures


def _bounds_first(figures: Mapping[str, Figure]) -> Iterator[Figure]:
    """Give the figures, each after those that it is held against."""
    given = set[str]()

    def give(figure: Figure) -> Iterator[Figure]:
        if figure.name not in given:
            given.add(figure.name)
            for other in bounds_of(figure):
                yield from give(figures[other])
            yield figure

    for figure in figures.values():
        yield from give(figure)


def bounds_of(figure: Figure) -> tuple[str, ...]:
    """Return the figures that a figure is held against."""
    bounds = (bound for bound in (figure.most, figure.least) if bound is not None)
    return tuple(dict.fromkeys(name for bound in bounds for name in figures_in(bound)))


@frozen(kw_only=True)
class _Maker:
    """What is needed to make a figure; `left_out` are the figures that are taken off others."""

    scheme: Scheme
    figures: Mapping[str, Figure]
    timetable: Timetable
    left_out: frozenset[str]

    def datum(self, data: Mapping[Key, Datum], figure: Figure, key: Key, number: int) -> Datum:
        """Make a figure of the party of a number, within its bounds as far as the figures before it set any."""
        name, party, period = key
        datum = Datum(figure=name, party=party, period=period, value=Fraction(0), written="", place=figure.span)
        ends = list(limits(datum, Books(data, self.figures, self.timetable)))
        most = min((limit.value for end, limit in ends if end == "most"), default=None)
        least = max((limit.value for end, limit in ends if end == "least"), default=None)
        value = self._value(figure, number, most)
        if isinstance(value, Fraction):
            value = _between(value, least, most, whole=figure.type.quantity is Quantity.COUNT)
        return evolve(datum, value=value, written=str(value))

    def _value(self, figure: Figure, number: int, most: Fraction | None) -> Fraction | bool | date | str:
        size = Fraction(_LISTS[number % len(_LISTS)]) * (1 if figure.level == self.scheme.levels[0] else 3)
        match figure.type.quantity:
            case Quantity.COUNT | Quantity.NUMBER:
                return self._count(figure, number, size, most)
            case Quantity.MONEY:
                later = Fraction(2 * list(self.figures).index(figure.name), 100)
                pounds = size * _POUNDS_A_PATIENT * max(Fraction(1, 2), 1 - later)
                return pounds if most is None else min(pounds, most * Fraction(4, 5))
            case Quantity.SHARE:
                return Fraction(70 - 5 * (number % 3), 100)
            case Quantity.YES_NO:
                return True
            case Quantity.DATE:
                return self.scheme.first + timedelta(days=(self.scheme.last - self.scheme.first).days // 2)
            case Quantity.CATEGORY:
                return figure.type.words[0]
            case _:
                assert_never(figure.type.quantity)

    def _count(self, figure: Figure, number: int, size: Fraction, most: Fraction | None) -> Fraction:
        """Make a list from its size, a register from its list, and a part from its register."""
        if most is None:
            people = self._has_registers(figure) or "list" in figure.name
            part = _REGISTER if figure.type.unit in ("patient", "person") or self._parts(figure) else _EVENTS
            return size * (1 if people else part)
        if figure.name in self.left_out:
            return most * _LEFT_OUT
        wholes = [self.figures[name] for name in bounds_of(figure)]
        register = self._parts(figure) or any(self._has_registers(whole) for whole in wholes if whole.most is None)
        return most * (_REGISTER if register else Fraction(72 - 4 * (number % 3), 100))

    def _has_registers(self, figure: Figure) -> bool:
        """Say whether parts of a figure have parts of their own."""
        return any(self._parts(part) for part in self._parts(figure))

    def _parts(self, figure: Figure) -> list[Figure]:
        """Return the figures that are parts of one: those that are never more than it, or than what comes of it."""
        return self._by_whole.get(figure.name, [])

    @cached_property
    def _by_whole(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for part in self.figures.values():
            for whole in bounds_of(part) if part.most is not None else ():
                found.setdefault(whole, []).append(part)
        return found


def _between(value: Fraction, least: Fraction | None, most: Fraction | None, *, whole: bool) -> Fraction:
    """Bring a number between two ends; a whole one is rounded inwards."""
    if whole:
        value = Fraction(floor(value))
        least, most = None if least is None else Fraction(ceil(least)), None if most is None else Fraction(floor(most))
    value = value if most is None else min(value, most)
    return value if least is None else max(value, least)
