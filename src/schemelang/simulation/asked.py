"""What is asked on the command line: what is set, what varies, and how many scenarios that makes."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, prod

from schemelang.diagnostic import Diagnostic
from schemelang.figures.table import Table
from schemelang.model.model import Quantity
from schemelang.model.units import said
from schemelang.proof.worlds import World
from schemelang.simulation.errors import ChangeMisread, RangeEmpty, TooManySteps
from schemelang.simulation.moves import Read, Unread, amount_of, read_step, say_move, ways_of, with_amount
from schemelang.simulation.reading import MOST, read_change
from schemelang.simulation.rows import read_rows
from schemelang.simulation.simulation import Asked, Setting, Target, Varying
from schemelang.simulation.targets import read_target
from schemelang.source import Source, Span

_STEPS = 10
"""Into so many steps a range is cut where no step is said."""
_RANGE = re.compile(r"(?P<first>.+?)\s*\.\.\s*(?P<last>.+?)(?:\s+by\s+(?P<by>.+))?")


def read_asked(  # noqa: PLR0913 - each is an option
    settings: Sequence[str],
    varyings: Sequence[str],
    world: World,
    *,
    draw: int | None = None,
    seed: int = 1,
    table: Table | None = None,
) -> tuple[Asked | None, tuple[Diagnostic, ...]]:
    """Read all that is asked, some of it perhaps in a table. It is there only if nothing in it is wrong."""
    lines = [f"--set {text}" for text in settings] + [f"--vary {text}" for text in varyings]
    source = Source("the command line", "\n".join(lines))
    spans = [_span(source, number, line) for number, line in enumerate(lines)]
    set_ = [_setting(span, world) for span in spans[: len(settings)]]
    varied = [_varying(span, world, drawn=draw is not None) for span in spans[len(settings) :]]
    rows, wrong = (None, ()) if table is None else read_rows(table, world)
    found = (*(each for each in (*set_, *varied) if isinstance(each, Diagnostic)), *wrong)
    asked = Asked(
        settings=tuple(each for each in set_ if isinstance(each, Setting)),
        varyings=tuple(each for each in varied if isinstance(each, Varying)),
        draw=draw,
        seed=seed,
        rows=rows,
    )
    found += () if found else _too_many(asked)
    return (None if found else asked), found


def _span(source: Source, number: int, line: str) -> Span:
    """Return where the words of an option stand, behind its name."""
    start = source.line_start(number + 1)
    return Span(source, start + line.index(" ") + 1, start + len(line))


def _too_many(asked: Asked) -> tuple[Diagnostic, ...]:
    if asked.draw is not None and asked.draw <= MOST:
        return ()
    number = asked.draw or prod(len(each.steps) for each in asked.varyings)
    if number <= MOST:
        return ()
    steps = " times ".join(f"{len(each.steps):,}" for each in asked.varyings)
    return (TooManySteps(place=asked.varyings[-1].span, number=f"{number:,}", most=f"{MOST:,}", problem=steps),)


# ---------------------------------------------------------------- one option


def _setting(span: Span, world: World) -> Setting | Diagnostic:
    aimed = _aimed(span, world)
    if isinstance(aimed, Diagnostic):
        return aimed
    target, left, right = aimed
    read = _read(right, target)
    if isinstance(read, Unread):
        return _misread(right, left, target, read.problem)
    return Setting(target, read.move, say_move(read.move, read.unit, target.type))


def _varying(span: Span, world: World, *, drawn: bool) -> Varying | Diagnostic:
    aimed = _aimed(span, world)
    if isinstance(aimed, Diagnostic):
        return aimed
    target, left, right = aimed
    parts = _RANGE.fullmatch(_words(right))
    if parts is None:
        return _misread(right, left, target, "a range goes from one end to another, with .. between", ranged=True)
    first, last = (read_change(parts[end], target) for end in ("first", "last"))
    for end in (first, last):
        if isinstance(end, Unread):
            return _misread(right, left, target, end.problem, ranged=True)
    assert isinstance(first, Read), "this was seen to"
    assert isinstance(last, Read), "this was seen to"
    if first.unit != last.unit:
        return _misread(right, left, target, "its two ends are written in two ways", ranged=True)
    return _stepped(right, target, first, last, parts["by"], drawn=drawn)


def _aimed(span: Span, world: World) -> tuple[Target, Span, Span] | Diagnostic:
    """Cut what is asked in two: what it is aimed at, with its words, and what that is to become."""
    cut = _cut(span)
    if isinstance(cut, Diagnostic):
        return cut
    left, right = cut
    target = read_target(_words(left), left, world)
    return target if isinstance(target, Diagnostic) else (target, left, right)


def _stepped(  # noqa: PLR0913 - the parts of a range
    span: Span, target: Target, first: Read, last: Read, by: str | None, *, drawn: bool
) -> Varying | Diagnostic:
    """Go from one end to the other; where scenarios are drawn and no step is said, there are only the ends."""
    start, end = amount_of(first.move), amount_of(last.move)
    if start is None or end is None:
        return _empty(span, target, "from one end to the other there is nothing to count")
    if start > end:
        return _empty(span, target, "it begins above where it ends")
    step = _usual_step(start, end, target, first) if by is None else read_step(by, first.unit, target.type)
    if step is None or step <= 0:
        return _empty(span, target, f'"{by}" is no step from one end to the other')
    number = floor((end - start) / step) + 1
    if number > MOST:
        problem = f"{number:,} steps"
        return TooManySteps(place=span, number=f"{number:,}", most=f"{MOST:,}", problem=problem)
    amounts = [start, end] if drawn and by is None else [start + place * step for place in range(number)]
    moves = [with_amount(first.move, amount) for amount in amounts]
    steps = tuple((move, say_move(move, first.unit, target.type)) for move in moves)
    return Varying(target, steps, _words(span), span, between=drawn and by is None)


def _usual_step(start: Fraction, end: Fraction, target: Target, first: Read) -> Fraction:
    """Return a tenth of a range; what is counted goes up by whole ones."""
    if start == end:
        return Fraction(1)
    step = (end - start) / _STEPS
    counted = target.type.quantity is Quantity.COUNT and first.unit in ("value", "amount")
    return Fraction(ceil(step)) if counted else step


# ---------------------------------------------------------------- words


def _words(span: Span) -> str:
    return " ".join(span.source.plain[span.start : span.end].split())


def _cut(span: Span) -> tuple[Span, Span] | ChangeMisread:
    """Cut an option in two at its first sign of equality."""
    text = span.source.plain[span.start : span.end]
    before, sign, after = text.partition("=")
    if not sign or not before.strip() or not after.strip():
        problem = "it says what changes, then = and then how"
        remedy = "care_plans=+5%\ncare_plans of F84016=-10"
        return ChangeMisread(place=span, written=text, what="anything", problem=problem, remedy=remedy)
    start = span.start + len(before) - len(before.lstrip())
    middle = span.start + len(before) + 1
    left = Span(span.source, start, span.start + len(before.rstrip()))
    return left, Span(span.source, middle + len(after) - len(after.lstrip()), span.start + len(text.rstrip()))


def _read(span: Span, target: Target) -> Read | Unread:
    return read_change(_words(span), target)


def _misread(span: Span, left: Span, target: Target, problem: str, *, ranged: bool = False) -> ChangeMisread:
    name = _words(left)
    ways = (ranged and _ranges(target)) or ways_of(target.type)
    remedy = "\n".join(f"{name}={way}" for way in ways)
    problem = problem or "it can change in the ways below"
    what = f"{name}, which is {said(target.type)}"
    return ChangeMisread(place=span, written=_words(span), what=what, problem=problem, remedy=remedy)


def _ranges(target: Target) -> tuple[str, ...]:
    match target.type.quantity:
        case Quantity.SHARE:
            return "-5 points..+5 points by 1 point", "70%..80% by 5%"
        case Quantity.MONEY:
            return "-10%..+10% by 5%", "£30..£40 by £5"
        case Quantity.COUNT | Quantity.NUMBER:
            return "-10%..+10% by 5%", "50..100 by 10"
        case _:
            return ()


def _empty(span: Span, target: Target, problem: str) -> RangeEmpty:
    ranges = "\n".join(f"    {each}" for each in _ranges(target))
    remedy = f"Write such as:\n{ranges}" if ranges else "Ask for each of its values by itself, with   --set"
    return RangeEmpty(place=span, written=_words(span), problem=problem, remedy=remedy)
