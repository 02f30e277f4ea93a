"""Pictures of how far somebody has come: a bar for each, and a line at what is asked."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from schemelang.dates import Period
from schemelang.document.axes import Scope, broken
from schemelang.document.contract import Bar, BarKey, Bars, Picture, Standing
from schemelang.document.holdings import Holding
from schemelang.document.matter import Matter, called, capital
from schemelang.explanation.values import say_bound, say_constant
from schemelang.explanation.words import phrase, say_value
from schemelang.graph.graph import Constant, Over, Pooled, Quorum, Role, Rule, RuleId, Test
from schemelang.light import evolve, frozen
from schemelang.model.model import Comparator, Quantity, Target
from schemelang.model.names import within
from schemelang.outcome.outcome import RuleValue

_MANY = 40
"""More members are not drawn."""
_ROOM = Fraction(11, 10)
"""How far an axis goes on beyond the greatest of all."""
_KEYS = (BarKey("reached", "meets what is asked"), BarKey("short", "does not meet it"))
_KEYS_OF_ALL = (BarKey("part", "its own, as a part of all"),)
_NOT_EACH = " What counts is all of them together, and not each."
_RESULTS = frozenset({Role.INDICATOR, Role.SCALE, Role.VALUE})
_OF_EACH = frozenset(
    {("lowest", "at_least"), ("lowest", "more_than"), ("highest", "at_most"), ("highest", "less_than")}
)
"""What is asked of the lowest, or of the highest, so that it is asked of each."""
_NUMBERS = frozenset({Quantity.MONEY, Quantity.SHARE, Quantity.NUMBER, Quantity.COUNT})


@frozen
class _Asked:
    """What is asked of a result, or of all members' results together: how it is to stand to a number laid down."""

    target: str
    result: Rule
    comparator: Comparator
    bound: Fraction
    of_all: bool = False


@frozen
class _Stand:
    """Where one stands: who or what, and what was reached of what is asked, if that is known."""

    label: str
    value: RuleValue
    asked: _Asked


def progress_of(matter: Matter, holding: Holding) -> Iterator[Picture]:
    """Draw how far the parties that stand together have come with each result that a target asks for."""
    seen: set[tuple[RuleId, Comparator, Fraction]] = set()
    for target in matter.blocks(Target):
        for asked in _asked_by(matter, target):
            same = (asked.result.id, asked.comparator, asked.bound)
            if same not in seen:
                seen.add(same)
                yield from _of_everybody(matter, holding, asked)


def progress_to(
    matter: Matter, title: str, rules: Iterable[Rule], at: tuple[str | None, Period | None]
) -> tuple[Picture, ...]:
    """Draw how far one has come with each condition that holds a result against a number, and no number of members."""
    stands = []
    for rule in rules:
        asked = _asked(matter, title, rule)
        if asked is not None and not _counts_members(asked.result):
            label = capital(phrase(matter.graph, rule.id))
            stands.append(_Stand(label, matter.value(asked.result, *at), asked))
    if not _can_be_drawn(stands):
        return ()
    description = "A bar for each thing that is asked, as far as it was reached. The line across is how far is asked."
    bars = tuple(_bar(stand, _scope([stand])) for stand in stands)
    drawing = Bars(bars, "what is asked", _KEYS)
    member = None if at[0] is None else matter.member_of(at[0])
    title = f"{title}: how far {called(member) if member else 'it'} has come"
    return (Picture(title=title, description=description, column="Result", drawing=drawing),)


def _counts_members(rule: Rule) -> bool:
    return isinstance(rule.kind, Over) and rule.kind.how == "number"


# ---------------------------------------------------------------- what is asked


def _asked_by(matter: Matter, target: Target) -> Iterator[_Asked]:
    """Return what a target asks of results that members have, themselves or together."""
    rule = matter.rule(target.name)
    for need in rule.kind.needs if isinstance(rule.kind, Quorum) else (rule.id,):
        condition = matter.graph.by_id[need]
        inner = matter.graph.by_id[condition.kind.need] if isinstance(condition.kind, Over) else condition
        asked = _of_members(matter, _asked(matter, target.title, inner))
        if asked is not None and asked.result.role in _RESULTS and asked.result.series is None:
            yield asked


