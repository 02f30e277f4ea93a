"""Every value has exactly one row (P1).

Reading a scheme refuses rows that are laid down and leave a gap, overlap, stand out of order, or do not say what is
given below the first and above the last where a value can be. What is left are rows whose places are worked out, or
change on a date: they are held against each other here.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import get_args

from schemelang.explanation.phrases import phrase
from schemelang.explanation.values import say_value
from schemelang.graph.graph import Given, OfParty, Rule, RuleId, Scaled, Shared
from schemelang.light import frozen
from schemelang.model.model import Exact, Scale
from schemelang.outcome.case import Case
from schemelang.proof.proof import Broken, Claim, Moved, Proved, Story, Unchecked
from schemelang.proof.ranges import Ranges
from schemelang.proof.subject import Subject, counted
from schemelang.proof.worlds import Figure, World, Worth

KIND = "rows"
HELD = "What rests on this scale is held then."

_Pair = tuple[Rule, RuleId, RuleId]
"""Two rows of a scale that follow each other, by where they stand."""


def every_value_has_one_row(subject: Subject) -> Iterator[Claim]:
    """Claim of each scale whose rows can be out of order that they can, and of all others one thing."""
    ranges = subject.ranges
    scales = [rule for rule in subject.graph.rules if isinstance(rule.kind, Scaled)]
    pairs = [pair for rule in scales for pair in _pairs(rule) if not _is_in_order(ranges, pair)]
    worlds = list(subject.every_world()) if pairs else []
    broken, open_ = dict[RuleId, Claim](), [rule for rule in scales if not _is_covered(ranges, rule)]
    for rule, one, other in pairs:
        out = next((found for world in worlds if (found := _out_of_order(world, (rule, one, other)))), None)
        if out is not None:
            broken.setdefault(rule.id, _claim(subject, rule, out))
        elif _rests_on_figures(worlds[-1], (one, other)):
            open_.append(rule)
    yield from broken.values()
    exact = sum(isinstance(block, Scale) and isinstance(block.table, Exact) for block in subject.scheme.blocks)
    if open_:
        where = subject.where(open_)
        why = f"it could not be shown that rows which are worked out from figures keep their order {where}"
        yield subject.of_all(KIND, Unchecked(why))
    elif not broken:
        many = counted(len(scales) + exact, "value is", "values are")
        looked_up = f"{many} looked up in a table." if scales or exact else "Nothing is looked up in a table."
        yield subject.of_all(KIND, Proved(), looked_up)


def _pairs(rule: Rule) -> Iterator[_Pair]:
    if isinstance(rule.kind, Scaled):
        yield from ((rule, one, other) for (one, _), (other, _) in pairwise(rule.kind.rows))


def _is_in_order(ranges: Ranges, pair: _Pair) -> bool:
    _, one, other = pair
    high, low = ranges[one].high, ranges[other].low
    return high is not None and low is not None and high < low


def _is_covered(ranges: Ranges, rule: Rule) -> bool:
    """Say whether it is said, below the first row and above the last, what is given wherever a value can be."""
    assert isinstance(rule.kind, Scaled), "only these have rows"
    value, first, last = (ranges[at] for at in (rule.kind.need, rule.kind.rows[0][0], rule.kind.rows[-1][0]))
    low = value.low is not None and first.high is not None and first.high <= value.low
    high = value.high is not None and last.low is not None and value.high <= last.low
    return (rule.kind.below is not None or low) and (rule.kind.how != "line" or rule.kind.above is not None or high)


def _rests_on_figures(world: World, rules: tuple[RuleId, ...]) -> bool:
    """Say whether rules may come to something else for other practices; if not, any world shows all they come to."""
    under = (world.graph.by_id[rule].kind for rule in world.graph.under(rules))
    return any(isinstance(kind, (Given, OfParty, *get_args(Shared))) for kind in under)


# ---------------------------------------------------------------- rows out of order


@frozen(kw_only=True)
class _Out:
    """A practice, or a period, for which two rows are out of order, and the figure that was moved to make them so."""

    world: World
    case: Case
    one: tuple[RuleId, Fraction]
    other: tuple[RuleId, Fraction]
    moved: Moved | None


def _out_of_order(world: World, pair: _Pair) -> _Out | None:
    """Look for somebody for whom two rows are out of order, perhaps with one figure as low or as high as may be."""
    found = _seen(world, pair, None)
    if found is not None:
        return found
    only = world.graph.under(pair[1:])
    for figure in world.figures.data:
        worth = world.given(figure)
        if only.isdisjoint(rule.id for rule in world.plan.given.get(figure[0], ())) or not isinstance(worth, Fraction):
            continue
        for end in world.room(figure):
            changed: dict[Figure, Worth] = {figure: worth * _FAR if end is None else end}
            if world.is_within(changed):
                found = _seen(world.with_(changed), pair, _moved(world, figure, changed[figure]))
                if found is not None:
                    return found
    return None


_FAR = 10
"""What nothing bounds may well be so many times as much."""


def _seen(world: World, pair: _Pair, moved: Moved | None) -> _Out | None:
    rule, one, other = pair
    for party, period in world.known.values[rule.id]:
        case = Case(world.known, rule, party, period)
        low, high = case.need(one), case.need(other)
        if isinstance(low, Fraction) and isinstance(high, Fraction) and low >= high:
            return _Out(world=world, case=case, one=(one, low), other=(other, high), moved=moved)
    return None


def _moved(world: World, figure: Figure, worth: Worth) -> Moved:
    name, party, _ = figure
    declared, before = world.plan.figures[name], world.given(figure)
    assert before is not None, "only what is given is moved"
    assert isinstance(worth, Fraction), "only numbers are moved"
    whose = "" if party is None else f" of {world.name(declared.level, party)}"
    kind = declared.type
    assert isinstance(before, Fraction), "only numbers are moved"
    return Moved(what=f"{declared.title}{whose}", before=say_value(before, kind), after=say_value(worth, kind))


def _claim(subject: Subject, rule: Rule, out: _Out) -> Claim:
    graph = subject.graph
    (one, low), (other, high) = out.one, out.other
    values = [say_value(value, graph.by_id[at].type) for at, value in (out.one, out.other)]
    rows = [phrase(graph, at, top=False) for at in (one, other)]
    party, period = out.case.party, out.case.period
    rows = [row if row == value else f"{row} ({value})" for row, value in zip(rows, values, strict=True)]
    whose = [] if party is None or out.moved else [f"for {out.world.name(rule.level, party)}"]
    when = [] if period is None else [f"in {period.name}"]
    moved = [] if out.moved is None else [f"if {out.moved.what} is {out.moved.after}"]
    where = f"{', '.join((*whose, *moved, *when))}, " if whose or when or moved else ""
    stands = "at the same place as" if low == high else "below"
    words = f"{where}the row from {rows[1]} stands {stands} the row from {rows[0]}"
    story = Story(words=words[0].upper() + words[1:] + ".", figures=() if out.moved is None else (out.moved,))
    return Claim(kind=KIND, about=rule.title, verdict=Broken(story), how=HELD, place=rule.span)
