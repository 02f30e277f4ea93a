"""Rounding is where the scheme says, in an order that can be listed, and no amount is rounded twice.

Nothing is rounded but by a rule that is there to round: `Round` and `Root`, which the scheme writes, and the
cutting and sharing of payments in whole pence. A rule that rounds reads the same amount as another that has
rounded it where nothing between them reckons: it is only taken from there, or chosen. Then either the second
changes nothing, or what the first has made goes another way than it would have gone by the second alone. Only two
that go the same way come to what the second makes alone.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from schemelang.explanation.values import say_rounding, say_value
from schemelang.graph.graph import (
    AsAt,
    Chosen,
    Dated,
    Earlier,
    Latest,
    OfParty,
    Product,
    Role,
    Root,
    Round,
    Rule,
    RuleGraph,
    RuleId,
    RuleKind,
    Settled,
    Weight,
    When,
    needs,
)
from schemelang.proof.proof import Broken, Claim, Moved, Noted, Proved, Story
from schemelang.proof.subject import Subject, counted
from schemelang.quantities import round_to

KIND = "rounding"
_NEAREST = {"half_up", "half_down", "half_even"}
_HALVES_MEET = {"half_up": 2, "half_down": 2, "half_even": 4}
_KEPT = {"half_up": "down", "half_down": "up"}
"""The first rounding that leaves each amount on its own side of the half."""
_ELEVEN, _FAR = 11, 4
"""From so many of a unit on an amount is looked for that shows it, and so far."""


def rounding_is_as_written(subject: Subject) -> Iterator[Claim]:
    """Show that no amount is rounded twice, or say which is."""
    rounding = tuple(rule for rule in subject.graph.rules if _is_written(rule))
    twice = [(rule, first) for rule in rounding for first in rounded_before(subject.graph, rule)]
    for rule, first in twice:
        yield Claim(kind=KIND, about=rule.title, verdict=Broken(_story(first, rule)), place=rule.span)
    if twice:
        return
    if rounding:
        how = f"{counted(len(rounding), 'amount is', 'amounts are')} rounded, {subject.where(rounding)}."
        yield subject.of_all(KIND, Proved(), how)
    else:
        yield subject.of_all(KIND, Noted("No line of it rounds anything."))


def _is_written(rule: Rule) -> bool:
    """Say whether a rule rounds because the scheme says so, and not to make parts of a payment whole pence."""
    return isinstance(rule.kind, Root) or (
        isinstance(rule.kind, Round) and rule.role in {Role.STEP, Role.AMOUNT, Role.VALUE, Role.INDICATOR}
    )


def rounded_before(graph: RuleGraph, rule: Rule) -> Iterator[Rule]:
    """Find the rule that has already rounded the very amount that a rule rounds, where that can be told."""
    if not isinstance(rule.kind, Round):
        return
    for before in _sources(graph, rule):
        first = before.kind
        if isinstance(first, Round) and (first.unit % rule.kind.unit == 0 or _is_turned(first, rule.kind)):
            yield before


def _is_turned(first: Round, second: Round) -> bool:
    """Say whether the first rounding can bring an amount to where the second goes another way than it would alone.

    It cannot where both go the same way: down and down, or down and, from just the half, up. Then all that the second
    looks at stands on the steps of the first. Of two that go to the nearest, it cannot where the half of the second
    is a half of the first.
    """
    if first.way == second.way and second.unit / first.unit % _HALVES_MEET.get(second.way, 1) == 1:
        return False
    if second.way in _NEAREST:
        return first.way != _KEPT.get(second.way) or (second.unit / 2) % first.unit != 0
    return first.way != second.way or second.unit % first.unit != 0


def _sources(graph: RuleGraph, rule: Rule) -> Iterator[Rule]:
    """Find the rules whose value a rule reads as it is: through others that only take it or choose it."""
    waiting = list(needs(rule.kind))
    seen = set(waiting)
    while waiting:
        found = graph.by_id[waiting.pop()]
        if isinstance(found.kind, Round):
            yield found
            continue
        on = _taken_from(graph, found.kind)
        waiting += [each for each in on if each not in seen]
        seen.update(on)


def _taken_from(graph: RuleGraph, kind: RuleKind) -> tuple[RuleId, ...]:
    """Return the rules whose value a rule of this kind has as it is; none where it reckons."""
    match kind:
        case When(_, then, otherwise):
            return (then, otherwise)
        case Chosen(cases, otherwise):
            return (*(case.then for case in cases), otherwise)
        case Settled() | AsAt() | OfParty() | Latest() | Earlier() | Dated():
            return needs(kind)
        case Product((amount, weight)) if _is_all_or_nothing(graph.by_id[weight].kind):
            return (amount,)
        case _:
            return ()


def _is_all_or_nothing(kind: RuleKind) -> bool:
    """Say whether this is the part of the term for which somebody counts, and never a fraction of it."""
    if not isinstance(kind, Weight) or kind.basis is not None:
        return False
    return "by_days" not in {kind.joins, kind.leaves, kind.merges, kind.splits, kind.closes, kind.moves}


def _story(first: Rule, second: Rule) -> Story:
    """Say what becomes of an amount that is rounded twice."""
    assert isinstance(first.kind, Round), "only what rounds is asked about"
    assert isinstance(second.kind, Round), "only what rounds is asked about"
    line = f"line {first.span.line}"
    if first.kind.unit % second.kind.unit == 0:
        how = say_rounding(first.kind.unit, first.kind.way, second.type)
        return Story(
            words=f"Line {first.span.line} has rounded it {how}. To round it again changes nothing.", figures=()
        )
    exact = _turned(first.kind, second.kind)
    once, between = (round_to(exact, each.unit, each.way) for each in (second.kind, first.kind))
    twice = round_to(between, second.kind.unit, second.kind.way)
    a, b, c, d = (say_value(each, second.type) for each in (exact, between, twice, once))
    return Story(
        words=f"{a} becomes {b} by {line} and then {c}; rounded once it is {d}.",
        figures=(Moved(second.title, a, b),),
        pay=Moved(second.title, d, c),
    )


def _turned(first: Round, second: Round) -> Fraction:
    """Find an amount of which two roundings make another than the second alone, at eleven or so of its unit."""
    quarter, half = first.unit / 4, second.unit / 2
    near = [_ELEVEN * second.unit + half + by for by in (-quarter, quarter, half - quarter, half + quarter)]
    every = (_ELEVEN * second.unit + number * quarter for number in range(ceil(_FAR * second.unit / quarter)))
    return next(exact for exact in (*near, *every) if _differs(exact, first, second))


def _differs(exact: Fraction, first: Round, second: Round) -> bool:
    between = round_to(exact, first.unit, first.way)
    return round_to(between, second.unit, second.way) != round_to(exact, second.unit, second.way)
