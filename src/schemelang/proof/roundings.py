"""Rounding is where the scheme says, in an order that can be listed, and no amount is rounded twice.

Nothing is rounded but by a rule that is there to round: `Round` and `Root`, which the scheme writes, and the
cutting and sharing of payments in whole pence. A rule that rounds reads the same amount as another that has
rounded it where nothing between them reckons: it is only taken from there, or chosen. Then either the second
changes nothing, or it lifts or lowers an amount that one rounding would have left on its own side of the half.
"""

from collections.abc import Iterator
from fractions import Fraction

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

KIND = "rounding"
_NEAREST = {"half_up", "half_down", "half_even"}
_ELEVEN_AND_A_HALF = Fraction(23, 2)
"""An amount that is half way between two; halves to even go up from here, as they should where they can."""


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
    """Say whether the first rounding can bring an amount to a half of the second, which then turns it."""
    return first.way in _NEAREST and second.way in _NEAREST and (second.unit / 2) % first.unit == 0


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
    return "by_days" not in {kind.joins, kind.leaves, kind.merges, kind.splits, kind.closes}


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
    half = _ELEVEN_AND_A_HALF * second.kind.unit
    down = second.kind.way == "half_down"
    exact = half + (first.kind.unit / 4 if down else -first.kind.unit / 4)
    once, twice = (12, 11) if down else (11, 12)
    a, b, c, d = (
        say_value(each, second.type) for each in (exact, half, twice * second.kind.unit, once * second.kind.unit)
    )
    return Story(
        words=f"{a} becomes {b} by {line} and then {c}; rounded once it is {d}.",
        figures=(Moved(second.title, a, b),),
        pay=Moved(second.title, d, c),
    )
