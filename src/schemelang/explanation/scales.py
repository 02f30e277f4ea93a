"""Where a value lies on a scale, and what that comes to, in words."""

from fractions import Fraction
from typing import assert_never

from schemelang.explanation.reading import Reading, Spot
from schemelang.explanation.values import say_constant, say_counted, say_value
from schemelang.explanation.words import phrase
from schemelang.graph.graph import Constant, Role, RuleGraph, RuleId, Scaled, Test, When
from schemelang.light import frozen
from schemelang.model.model import Quantity, Type
from schemelang.outcome.outcome import Absent
from schemelang.outcome.scaling import row_of, slices_of
from schemelang.quantities import say_percent

_HALF = Fraction(1, 2)
_PAIR = 2
_WHETHER = "whether "


@frozen
class _Found:
    """A number that a rule has, and its words."""

    number: Fraction
    words: str
    is_money: bool


@frozen
class _Mark:
    """A row of a scale: where it stands, and what it gives."""

    at: _Found
    gives: _Found


@frozen
class _OnScale:
    """A value on a scale, what came of it, and the rows; all of it is known."""

    value: _Found
    result: _Found
    marks: tuple[_Mark, ...]
    below: _Found | None
    value_type: Type
    type: Type


def scaled(reading: Reading, spot: Spot, kind: Scaled) -> str:
    """Say which row a value is in, how far between two, and what it comes to."""
    at = reading.rule(spot).type
    found = _OnScale(
        value=_found(reading, reading.need(spot, kind.need)),
        result=_found(reading, spot),
        marks=tuple(_Mark(*(_needed(reading, spot, each) for each in row)) for row in kind.rows),
        below=None if kind.below is None else _needed(reading, spot, kind.below),
        value_type=reading.rule(reading.need(spot, kind.need)).type,
        type=at,
    )
    match kind.how:
        case "line":
            return _for_points(found) if _is_for_points(found) else _on_line(found)
        case "whole":
            return _in_band(found)
        case "slice":
            return _in_slices(found)
        case _:
            assert_never(kind.how)


def _needed(reading: Reading, spot: Spot, need: RuleId) -> _Found:
    return _found(reading, reading.need(spot, need))


def _found(reading: Reading, spot: Spot) -> _Found:
    rule, value = reading.rule(spot), reading.value(spot)
    assert isinstance(value, Fraction), "only what is known is put into words"
    words = say_constant(value, rule.type) if isinstance(rule.kind, Constant) else say_value(value, rule.type)
    return _Found(value, words, rule.type.quantity is Quantity.MONEY)


# ---------------------------------------------------------------- lines


def _is_for_points(found: _OnScale) -> bool:
    """Say whether a line goes from no points to all of them."""
    return len(found.marks) == _PAIR and bool(found.type.unit) and any(not mark.gives.number for mark in found.marks)


def _for_points(found: _OnScale) -> str:
    """Say how far a result has come from where nothing is earned to where everything is."""
    none, full = sorted(found.marks, key=lambda mark: mark.gives.number)
    points = say_counted(full.gives.number, found.type.unit)
    value, result = found.value.words, found.result
    if result.number == full.gives.number:
        return f"{value} reaches {full.at.words}: all of {points}"
    if not result.number:
        return f"{value} does not get past {none.at.words}: none of {points}"
    way = _way(result.number / full.gives.number, none.at.words, full.at.words)
    return f"{value} lies {way}: {result.words} of {points}"


def _way(part: Fraction, one: str, other: str) -> str:
    """Say how far something lies between two places."""
    if part == _HALF:
        return f"half way between {one} and {other}"
    return f"{say_percent(part)} of the way from {one} to {other}"


def _on_line(found: _OnScale) -> str:
    """Say between which rows a value lies, and what these give."""
    value, row = found.value, row_of(found.value.number, _rows(found))
    if row == 0:
        return f"{value.words} is below the first row, {found.marks[0].at.words}"
    here = found.marks[row - 1]
    if here.at.number == value.number:
        return f"it is just {here.at.words}"
    if row == len(found.marks):
        return f"{value.words} is above the last row, {here.at.words}"
    there = found.marks[row]
    part = (value.number - here.at.number) / (there.at.number - here.at.number)
    ends = [f"{mark.at.words}, which gives {mark.gives.words}," for mark in (here, there)]
    return f"{value.words} lies {_way(part, ends[0], ends[1].removesuffix(','))}"


def _rows(found: _OnScale) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((mark.at.number, mark.gives.number) for mark in found.marks)


# ---------------------------------------------------------------- bands


def _in_band(found: _OnScale) -> str:
    """Say in which band a value lies."""
    value, row = found.value.words, row_of(found.value.number, _rows(found))
    if row == 0:
        return f"{value} is below the first row, {found.marks[0].at.words}"
    here = found.marks[row - 1].at.words
    if row == len(found.marks):
        return f"{value} is {here} or more"
    return f"{value} is at least {here} and below {found.marks[row].at.words}"


def _in_slices(found: _OnScale) -> str:
    """Say what is given for each slice that a value reaches into."""
    first = found.marks[0].at.number
    under = min(found.value.number, first) - min(Fraction(0), first)
    slices = slices_of(found.value.number, tuple(mark.at.number for mark in found.marks))
    parts = [(found.below, under)] if found.below is not None else []
    parts += [(mark.gives, part) for mark, part in zip(found.marks, slices, strict=True)]
    return " plus ".join(_slice(found, rate, part) for rate, part in parts if part)


def _slice(found: _OnScale, rate: _Found, part: Fraction) -> str:
    """Say 50% of £10,000.00, or 300 patients at £2 each."""
    if rate.is_money:
        return f"{say_counted(part, found.value_type.unit)} at {rate.words} each"
    return f"{rate.words} of {say_value(part, found.value_type)}"


# ---------------------------------------------------------------- exact values


def looked_up(reading: Reading, spot: Spot, when: When) -> tuple[Spot, Spot | None]:
    """Return the value that a scale of exact values goes by, and what its row gives; None where that is not known."""
    test = reading.rule(reading.need(spot, when.condition)).kind
    assert isinstance(test, Test), "a row for one value compares"
    while True:
        is_so = reading.value(reading.need(spot, when.condition))
        value = reading.need(reading.need(spot, when.condition), test.left)
        if isinstance(is_so, Absent):
            return value, None
        chosen = reading.need(spot, when.then if is_so else when.otherwise)
        row = reading.rule(chosen)
        if is_so or row.role is not Role.EARNED or not isinstance(row.kind, When):
            return value, chosen
        spot, when = chosen, row.kind


def exact(reading: Reading, spot: Spot, when: When) -> str:
    """Say which value was looked up."""
    at, given = looked_up(reading, spot, when)
    value, rule = reading.value(at), reading.rule(at)
    if given is None:
        return ""
    words = question(reading.graph, rule.id)
    between = ":" if words.startswith(_WHETHER) else " is"
    return f"{words}{between} {say_value(value, rule.type)}"


def question(graph: RuleGraph, need: RuleId) -> str:
    """Say what a scale of exact values goes by; of yes or no, what is asked."""
    words = phrase(graph, need, top=False)
    if graph.by_id[need].type.quantity is not Quantity.YES_NO:
        return words
    answer = words.removesuffix(" is yes")
    return answer if answer != words else f"{_WHETHER}{words}"