def _of_members(matter: Matter, asked: _Asked | None) -> _Asked | None:
    """Return what is asked of members' results together as what is asked of those results."""
    match asked and asked.result.kind:
        case Over(need=need, how="lowest" | "highest" as how) if asked and (how, asked.comparator) in _OF_EACH:
            return evolve(asked, result=matter.graph.by_id[need])
        case Over(need=need, how="average" | "median" | "lowest" | "highest"):
            return asked and evolve(asked, result=matter.graph.by_id[need], of_all=True)
        case Pooled(indicator=need):
            return asked and evolve(asked, result=matter.graph.by_id[need], of_all=True)
        case _:
            return asked


def _asked(matter: Matter, title: str, rule: Rule) -> _Asked | None:
    """Return what a condition asks, if it holds a value against a number that is laid down."""
    if not isinstance(rule.kind, Test):
        return None
    left, right = matter.graph.by_id[rule.kind.left], matter.graph.by_id[rule.kind.right].kind
    if left.type.quantity not in _NUMBERS or not isinstance(right, Constant) or not isinstance(right.value, Fraction):
        return None
    return _Asked(title, left, rule.kind.comparator, right.value)


# ---------------------------------------------------------------- bars


def _of_everybody(matter: Matter, holding: Holding, asked: _Asked) -> Iterator[Picture]:
    """Draw a bar for each party that is shown and of the level that has the result."""
    members = [matter.member_of(code) for code in holding.codes if code is not None and matter.counts(code)]
    them = [member for member in members if member is not None and member.kind == asked.result.level]
    stands = [_Stand(called(member), matter.value(asked.result, member.code), asked) for member in them]
    if not _can_be_drawn(stands):
        return
    bound = f"{say_bound(asked.comparator)} {say_constant(asked.bound, asked.result.type)}"
    of_whom = " of all of them together" if asked.of_all else ""
    description = (
        f"A bar for each {asked.result.level}, as far as it has come. The line across is what is asked{of_whom}: "
        f"{bound}. This is for {within(asked.target)}.{_NOT_EACH if asked.of_all else ''}"
    )
    scope = _scope(stands)
    drawing = Bars(tuple(_bar(stand, scope) for stand in stands), bound, _KEYS_OF_ALL if asked.of_all else _KEYS)
    title = f"{asked.result.title}, {holding.name}: {bound} is asked{of_whom}"
    yield Picture(title=title, description=description, column=asked.result.title, drawing=drawing)


def _can_be_drawn(stands: Sequence[_Stand]) -> bool:
    """Say whether something is known, all of it above nothing, and it is not too much."""
    known = [stand.value for stand in stands if isinstance(stand.value, Fraction)]
    above = all(value >= 0 for value in known) and all(stand.asked.bound > 0 for stand in stands)
    return bool(known) and above and len(stands) <= _MANY


def _scope(stands: Sequence[_Stand]) -> Scope:
    """Go from nothing to 100%, or to somewhat beyond the greatest."""
    values = [value for stand in stands for value in (stand.value, stand.asked.bound) if isinstance(value, Fraction)]
    share = stands[0].asked.result.type.quantity is Quantity.SHARE
    return Scope(Fraction(0), Fraction(1) if share and max(values) <= 1 else max(values) * _ROOM)


def _bar(stand: _Stand, scope: Scope) -> Bar:
    asked, value = stand.asked, stand.value
    label, words = broken(stand.label, signs=50), say_value(value, asked.result.type)
    if not isinstance(value, Fraction):
        return Bar(label, words, 0, scope.along(asked.bound), "unknown")
    kept = _holds(value, asked.comparator, asked.bound)
    kind: Standing = "part" if asked.of_all else "reached" if kept else "short"
    return Bar(label, words, scope.along(value), scope.along(asked.bound), kind)


def _holds(value: Fraction, comparator: Comparator, bound: Fraction) -> bool:
    match comparator:
        case "at_least":
            return value >= bound
        case "at_most":
            return value <= bound
        case "more_than":
            return value > bound
        case "less_than":
            return value < bound
        case "equal":
            return value == bound
        case "not_equal":
            return value != bound
        case _:
            assert_never(comparator)
