"""What a plan may rely on, found in figures that are at hand: their ends, their words, and who belongs where."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain
from math import lcm
from types import MappingProxyType

from schemelang.dates import Period
from schemelang.figures.figures import Figures, State
from schemelang.graph.graph import Constant, Given, RuleGraph, RuleId
from schemelang.outcome.belonging import Belonging
from schemelang.outcome.over_time import periods_by_rule
from schemelang.plan.plan import Domain, Ground

Value = Fraction | bool | date | str
"""What a figure comes to, or what is laid down."""


def ground_of(
    graph: RuleGraph,
    figures: Figures,
    belonging: Belonging,
    parameters: Mapping[RuleId, Domain] | None = None,
    others: Mapping[str, Collection[Value | State]] = MappingProxyType({}),
) -> Ground:
    """Find what a plan may rely on for these figures alone, and for other values that some of them may have."""
    words = _words(graph, figures, others)
    domains = dict(_domains(graph, figures, belonging, words))
    return Ground(
        domains={name: widened(domain, others.get(name, ()), words) for name, domain in domains.items()},
        words=words,
        steady=frozenset(_steady(belonging)),
        most=_most(belonging),
        least=_least(belonging),
        parameters=parameters or {},
    )


def nobody_moves(belonging: Belonging) -> bool:
    """Say whether nobody moves between groups within the term: where somebody does, no plan says what comes of it."""
    return not belonging.moved


def _words(graph: RuleGraph, figures: Figures, others: Mapping[str, Collection[Value | State]]) -> tuple[str, ...]:
    laid_down = (rule.kind.value for rule in graph.rules if isinstance(rule.kind, Constant))
    supplied = (datum.value for datum in figures.data.values())
    every = (*laid_down, *supplied, *chain.from_iterable(others.values()))
    return tuple(sorted({each for each in every if isinstance(each, str)}))


def number_of(value: Value, words: Sequence[str]) -> Fraction:
    """Return the number by which a value goes in a plan."""
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(words.index(value) if isinstance(value, str) else value)


# ---------------------------------------------------------------- figures


def _domains(
    graph: RuleGraph, figures: Figures, belonging: Belonging, words: tuple[str, ...]
) -> Iterator[tuple[str, Domain]]:
    """Measure each figure that a rule takes, for those that it is taken for."""
    periods_of = periods_by_rule(graph)
    for rule in graph.rules:
        if isinstance(rule.kind, Given):
            keys = ((who, when) for who in belonging.parties[rule.level] for when in periods_of[rule.id])
            yield rule.kind.figure, _measured(_values(figures, rule.kind.figure, keys), words)


def _values(figures: Figures, figure: str, keys: Iterable[tuple[str | None, Period | None]]) -> Iterator[Value | None]:
    """Return each value of a figure; None where there is none."""
    for who, when in keys:
        datum = figures.data.get((figure, who, when))
        yield None if datum is None or isinstance(datum.value, State) else datum.value


def _measured(values: Iterable[Value | None], words: tuple[str, ...]) -> Domain:
    every = list(values)
    numbers = {number_of(each, words) for each in every if each is not None}
    unit = lcm(*(number.denominator for number in numbers))
    above = [number.numerator * (unit // number.denominator) for number in numbers]
    return Domain(unit=unit, low=min(above, default=0), high=max(above, default=0), lacks=None in every)


def widened(domain: Domain, values: Collection[Value | State], words: tuple[str, ...] = ()) -> Domain:
    """Return a domain that has room for some values too."""
    if not values:
        return domain
    own = (Fraction(end, domain.unit) for end in (domain.low, domain.high))
    more = _measured([*own, *(None if isinstance(each, State) else each for each in values)], words)
    unit = lcm(domain.unit, more.unit)
    by = unit // more.unit
    return Domain(unit=unit, low=more.low * by, high=more.high * by, lacks=domain.lacks or more.lacks)


# ---------------------------------------------------------------- who belongs where


def _steady(belonging: Belonging) -> Iterator[tuple[str, str]]:
    """Find the levels whose parties all belong to a group of another for the whole term."""
    levels, first, last = belonging.graph.levels, belonging.graph.first, belonging.graph.last
    for number, level in enumerate(levels):
        for wanted in levels[number + 1 :]:
            stays = [belonging.stays.get((level, party or "", wanted)) for party in belonging.parties[level]]
            if all(stay is not None and stay.first <= first and last <= stay.last for stay in stays):
                yield level, wanted


def _least(belonging: Belonging) -> dict[tuple[str, str], int]:
    """Count the members of the smallest group, for each level of members and of groups."""
    levels, sizes = belonging.graph.levels, _sizes(belonging)
    return {
        (level, wanted): min((sizes[level, wanted, group] for group in belonging.parties[wanted]), default=0)
        for number, level in enumerate(levels)
        for wanted in levels[number + 1 :]
    }


def _most(belonging: Belonging) -> dict[tuple[str, str], int]:
    """Count the members of the largest group, for each level of members and of groups; and how many become one."""
    levels = belonging.graph.levels
    most = {(level, wanted): 0 for number, level in enumerate(levels) for wanted in levels[number + 1 :]}
    for (level, wanted, _), number in _sizes(belonging).items():
        most[level, wanted] = max(most[level, wanted], number)
    for (level, _), gone in belonging.merged.items():
        most[level, level] = max(most.get((level, level), 0), len(gone) + 1)
    return most


def _sizes(belonging: Belonging) -> Counter[tuple[str, str, str | None]]:
    """Count the members of each group, with those that went into others."""
    return Counter((level, wanted, stay.group) for (level, _, wanted), stay in belonging.stays.items())
