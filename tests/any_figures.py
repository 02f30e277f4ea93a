"""Figures by chance, within all bounds that a scheme declares of them, for tests of what is claimed of any figures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor, prod
from random import Random

from attrs import evolve, frozen

from schemelang.dates import Period
from schemelang.figures.figures import Datum, Figures, Member, Membership, State
from schemelang.figures.times import Timetable, timetable_of
from schemelang.graph.graph import Given, OfParty, RuleGraph
from schemelang.model import model
from schemelang.model.model import SCHEME, Each, Expression, Figure, Quantity, Scheme
from schemelang.model.parts import figures_in

Key = tuple[str, str | None, Period | None]
Value = Fraction | bool | date | str

_SIZES = (0, 1, 2, 3, 7, 20, 100, 999, 5_000, 12_345)


@frozen
class _Chance:
    """What a figure is chosen by: the periods there are, chance, and about how large numbers are."""

    timetable: Timetable
    random: Random
    sizes: Sequence[int]


def any_figures(scheme: Scheme, graph: RuleGraph, random: Random, sizes: Sequence[int] = _SIZES) -> Figures:
    """Make figures that are all reported, of members that are there for the whole term."""
    members, memberships = _parties(scheme, graph, random)
    figures = {block.name: block for block in scheme.blocks if isinstance(block, Figure)}
    timetable = timetable_of(scheme, same_at_every_date=True)
    data: dict[Key, Datum] = {}
    for figure in _in_order(figures):
        parties = [None] if figure.level == SCHEME else [each.code for each in members if each.kind == figure.level]
        for party in parties:
            for period in _times(figure, timetable):
                key = figure.name, party, period
                value = _value(figure, key, data, _Chance(timetable, random, sizes))
                data[key] = Datum(
                    figure=figure.name, party=party, period=period, value=value, written=str(value), place=figure.span
                )
    return Figures(members=tuple(members), memberships=tuple(memberships), data=data)


def _parties(scheme: Scheme, graph: RuleGraph, random: Random) -> tuple[list[Member], list[Membership]]:
    numbers = {scheme.leaf.singular: scheme.leaf_number, **{e.groups.singular: e.number for e in scheme.groupings}}
    codes: dict[str, list[str]] = {}
    for level in scheme.levels[:-1]:
        named = [
            rule.kind.party
            for rule in graph.rules
            if isinstance(rule.kind, OfParty) and graph.by_id[rule.kind.need].level == level
        ]
        count = random.randint(1, min(4, numbers[level] or 4))
        codes[level] = [*dict.fromkeys(named), *(f"{level} {number}" for number in range(1, count + 1))]
        codes[level] = codes[level][: max(count, len(set(named)))]
    members = [Member(code=code, name=code, kind=level) for level, them in codes.items() for code in them]
    memberships = [
        Membership(
            member=code, kind=above, group=random.choice(codes[above]), first=scheme.first, last=scheme.last, place=None
        )
        for level, above in zip(scheme.levels[:-1], scheme.levels[1:-1], strict=False)
        for code in codes[level]
    ]
    return sorted(members, key=lambda each: each.code), sorted(memberships, key=lambda each: each.member)


def _in_order(figures: Mapping[str, Figure]) -> list[Figure]:
    """Put figures after those that they are held against."""
    done: dict[str, Figure] = {}

    def give(figure: Figure) -> None:
        bounds = [bound for bound in (figure.most, figure.least) if bound is not None]
        for name in (name for bound in bounds for name in figures_in(bound)):
            if name not in done:
                give(figures[name])
        done.setdefault(figure.name, figure)

    for figure in figures.values():
        give(figure)
    return list(done.values())


def _times(figure: Figure, timetable: Timetable) -> Iterator[Period | None]:
    if isinstance(figure.time, Each):
        yield from timetable.earlier[figure.time.kind] if figure.name in timetable.read_earlier else ()
        yield from timetable.periods[figure.time.kind]
    else:
        yield None


def _value(figure: Figure, key: Key, data: Mapping[Key, Datum], chance: _Chance) -> Value:
    random = chance.random
    match figure.type.quantity:
        case Quantity.YES_NO:
            return random.random() < 0.6
        case Quantity.CATEGORY:
            return random.choice(figure.type.words)
        case Quantity.DATE:
            return chance.timetable.periods["year"][0].first + timedelta(days=random.randint(-100, 500))
        case _:
            return _number(figure, key, data, chance)


def _number(figure: Figure, key: Key, data: Mapping[Key, Datum], chance: _Chance) -> Fraction:
    """Choose a number of its type within its bounds: often one of their ends, or close to it."""
    random, timetable = chance.random, chance.timetable
    units = {Quantity.COUNT: Fraction(1), Quantity.MONEY: Fraction(1, 100), Quantity.SHARE: Fraction(1, 10_000)}
    unit = units.get(figure.type.quantity, Fraction(1, 8))
    low = None if figure.least is None else _worth(figure.least, key, data, timetable)
    high = None if figure.most is None else _worth(figure.most, key, data, timetable)
    low = max(low or Fraction(0), Fraction(0)) if figure.type.quantity is Quantity.COUNT else low
    size = Fraction(random.choice(chance.sizes)) * (Fraction(1, 100) if figure.type.quantity is Quantity.SHARE else 1)
    size += unit * random.choice((0, 0, 1, 3))
    if low is None:
        low = -size if high is None or high > -size else high - size
    if high is None or high < low:
        high = max(low, Fraction(0)) + size
    first, last = ceil(low / unit), floor(high / unit)
    chosen = random.choice((first, last, last, random.randint(min(first, last), max(first, last))))
    return min(max(chosen * unit, low), high)


def _worth(bound: Expression, key: Key, data: Mapping[Key, Datum], timetable: Timetable) -> Fraction:
    def of(part: Expression) -> Fraction:
        return _worth(part, key, data, timetable)

    match bound:
        case model.Constant(value=Fraction() as value):
            return value
        case model.ReadFigure():
            return _beside(bound, key, data, timetable)
        case model.SumOf(terms=terms):
            return sum((sign * of(each) for sign, each in terms), Fraction(0))
        case model.ProductOf(factors=factors):
            return prod(((of(each) or Fraction(1)) ** power for power, each in factors), start=Fraction(1))
        case model.PartOf(share=one, whole=other) | model.RateOf(amount=one, base=other):
            return of(one) * of(other)
        case model.GreatestOf(values=values):
            return max(of(each) for each in values)
        case model.LeastOf(values=values):
            return min(of(each) for each in values)
        case _:
            raise AssertionError(bound)


def _beside(read: model.ReadFigure, key: Key, data: Mapping[Key, Datum], timetable: Timetable) -> Fraction:
    party = None if read.level == SCHEME else key[1]
    period, own = read.period, key[2]
    if read.series is not None:
        assert own is not None
        every = (*timetable.periods[read.series], *timetable.earlier[read.series])
        period = next(each for each in every if each.first <= own.first and own.last <= each.last)
    value = data[read.figure, party, period].value
    assert isinstance(value, Fraction)
    return value


# ---------------------------------------------------------------- figures of those that come and go, and send nothing


def roughened(figures: Figures, graph: RuleGraph, random: Random) -> Figures:
    """Leave out some figures, put others out of reach, and let some members come late, go early or be in no group.

    Some merge, and nobody moves from one group to another.
    """
    rarely = random.choice((0, 0, 1, 3))
    judged = {rule.kind.figure for rule in graph.rules if isinstance(rule.kind, Given) and rule.kind.decided_by}
    data: dict[Key, Datum] = {}
    for key, datum in figures.data.items():
        chance = random.randrange(20)
        if chance >= rarely:
            data[key] = datum
        elif chance == 0:
            states = (State.UNDECIDED,) if key[0] in judged else _STATES
            data[key] = evolve(datum, value=random.choice(states), written="")
    stays = {each.code: _stay(graph, random) for each in figures.members}
    alone = {each.member for each in figures.memberships if random.randrange(12) == 0}
    into = dict(_merging(figures, graph, stays, alone, random))
    return evolve(
        figures,
        members=tuple(
            evolve(each, first=stays[each.code][0], last=stays[each.code][1], merged_into=into.get(each.code))
            for each in figures.members
        ),
        memberships=tuple(
            evolve(each, first=max(each.first, stays[each.member][0]), last=min(each.last, stays[each.member][1]))
            for each in figures.memberships
            if each.member not in alone
        ),
        data=data,
    )


def _merging(
    figures: Figures,
    graph: RuleGraph,
    stays: dict[str, tuple[date, date]],
    alone: set[str],
    random: Random,
) -> Iterator[tuple[str, str]]:
    """Let some of those that go early go into another that is there the day after, of the same group or of none.

    Where their figures are added together, one may have gone before the term.
    """
    groups = {each.member: each.group for each in figures.memberships if each.member not in alone}
    leaf = [each.code for each in figures.members if each.kind == graph.levels[0]]
    others: set[str] = set()
    for one, other in zip(leaf, random.sample(leaf, len(leaf)), strict=True):
        (first, last), (came, gone) = stays[one], stays[other]
        if last == date.max and one not in others and random.randrange(4) == 0:
            last = graph.last - timedelta(days=random.randint(1, 300))
        day_after = last if last == date.max else last + timedelta(days=1)
        there = max(came, graph.first) <= day_after <= gone and first < day_after < date.max
        if one == other or not there or groups.get(one) != groups.get(other):
            continue
        stays[one] = first, last
        if one not in others and graph.levels[0] in graph.joining and random.randrange(4) == 0:
            stays[one] = date.min, graph.first - timedelta(days=random.randint(1, 400))
            alone.add(one)
        others.add(other)
        yield one, other


def levelled(figures: Figures, random: Random) -> Figures:
    """Let all parties have the same of some figures, so that nobody comes before another."""
    same = {figure for figure in dict.fromkeys(key[0] for key in figures.data) if random.randrange(2)}
    first: dict[tuple[str, Period | None], Datum] = {}
    for (figure, _, period), datum in figures.data.items():
        first.setdefault((figure, period), datum)
    data = {
        key: evolve(datum, value=first[key[0], key[2]].value) if key[0] in same else datum
        for key, datum in figures.data.items()
    }
    return evolve(figures, data=data)


_STATES = (State.NOT_REPORTED, State.SUPPRESSED, State.NOT_APPLICABLE)


def _stay(graph: RuleGraph, random: Random) -> tuple[date, date]:
    """Choose from when to when a member takes part: mostly all the time."""
    first, last = date.min, date.max
    if random.randrange(8) == 0:
        first = graph.first + timedelta(days=random.randint(0, 200))
    if random.randrange(8) == 0:
        last = graph.last - timedelta(days=random.randint(0, 160))
    return first, last
